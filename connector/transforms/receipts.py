"""What somebody receives: lines with locations, lots and bins."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pydantic import Field

from suiteplug.connector.inputs import ActionModel, RecordId
from suiteplug.connector.order_lines.picking import LineWish, Quantity, plain, refusal
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.transforms.shortcut import TransformInputs

if TYPE_CHECKING:
    from suiteplug.connector.order_lines.picking import Picked


class ReceivedPart(ActionModel):
    """A part of the quantity: a lot, a serial number or what goes into one bin."""

    inventory_number: str | None = Field(
        default=None, min_length=1, max_length=200, description="Lot or serial number, as written on the goods."
    )
    expiration_date: Day | None = Field(default=None, description="Expiration date of the lot, YYYY-MM-DD.")
    bin_id: RecordId | None = Field(default=None, description="Internal ID of the bin the goods go into.")
    quantity: Quantity


class ReceiptLine(LineWish):
    """A line to receive, named by its number on the order or by its item."""

    location_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the location that receives the line.",
        json_schema_extra={"x-choices": {"source": "locations"}},
    )
    inventory_detail: list[ReceivedPart] = Field(
        default=[],
        max_length=1000,
        description="Lots, serial numbers or bins that make up the quantity; for items that are tracked so.",
    )

    @property
    def means_one_line(self) -> bool:
        """Lots and bins are those of one line."""
        return bool(self.inventory_detail)

    def extra_body(self, picked: Picked) -> dict[str, Any]:
        """The inventory detail. Raises InputError when its parts do not add up to the quantity."""
        if not self.inventory_detail:
            return {}
        total = sum((Decimal(str(part.quantity)) for part in self.inventory_detail), Decimal(0))
        if total != picked.quantity:
            raise refusal(
                picked.wanted or 0,
                f"The inventory detail makes up {plain(total)}, the line receives {plain(picked.quantity)}.",
                "DETAIL_DOES_NOT_ADD_UP",
                "Make the quantities of inventory_detail add up to the quantity of the line.",
                member="inventory_detail",
            )
        parts = [_assignment(part) for part in self.inventory_detail]
        return {"inventoryDetail": {"inventoryAssignment": {"items": parts}}}


class ReceiptInputs(TransformInputs):
    """What a receipt takes."""

    location_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the location that receives lines without a location of their own here.",
        json_schema_extra={"x-choices": {"source": "locations"}},
    )


def _assignment(part: ReceivedPart) -> dict[str, Any]:
    body: dict[str, Any] = {"quantity": part.quantity}
    if part.inventory_number is not None:
        body["receiptInventoryNumber"] = part.inventory_number
    if part.expiration_date is not None:
        body["expirationDate"] = part.expiration_date.isoformat()
    if part.bin_id is not None:
        body["binNumber"] = {"id": part.bin_id}
    return body
