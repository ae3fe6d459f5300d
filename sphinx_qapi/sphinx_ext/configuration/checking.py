"""Checks of the values in ``conf.py``: one error names all mistakes, before anything is read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_qapi.export.printable import printable
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext._compat.sphinx_application import names_in_conf
from sphinx_qapi.sphinx_ext.configuration.options import OPTIONS, Option
from sphinx_qapi.sphinx_ext.configuration.schema_config import SchemaConfig
from sphinx_qapi.sphinx_ext.configuration.schema_settings import read_schema_configs
from sphinx_qapi.sphinx_ext.configuration.value_checks import is_folder

_OURS = ("qapi_", "qapidoc_")
"""Prefixes of the names of our values."""
_KINDS = {
    dict: "a table",
    str: "a string",
    Path: "a path",
    bool: "True or False",
    int: "a number",
    float: "a number",
    list: "a list",
    tuple: "a list",
    set: "a list",
    frozenset: "a list",
    type(None): "None",
}
_COLLECTIONS = (list, tuple, set, frozenset)


def check_configuration(app: Sphinx, config: Config) -> None:
    """Raise ConfigError with a sentence for each value that cannot be right (handler of ``config-inited``)."""
    problems = [*_unknown(config), *_wrong(config)]
    if isinstance(config.qapi_schemas, dict):
        read = read_schema_configs(config.qapi_schemas, Path(app.confdir))
        problems += [*read.problems, *_missing(read.configs.values()), *_shared_outputs(read.configs.values())]
        problems += _outputs_among_changes(read.configs.values())
    refuse(problems)


def refuse(problems: list[str]) -> None:
    """Raise ConfigError with *problems*, one per line, if there are any."""
    if problems:
        raise ConfigError("\n".join(printable(each) for each in problems))


def _unknown(config: Config) -> Iterator[str]:
    """Report unknown names that look like our values, set in ``conf.py`` or by ``-D``; imported objects are exempt."""
    known = [option.name for option in OPTIONS]
    letters = {_letters(name) for name in known}
    for name, value in {**names_in_conf(config), **config.overrides}.items():
        is_value = not isinstance(value, (ModuleType, FunctionType, type))
        is_like_ours = name.startswith(_OURS) or _letters(name) in letters
        if is_like_ours and name not in config and is_value:
            hint = did_you_mean(name, known)
            yield f"{name}: there is no such setting{hint}; names of your own begin with an underscore"


def _letters(name: str) -> str:
    return name.casefold().replace("_", "").replace("-", "")


def _wrong(config: Config) -> Iterator[str]:
    for option in OPTIONS:
        value = config[option.name]
        if not _has_type(value, option):
            kinds = " or ".join(dict.fromkeys(_KINDS[each] for each in option.types))
            yield f"{option.name}: must be {kinds}, not {value!r}"
        elif isinstance(value, _COLLECTIONS) and not all(isinstance(each, str) for each in value):
            yield f"{option.name}: must be a list of strings, not {value!r}"
        elif option.words:
            must_be = "each item must be" if isinstance(value, _COLLECTIONS) else "must be"
            for wrong in sorted(set(value if isinstance(value, _COLLECTIONS) else [value]).difference(option.words)):
                hint = did_you_mean(wrong, option.words)
                yield f"{option.name}: {must_be} one of {', '.join(map(repr, option.words))}, not {wrong!r}{hint}"
        elif option.check is not None:
            yield from option.check(value)


def _missing(configs: Iterable[SchemaConfig]) -> Iterator[str]:
    """Report schemas, and folders for includes, that do not exist."""
    for config in configs:
        where = f"qapi_schemas[{config.namespace!r}]"
        if not os.path.lexists(config.path):
            yield f"{where}: 'path' names {config.path}, which does not exist"
        for folder in config.include_dirs:
            if not is_folder(folder):
                yield f"{where}: 'include_dirs' names {folder}, which is no folder"


def _shared_outputs(configs: Iterable[SchemaConfig]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for config in configs:
        owner = owners.setdefault(config.output.casefold(), config.namespace) if config.output else config.namespace
        if owner != config.namespace:
            where = f"qapi_schemas[{config.namespace!r}]: 'output'"
            yield f"{where} must be a folder of its own, but {config.output!r} already belongs to {owner!r}"


def _outputs_among_changes(configs: Collection[SchemaConfig]) -> Iterator[str]:
    """Report output folders within the folder of changes of a schema with a history, which looks for surplus pages."""
    for owner in configs:
        folder = f"{owner.output}/changes".casefold()
        for config in configs if owner.output and owner.history else ():
            if f"{config.output}/".casefold().startswith(f"{folder}/"):
                where = f"qapi_schemas[{config.namespace!r}]: 'output'"
                yield f"{where} must be elsewhere: {config.output!r} is where changes of {owner.namespace!r} are shown"


def _has_type(value: object, option: Option) -> bool:
    return isinstance(value, option.types) and (bool in option.types or not isinstance(value, bool))
