"""Tables whose rows do not come from records: dictionaries of codes, the account's features, its custom fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.record.attachments import FILES
from suiteplug.emulator.suiteql.dictionaries import ACCOUNT_TYPES, LABELS, STATUSES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from suiteplug.emulator.roles import Role, User
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.suiteql.projection.rows import RowWriter

    Values = dict[str, Any]

LABEL_DDL = (
    "CREATE TABLE IF NOT EXISTS suiteql_label (dictionary TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,"
    " PRIMARY KEY (dictionary, id)) WITHOUT ROWID"
)
_FEATURES = (
    ("SUBSIDIARIES", "OneWorld"),
    ("DEPARTMENTS", "Departments"),
    ("CLASSES", "Classes"),
    ("LOCATIONS", "Locations"),
    ("MULTICURRENCY", "Multiple Currencies"),
    ("ACCOUNTINGPERIODS", "Accounting Periods"),
    ("INVENTORY", "Inventory"),
    ("MULTILOCINVT", "Multi-Location Inventory"),
    ("LOTNUMBEREDINVENTORY", "Lot Tracking"),
    ("BINMANAGEMENT", "Bin Management"),
    ("PICKPACKSHIP", "Pick, Pack and Ship"),
    ("GIFTCERTIFICATES", "Gift Certificates"),
    ("CUSTOMRECORDS", "Custom Records"),
    ("RESTWEBSERVICES", "REST Web Services"),
    ("ANALYTICS", "SuiteAnalytics Workbook"),
    ("TBA", "Token-based Authentication"),
    ("OAUTH2", "OAuth 2.0"),
)
_ENTITY_STATUSES = (
    (6, "Unqualified", "CUSTOMER"),
    (7, "Qualified", "CUSTOMER"),
    (13, "Closed Won", "CUSTOMER"),
    (14, "Lost Customer", "CUSTOMER"),
    (16, "Lost Customer", "CUSTOMER"),
)
_FOLDER = 600
_FIELD_TYPES = {"transaction": "BODY", "entity": "ENTITY", "item": "ITEM", "custom": "RECORD", "list": "OTHER"}
_VALUE_TYPES = {
    "text": "Free-Form Text",
    "integer": "Integer Number",
    "number": "Decimal Number",
    "currency": "Currency",
    "boolean": "Check Box",
    "date": "Date",
    "datetime": "Date/Time",
    "reference": "List/Record",
    "enum": "List/Record",
    "multiselect": "Multiple Select",
}


def write_labels(db: sqlite3.Connection, schema: Schema) -> None:
    """The dictionaries behind ``BUILTIN.DF`` of a code."""
    entries = [(name, code, label) for name, labels in LABELS.items() for code, label in labels.items()]
    entries += [("accounttype", code, label) for code, label, _ in ACCOUNT_TYPES]
    entries += [("deletedtype", kind.code or kind.name.upper(), kind.label) for kind in schema.types]
    db.execute("DELETE FROM suiteql_label")
    db.executemany("INSERT OR REPLACE INTO suiteql_label VALUES (?, ?, ?)", entries)


def fixed_rows(schema: Schema, *, one_world: bool, stamp: int) -> Iterator[tuple[str, list[Values]]]:
    """Table name and rows of each fixed table."""
    types = LABELS["transactiontype"]
    yield (
        "transactionstatus",
        [
            {"id": letter, "name": name, "fullname": f"{types[code]} : {name}", "trantype": code}
            for code, letters in STATUSES.items()
            for letter, name in letters.items()
        ],
    )
    yield (
        "accounttype",
        [
            {"id": code, "internalid": place, "longname": label, "seqnum": place, "balancesheet": balance, "left": left}
            for place, (code, label, (balance, left)) in enumerate(ACCOUNT_TYPES, start=1)
        ],
    )
    book = {"id": 1, "name": "Primary Accounting Book", "isprimary": True, "basebook": True}
    yield "accountingbook", [{**book, "lastmodifieddate": stamp}]
    yield "dual", [{"dummy": "X"}]
    yield "entitystatus", [{"key": key, "name": name, "entitytype": kind} for key, name, kind in _ENTITY_STATUSES]
    yield (
        "companyfeaturesetup",
        [
            {"id": code, "name": name, "isavailable": True, "isactive": code != "SUBSIDIARIES" or one_world}
            for code, name in _FEATURES
        ],
    )
    yield "customfield", list(_custom_fields(schema, stamp))
    yield from _custom_types(schema)
    yield "mediaitemfolder", [{"id": _FOLDER, "name": "Documents", "appfolder": "Documents", "lastmodifieddate": stamp}]
    yield (
        "file",
        [{"id": key, "name": name, "folder": _FOLDER, "lastmodifieddate": stamp} for key, name in FILES.items()],
    )


def _custom_types(schema: Schema) -> Iterator[tuple[str, list[Values]]]:
    """Record types, lists and segments of the account's own; the values of each are in a table of its name."""
    custom = schema.of_kind("custom")
    named: list[Values] = [
        {"internalid": n, "name": kind.label, "scriptid": kind.name.upper()} for n, kind in enumerate(custom, start=1)
    ]
    lists = [row for row in named if row["scriptid"].startswith("CUSTOMLIST")]
    segments = [row for row in named if row["scriptid"].startswith("CUSTOMRECORD_CSEG")]
    yield "customrecordtype", [row for row in named if row not in lists]
    yield "customlist", lists
    yield (
        "customsegment",
        [
            {**row, "scriptid": row["scriptid"].removeprefix("CUSTOMRECORD_"), "recordtype": row["scriptid"]}
            for row in segments
        ],
    )


def _custom_fields(schema: Schema, stamp: int) -> Iterator[Values]:
    seen: set[str] = set()
    for kind in schema.types:
        own = [(field, _FIELD_TYPES[kind.kind]) for field in kind.fields.values()]
        lines = [(field, "COLUMN") for sublist in kind.sublists.values() for field in sublist.fields.values()]
        for field, where in (*own, *lines):
            if field.custom and field.name not in seen and field.kind in _VALUE_TYPES:
                seen.add(field.name)
                yield {
                    "internalid": len(seen),
                    "scriptid": field.name.upper(),
                    "name": field.label,
                    "fieldtype": where,
                    "fieldvaluetype": _VALUE_TYPES[field.kind],
                    "lastmodifieddate": stamp,
                }


def write_users(users: Mapping[str, User], writer: RowWriter, stamp: int) -> None:
    """Rows of ``entity`` that no record stands behind: the system itself (ID -4) and those who may sign in."""
    stamps = {"type": "Internal", "datecreated": stamp, "lastmodifieddate": stamp}
    writer.write([{"id": -4, "entityid": "-System-", "entitytitle": "-System-", **stamps}])
    writer.write(
        {"id": user.id, "entityid": user.name, "entitytitle": user.name, "email": user.email, **stamps}
        for user in users.values()
        if user.id.startswith("-")
    )


def write_roles(roles: Mapping[str, Role], users: Mapping[str, User], writers: Mapping[str, RowWriter]) -> None:
    """Tables ``role``, ``rolepermissions`` and ``employeerolesforsearch``; every user may take every role."""
    for name in ("role", "rolepermissions", "employeerolesforsearch"):
        writers[name].clear()
    writers["employeerolesforsearch"].write({"entity": user, "role": role} for user in users for role in roles)
    writers["role"].write({"id": role.id, "name": role.name} for role in roles.values())
    writers["rolepermissions"].write(
        {"role": role.id, "name": permission, "permkey": permission, "permlevel": int(level)}
        for role in roles.values()
        for permission, level in role.permissions.items()
    )
