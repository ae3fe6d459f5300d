"""Every value that a ``conf.py`` may set: registration and the manual's table loop over `OPTIONS`."""

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
    """A ``conf.py`` value."""

    name: str
    default: object
    types: tuple[type, ...]
    rebuild: Rebuild
    """What a change of it makes Sphinx do again: ``env`` reads all pages."""
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
"""What ``qapi_payloads`` may be."""
GRAPHS = ("more", ALWAYS, NEVER)
"""What ``qapi_graphs`` may be."""
FOREIGN_REFERENCES = ("sphinx", "text")
"""What ``qapi_foreign_references`` may be."""
_PLACEHOLDERS = {"path": "", "line": 1, "release": ""}
_NO_FOLDER = re.compile(
    r"""[\\:*?"<>|] | [. ](?:/|\Z) | (?:\A|/)(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:[./]|\Z)""",
    re.IGNORECASE | re.VERBOSE,
)
"""What no path holds that every system takes: a character or an end of a name, or the name of a device."""
_PAGES = ("module", "definition", "schema")
LISTS = (
    "types", "releases", "since", "deprecated", "unstable", "conditional", "features", *FLAGS, "map", "az"
)  # fmt: skip
"""The lists that are made of a schema."""
AUTO = "auto"
"""The dialect that is found out."""
_MARKUPS = ("auto", "rst", "plain", "markdown")


def resolve_folders(app: Sphinx, config: Config) -> None:
    """Make the folder of ``qapi-doc`` files absolute (handler of ``config-inited``)."""
    config.qapidoc_srctree = str(Path(app.confdir, config.qapidoc_srctree))


@dataclass(frozen=True, kw_only=True, slots=True)
class SchemaConfig:
    """The settings of one schema: a value of ``qapi_schemas``."""

    namespace: str
    path: Path
    """The root file."""
    title: str = ""
    """Title of the reference; the namespace and "reference" where empty."""
    release: str = ""
    """Release of the product that the schema describes; shown in titles."""
    include_dirs: tuple[Path, ...] = ()
    """Folders in which includes are looked up when they are not beside the including file."""
    output: str = ""
    """Folder, within the documentation's sources, of the generated pages; none are generated where empty."""
    pages: str = "module"
    """One page for each ``module`` or each ``definition``, or one for the whole ``schema``."""
    repeat: bool = False
    """Whether a page with the whole schema says again what stands elsewhere on it."""
    lists: tuple[str, ...] = LISTS
    """Which of `LISTS` are written."""
    dialect: str = "auto"
    """Release of the language, or ``auto``."""
    markup: str = "auto"
    """How prose is written: ``rst``, ``plain``, ``markdown``, or ``auto``."""
    versions: str = ""
    """Regular expression for versions in comments that are no plain numbers with dots."""
    trusted: bool = True
    """Whether its comments may do what the project's own pages may, and its files may stand anywhere."""
    source_url: str = ""
    """Address of the schema's sources, with ``{path}``, ``{line}`` and ``{release}``."""
    history: Path | None = None
    """The file of the schema's history (see ``sphinx-qapi history``), by which versions are computed."""
    history_complete_from: str = ""
    """The oldest release of which the history is to be believed; the first of the file where empty."""
    emits: Emits = ()
    """What ``qapi_emits`` says of it."""
    binary: Path | None = None
    """A binary's reply to ``query-qmp-schema``: rows say what the binary lacks."""

    @property
    def heading(self) -> str:
        """Title of the reference."""
        return self.title or _("%s reference") % self.namespace


@dataclass(slots=True)
class SchemaConfigs:
    """The schemas of a project and what is wrong with their settings."""

    configs: dict[str, SchemaConfig] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    """One sentence each."""


def read_schema_configs(value: Mapping[str, object], confdir: Path) -> SchemaConfigs:
    """Check ``qapi_schemas``; a schema with a wrong setting is read without that setting."""
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
    """The settings of one schema that can be meant, and what is wrong with the others."""
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
    if "path" not in table and table.keys() <= _CHECKS.keys():  # another name may be meant to be it
        problems.append("expected the path of a schema, or a table with a 'path'")
    if "history_complete_from" in table and "history" not in table:
        problems.append("'history_complete_from' belongs to a 'history', which is not there")
    return settings, problems


def _text(value: object, _confdir: Path) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be a string, not {value!r}")
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a character
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
    except (ValueError, TypeError, MemoryError):  # such as a width of a thousand million
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
    """The names that a table in ``qapi_schemas`` may hold, for the manual."""
    return iter(_CHECKS)
