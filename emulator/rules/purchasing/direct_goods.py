"""Goods that come or go by a bill, check or vendor credit itself, without a receipt or fulfilment; expense lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.inventory import inventory_detail, movement
from suiteplug.emulator.rules.inventory.stock import StockLedger
from suiteplug.emulator.rules.sales.sales_header import check_location
from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.posting import require_account
from suiteplug.emulator.rules.shared.refusals import missing

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


def complete_expenses(context: Context, new: Body) -> None:
    """Finished copies of the expense lines: account and amount."""
    if not new.get("expense"):
        return
    new["expense"] = number_lines(new["expense"])
    for position, line in enumerate(new["expense"]):
        path = f"expense.items[{position}]"
        require_account(context, line, frozenset(), path=f"{path}.account")
        if "amount" not in line:
            raise missing(["Amount"], f"{path}.amount")
        line["amount"] = money(number(line["amount"]))
        check_location(context, line.get("location"), new.get("subsidiary"), f"{path}.location")


def goods_of(body: Body | None) -> list[Body]:
    """Lines that name a location: those without one move nothing."""
    return [line for line in (body or {}).get("item", ()) if "location" in line and not line.get("orderDoc")]


def check_goods(context: Context, old: Body | None, new: Body, direction: int) -> None:
    """Refuse goods that are not there, and lots that are not named."""
    lines = goods_of(new)
    if direction < 0:
        own = movement.quantities(context, goods_of(old))
        if own != movement.quantities(context, lines):
            movement.check_issue(context, lines, own)
        return
    for position, line, item in movement.goods(context, lines):
        if item.kind.stocked:
            inventory_detail.check_receipt(item, line, position)


def move_goods(context: Context, old: Body | None, new: Body | None, direction: int) -> None:
    """Book the goods of a document: ``direction`` 1 for goods that come, -1 for goods that go."""
    ledger = StockLedger(context)
    if direction > 0 and old is None and new is not None:
        rate = number(new.get("exchangeRate")) or 1.0
        for _, line, item in movement.goods(context, goods_of(new)):
            if item.kind.stocked:
                ledger.receive_cost(item.item_id, number(line["quantity"]), number(line.get("rate")) * rate)
    for body, sign in ((old, -direction), (new, direction)):
        if body is not None:
            movement.book(context, ledger, goods_of(body), sign)
    ledger.flush()
