"""An account with a tiny company, seen through the record and metadata doors by plain httpx.

The business rules are left out on purpose: what is tested here is what the record service itself does.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.router import Route, Router
from suiteplug.emulator.core.wire import Request, Response
from suiteplug.emulator.metadata.door import MetadataDoor
from suiteplug.emulator.record.service import RecordService
from suiteplug.emulator.roles import Caller, Role, User
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.store import RecordStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

Body = dict[str, Any]
BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"
FULL = Role("3", "Administrator", administrator=True)


class NoRules:
    """Lets everything through; a transform offers the source's open lines."""

    def prepare(self, record_type: str, old: Body | None, new: Body, *, created_from: Body | None = None) -> Body:
        if created_from is not None:
            new["createdFrom"] = created_from["id"]
        return new

    def after_save(self, record_type: str, old: Body | None, new: Body) -> None:
        """Nothing happens elsewhere."""

    def before_delete(self, record_type: str, old: Body) -> None:
        if old.get("memo") == "locked":
            raise Problem(400, "USER_ERROR", "This record cannot be deleted.")

    def transform(self, source_type: str, source: Body, target_type: str) -> Body:
        lines = [
            {"orderLine": line["line"], "item": line["item"], "quantity": line["quantity"], "itemReceive": True}
            for line in source["item"]
            if not line.get("isClosed")
        ]
        return {"entity": source["entity"], "item": lines}

    def display_name(self, record_type: str, body: Body) -> str:
        for name in ("entityId", "itemId", "name", "tranId"):
            if name in body:
                return str(body[name])
        return str(body["id"])


class Doors:
    """The two doors behind a minimal ASGI application; ``role`` may be changed by a test."""

    def __init__(self) -> None:
        self.role = FULL
        self.clock = Clock(datetime(2026, 8, 12, 17, 32, 28, tzinfo=UTC))
        db = sqlite3.connect(":memory:", isolation_level=None)
        self.store = RecordStore(db, self.clock)
        self.service = RecordService(self.store, NoRules(), Settings(), self.clock)
        self.router = Router(
            {
                "/services/rest/record/v1": Route(self.service.handle),
                "/services/rest/record/v1/metadata-catalog": Route(MetadataDoor(self.store.schema).handle),
            }
        )

    def answer(self, request: Request) -> Response:
        request.caller = Caller(User("-5", "Tester", "t@example.com"), self.role, "1", "tba")
        try:
            return self.router.find(request).handle(request)
        except Problem as problem:
            return problem.response()

    async def asgi(self, scope: Any, receive: Any, send: Any) -> None:
        body = b""
        while True:
            message = await receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        headers = {name.decode().lower(): value.decode() for name, value in scope["headers"]}
        response = self.answer(
            Request(
                scope["method"],
                f"{scope['scheme']}://{headers['host']}",
                scope["raw_path"].partition(b"?")[0].decode(),
                scope["query_string"].decode(),
                headers,
                body,
            )
        )
        raw = [(name.encode(), value.encode()) for name, value in response.headers.items()]
        await send({"type": "http.response.start", "status": response.status, "headers": raw})
        await send({"type": "http.response.body", "body": response.body})


def fill(store: RecordStore) -> None:
    """The tiny company."""
    store.put("currency", {"id": "1", "name": "US Dollar", "symbol": "USD"})
    store.put("currency", {"id": "2", "name": "Euro", "symbol": "EUR"})
    store.put("subsidiary", {"id": "1", "name": "Parent Co", "currency": "1"})
    store.put("location", {"id": "6", "name": "Main Warehouse", "subsidiary": ["1"]})
    store.put("priceLevel", {"id": "1", "name": "Base Price"})
    store.put("term", {"id": "2", "name": "Net 30"})
    store.put("customer", {"id": "107", "entityId": "Blue Kiln", "companyName": "Blue Kiln Ltd", "subsidiary": "1"})
    store.put("vendor", {"id": "-3", "entityId": "Tax Agency", "subsidiary": "1"})
    store.put("inventoryItem", {"id": "328", "itemId": "MUG-BLUE", "subsidiary": ["1"], "externalId": "SKU-1"})
    store.put("serviceSaleItem", {"id": "329", "itemId": "WRAP-SVC", "subsidiary": ["1"]})
    store.put(
        "salesOrder",
        {
            "id": "1504",
            "tranId": "SO1504",
            "entity": "107",
            "currency": "1",
            "orderStatus": "B",
            "total": 54.0,
            "tranDate": "2026-08-12",
            "item": [
                {"line": 1, "item": "328", "quantity": 2.0, "rate": 18.0},
                {"line": 4, "item": "329", "quantity": 1.0, "rate": 18.0, "isClosed": False},
            ],
        },
    )


@pytest.fixture
def doors() -> Doors:
    made = Doors()
    fill(made.store)
    return made


@pytest.fixture
def store(doors: Doors) -> RecordStore:
    return doors.store


@pytest.fixture
async def http(doors: Doors) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=doors.asgi)
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        yield client
