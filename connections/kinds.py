"""Finds the connection types: one module per type in this package, named like its key."""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches

from suiteplug import connections
from suiteplug.connector.errors import InvalidConnectionError
from suiteplug.connector.spec import ConnectionSpec

_PACKAGE = "suiteplug.connections"


def spec_for(kind: object) -> ConnectionSpec:
    """The type with this key; imports only its module.

    Raises:
        InvalidConnectionError: There is none. What was given is not repeated: it may be a misplaced secret.
    """
    name = kind.replace("-", "_") if isinstance(kind, str) else ""
    if name in _modules() and (spec := _spec_in(name)) is not None:
        return spec
    keys = [spec.key for spec in specs()]
    near = get_close_matches(name.replace("_", "-"), keys, n=1)
    raise InvalidConnectionError(
        "The connection's type is missing or unknown.",
        code="UNKNOWN_CONNECTION_TYPE",
        field="type",
        fix=(f"Did you mean {near[0]}? " if near else "") + f"Set type to one of: {', '.join(keys)}.",
    )


def specs() -> tuple[ConnectionSpec, ...]:
    """All types, the default one first."""
    found = [spec for name in _modules() if (spec := _spec_in(name)) is not None]
    return tuple(sorted(found, key=lambda spec: (not spec.default, spec.key)))


def _modules() -> list[str]:
    return [found.name for found in pkgutil.iter_modules(connections.__path__) if not found.ispkg]


def _spec_in(name: str) -> ConnectionSpec | None:
    spec = getattr(importlib.import_module(f"{_PACKAGE}.{name}"), "CONNECTION", None)
    return spec if isinstance(spec, ConnectionSpec) else None
