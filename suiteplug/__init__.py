"""suiteplug: a NetSuite connector.

::

    async with suiteplug.connect("my-account") as netsuite:
        customer = await netsuite.run("get-customer", {"record_id": "42"})

Names are imported when they are first used, so that ``import suiteplug`` stays light.
"""

from __future__ import annotations

import os.path as _path

TYPE_CHECKING = False  # type checkers take it for True; importing typing would cost more than all the rest
if TYPE_CHECKING:
    from typing import Any

    from suiteplug.api import NetSuite, SyncNetSuite, connect, connect_sync
    from suiteplug.connector.errors import (
        ConnectionSetupError,
        ContractError,
        InputError,
        NetSuiteConnectorError,
        NotFoundError,
        OutcomeUnknownError,
        RejectedError,
        RetryableError,
    )
    from suiteplug.connector.exactly_once.settings import OnceSettings
    from suiteplug.connector.faults.explain import explain
    from suiteplug.opening import Options

__version__ = "0.1.0"

_root = _path.dirname(_path.dirname(_path.realpath(__file__)))
if _path.isfile(_path.join(_root, "pyproject.toml")):  # a checkout: the code is in the top-level folders
    __path__.insert(0, _root)

_ERRORS = (
    "ConnectionSetupError",
    "ContractError",
    "InputError",
    "NetSuiteConnectorError",
    "NotFoundError",
    "OutcomeUnknownError",
    "RejectedError",
    "RetryableError",
)
_HOMES = {
    "NetSuite": "suiteplug.api",
    "OnceSettings": "suiteplug.connector.exactly_once.settings",
    "Options": "suiteplug.opening",
    "SyncNetSuite": "suiteplug.api",
    "connect": "suiteplug.api",
    "connect_sync": "suiteplug.api",
    "explain": "suiteplug.connector.faults.explain",
    **dict.fromkeys(_ERRORS, "suiteplug.connector.errors"),
}

__all__ = [
    "ConnectionSetupError",
    "ContractError",
    "InputError",
    "NetSuite",
    "NetSuiteConnectorError",
    "NotFoundError",
    "OnceSettings",
    "Options",
    "OutcomeUnknownError",
    "RejectedError",
    "RetryableError",
    "SyncNetSuite",
    "connect",
    "connect_sync",
    "explain",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'suiteplug' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - only when a name is used

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """Public names."""
    return [*__all__, "__version__"]
