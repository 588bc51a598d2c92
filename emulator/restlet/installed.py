"""The scripts that every emulated account has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.restlet.errors import RestletError
from suiteplug.emulator.restlet.registry import Restlet

if TYPE_CHECKING:
    from suiteplug.emulator.restlet.registry import RestletRegistry


def deploy_installed(registry: RestletRegistry) -> None:
    """Deploy ``customscript_suiteplug_echo`` and ``customscript_suiteplug_error``, numbers 101 and 102."""
    echo = dict.fromkeys(("GET", "DELETE", "POST", "PUT"), _echo)
    registry.deploy(Restlet("customscript_suiteplug_echo", "101", "customdeploy_suiteplug_echo", echo))
    fail = dict.fromkeys(("GET", "DELETE", "POST", "PUT"), _fail)
    registry.deploy(Restlet("customscript_suiteplug_error", "102", "customdeploy_suiteplug_error", fail))


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
