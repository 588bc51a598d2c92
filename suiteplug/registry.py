"""Finds actions, connections and data sources by walking their rooms; nothing has to be registered.

Other packages add actions through the entry point group ``suiteplug.actions``: name = key, value = the ActionSpec.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.spec import ActionSpec, ConnectionSpec, DataSourceSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AnyAction = ActionSpec[Any, Any]
_GROUP = "suiteplug.actions"


def action(key: str) -> AnyAction:
    """The action with this key or alias; imports only its module.

    Raises:
        InputError: There is none; names the nearest keys.
    """
    module = _action_modules().get(key.replace("-", "_"))
    if module is not None:
        return _own_action(module)
    for spec in actions():
        if key == spec.key or key in spec.aliases:
            return spec
    raise _unknown("action", key, [spec.key for spec in actions()])


@cache
def actions() -> tuple[AnyAction, ...]:
    """All actions, by group and key."""
    found = [_own_action(module) for module in _action_modules().values()]
    found += [entry.load() for entry in entry_points(group=_GROUP)]
    names: dict[str, AnyAction] = {}
    for spec in found:
        for name in (spec.key, *spec.aliases):
            if name in names:
                raise ValueError(f"two actions are called {name}")
            names[name] = spec
    return tuple(sorted(found, key=lambda spec: (spec.group, spec.key)))


@cache
def connections() -> tuple[ConnectionSpec, ...]:
    """All connection types, the default one first."""
    found = [
        module.CONNECTION
        for name in _walk("suiteplug.connections")
        if isinstance(getattr(module := importlib.import_module(name), "CONNECTION", None), ConnectionSpec)
    ]
    return tuple(sorted(found, key=lambda spec: (not spec.default, spec.key)))


@cache
def data_sources() -> Mapping[str, DataSourceSpec]:
    """All data sources by key."""
    found: dict[str, DataSourceSpec] = {}
    for name in _walk("suiteplug.actions.choices"):
        module = importlib.import_module(name)
        for spec in getattr(module, "DATA_SOURCES", ()):
            found[spec.key] = spec
    return dict(sorted(found.items()))


def data_source(key: str) -> DataSourceSpec:
    """The data source with this key. Raises InputError when there is none."""
    try:
        return data_sources()[key]
    except KeyError:
        raise _unknown("data source", key, list(data_sources())) from None


@cache
def _action_modules() -> dict[str, str]:
    """Module name by its last part, without importing the modules."""
    modules: dict[str, str] = {}
    for name in _walk("suiteplug.actions"):
        last = name.rpartition(".")[2]
        if name.startswith("suiteplug.actions.choices."):
            continue
        if last in modules:
            raise ValueError(f"two action modules are called {last}")
        modules[last] = name
    return modules


def _own_action(module_name: str) -> AnyAction:
    spec = getattr(importlib.import_module(module_name), "ACTION", None)
    if not isinstance(spec, ActionSpec) or spec.key != module_name.rpartition(".")[2].replace("_", "-"):
        raise TypeError(f"{module_name} must define ACTION, an ActionSpec whose key is the module's name")
    return spec


def _walk(package_name: str) -> Iterator[str]:
    """Names of all plain modules below a package; only packages are imported."""
    package = importlib.import_module(package_name)
    for found in pkgutil.walk_packages(package.__path__, f"{package_name}."):
        if not found.ispkg and not found.name.rpartition(".")[2].startswith("_"):
            yield found.name


def _unknown(what: str, key: str, known: list[str]) -> InputError:
    near = get_close_matches(key, known, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else f"Known: {', '.join(known)}."
    return InputError(f"There is no {what} '{key}'.", code="UNKNOWN_NAME", field="key", fix=hint)
