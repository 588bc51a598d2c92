"""What the lists of all transactions have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from suiteplug.connector.inputs import ExternalId, RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter, Join, created, last_modified
from suiteplug.connector.shortcuts.conditions import (
    among,
    before_day,
    equals,
    from_day,
    only,
    same_text,
    since,
    to_day,
    within,
)
from suiteplug.connector.shortcuts.fields import ZONE, Day, Moment, Words
from suiteplug.connector.shortcuts.listing import ListShortcut
from suiteplug.connector.suiteql.kinds import Kind

if TYPE_CHECKING:
    from suiteplug.connector.shortcuts.families import Party, RecordFamily

# subsidiary, location and source document stand on the main line, not on the header
_TABLE = "transaction t {} JOIN transactionline l ON l.transaction = t.id AND l.mainline = 'T'"


def transaction_list(
    family: RecordFamily,
    *,
    columns: tuple[Column, ...],
    filters: tuple[Filter, ...] = (),
    joins: tuple[Join, ...] = (),
    main_line: bool = True,
) -> ListShortcut:
    """The list of one transaction type: what all of them have, and ``columns`` and ``filters`` of its own.

    ``main_line``: whether each surely has a main line; journal entries are nothing but lines.
    """
    return ListShortcut(
        family=family,
        table=_TABLE.format("INNER" if main_line else "LEFT"),
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
        *(_status_columns(family) if family.statuses else ()),
        *(_party_columns(family.party) if family.party else ()),
    )


def _status_columns(family: RecordFamily) -> tuple[Column, ...]:
    return (
        Column(name="status", sql="t.status", description="Status as NetSuite's letter."),
        Column(
            name="status_name",
            derive=lambda row: family.statuses.get(str(row["status"])),
            description="Status in words; null for a letter that is not among the standard ones.",
        ),
    )


def _party_columns(party: Party) -> tuple[Column, ...]:
    return (
        Column(name=f"{party.word}_id", sql="t.entity", description=f"Internal ID of the {party.word}."),
        Column(name=party.word, sql="BUILTIN.DF(t.entity)", description=f"Name of the {party.word}."),
    )


_TAIL = (
    Column(name="memo", sql="t.memo", description="Memo."),
    Column(name="subsidiary_id", sql="l.subsidiary", description="Internal ID of the subsidiary."),
    Column(name="location_id", sql="l.location", description="Internal ID of the location on the body."),
    Column(name="external_id", sql="t.externalid", description="External ID."),
    created("t.createddate"),
    last_modified("t.lastmodifieddate"),
)


CURRENCY = Column(name="currency", sql="BUILTIN.DF(t.currency)", description="Currency by name.")
TOTAL = Column(
    name="total", sql="t.foreigntotal", kind=Kind.NUMBER, description="Total with tax, in the transaction's currency."
)
# headers of purchases and credits hold what the company owes as a negative number
TOTAL_OWED = Column(
    name="total",
    sql="ABS(t.foreigntotal)",
    kind=Kind.NUMBER,
    description="Total with tax, in the transaction's currency; positive as on the document.",
)
PO_NUMBER = Column(name="po_number", sql="t.otherrefnum", description="The customer's purchase order number.")
DUE_DATE = Column(name="due_date", sql="t.duedate", kind=Kind.DATE, description="Due date, YYYY-MM-DD.")
AMOUNT_PAID = Column(name="amount_paid", sql="t.foreignamountpaid", kind=Kind.NUMBER, description="Paid so far.")
AMOUNT_REMAINING = Column(
    name="amount_remaining", sql="t.foreignamountunpaid", kind=Kind.NUMBER, description="Still to pay."
)
SOURCE = (
    Column(name="source_id", sql="l.createdfrom", description="Internal ID of the transaction it was made from."),
    Column(name="source", sql="BUILTIN.DF(l.createdfrom)", description="That transaction by name."),
)
PO_NUMBER_FILTER = Filter(
    name="po_number",
    type=Words,
    description="The customer's purchase order number, exactly.",
    build=equals("t.otherrefnum"),
)
DUE_BEFORE = Filter(
    name="due_before",
    type=Day,
    description="Due before this day, YYYY-MM-DD; with open_only and today's date: what is overdue.",
    build=before_day("t.duedate"),
)


def open_only(*letters: str, description: str) -> Filter:
    """A switch that keeps the transactions in these statuses."""
    wanted = ", ".join(f"'{letter}'" for letter in letters)
    return Filter(
        name="open_only", type=bool, description=f"True: {description}", build=only(f"t.status IN ({wanted})")
    )


def source_filters(source: RecordFamily, plural: str) -> tuple[Filter, Filter]:
    """Filters for what was made from a transaction, by its internal or external ID."""
    word = source.singular.replace(" ", "_")
    subquery = f"SELECT id FROM transaction WHERE type = '{source.code}' AND externalid = ?"  # noqa: S608 - our own code
    return (
        Filter(
            name=f"{word}_id",
            type=RecordId,
            description=f"Only {plural} of this {source.singular}.",
            build=equals("l.createdfrom"),
            choices=source.group,
        ),
        Filter(
            name=f"{word}_external_id",
            type=ExternalId,
            description=f"Only {plural} of the {source.singular} with this external ID.",
            build=within("l.createdfrom", subquery),
        ),
    )


def _status_filter(family: RecordFamily) -> Filter:
    status = Literal[family.status_words]  # type: ignore[name-defined]
    return Filter(
        name="status",
        type=Annotated[list[status], Field(min_length=1)],
        description="Only these statuses, each by name or letter.",
        build=among("t.status", family.letters),
    )


def _party_filters(party: Party) -> tuple[Filter, Filter]:
    return (
        Filter(
            name=f"{party.word}_id",
            type=RecordId,
            description=f"Only of this {party.word}.",
            build=equals("t.entity"),
            choices=party.choices,
        ),
        Filter(
            name=f"{party.word}_external_id",
            type=ExternalId,
            description=f"Only of the {party.word} with this external ID.",
            build=within("t.entity", f"SELECT id FROM {party.table} WHERE externalid = ?"),  # noqa: S608 - our own name
        ),
    )


def _filters(family: RecordFamily) -> tuple[Filter, ...]:
    return (
        *((_status_filter(family),) if family.statuses else ()),
        *(_party_filters(family.party) if family.party else ()),
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
