"""The scripts that every emulated account has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.restlet.bulk_queue import BulkQueue
from suiteplug.emulator.restlet.errors import RestletError
from suiteplug.emulator.restlet.registry import Restlet
from suiteplug.emulator.restlet.saved_search import SavedSearches

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.restlet.registry import RestletRegistry
    from suiteplug.emulator.rules import Rules
    from suiteplug.emulator.store import RecordStore


def deploy_installed(registry: RestletRegistry, store: RecordStore, rules: Rules, clock: Clock) -> None:
    """Deploy ``customscript_suiteplug_`` ``echo``, ``error``, ``search`` and ``bulk``, numbers 101 to 104."""
    echo = dict.fromkeys(("GET", "DELETE", "POST", "PUT"), _echo)
    registry.deploy(Restlet("customscript_suiteplug_echo", "101", "customdeploy_suiteplug_echo", echo))
    fail = dict.fromkeys(("GET", "DELETE", "POST", "PUT"), _fail)
    registry.deploy(Restlet("customscript_suiteplug_error", "102", "customdeploy_suiteplug_error", fail))
    search = {"GET": SavedSearches(store, rules).get}
    registry.deploy(Restlet("customscript_suiteplug_search", "103", "customdeploy_suiteplug_search", search))
    queue = BulkQueue(clock)
    bulk = {"GET": queue.get, "POST": queue.post}
    registry.deploy(Restlet("customscript_suiteplug_bulk", "104", "customdeploy_suiteplug_bulk", bulk))


def _echo(argument: Any) -> Any:
    """What was sent."""
    return argument


def _fail(argument: Any) -> Any:
    """An error created by the script; ``code`` and ``message`` may be chosen, ``crash`` makes it unexpected."""
    wanted = argument if isinstance(argument, dict) else {}
    if "crash" in wanted:
        raise RuntimeError(str(wanted["crash"]))
    raise RestletError(
        str(wanted.get("code", "SUITEPLUG_TEST_ERROR")), str(wanted.get("message", "The script gave up."))
    )
