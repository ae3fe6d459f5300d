"""The directives, their options and the roles that an untrusted schema may use.

A list of what is allowed: what docutils, Sphinx and other extensions come to have besides is refused until somebody
has looked at it.
"""

from __future__ import annotations

_ADMONITIONS = (
    *(
        "admonition",
        "attention",
        "caution",
        "danger",
        "error",
        "hint",
        "important",
        "note",
        "seealso",
        "tip",
        "warning",
    ),
    *("deprecated", "versionadded", "versionchanged", "versionremoved"),
)
_BLOCKS = (
    *("code", "code-block", "parsed-literal", "sourcecode"),
    *("csv-table", "list-table", "table", "hlist"),
    *("figure", "image", "math", "rubric", "topic"),
)
DIRECTIVES = frozenset({*_ADMONITIONS, *_BLOCKS, "qmp-example"})
"""By their names in English."""
OWN_DOMAIN = "qapi:"
"""What the names of all directives of our domain begin with."""

OPTIONS = frozenset(
    {
        *("align", "alt", "caption", "columns", "figwidth", "height", "label", "name", "scale", "target", "width"),
        *("delim", "escape", "header", "header-rows", "keepspace", "quote", "stub-columns", "widths"),
        *("dedent", "emphasize-lines", "force", "lineno-start", "linenos", "number-lines"),
        *("no-wrap", "nowrap"),
    }
)
"""Of the directives that are not ours. Not ``class``: scripts of a site look for elements by their classes."""
COUNTS = frozenset(
    {
        *("columns", "dedent", "emphasize-lines", "header-rows", "stub-columns", "widths"),
        *("lineno-start", "number-lines"),
    }
)
"""Options for which as many columns, lines or signs are made as they say, or TeX must know the number: below 10,000."""
SOURCES = frozenset({"file", "url"})
"""Options that say where a directive's content is: without them nothing is left of it."""

ROLE_MODULES = frozenset({"docutils.parsers.rst.roles", "sphinx.roles", "sphinx.ext.extlinks"})
ROLE_PACKAGES = ("sphinx.domains.", "sphinx_qapi.")
"""Where roles are defined that may be used, whatever they are called."""
