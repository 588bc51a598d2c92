"""What the lists of all transactions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from suiteplug.connector.inputs import ExternalId, RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter, Join, created, last_modified
from suiteplug.connector.shortcuts.conditions import (
    among,
    equals,
    from_day,
    same_text,
    since,
    to_day,
    within,
)
from suiteplug.connector.shortcuts.fields import ZONE, Day, Moment, Words
from suiteplug.connector.shortcuts.listing import ListShortcut
from suiteplug.connector.suiteql.kinds import Kind

if TYPE_CHECKING:
    from suiteplug.connector.shortcuts.families import RecordFamily

# subsidiary, location and source document stand on the main line, not on the header
_TABLE = "transaction t INNER JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'T'"


def transaction_list(
    family: RecordFamily,
    *,
    columns: tuple[Column, ...],
    filters: tuple[Filter, ...] = (),
    joins: tuple[Join, ...] = (),
) -> ListShortcut:
    """The list of one transaction type: what all of them have, and ``columns`` and ``filters`` of its own."""
    return ListShortcut(
        family=family,
        table=_TABLE,
        where=(f"t.type = '{family.code}'",),
        columns=(*_head(family), *columns, *_TAIL),
        filters=(*_filters(family), *filters),
        joins=joins,
        order="t.id",
    )


def _head(family: RecordFamily) -> tuple[Column, ...]:
    return (
        Column(name="id", sql="t.id", description="Internal ID.", essential=True),
        Column(name="tran_id", sql="t.tranid", description="Document number."),
        Column(name="tran_date", sql="t.trandate", kind=Kind.DATE, description="Date, YYYY-MM-DD."),
        Column(name="status", sql="t.status", description="Status as NetSuite's letter."),
        Column(
            name="status_name",
            derive=lambda row: family.statuses.get(str(row["status"])),
            description="Status in words; null for a letter that is not among the standard ones.",
        ),
        Column(name="customer_id", sql="t.entity", description="Internal ID of the customer."),
        Column(name="customer", sql="BUILTIN.DF(t.entity)", description="Name of the customer."),
    )


_TAIL = (
    Column(name="memo", sql="t.memo", description="Memo."),
    Column(name="subsidiary_id", sql="l.subsidiary", description="Internal ID of the subsidiary."),
    Column(name="location_id", sql="l.location", description="Internal ID of the location on the body."),
    Column(name="external_id", sql="t.externalid", description="External ID."),
    created("t.createddate"),
    last_modified("t.lastmodifieddate"),
)


def _filters(family: RecordFamily) -> tuple[Filter, ...]:
    status = Literal[family.status_words]  # type: ignore[name-defined]
    return (
        Filter(
            name="status",
            type=Annotated[list[status], Field(min_length=1)],
            description="Only these statuses, each by name or letter.",
            build=among("t.status", family.letters),
        ),
        Filter(
            name="customer_id",
            type=RecordId,
            description="Only of this customer.",
            build=equals("t.entity"),
            choices="customers",
        ),
        Filter(
            name="customer_external_id",
            type=ExternalId,
            description="Only of the customer with this external ID.",
            build=within("t.entity", "SELECT id FROM customer WHERE externalid = ?"),
        ),
        Filter(
            name="tran_id",
            type=Words,
            description="Document number, upper or lower case.",
            build=same_text("t.tranid"),
        ),
        Filter(
            name="date_from", type=Day, description="Dated this day or later, YYYY-MM-DD.", build=from_day("t.trandate")
        ),
        Filter(
            name="date_to", type=Day, description="Dated this day or earlier, YYYY-MM-DD.", build=to_day("t.trandate")
        ),
        Filter(
            name="modified_since",
            type=Moment,
            description=f"Changed at this time or later. {ZONE}",
            build=since("t.lastmodifieddate"),
        ),
        Filter(
            name="subsidiary_id",
            type=RecordId,
            description="Only of this subsidiary.",
            build=equals("l.subsidiary"),
            choices="subsidiaries",
        ),
    )
