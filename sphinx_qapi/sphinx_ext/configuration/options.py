"""All values that ``conf.py`` may set: the registration and the table in the manual are made from `OPTIONS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.export.schema_formats import SCHEMA_EXPORTERS
from sphinx_qapi.layout import ENGINES
from sphinx_qapi.sphinx_ext.configuration.emits import wrong_emits
from sphinx_qapi.sphinx_ext.configuration.value_checks import wrong_folder, wrong_key, wrong_namespaces, wrong_size

Rebuild = Literal["", "env", "html"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A value of ``conf.py``."""

    name: str
    default: object
    types: tuple[type, ...]
    rebuild: Rebuild
    """What Sphinx does again when the value changes: ``env`` reads all pages, ``html`` writes them, empty nothing."""
    help: str
    words: tuple[str, ...] = ()
    """The words that the value, or each item of a list, may be; empty if it may be anything."""
    check: Callable[[Any], Iterable[str]] | None = None
    """Gives a sentence for each mistake in a value of one of `types`."""


ALWAYS, MISSING, NEVER = "always", "missing", "never"

OPTIONS: tuple[Option, ...] = (
    Option(
        name="qapi_schemas",
        default={},
        types=(dict,),
        rebuild="env",
        help="The schemas: for each namespace a path (relative to the folder of conf.py), or a table of settings.",
    ),
    Option(
        name="qapi_foreign_references",
        default="sphinx",
        types=(str,),
        rebuild="env",
        help="How to treat :doc: and :ref: references in a schema's prose that lead nowhere: "
        "'sphinx' leaves them to Sphinx, which warns; 'text' shows them as text and lists them once at the end.",
        words=("sphinx", "text"),
    ),
    Option(
        name="qapidoc_srctree",
        default="",
        types=(str, Path),
        rebuild="env",
        help="Folder that the files of qapi-doc are relative to; by default the folder of conf.py.",
        check=wrong_folder,
    ),
    Option(
        name="qapi_namespaces",
        default=[],
        types=(set, frozenset, list, tuple),
        rebuild="env",
        help="Namespaces of schemas that only qapi-doc names; their indexes are made, too.",
        check=wrong_namespaces,
    ),
    Option(
        name="qapi_allowed_fields",
        default=None,
        types=(set, frozenset, list, tuple, type(None)),
        rebuild="env",
        help="Additional fields that descriptions by hand may have, such as 'see also'; other fields get a warning. "
        "None allows any field.",
    ),
    Option(
        name="qapi_qemu_anchors",
        default=False,
        types=(bool,),
        rebuild="env",
        help="Whether definitions and modules also have the anchors of QEMU's own manuals, so that old links work.",
    ),
    Option(
        name="qapi_untrusted_directives",
        default=[],
        types=(set, frozenset, list, tuple),
        rebuild="env",
        help="Directives that comments of untrusted schemas may have besides those of sphinx_qapi's own list; "
        "roles are written with colons around, such as ':name:'.",
    ),
    Option(
        name="qapi_largest_file",
        default=64,
        types=(int, float),
        rebuild="env",
        help="Largest size of a schema's file, in MiB; larger files are not read.",
        check=wrong_size,
    ),
    Option(
        name="qapi_payloads",
        default=ALWAYS,
        types=(str,),
        rebuild="env",
        help="Which commands and events have messages made from the schema on their pages: 'always' all, "
        "'missing' those whose comment has no example, 'never' none.",
        words=(ALWAYS, MISSING, NEVER),
    ),
    Option(
        name="qapi_exports",
        default=["json-schema"],
        types=(list, tuple, set, frozenset),
        rebuild="env",
        help="Formats in which HTML sites have schemas, besides pages: 'json-schema' and 'markdown' with a file for "
        "each definition, which its entry links to, 'model' and 'openrpc' with a file for each schema.",
        words=tuple(SCHEMA_EXPORTERS),
    ),
    Option(
        name="qapi_graphs",
        default="more",
        types=(str,),
        rebuild="env",
        help="Which definitions have a picture of their types: 'more' those whose picture tells more than the "
        "rows (two hops or more, cycles, shared types), 'always' all with three types or more, 'never' none. "
        "The directive qapi:graph always draws.",
        words=("more", ALWAYS, NEVER),
    ),
    Option(
        name="qapi_emits",
        default={},
        types=(dict,),
        rebuild="env",
        help="Which events commands emit, besides what comments and examples say: for each command a list of events.",
        check=wrong_emits,
    ),
    Option(
        name="qapi_search_key",
        default="/",
        types=(str,),
        rebuild="html",
        help="The key that opens the palette of symbols on pages of a reference, one character; empty for none.",
        check=wrong_key,
    ),
    Option(
        name="qapi_graph_layout",
        default="builtin",
        types=(str,),
        rebuild="env",
        help="What lays graphs out: 'builtin', or 'graphviz', for which the extra sphinx-qapi[graphviz] is needed.",
        words=tuple(ENGINES),
    ),
)


def resolve_folders(app: Sphinx, config: Config) -> None:
    """Make the folder of ``qapi-doc`` files absolute (handler of ``config-inited``)."""
    config.qapidoc_srctree = str(Path(app.confdir, config.qapidoc_srctree))
