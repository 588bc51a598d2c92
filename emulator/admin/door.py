"""``/emulator/…``: for callers on this machine, without sign-in, never logged as traffic of the account.

====================================  ==================================================================
``GET  /emulator/state``              settings, clock, lanes (peak, refused, held), counts by status
``GET  /emulator/requests``           the last exchanges with the beginnings of their bodies, newest last, without
                                      credentials; ``?method=POST&path=*/salesOrder&status=204&last=5`` narrows
``GET  /emulator/login-audit``        the login audit trail: why a sign-in was refused
``POST /emulator/reset``              records as seeded, counters at zero, real time; credentials stay
``POST /emulator/snapshots``          ``{"take": "before"}`` keeps the account as it is, ``{"restore": "before"}``
                                      goes back to it, ``{"forget": "before"}`` drops it; GET lists them
``POST /emulator/clock``              ``{"shift_s": 600}`` moves the time, ``{"freeze": "2026-01-01T00:00:00Z"}``
                                      stops it, ``{}`` goes back to real time
``GET  /emulator/jobs``               asynchronous jobs, oldest first, and how the queue is set
``POST /emulator/jobs``               ``{"advance": true}`` runs what waits, ``{"advance": 3}`` the next three
                                      tasks; ``{"stuck": true}`` stops the queue; ``{"moves": "hand"}`` and other
                                      members of jobs/settings.py change how it behaves
``GET  /emulator/faults``             the fault script, with what each rule has seen and done, counts by kind, most
                                      requests in flight at once, requests refused for the limit (429 and RESTlets' 400)
``POST /emulator/faults``             replaces it (its JSON Schema: faults/schema.json); ``{"rules": []}`` ends all
``POST /emulator/lanes``              ``{"limit": 5}``, or ``{"tier": "premium", "suitecloud_plus": 2}``, and
                                      ``{"held": 15}`` (lanes taken by other programs)
``POST /emulator/connections``        ``{"type": "tba", "role": "1001"}`` gives a ready connection for that role;
                                      ``"public": true`` for a public authorization code client
``POST /emulator/certificates``       ``{"certificate": "-----BEGIN …", "role": "1001"}`` lets a key of your own sign
                                      in; gives the client ID and certificate ID to use with it
``POST /emulator/integrations/{id}``  changes ``enabled``, ``concurrency_limit``, ``consent_policy``, ``scopes``,
                                      ``redirect_uris``, ``tba_flow``
====================================  ==================================================================
"""

from __future__ import annotations

import ipaddress
import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.access.tiers import check_reserved, concurrency_limit
from suiteplug.emulator.admin.certificates import upload_certificate
from suiteplug.emulator.admin.snapshots import NamedSnapshots
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.jobs.admin import change_jobs, describe_jobs

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.wire import Request

_CHANGEABLE = frozenset({"enabled", "concurrency_limit", "consent_policy", "scopes", "redirect_uris", "tba_flow"})


class AdminDoor:
    """Answers on loopback only."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._snapshots = NamedSnapshots(account)

    def answer(self, request: Request, *, client: str) -> Response:
        """The reply; mistakes of the caller are told in ``{"error": …}``."""
        if not _is_loopback(client):
            return _refused(403, "Only from this machine.")
        segments = tuple(part for part in request.path.split("/")[2:] if part)
        try:
            return self._dispatch(request, segments)
        except (ValueError, KeyError, TypeError) as error:
            return _refused(400, f"{type(error).__name__}: {error}")

    def _dispatch(self, request: Request, segments: tuple[str, ...]) -> Response:
        """One function per address."""
        if request.method == "GET":
            return self._read(request, segments)
        if request.method != "POST":
            return _refused(405, "GET and POST only.")
        given = json.loads(request.body) if request.body else {}
        return self._change(request, segments, given)

    def _read(self, request: Request, segments: tuple[str, ...]) -> Response:
        """Things to look at."""
        account = self._account
        match segments:
            case ("state",):
                return _json(self._state())
            case ("requests",):
                return _json(self._requests(request))
            case ("jobs",):
                return _json(describe_jobs(account.jobs))
            case ("snapshots",):
                return _json(self._snapshots.as_dict())
            case ("faults",):
                return _json(self._faults())
            case ("login-audit",):
                return _json({"items": [entry.as_dict() for entry in account.audit.entries]})
            case _:
                return _refused(404, "See the module admin/door.py for what there is.")

    def _change(self, request: Request, segments: tuple[str, ...], given: dict[str, Any]) -> Response:
        """Things to do."""
        match segments:
            case ("reset",):
                self._account.reset()
            case ("clock",):
                self._set_clock(given)
            case ("lanes",):
                self._set_lanes(given)
            case ("jobs",):
                change_jobs(self._account.jobs, given)
                return _json(describe_jobs(self._account.jobs))
            case ("snapshots",):
                return _json(self._snapshots.change(given))
            case ("faults",):
                self._account.faults.load(given)
                return _json(self._faults())
            case ("connections",):
                connection = ready_connection(
                    self._account,
                    given["type"],
                    base_url=request.origin,
                    role_id=given.get("role"),
                    public=bool(given.get("public", False)),
                )
                return _json(connection)
            case ("certificates",):
                return _json(upload_certificate(self._account, given))
            case ("integrations", integration_id):
                self._change_integration(integration_id, given)
            case _:
                return _refused(404, "See the module admin/door.py for what there is.")
        return _json(self._state())

    def _faults(self) -> dict[str, Any]:
        """The script with what it did, and how hard the account was pressed meanwhile."""
        account = self._account
        return {
            **account.faults.as_dict(),
            "peak_in_flight": account.lanes.peak,
            "over_limit": account.lanes.refused + account.faults.over_limit,
            "worked_on_unheard": len(account.late),
        }

    def _requests(self, request: Request) -> dict[str, Any]:
        """The exchanges that the query asks for."""
        status, last = request.param("status"), request.param("last")
        found = self._account.traffic.find(
            method=request.param("method"),
            path=request.param("path") or "*",
            status=None if status is None else int(status),
        )
        return {"items": [exchange.as_dict() for exchange in (found if last is None else found[-int(last) :])]}

    def _set_lanes(self, given: dict[str, Any]) -> None:
        """A number of lanes, or a tier with its licences; those taken by other programs, none when not told."""
        lanes = self._account.lanes
        limit = int(given.get("limit", lanes.limit))
        if "tier" in given:
            limit = concurrency_limit(given["tier"], int(given.get("suitecloud_plus", 0)))
        check_reserved(limit, lanes.reserved)
        lanes.limit = limit
        lanes.held = int(given.get("held", 0))

    def _set_clock(self, given: dict[str, Any]) -> None:
        """Shift, freeze or thaw."""
        clock = self._account.clock
        if "freeze" in given:
            at = datetime.fromisoformat(given["freeze"])
            if at.tzinfo is None:
                raise ValueError("freeze needs a time with its zone, such as 2026-01-01T00:00:00Z")
            clock.freeze(at)
        if "shift_s" in given:
            clock.shift(timedelta(seconds=float(given["shift_s"])))
        if not given:
            clock.thaw()

    def _change_integration(self, integration_id: str, given: dict[str, Any]) -> None:
        """Change one integration record in place."""
        integration = self._account.access.integrations[integration_id]
        if unknown := given.keys() - _CHANGEABLE:
            raise ValueError(f"cannot change {', '.join(sorted(unknown))}")
        lanes = self._account.lanes
        wanted = given.get("concurrency_limit", integration.concurrency_limit) or 0
        check_reserved(lanes.limit, lanes.reserved - (integration.concurrency_limit or 0) + wanted)
        for name, value in given.items():
            setattr(integration, name, tuple(value) if name in {"scopes", "redirect_uris"} else value)
        self._account.access.save()

    def _state(self) -> dict[str, Any]:
        """Everything worth knowing at a glance."""
        account = self._account
        lanes = account.lanes
        return {
            "settings": {name: str(value) for name, value in asdict(account.settings).items()},
            "now": account.clock.now().isoformat(),
            "lanes": {
                "limit": lanes.limit,
                "in_flight": lanes.in_flight,
                "held": lanes.held,
                "peak": lanes.peak,
                "refused": lanes.refused,
            },
            "replies": {str(status): count for status, count in sorted(account.traffic.by_status.items())},
            "roles": {role.id: role.name for role in account.access.roles.values()},
            "integrations": {entry.id: entry.name for entry in account.access.integrations.values()},
        }


def _is_loopback(address: str) -> bool:
    """Whether the peer is this machine."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _json(value: Any) -> Response:
    """Plain JSON."""
    return Response.json(value, kind=None)


def _refused(status: int, message: str) -> Response:
    """What went wrong, in one sentence."""
    return Response.json({"error": message}, kind=None, status=status)
