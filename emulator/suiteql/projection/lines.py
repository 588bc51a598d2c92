"""A transaction's lines, with the ones that NetSuite generates: main line, discount, shipping, tax, cost of goods.

Amounts are debit minus credit in the transaction's currency, so those of a sale are negative on its lines and
positive on the main line (GSpo7/suiteql-sql-library, sales-order-with-sales-tax). They add up to nothing.
Fulfilments are costed at the purchase price of their items, in the subsidiary's currency; what customers send back
comes in at that cost, not at the price it was sold for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.suiteql.projection.booked_lines import COUNTERPARTS, booked_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.schema import RecordType
    from suiteplug.emulator.suiteql.projection.booked_lines import Booked
    from suiteplug.emulator.suiteql.projection.item_facts import ItemFacts

    Values = dict[str, Any]

# What the cost of shipped goods goes to when they are not sold: goods in transit stay stock.
_COST_OF = {"TrnfrOrd": "asset", "VendAuth": "received"}
LINES_PER_TRANSACTION = 100_000
"""``uniquekey`` is transaction times this plus line."""
_SALES = frozenset({"SalesOrd", "CustInvc", "CashSale", "Estimate", "Opprtnty"})
_RETURNS = frozenset({"CustCred", "RtnAuth", "CashRfnd"})
_PURCHASES = frozenset({"PurchOrd", "VendBill", "VendCred", "VendAuth", "Check"})
_MOVES_STOCK = frozenset(
    {"ItemShip", "ItemRcpt", "CashSale", "InvAdjst", "InvTrnfr", "Build", "Unbuild", "WOIssue", "WOCompl"}
)
_OUT = frozenset({"VendCred", "VendAuth", "TrnfrOrd"})


@dataclass(slots=True)
class Line:
    """One line: values of its row, and which account it goes to.

    Attributes:
        role: What decides the account: ``main``, ``item``, ``discount``, ``shipping``, ``tax``, ``gift``,
            ``asset``, ``cogs``, ``receivable``, ``payable``, ``received``, ``undeposited``, ``expense`` or ``entry``.
    """

    values: Values
    amount: float
    role: str
    account: str | None = None
    item: str | None = None


class LineMaker:
    """Makes the lines of one transaction."""

    def __init__(self, kind: RecordType, body: Values, items: ItemFacts, source_code: str | None = None) -> None:
        self._kind = kind
        self._is_restocked = kind.code == "ItemRcpt" and source_code == "RtnAuth"
        self._body = body
        self._items = items
        self._sign = -1 if kind.code in _SALES | _OUT else 1
        self._item_list: list[Values] = body["item"] if isinstance(body.get("item"), list) else []
        self._last = max((int(line.get("line") or 0) for line in self._item_list), default=0)

    def lines(self) -> list[Line]:
        """Main line first."""
        lines = list(self._made())
        if self._kind.code == "Journal" and lines:
            first, *others = lines
            return [replace(first, values={**first.values, "id": 0, "mainline": True}, role="main"), *others]
        main = self._main(-round(sum(line.amount for line in lines), 2))
        return [main, *lines]

    def _made(self) -> Iterator[Line]:
        code = self._kind.code
        if code in COUNTERPARTS:
            yield self._counterpart()
            return
        for body in self._item_list:
            yield from self._item_lines(body)
        for booked in booked_lines(code, self._body):
            yield self._booked(booked)
        if code in _SALES | _RETURNS | _PURCHASES:
            yield from self._generated()

    def _main(self, amount: float) -> Line:
        body = self._body
        values = {
            **self._shared(),
            "id": 0,
            "mainline": True,
            "memo": body.get("memo"),
            "shipmethod": body.get("shipmethod"),
            "paymentmethod": body.get("paymentmethod"),
            "foreignamountpaid": body.get("amountpaid", body.get("applied")),
            "foreignamountunpaid": body.get("amountremaining", body.get("unapplied")),
            "hasfulfillableitems": any(self._items.of(line["item"]).fulfillable for line in self._item_list),
            **self._made_item(),
        }
        return Line(values, amount, "main", account=body.get("account"))

    def _made_item(self) -> Values:
        """The assembly that a work order, build or step of one is about stands on the main line."""
        body = self._body
        made = body.get("assemblyitem", body.get("item"))
        if not isinstance(made, str):
            return {}
        quantity = body.get("completedquantity", body.get("quantity"))
        sign = -1 if self._kind.code == "Unbuild" else 1
        moved = self._kind.code in _MOVES_STOCK
        values = {"item": made, "itemtype": self._items.of(made).kind, "isinventoryaffecting": moved}
        return {**values, "quantity": None if quantity is None else sign * quantity}

    def _counterpart(self) -> Line:
        """Receivables side of a payment, or the deposit held for the customer."""
        total = self._body.get("payment", self._body.get("total")) or 0.0
        self._last += 1
        role, sign = COUNTERPARTS[self._kind.code]
        account = self._body.get("apacct" if role == "payable" else "aracct") if role != "deposit" else None
        return Line({**self._shared(), "id": self._last}, sign * total, role, account=account)

    def _booked(self, booked: Booked) -> Line:
        """An amount on an account; numbered after the item lines."""
        line = booked.source
        if booked.item is not None:
            values = self._item_values({**line, "item": booked.item}, 1)
            self._last = max(self._last, values["id"])
            return Line(values, booked.amount, booked.role, item=booked.item)
        self._last += 1
        names = ("memo", "entity", "department", "class", "location")
        own = {name: line[name] for name in names if line.get(name) is not None}
        return Line({**self._shared(), **own, "id": self._last}, booked.amount, booked.role, account=booked.account)

    def _item_lines(self, line: Values) -> Iterator[Line]:
        if self._kind.code in {"ItemShip", "ItemRcpt"}:
            if line.get("itemReceive", True):
                yield from self._moved(line)
            return
        facts = self._items.of(line["item"])
        amount = self._sign * (line.get("amount") or 0.0)
        yield Line(self._item_values(line, self._sign), amount, "item", account=line.get("account"), item=facts.id)

    def _moved(self, line: Values) -> Iterator[Line]:
        """Goods out: stock down, cost of goods up; sent back by a customer, the reverse. Bought goods in: stock up."""
        facts = self._items.of(line["item"])
        quantity = line.get("quantity") or 0.0
        if self._kind.code == "ItemRcpt" and not self._is_restocked:
            amount = round(quantity * (line.get("rate") or 0.0), 2)
            yield Line(self._item_values(line, 1), amount, "asset", item=facts.id)
            return
        sign = 1 if self._is_restocked else -1
        rate = facts.cost / (self._body.get("exchangerate") or 1.0)
        cost = sign * round(quantity * rate, 2)
        values = self._item_values(line, sign)
        yield Line({**values, "rate": rate}, cost, "asset", item=facts.id)
        if not facts.stocked:
            return
        self._last += 1
        role = _COST_OF.get(self._body.get("ordertype", ""), "cogs")
        cogs = {**self._item_values(line, -sign), "id": self._last, "iscogs": role == "cogs", "rate": rate}
        yield Line(cogs, -cost, role, item=facts.id)

    def _generated(self) -> Iterator[Line]:
        """Discount, shipping, handling, tax and gift certificates: fields of the header, lines of the ledger."""
        body, sign = self._body, self._sign
        discount = body.get("discounttotal") or 0.0
        if discount:
            values = {"item": body.get("discountitem"), "itemtype": "Discount", "transactiondiscount": True}
            yield self._extra(values, sign * discount, "discount")
        for cost, item in (("shippingcost", body.get("shipmethod")), ("handlingcost", None)):
            if body.get(cost):
                yield self._extra({"item": item, "itemtype": "ShipItem"}, sign * body[cost], "shipping")
        if body.get("giftcertapplied"):
            yield self._extra({"itemtype": "GiftCert"}, -sign * body["giftcertapplied"], "gift")
        if body.get("taxtotal"):
            values = {"item": body.get("taxitem"), "itemtype": "TaxItem", "taxline": True}
            rate = body.get("taxrate")
            yield self._extra({**values, "ratepercent": rate}, sign * body["taxtotal"], "tax")

    def _extra(self, values: Values, amount: float, role: str) -> Line:
        self._last += 1
        return Line({**self._shared(), "id": self._last, **values}, amount, role)

    def _shared(self) -> Values:
        body = self._body
        return {
            "linelastmodifieddate": body["lastmodifieddate"],
            "entity": body.get("entity", body.get("customer")),
            "subsidiary": body.get("subsidiary"),
            "department": body.get("department"),
            "class": body.get("class"),
            "location": body.get("location"),
            "createdfrom": body.get("createdfrom"),
        }

    def _item_values(self, line: Values, sign: int) -> Values:
        body = self._body
        facts = self._items.of(line["item"])
        quantity = line.get("quantity")
        moved = line.get("quantityFulfilled", line.get("quantityReceived"))
        custom = {name.lower(): value for name, value in line.items() if name.lower().startswith("custcol")}
        return {
            **self._shared(),
            **custom,
            "id": int(line["line"]),
            "item": facts.id,
            "itemtype": line.get("itemType", facts.kind),
            "memo": line.get("description"),
            "quantity": None if quantity is None else sign * quantity,
            "rate": line.get("rate"),
            "price": line.get("price"),
            "department": line.get("department", body.get("department")),
            "class": line.get("class", body.get("class")),
            "location": line.get("location", body.get("location")),
            "createdfrom": line.get("orderDoc", body.get("createdfrom")),
            "quantityshiprecv": moved,
            "quantitybilled": line.get("quantityBilled"),
            "quantitycommitted": line.get("quantityCommitted"),
            "quantitybackordered": line.get("quantityBackOrdered"),
            "quantitypicked": line.get("quantityPicked"),
            "quantitypacked": line.get("quantityPacked"),
            "isclosed": line.get("isClosed"),
            "isfullyshipped": bool(moved) and quantity is not None and moved >= quantity,
            "isinventoryaffecting": facts.stocked and self._kind.code in _MOVES_STOCK,
            "assemblycomponent": line.get("assemblycomponent"),
            "fulfillable": facts.fulfillable,
            "costestimate": line.get("costEstimate"),
            "costestimaterate": line.get("costEstimateRate"),
            "costestimatetype": line.get("costEstimateType"),
            "commitinventory": line.get("commitInventory"),
            "expectedshipdate": line.get("expectedShipDate"),
            "units": line.get("units"),
        }
