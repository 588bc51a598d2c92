"""What somebody wants to ship: lines, lots, packages."""

from __future__ import annotations

from pydantic import Field

from suiteplug.connector.inputs import ActionModel, RecordId
from suiteplug.connector.order_lines.picking import LineWish, Quantity


class InventoryAssignment(ActionModel):
    """A part of the quantity, from one lot, serial number or bin."""

    inventory_number: str | None = Field(
        default=None, min_length=1, max_length=200, description="Lot or serial number as it is written on the goods."
    )
    inventory_number_id: RecordId | None = Field(
        default=None, description="Internal ID of the lot or serial number, instead of inventory_number."
    )
    bin_id: RecordId | None = Field(default=None, description="Internal ID of the bin the goods are taken from.")
    quantity: Quantity


class WantedLine(LineWish):
    """A line to ship, named by its number on the order or by its item."""

    location_id: RecordId | None = Field(
        default=None,
        description="Internal ID of the location that ships the line.",
        json_schema_extra={"x-choices": {"source": "locations"}},
    )
    inventory_detail: list[InventoryAssignment] = Field(
        default=[],
        max_length=1000,
        description="Lots, serial numbers or bins that make up the quantity; for items that are tracked so.",
    )

    @property
    def means_one_line(self) -> bool:
        """Lots and bins are those of one line."""
        return bool(self.inventory_detail)


class Package(ActionModel):
    """A parcel."""

    weight: float | None = Field(
        default=None, ge=0, allow_inf_nan=False, description="Weight, in the account's weight unit."
    )
    tracking_number: str | None = Field(default=None, max_length=64, description="Tracking number of the carrier.")
    description: str | None = Field(default=None, max_length=200, description="What is in it.")
