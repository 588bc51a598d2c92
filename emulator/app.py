"""The account as an ASGI application, the same in process and on a socket."""

from __future__ import annotations

import uuid
import zlib
from email.utils import formatdate
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.gate import answer
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.faults import connection
from suiteplug.emulator.faults.kinds import Delivery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.wire import Response

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    Application = Callable[[Message, Receive, Send], Awaitable[None]]

MAX_BODY_BYTES = 104 * 1024 * 1024
"""Largest request body (Oracle help: chapter_161251386312)."""
ADMIN_PREFIX = "/emulator/"
_REST_SERVICES = "/services/rest/"
_GZIP_FROM_BYTES = 512
_EVERY_REPLY = (
    (b"cache-control", b"No-Cache"),
    (b"pragma", b"No-Cache"),
    (b"expires", b"0"),
    (b"vary", b"User-Agent, Accept-Encoding"),
    (b"strict-transport-security", b"max-age=31536000"),
    (b"x-content-type-options", b"nosniff"),
)
"""As recorded on real replies (SALTO and other public clients' captures)."""


def create_app(account: Account) -> Application:
    """The ASGI callable that answers for an account."""

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if scope["type"] != "http":
            raise ValueError(f"only HTTP is served, not {scope['type']}")
        request = _request(scope)
        delivery = await _respond(account, scope, request, receive)
        operation_id = str(uuid.uuid4())
        if delivery.work is not None:
            await _late(account, scope, request, delivery)
        if not request.raw_path.startswith(ADMIN_PREFIX):
            account.traffic.add(account.clock.timestamp(), request, delivery, operation_id)
        if delivery.wait_s:
            await connection.wait(scope, delivery.wait_s, account.lanes, request.integration_id)
        if delivery.response is None:
            await connection.hang_up(scope, receive)
            return
        head, body = _written(account, request, delivery.response, operation_id)
        await send(head)
        if delivery.keep < 1:
            part = body[: int(len(body) * delivery.keep)]
            await send({"type": "http.response.body", "body": part, "more_body": True})
            await connection.hang_up(scope, receive, sent=len(part), promised=len(body))
            return
        await send({"type": "http.response.body", "body": body})

    return app


async def _late(account: Account, scope: Message, request: Request, delivery: Delivery) -> None:
    """Work that begins when the waiting is over. A caller in process that gives up before leaves it behind."""
    if delivery.work is None:
        return
    if connection.gives_up(scope, delivery.wait_s):
        account.late.put(delivery.wait_s, request.integration_id, delivery.work)
        return
    await connection.wait(scope, delivery.wait_s, account.lanes, request.integration_id)
    delivery.response = await delivery.work()
    delivery.wait_s = 0


async def _respond(account: Account, scope: Message, request: Request, receive: Receive) -> Delivery:
    """Read the body, then ask the gate, or the admin door for callers on this machine."""
    body = await _body(receive)
    if body is None:
        problem = Problem(413, "INVALID_REQUEST", "The request body is larger than 104 MB.")
        return Delivery(problem.response(account.settings.error_type_url))
    request.body = body
    await account.late.run_due()
    if request.raw_path.startswith(ADMIN_PREFIX):
        return Delivery(account.admin.answer(request, client=(scope.get("client") or ("",))[0]))
    if not account.faults.rules:
        return Delivery(await answer(account, request))
    return await account.faults.deliver(account, request, lambda: answer(account, request))


def _request(scope: Message) -> Request:
    """The request line and headers."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    raw_path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1")
    host = headers.get("host") or ":".join(map(str, scope.get("server") or ("localhost",)))
    return Request(
        method=scope["method"],
        origin=f"{scope.get('scheme', 'http')}://{host}",
        raw_path=raw_path,
        raw_query=scope["query_string"].decode("latin-1"),
        headers=headers,
    )


async def _body(receive: Receive) -> bytes | None:
    """The whole body; None when it is too large."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body if len(body) <= MAX_BODY_BYTES else None
    chunks, size = [body], len(body)
    while message.get("more_body"):
        message = await receive()
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= MAX_BODY_BYTES:
            chunks.append(chunk)
    return b"".join(chunks) if size <= MAX_BODY_BYTES else None


def _written(account: Account, request: Request, response: Response, operation_id: str) -> tuple[Message, bytes]:
    """The ASGI message that begins a reply, with what every reply carries, and the body, compressed when asked."""
    headers = [
        *((name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers.items()),
        (b"x-n-operationid", operation_id.encode()),
        (b"x-netsuite-jobid", str(uuid.uuid4()).encode()),
        (b"date", formatdate(account.clock.timestamp(), usegmt=True).encode()),
        *_EVERY_REPLY,
    ]
    if response.status == HTTPStatus.BAD_REQUEST and request.raw_path.startswith(_REST_SERVICES):
        # Recorded: refused requests to the REST services also end the connection.
        headers.append((b"connection", b"close"))
    body = response.body
    if len(body) >= _gzip_from(request) and "gzip" in request.headers.get("accept-encoding", ""):
        body = _gzipped(body)
        headers.append((b"content-encoding", b"gzip"))
    if response.status != HTTPStatus.NO_CONTENT:
        headers.append((b"content-length", str(len(body)).encode()))
    head = {"type": "http.response.start", "status": response.status, "headers": headers}
    return head, b"" if request.method == "HEAD" else body


def _gzip_from(request: Request) -> int:
    """Bytes from which a reply is compressed: recorded are 253 of the REST services and 201 of a refusal there."""
    return 1 if request.raw_path.startswith(_REST_SERVICES) else _GZIP_FROM_BYTES


def _gzipped(body: bytes) -> bytes:
    """Fastest level: replies never leave this machine. A small window for what is small costs a tenth."""
    window, memory = (31, 8) if len(body) >= _GZIP_FROM_BYTES else (25, 2)
    compressor = zlib.compressobj(level=1, wbits=window, memLevel=memory)
    return compressor.compress(body) + compressor.flush()


async def _lifespan(receive: Receive, send: Send) -> None:
    """Nothing to start or stop: who opened the account closes it."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
