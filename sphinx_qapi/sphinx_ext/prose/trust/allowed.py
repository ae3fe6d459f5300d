"""The directives, their options and the roles that an untrusted schema may use.

These are lists of what is allowed, so that directives and roles that docutils, Sphinx and other extensions add later
are refused until somebody has examined them.
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
"""The allowed directives, by their names in English."""
OWN_DOMAIN = "qapi:"
"""Prefix of the names of all directives of our domain, which are allowed."""

OPTIONS = frozenset(
    {
        *("align", "alt", "caption", "columns", "figwidth", "height", "label", "name", "scale", "target", "width"),
        *("delim", "escape", "header", "header-rows", "keepspace", "quote", "stub-columns", "widths"),
        *("dedent", "emphasize-lines", "force", "lineno-start", "linenos", "number-lines"),
        *("no-wrap", "nowrap"),
    }
)
"""The allowed options of directives that are not ours. Not ``class``: scripts of a site find elements by class."""
COUNTS = frozenset(
    {
        *("columns", "dedent", "emphasize-lines", "header-rows", "stub-columns", "widths"),
        *("lineno-start", "number-lines"),
    }
)
"""Options whose numbers must be below 10,000: so many columns, lines or signs are made, or TeX computes with them."""
SOURCES = frozenset({"file", "url"})
"""Options that name the source of a directive's content: if one is refused, so is the directive."""

ROLE_MODULES = frozenset({"docutils.parsers.rst.roles", "sphinx.roles", "sphinx.ext.extlinks"})
"""Modules whose roles are allowed, whatever their names."""
ROLE_PACKAGES = ("sphinx.domains.", "sphinx_qapi.")
"""Prefixes of further modules whose roles are allowed."""
