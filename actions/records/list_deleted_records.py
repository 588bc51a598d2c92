"""List records that were deleted."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from suiteplug.connector.inputs import RecordType
from suiteplug.connector.metadata.labels import label_of
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import Condition, since
from suiteplug.connector.shortcuts.families import DELETED_RECORDS
from suiteplug.connector.shortcuts.fields import ZONE, Moment
from suiteplug.connector.shortcuts.listing import ListShortcut
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

RecordTypes = Annotated[list[RecordType], Field(min_length=1, max_length=50)]


def _of_types(types: list[str]) -> Condition:
    """Which column names a type how is not published: the script ID and the name that is shown are both compared."""
    names = [name.lower() for name in types]
    labels = [label_of(name).lower() for name in types]
    marks = ", ".join("?" for _ in types)
    return Condition(f"(LOWER(d.scriptid) IN ({marks}) OR LOWER(BUILTIN.DF(d.type)) IN ({marks}))", (*names, *labels))


def _before(moment: Moment) -> Condition:
    return Condition("d.deleteddate < TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')", (moment.strftime("%Y-%m-%d %H:%M:%S"),))


_LIST = ListShortcut(
    family=DELETED_RECORDS,
    table="deletedrecord d",
    order="d.deleteddate ASC, d.recordid ASC, d.recordtypeid",
    sorted_by="the time of deletion, oldest first",
    columns=(
        Column(name="record_id", sql="d.recordid", description="Internal ID that the record had.", essential=True),
        Column(name="record_type", sql="BUILTIN.DF(d.type)", description="Kind of record, as NetSuite shows it."),
        Column(name="record_type_id", sql="d.recordtypeid", description="NetSuite's number of the kind of record."),
        Column(name="script_id", sql="d.scriptid", description="Script ID of the record type."),
        Column(name="name", sql="d.name", description="Name or number that the record had."),
        Column(
            name="deleted",
            sql="d.deleteddate",
            kind=Kind.DATE_TIME,
            description="Deleted, YYYY-MM-DDTHH:MM:SS in the zone in which NetSuite shows it to the user.",
        ),
        Column(name="deleted_by", sql="BUILTIN.DF(d.deletedby)", description="Name of who deleted it."),
        Column(name="context", sql="d.context", description="Where it was deleted: user interface, REST, script ..."),
        Column(
            name="is_custom_record",
            sql="d.iscustomrecord",
            kind=Kind.BOOLEAN,
            description="Whether it is of a custom record type.",
        ),
    ),
    filters=(
        Filter(
            name="record_types",
            type=RecordTypes,
            description="Only these record types, by REST name, such as salesOrder.",
            build=_of_types,
        ),
        Filter(
            name="since",
            type=Moment,
            description=f"Deleted at this time or later. {ZONE}",
            build=since("d.deleteddate"),
        ),
        Filter(name="until", type=Moment, description=f"Deleted before this time. {ZONE}", build=_before),
    ),
)

ACTION = _LIST.action(
    description="Lists records that were deleted, with when and by whom, for copies kept elsewhere.",
    guidance="Use it to remove from a copy what NetSuite no longer has. Let since overlap the last run by some hours "
    "and expect the same deletion twice. Lines of transactions and most joining rows are not logged; making a record "
    "inactive or voiding it is a change, not a deletion. How long NetSuite keeps the log is not documented.",
    examples=(
        Example(
            "Deleted customers of a day on which nothing was deleted",
            {"record_types": ["customer"], "since": "2020-01-01", "until": "2020-01-02"},
            {"items": [], "count": 0, "total": 0, "has_more": False, "next_offset": None, "warnings": []},
        ),
    ),
    source="https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_N3497592.html",
)
Inputs = ACTION.inputs
Output = ACTION.output
