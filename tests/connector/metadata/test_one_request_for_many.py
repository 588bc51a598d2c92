"""Many callers that need the same metadata at once cost one request."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from suiteplug.connector.exchange import Reply, Request
from suiteplug.connector.metadata import MetadataService

if TYPE_CHECKING:
    from collections.abc import Mapping


class SlowSender:
    """Answers after the other callers had their turn."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self.answers = answers
        self.sent: list[str] = []

    async def send(self, request: Request) -> Reply:
        self.sent.append(request.path)
        await asyncio.sleep(0)
        answer = self.answers[request.path.rpartition("/")[2].lower()]
        return Reply(status=200, headers={}, content=b"", url="", data=answer)


async def test_side_by_side() -> None:
    sender = SlowSender({"metadata-catalog": {"items": [{"name": "customer"}]}, "customer": {"properties": {}}})
    metadata = MetadataService(sender, now=lambda: datetime(2026, 11, 21, tzinfo=UTC))
    found = await asyncio.gather(*(metadata.describe("Customer") for _ in range(20)))
    assert len({id(one) for one in found}) == 1
    assert len(sender.sent) == 2
    await metadata.describe("customer", refresh=True)
    assert len(sender.sent) == 3
