"""Reading of ``qapi_schemas``: each setting of a schema is checked by the function in its field of `SchemaConfig`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_qapi.source.namespaces import A_NAMESPACE, is_namespace
from sphinx_qapi.source.suggestions import did_you_mean
from sphinx_qapi.sphinx_ext.configuration.schema_config import SETTINGS, SchemaConfig


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
        check = SETTINGS.get(key)
        if check is None:
            hint = did_you_mean(str(key), SETTINGS)
            problems.append(f"unknown setting {key!r}{hint}; known are {', '.join(SETTINGS)}")
            continue
        try:
            settings[key] = check(setting, confdir)
        except ValueError as error:
            problems.append(f"{key!r} {error}")
    if "path" not in table and table.keys() <= SETTINGS.keys():  # an unknown key may be a misspelt 'path'
        problems.append("expected the path of a schema, or a table with a 'path'")
    if "history_complete_from" in table and "history" not in table:
        problems.append("'history_complete_from' needs a 'history', which is missing")
    return settings, problems
