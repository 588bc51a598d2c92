"""Customers, vendors, employees and contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.entities.addresses import complete_address_book
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.numbering import PREFIXES
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_BALANCES = ("balance", "unbilledOrders", "depositBalance")


def full_name(body: Body) -> str:
    """Company name, or first, middle and last name of a person."""
    if body.get("companyName") and not body.get("isPerson"):
        return str(body["companyName"])
    parts = [body.get(name) for name in ("firstName", "middleName", "lastName")]
    return " ".join(str(part) for part in parts if part) or str(body.get("companyName", ""))


class EntityRules:
    """Rules of one entity type."""

    def __init__(self, context: Context, record_type: str, label: str) -> None:
        self._context = context
        self._record_type = record_type
        self._label = label

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        self._fill_defaults(new)
        self._fill_name(old, new)
        check_required(self._record_type, new, one_world=self._context.one_world)
        self._check_unique(old, new)
        self._check_subsidiary(new)
        complete_address_book(self._context, new, full_name(new) or str(new.get("entityId", "")))
        return new

    def _fill_name(self, old: Body | None, new: Body) -> None:
        if self._record_type in ("customer", "vendor", "partner", "job"):
            new.setdefault("isPerson", False)
            self._require_name(new)
            new["altName"] = full_name(new)
        if "entityId" in new:
            new.setdefault("autoName", False)
            return
        numbered = self._context.preferences.auto_number_entities and self._record_type in PREFIXES
        name = self._context.numbering.next(self._record_type) if numbered else full_name(new)
        if name:
            new["entityId"] = name
            new.setdefault("autoName", old is None)

    def _require_name(self, new: Body) -> None:
        if new["isPerson"]:
            labels = {"firstName": "First Name", "lastName": "Last Name"}
        else:
            labels = {"companyName": "Company Name"}
        lacking = [name for name in labels if not new.get(name)]
        if lacking:
            raise missing([labels[name] for name in lacking], lacking[0])

    def _fill_defaults(self, new: Body) -> None:
        new.setdefault("isInactive", False)
        subsidiary = self._context.lookup.get("subsidiary", new.get("subsidiary"))
        if self._record_type not in ("customer", "vendor"):
            return
        if subsidiary is not None and "currency" in subsidiary:
            new.setdefault("currency", subsidiary["currency"])
        if "currency" in new:
            self._fill_currency_list(new)
        if self._record_type == "customer":
            self._fill_customer(new, subsidiary)

    def _fill_currency_list(self, new: Body) -> None:
        zero = {} if self._record_type == "vendor" else dict.fromkeys(_BALANCES, 0.0)
        lines = [{**zero, **line} for line in new.get("currencyList", ())]
        if all(line.get("currency") != new["currency"] for line in lines):
            lines.insert(0, {"currency": new["currency"], **zero})
        new["currencyList"] = lines

    def _fill_customer(self, new: Body, subsidiary: Body | None) -> None:
        for name, value in (
            ("taxable", True),
            ("searchStage", "Customer"),
            ("entityStatus", "13"),
            ("emailPreference", "DEFAULT"),
            ("creditHoldOverride", "AUTO"),
            *((name, 0.0) for name in _BALANCES),
        ):
            new.setdefault(name, value)
        if "taxItem" in new or not new["taxable"] or subsidiary is None:
            return
        local = self._context.preferences.tax_item_by_country.get(str(subsidiary.get("country")))
        item = self._context.lookup.item_named(local) if local is not None else None
        if item is not None:
            new["taxItem"] = item.item_id

    def _check_unique(self, old: Body | None, new: Body) -> None:
        """Entity IDs are unique per type; wording of SuiteScript's ``UNIQUE_CUST_ID_REQD``."""
        name = str(new["entityId"]).lower()
        if self._record_type == "contact" or (old is not None and str(old.get("entityId", "")).lower() == name):
            return
        if self._context.lookup.knows("entityId", f"{self._record_type}:{name}"):
            label = self._label.lower()
            raise refuse(
                f"A {label} record with this ID already exists. You must enter a unique {label} ID for each record "
                "you create.",
                "entityId",
            )

    def _check_subsidiary(self, new: Body) -> None:
        subsidiary = new.get("subsidiary")
        if subsidiary is None:
            return
        body = self._context.lookup.get("subsidiary", subsidiary)
        if body is None or body.get("isInactive") or body.get("isElimination"):
            raise invalid_value(subsidiary, "subsidiary", "subsidiary")

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows an entity."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "party", old["id"])
