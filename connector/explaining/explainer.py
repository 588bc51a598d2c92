"""Makes a refusal say what it is about in this account."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import NetSuiteConnectorError
from suiteplug.connector.explaining.places import Place, find_place, id_of
from suiteplug.connector.explaining.ui_links import ui_link
from suiteplug.connector.metadata.model import FieldKind
from suiteplug.connector.preflight.values import complaint

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from suiteplug.connector.account import Account
    from suiteplug.connector.explaining.looks import Looks, Seen
    from suiteplug.connector.metadata import MetadataService
    from suiteplug.connector.metadata.model import FieldMetadata, RecordMetadata

_LABELS = re.compile(r"please enter value\(s\) for:\s*(?P<labels>.+?)\.?\s*\Z", re.IGNORECASE | re.DOTALL)
_BAD_VALUE = re.compile(r"invalid field value (?P<value>\S+) for the following field: (?P<name>[^\s.]+)", re.IGNORECASE)
_PERIODS = "Setup > Accounting > Manage Accounting Periods"
_KINDS = {
    "customer": "customer",
    "vendor": "vendor",
    "employee": "employee",
    "salesrep": "employee",
    "item": "item",
    "subsidiary": "subsidiary",
    "location": "location",
    "department": "department",
    "class": "classification",
    "currency": "currency",
    "terms": "term",
    "account": "account",
    "postingperiod": "accountingPeriod",
}
_BOUGHT = frozenset({"purchaseorder", "vendorbill", "vendorcredit", "vendorpayment", "vendorreturnauthorization"})
_MOST_VALUES = 12
_PATIENCE_S = 20.0


class Explainer:
    """Explains refusals of records. It never fails: what cannot be found leaves the refusal as it was."""

    def __init__(self, metadata: MetadataService, looks: Looks, account: Account, now: Callable[[], datetime]) -> None:
        self._metadata = metadata
        self._looks = looks
        self._account = account
        self._now = now

    async def explain(
        self, error: NetSuiteConnectorError, record_type: str, body: Mapping[str, Any], *, what: str = ""
    ) -> None:
        """Fill cause, fix and field of a refusal of ``body``. ``what`` names the record, where it has an ID."""
        handlers: dict[str, Callable[[], Awaitable[None]]] = {
            "missing-fields": lambda: self._missing(error, record_type),
            "wrong-reference": lambda: self._value(error, record_type, body),
            "unknown-country": lambda: self._value(error, record_type, body),
            "invalid-content": lambda: self._value(error, record_type, body),
            "wrong-form-of-value": lambda: self._form(error, record_type, body),
            "wrong-subsidiary": lambda: self._subsidiary(error, record_type, body),
            "duplicate": lambda: self._duplicate(error, record_type, body),
            "closed-period": lambda: self._period(error, body),
            "record-locked": lambda: self._locked(error, what),
        }
        handler = handlers.get(error.topic)
        if handler is None:
            return
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await handler()
        except (NetSuiteConnectorError, TimeoutError):  # the refusal matters, not that its explanation cannot be had
            return

    # -- fields --------------------------------------------------------------------------------------------------------

    async def _missing(self, error: NetSuiteConnectorError, record_type: str) -> None:
        """Labels on the form become names in the body."""
        match = _LABELS.search(error.message)
        if match is None:
            return
        described = await self._metadata.describe(record_type)
        labels = [label.strip() for label in match["labels"].split(",") if label.strip()]
        named = [(_name_of(label, described), label) for label in labels]
        shown = [f"{name} ({label})" if name and name != label else label for name, label in named]
        error.fix = f"Give a value for: {', '.join(shown)}."
        error.field = error.field or next((name for name, _ in named if name), "")

    async def _value(self, error: NetSuiteConnectorError, record_type: str, body: Mapping[str, Any]) -> None:
        """A value that may not stand where it stands: a choice, or a reference."""
        match = _BAD_VALUE.search(error.message)
        if match is None:
            return
        value, name = match["value"], match["name"]
        place = find_place(body, name, value, said=error.field)
        described = await self._metadata.describe(record_type)
        field = _field(described, place, name)
        error.field = place.path if place is not None else error.field or name
        if field is not None and field.kind is FieldKind.CHOICE and field.values:
            error.cause = f"'{value}' is none of the values of {error.field}."
            error.fix = f"Give one of: {_some(field.values)}."
            return
        kind = _kind_of(name, record_type, field)
        if kind:
            await self._reference(error, kind, value, body, record_type)

    async def _reference(
        self, error: NetSuiteConnectorError, kind: str, value: str, body: Mapping[str, Any], record_type: str
    ) -> None:
        seen = await self._looks.record(kind, value)
        if seen is None:
            return
        own = await self._subsidiary_of(body, record_type)
        if not seen.exists:
            error.cause = f"There is no {kind} with the ID {value}, or the role does not see it."
            error.fix = f"Give {error.field} the internal ID of another {kind}; list-records finds them."
        elif seen.inactive:
            error.cause = f"{seen} is inactive."
            error.fix = f"Give {error.field} another {kind}, or clear Inactive on its page{self._link(seen)}."
        elif own and seen.subsidiaries and own not in seen.subsidiaries:
            theirs = ", ".join(seen.subsidiaries)
            error.cause = f"{seen} belongs to subsidiary {theirs}; the {record_type} is of subsidiary {own}."
            error.fix = (
                f"Give {error.field} one of subsidiary {own}, or add that subsidiary on its page{self._link(seen)}."
            )
        else:
            error.cause = f"{seen} exists and is active; it does not fit the rest of the {record_type}."
            error.fix = f"Check {error.field} against customer or vendor, currency, location and subsidiary."

    async def _form(self, error: NetSuiteConnectorError, record_type: str, body: Mapping[str, Any]) -> None:
        """A value of the wrong JSON form: the form that the field takes."""
        place = find_place(body, error.field.rpartition(".")[2] or error.field, None, said=error.field)
        if place is None:
            return
        field = _field(await self._metadata.describe(record_type), place, place.name)
        found = complaint(field, place.value) if field is not None else None
        if found is not None:
            error.field = place.path
            error.cause = f"{place.path} {found.what}"
            error.fix = found.fix

    # -- records and periods -------------------------------------------------------------------------------------------

    async def _subsidiary(self, error: NetSuiteConnectorError, record_type: str, body: Mapping[str, Any]) -> None:
        own = await self._subsidiary_of(body, record_type)
        if own:
            error.cause = f"The {record_type} is of subsidiary {own}. {error.cause}"

    async def _subsidiary_of(self, body: Mapping[str, Any], record_type: str) -> str:
        """The subsidiary of a body: its own, else the one of its customer or vendor."""
        own = id_of(_member(body, "subsidiary"))
        if own:
            return own
        for name in ("entity", "customer", "vendor"):
            owner = id_of(_member(body, name))
            if owner:
                seen = await self._looks.record(_kind_of(name, record_type, None), owner)
                return seen.subsidiaries[0] if seen is not None and len(seen.subsidiaries) == 1 else ""
        return ""

    async def _duplicate(self, error: NetSuiteConnectorError, record_type: str, body: Mapping[str, Any]) -> None:
        record_id = await self._looks.twin(record_type, body)
        if record_id is None:
            return
        link = ui_link(self._account, record_type, record_id)
        error.field = error.field or ("externalId" if _member(body, "externalId") else "")
        error.cause = f"{record_type} {record_id} has this external ID or name already."
        error.fix = f"Update {record_type} {record_id}, or use upsert-record with its external ID." + (
            f" It stands at {link}" if link else ""
        )

    async def _period(self, error: NetSuiteConnectorError, body: Mapping[str, Any]) -> None:
        given = _member(body, "tranDate")
        try:
            day = date.fromisoformat(str(given)[:10]) if given else self._now().date()
        except ValueError:
            return
        found = await self._looks.open_period(day)
        error.field = error.field or "tranDate"
        if found is not None:
            name, begins = found
            error.fix = f"Use a date in an open period ({name} begins on {begins}), or open it under {_PERIODS}."

    async def _locked(self, error: NetSuiteConnectorError, what: str) -> None:
        if what:
            error.cause = (
                f"A workflow or an approval has locked {what}; NetSuite then refuses to read and to change it."
            )

    def _link(self, seen: Seen) -> str:
        kind = "inventoryItem" if seen.kind == "item" else seen.kind
        link = ui_link(self._account, kind, seen.record_id)
        return f" ({link})" if link else ""


def _member(body: Mapping[str, Any], name: str) -> Any:
    return next((value for key, value in body.items() if key.lower() == name.lower()), None)


def _name_of(label: str, described: RecordMetadata) -> str:
    """The field behind a label: of the body, else of its lines (``Items list: Location``)."""
    wanted = label.rpartition(":")[2].strip().casefold()
    if ":" not in label:
        for field in described.fields:
            if wanted in {field.label.casefold(), field.name.casefold()}:
                return field.name
        guess = _guess(wanted, described)
        if guess:
            return guess
    for sublist in described.sublists:
        for field in sublist.fields:
            if wanted in {field.label.casefold(), field.name.casefold()}:
                return f"{sublist.name}.items[].{field.name}"
    return ""


def _guess(label: str, described: RecordMetadata) -> str:
    """A field whose label the catalogue does not tell, as it does not for references: by its name."""
    names = {name.lower(): name for name in described.names()}
    whole, last = label.replace(" ", ""), label.rpartition(" ")[2]
    usual = {"customer": "entity", "vendor": "entity", "employee": "entity", "date": "trandate"}.get(label, "")
    return names.get(whole) or names.get(usual) or names.get(last, "")


def _field(described: RecordMetadata, place: Place | None, name: str) -> FieldMetadata | None:
    """The description of the field that a place, or a name alone, means."""
    wanted = (place.name if place is not None else name).lower()
    sublist = described.sublist(place.sublist) if place is not None and place.sublist else None
    fields = sublist.fields if sublist is not None else described.fields
    return next((field for field in fields if field.name.lower() == wanted), None)


def _kind_of(name: str, record_type: str, field: FieldMetadata | None) -> str:
    """The record type that a field refers to; ``item`` stands for every kind of item."""
    if field is not None and len(field.record_types) == 1:
        return field.record_types[0]
    lower = name.lower()
    if lower == "entity":
        return "vendor" if record_type.lower() in _BOUGHT else "customer"
    return record_type if lower == "parent" else _KINDS.get(lower, "")


def _some(values: tuple[str, ...]) -> str:
    more = f" and {len(values) - _MOST_VALUES} more" if len(values) > _MOST_VALUES else ""
    return ", ".join(values[:_MOST_VALUES]) + more
