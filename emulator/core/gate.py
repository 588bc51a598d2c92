"""The way of every request: find the door, sign in, take a lane, hold it for the latency, answer."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.restlet.errors import RestletError

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.router import Route, SignInKind
    from suiteplug.emulator.core.wire import Request

_log = logging.getLogger(__name__)


async def answer(account: Account, request: Request) -> Response:
    """The reply to a request, errors included; never raises."""
    try:
        route = account.router.find(request)
        return await _through(account, route, request)
    except Problem as problem:
        return problem.response(account.settings.error_type_url)
    except RestletError as error:
        return error.response(request.media_type)
    except Exception:  # noqa: BLE001 - a server answers whatever happens; the log has the trace
        error_id = uuid.uuid4().hex
        _log.exception("%s %s failed, error ID %s", request.method, request.raw_path, error_id)
        unexpected = Problem(500, "UNEXPECTED_ERROR", f"An unexpected error occurred. Error ID: {error_id}")
        return unexpected.response(account.settings.error_type_url)


def admit(account: Account, request: Request) -> Response | None:
    """Let a caller in ahead of the work, which then asks no more who it is; gives the refusal, if it is one."""
    try:
        route = account.router.find(request)
        _sign_in(account, route, request)
    except Problem as problem:
        return problem.response(account.settings.error_type_url)
    except RestletError as error:
        return error.response(request.media_type)
    return None


def _sign_in(account: Account, route: Route, request: Request) -> None:
    """Set the caller, unless the door is open to all or the caller was let in before."""
    if route.sign_in == "none" or request.caller is not None:
        return
    sign_in = account.sign_in
    request.caller = sign_in.rest(request) if route.sign_in == "rest" else sign_in.restlet(request)


async def _through(account: Account, route: Route, request: Request) -> Response:
    """Sign in, then answer inside a lane."""
    _sign_in(account, route, request)
    if route.sign_in == "none":
        return route.handle(request)
    if not route.counted:
        return _admitted(account, route, request)
    lanes = account.lanes
    pool = lanes.enter(request.integration_id)
    if pool is None:
        raise over_limit(route.sign_in, account.settings.retry_after_s)
    try:
        if account.settings.latency_ms:
            await asyncio.sleep(account.settings.latency_ms / 1000)
        return _admitted(account, route, request)
    finally:
        lanes.leave(pool)


def _admitted(account: Account, route: Route, request: Request) -> Response:
    """Check what the door itself asks for, then let it answer."""
    account.jobs.tick()
    if request.method == "OPTIONS" and route.sign_in == "rest":
        return Response.no_content(headers={"allow": "GET, POST, PATCH, PUT, DELETE, OPTIONS"})
    if route.permission is not None:
        request.role.require(route.permission.name, route.permission.level, route.permission.label)
    return route.handle(request)


def over_limit(door: SignInKind, retry_after_s: int | None) -> Problem | RestletError:
    """No free lane: the documented 429, or a RESTlet's 400 (Oracle help: section_156570709583)."""
    if door == "restlet":
        return RestletError.over_limit()
    return Problem(
        429,
        "CONCURRENCY_LIMIT_EXCEEDED",
        "Concurrent request limit exceeded. Request blocked.",
        title="Bad Request",
        top_code="USER_ERROR",
        headers={} if retry_after_s is None else {"retry-after": str(retry_after_s)},
    )
