"""All values that ``conf.py`` may set: the registration and the table in the manual are made from `OPTIONS`."""

from __future__ import annotations

import posixpath
import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_qapi.analysis.listed import FLAGS
from sphinx_qapi.schema.comments.since import VersionStyle
from sphinx_qapi.source.dialects import parse_dialect
from sphinx_qapi.source.namespaces import A_NAMESPACE, is_namespace
from sphinx_qapi.source.nearest import did_you_mean
from sphinx_qapi.source.version import Version
from sphinx_qapi.sphinx_ext.configuration.emits import Emits
from sphinx_qapi.sphinx_ext.translation import _

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
        help="What becomes of :doc: and :ref: references in a schema's prose that lead nowhere: "
        "'sphinx' leaves them to Sphinx, which warns; 'text' shows them as text and lists them once at the end.",
    ),
    Option(
        name="qapidoc_srctree",
        default="",
        types=(str, Path),
        rebuild="env",
        help="Folder to which the files of qapi-doc are relative; that of conf.py by default.",
    ),
    Option(
        name="qapi_namespaces",
        default=[],
        types=(set, frozenset, list, tuple),
        rebuild="env",
        help="Namespaces of schemas that only qapi-doc names, to have indexes of them.",
    ),
    Option(
        name="qapi_allowed_fields",
        default=None,
        types=(set, frozenset, list, tuple, type(None)),
        rebuild="env",
        help="Fields of one's own in descriptions by hand, such as 'see also'; others are warned of then. "
        "None allows any.",
    ),
    Option(
        name="qapi_qemu_anchors",
        default=False,
        types=(bool,),
        rebuild="env",
        help="Whether definitions and modules also have the anchors of QEMU's own manuals, so that old links live.",
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
        help="Files of schemas with more MiB are not read.",
    ),
    Option(
        name="qapi_payloads",
        default=ALWAYS,
        types=(str,),
        rebuild="env",
        help="Which commands and events have messages made from the schema on their pages: 'always' all, "
        "'missing' those whose comment has no example, 'never' none.",
    ),
    Option(
        name="qapi_exports",
        default=["json-schema"],
        types=(list, tuple, set, frozenset),
        rebuild="env",
        help="The formats that HTML sites have schemas in, beside their pages: 'json-schema' and 'markdown', a file "
        "for each definition, which its entry links, and 'model' and 'openrpc', a file for each schema.",
    ),
    Option(
        name="qapi_graphs",
        default="more",
        types=(str,),
        rebuild="env",
        help="Which definitions have a picture of their types: 'more' those of which it tells what the rows do not "
        "(two hops or more, cycles, shared types), 'always' all with three types or more, 'never' none. "
        "The directive qapi:graph draws anyway.",
    ),
    Option(
        name="qapi_emits",
        default={},
        types=(dict,),
        rebuild="env",
        help="Which events commands emit, besides what comments and examples say: for each command a list of events.",
    ),
    Option(
        name="qapi_search_key",
        default="/",
        types=(str,),
        rebuild="html",
        help="The key that opens the palette of symbols on pages of a reference, one character; empty for none.",
    ),
    Option(
        name="qapi_graph_layout",
        default="builtin",
        types=(str,),
        rebuild="env",
        help="What lays graphs out: 'builtin', or 'graphviz', for which the extra sphinx-qapi[graphviz] is needed.",
    ),
)

PAYLOADS = (ALWAYS, MISSING, NEVER)
"""Permitted values of ``qapi_payloads``."""
GRAPHS = ("more", ALWAYS, NEVER)
"""Permitted values of ``qapi_graphs``."""
FOREIGN_REFERENCES = ("sphinx", "text")
"""Permitted values of ``qapi_foreign_references``."""
_PLACEHOLDERS = {"path": "", "line": 1, "release": ""}
_NO_FOLDER = re.compile(
    r"""[\\:*?"<>|] | [. ](?:/|\Z) | (?:\A|/)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:[./]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Pattern for what portable paths do not contain: certain characters, names that end badly, and names of devices."""
_PAGES = ("module", "definition", "schema")
LISTS = (
    "types", "releases", "since", "deprecated", "unstable", "conditional", "features", *FLAGS, "map", "az"
)  # fmt: skip
"""All lists that can be made of a schema."""
AUTO = "auto"
"""The value of ``dialect`` for which the dialect is detected."""
_MARKUPS = ("auto", "rst", "plain", "markdown")


def resolve_folders(app: Sphinx, config: Config) -> None:
    """Make the folder of ``qapi-doc`` files absolute (handler of ``config-inited``)."""
    config.qapidoc_srctree = str(Path(app.confdir, config.qapidoc_srctree))


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaConfig:
    """The settings of one schema: a value of ``qapi_schemas``."""

    namespace: str
    path: Path
    """Root file of the schema."""
    title: str = ""
    """Title of the reference; if empty, the namespace and the word "reference"."""
    release: str = ""
    """Release of the product that the schema describes, shown in titles; may be empty."""
    include_dirs: tuple[Path, ...] = ()
    """Folders in which includes are searched if they are not next to the including file."""
    output: str = ""
    """Folder of the generated pages, within the documentation's sources; if empty, no pages are generated."""
    pages: str = "module"
    """What gets a page of its own: each ``module``, each ``definition``, or the whole ``schema``."""
    repeat: bool = False
    """Whether a page with the whole schema repeats what is elsewhere on the same page."""
    lists: tuple[str, ...] = LISTS
    """The lists to be written: items of `LISTS`."""
    dialect: str = "auto"
    """Release of the language, or ``auto`` to detect it."""
    markup: str = "auto"
    """Markup of the prose: ``rst``, ``plain``, ``markdown``, or ``auto``."""
    versions: str = ""
    """Regular expression for versions in comments that are not plain numbers with dots; may be empty."""
    trusted: bool = True
    """Whether its comments may do what the project's own pages may do, and its files may be anywhere."""
    source_url: str = ""
    """Address of the schema's sources, with ``{path}``, ``{line}`` and ``{release}``."""
    history: Path | None = None
    """File of the schema's history (see ``sphinx-qapi history``); versions are computed from it. None without one."""
    history_complete_from: str = ""
    """Oldest release for which the history is reliable; if empty, the first release in the file."""
    emits: Emits = ()
    """The entries of ``qapi_emits`` for this schema."""
    binary: Path | None = None
    """File with a binary's reply to ``query-qmp-schema``: rows say what the binary lacks; None without one."""

    @property
    def heading(self) -> str:
        """Title of the reference, never empty."""
        return self.title or _("%s reference") % self.namespace


@dataclass(slots=True)
class SchemaConfigs:
    """The settings of a project's schemas, and what is wrong with them."""

    configs: dict[str, SchemaConfig] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    """One sentence for each problem."""


def read_schema_configs(value: Mapping[str, object], confdir: Path) -> SchemaConfigs:
    """Check and read ``qapi_schemas``; wrong settings of a schema are reported and left out."""
    result = SchemaConfigs()
    first: dict[str, str] = {}
    for namespace, entry in value.items():
        where = f"qapi_schemas[{namespace!r}]"
        if not is_namespace(namespace):
            result.problems.append(f"{where}: {A_NAMESPACE}")
            continue
        same = first.setdefault(namespace.casefold(), namespace)
        if same != namespace:
            result.problems.append(f"{where}: another namespace must differ from {same!r} in more than case")
            continue
        table = {"path": entry} if isinstance(entry, (str, Path)) else entry
        if not isinstance(table, dict) or not table:
            result.problems.append(f"{where}: expected the path of a schema, or a table with a 'path'")
            continue
        settings, problems = _read_settings(table, confdir)
        result.problems += [f"{where}: {problem}" for problem in problems]
        if "path" in settings:
            result.configs[namespace] = SchemaConfig(namespace=namespace, **settings)
    return result


def _read_settings(table: Mapping[str, object], confdir: Path) -> tuple[dict[str, Any], list[str]]:
    """The valid settings of one schema, and what is wrong with the others."""
    settings: dict[str, Any] = {}
    problems = []
    for key, setting in table.items():
        check = _CHECKS.get(key)
        if check is None:
            hint = did_you_mean(str(key), _CHECKS)
            problems.append(f"unknown setting {key!r}{hint}; known are {', '.join(_CHECKS)}")
            continue
        try:
            settings[key] = check(setting, confdir)
        except ValueError as error:
            problems.append(f"{key!r} {error}")
    if "path" not in table and table.keys() <= _CHECKS.keys():  # an unknown key may be a misspelt 'path'
        problems.append("expected the path of a schema, or a table with a 'path'")
    if "history_complete_from" in table and "history" not in table:
        problems.append("'history_complete_from' belongs to a 'history', which is not there")
    return settings, problems


def _text(value: object, _confdir: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a string, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate
        raise ValueError(f"must be a string that UTF-8 can hold, not {value!r}") from None
    return value


def _path(value: object, confdir: Path) -> Path:
    if not isinstance(value, (str, Path)) or not str(value):
        raise ValueError(f"must be a path, not {value!r}")
    return confdir / value


def _paths(value: object, confdir: Path) -> tuple[Path, ...]:
    if not isinstance(value, (list, tuple)) or not all(isinstance(each, (str, Path)) and str(each) for each in value):
        raise ValueError(f"must be a list of paths, not {value!r}")
    return tuple(confdir / each for each in value)


def _folder(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    if text.startswith("/") or ".." in text.split("/") or not text.isprintable():
        raise ValueError(f"must be a folder within the documentation's sources, not {text!r}")
    folder = posixpath.normpath(text) if text else ""
    if folder != "." and _NO_FOLDER.search(folder):
        raise ValueError(f"must be names of folders that every system takes, with / between them, not {text!r}")
    return folder


def _flag(value: object, _confdir: Path) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be True or False, not {value!r}")
    return value


def _number(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    try:
        Version.parse(text)
    except ValueError:
        raise ValueError(f"must be a release such as '2.1', not {text!r}") from None
    return text


def _version_pattern(value: object, confdir: Path) -> str:
    pattern = _text(value, confdir)
    VersionStyle(pattern)
    return pattern


def _lists(value: object, _confdir: Path) -> tuple[str, ...]:
    if isinstance(value, (str, bytes)) or not isinstance(value, (Sequence, AbstractSet)):
        raise ValueError(f"must be a list of names, not {value!r}")
    for name in value:
        if name not in LISTS:
            raise ValueError(f"has no {name!r}{did_you_mean(str(name), LISTS)}; known are {', '.join(LISTS)}")
    return tuple(name for name in LISTS if name in value)


def _dialect(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    if text != AUTO:
        try:
            parse_dialect(text)
        except ValueError:
            raise ValueError(f"must be {AUTO!r} or a release such as '10.2', not {text!r}") from None
    return text


def _address(value: object, confdir: Path) -> str:
    text = _text(value, confdir)
    known = ", ".join(f"{{{name}}}" for name in _PLACEHOLDERS)
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        if not names <= _PLACEHOLDERS.keys():
            raise LookupError
        text.format(**_PLACEHOLDERS)
    except LookupError:
        raise ValueError(f"has a placeholder that does not exist: {text!r}; there are {known}") from None
    except (ValueError, TypeError, MemoryError):  # for example for a width of a thousand million
        raise ValueError(
            f"has a brace that belongs to no placeholder: {text!r}; there are {known}, and {{{{ is a brace"
        ) from None
    return text


def _one_of(*words: str) -> Callable[[object, Path], str]:
    def check(value: object, _confdir: Path) -> str:
        if value not in words:
            raise ValueError(f"must be one of {', '.join(map(repr, words))}, not {value!r}")
        return str(value)

    return check


_CHECKS: dict[str, Callable[[object, Path], object]] = {
    "path": _path,
    "title": _text,
    "release": _text,
    "include_dirs": _paths,
    "output": _folder,
    "pages": _one_of(*_PAGES),
    "repeat": _flag,
    "lists": _lists,
    "dialect": _dialect,
    "markup": _one_of(*_MARKUPS),
    "versions": _version_pattern,
    "trusted": _flag,
    "source_url": _address,
    "history": _path,
    "history_complete_from": _number,
    "binary": _path,
}


def settings_of_a_schema() -> Iterator[str]:
    """The settings that a table in ``qapi_schemas`` may contain, for the manual."""
    return iter(_CHECKS)
