"""Where the steps of an order do their work: the account, what it is known to hold, and what has been done so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from examples.order_to_cash.look_up import Stored
from examples.order_to_cash.outcome import CREATED, UPDATED, Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from examples.order_to_cash.books import Books
    from suiteplug import NetSuite

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Desk:
    """Shared by all orders of a run.

    Attributes:
        known: Records by external ID, of earlier runs and of this one.
        advance: Called with a step and a number of records when they are dealt with.
    """

    netsuite: NetSuite
    books: Books
    known: dict[str, Stored]
    advance: Callable[[str, int], None]
    tally: Tally = field(default_factory=Tally)

    async def read(self, record_type: str, record_id: str, *fields: str) -> Body:
        """Some fields of a record, or all of it with its sublists."""
        inputs: Body = {"record_type": record_type, "record_id": record_id}
        inputs |= {"fields": list(fields)} if fields else {"expand_sub_resources": True}
        record: Body = (await self.netsuite.run("get-record", inputs))["record"]
        return record

    async def upsert(self, record_type: str, external_id: str, body: Body) -> str:
        """Create or update by external ID; ``created`` or ``updated``."""
        inputs = {"record_type": record_type, "external_id": external_id, "body": body}
        saved = await self.netsuite.run("upsert-record", inputs)
        await self._remember(record_type, external_id, saved["record_id"])
        return CREATED if saved["outcome"] == CREATED else UPDATED

    async def transform(self, source: tuple[str, str], target_type: str, body: Body) -> None:
        """Make the next record of a chain, which names its external ID in ``body``."""
        inputs = {"record_type": source[0], "record_id": source[1], "target_type": target_type, "body": body}
        if "taxDetails" in body:
            inputs["replace"] = ["taxDetails"]  # NetSuite proposes the order's; sent lines would come on top
        made = await self.netsuite.run("transform-record", inputs)
        await self._remember(target_type, body["externalId"], made["record_id"])

    async def ship(self, external_id: str, inputs: Body) -> bool:
        """Make a fulfilment; False when one with this external ID was there already."""
        inputs = inputs | {"fulfillment_external_id": external_id}
        made = await self.netsuite.run("create-item-fulfillment", inputs)
        await self._remember("itemFulfillment", external_id, made["record_id"])
        return bool(made["created"])

    async def _remember(self, record_type: str, external_id: str, record_id: str | None) -> None:
        """Note a record's internal ID; NetSuite does not promise to name it in every reply."""
        if record_id is None:
            inputs = {"record_type": record_type, "external_id": external_id, "fields": ["id"]}
            record_id = str((await self.netsuite.run("get-record", inputs))["record"]["id"])
        self.known[external_id] = Stored(record_id)

    async def order_lines(self, order_id: str) -> Sequence[Body]:
        """The item lines of a sales order as they stand now."""
        inputs = {"record_type": "salesOrder", "record_id": order_id, "sublist": "item"}
        found = await self.netsuite.run("get-sublist", inputs)
        return [entry["line"] for entry in found["lines"]]
