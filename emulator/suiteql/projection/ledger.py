"""Which account a line goes to, and the rows of ``transactionaccountingline``.

A row has debit or credit, never both; its amount is debit minus credit in the subsidiary's currency
(GSpo7/suiteql-sql-library: transaction-gl-impact). Documents that do not post have rows too, marked so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from suiteplug.emulator.store import RecordStore
    from suiteplug.emulator.suiteql.projection.item_facts import ItemFacts
    from suiteplug.emulator.suiteql.projection.lines import Line

    Values = dict[str, Any]

PRIMARY_BOOK = 1
# Role of a line -> special account, then account type, looked for in that order.
_CHOICES = {
    "receivable": (None, "AcctRec"),
    "deposit": ("CustDep", "OthCurrLiab"),
    "discount": (None, "Income"),
    "shipping": (None, "Income"),
    "tax": ("SalesTaxPay", "OthCurrLiab"),
    "gift": (None, "DeferRevenue"),
    "asset": ("InvtAsset", "OthCurrAsset"),
    "cogs": (None, "COGS"),
    "item": (None, "Income"),
    "payable": (None, "AcctPay"),
    "received": ("RecvNotBill", "OthCurrLiab"),
    "undeposited": ("UndepFunds", "OthCurrAsset"),
    "expense": (None, "Expense"),
    "entry": (None, "Expense"),
    "process": ("WorkInProcess", "OthCurrAsset"),
    "variance": (None, "COGS"),
}
_MAIN = {
    "SalesOrd": (None, "AcctRec"),
    "CustInvc": (None, "AcctRec"),
    "CustCred": (None, "AcctRec"),
    "RtnAuth": (None, "AcctRec"),
    "CashSale": ("UndepFunds", "Bank"),
    "CustPymt": ("UndepFunds", "Bank"),
    "CustDep": ("UndepFunds", "Bank"),
    "PurchOrd": (None, "AcctPay"),
    "VendBill": (None, "AcctPay"),
    "ItemRcpt": ("RecvNotBill", "OthCurrLiab"),
    "ItemShip": ("InvtAsset", "OthCurrAsset"),
    "Estimate": (None, "AcctRec"),
    "Opprtnty": (None, "AcctRec"),
    "CashRfnd": ("UndepFunds", "Bank"),
    "CustRfnd": ("UndepFunds", "Bank"),
    "DepAppl": (None, "AcctRec"),
    "VendCred": (None, "AcctPay"),
    "VendAuth": (None, "AcctPay"),
    "VendPymt": (None, "Bank"),
    "PurchReq": (None, "AcctPay"),
    "TrnfrOrd": ("InvtAsset", "OthCurrAsset"),
    "InvAdjst": (None, "COGS"),
    "InvTrnfr": ("InvtAsset", "OthCurrAsset"),
    "BinTrnfr": ("InvtAsset", "OthCurrAsset"),
    "WorkOrd": ("InvtAsset", "OthCurrAsset"),
    "Build": ("InvtAsset", "OthCurrAsset"),
    "Unbuild": ("InvtAsset", "OthCurrAsset"),
    "WOIssue": ("WorkInProcess", "OthCurrAsset"),
    "WOCompl": ("InvtAsset", "OthCurrAsset"),
    "WOClose": ("WorkInProcess", "OthCurrAsset"),
    "Check": (None, "Bank"),
    "Deposit": (None, "Bank"),
    "ExpRept": (None, "AcctPay"),
}
_BOUGHT = frozenset({"PurchOrd", "VendBill", "VendCred", "VendAuth", "Check", "PurchReq", "TrnfrOrd", "WorkOrd"})
# Bills and credits of goods that another document moved clear what waits for them.
_CLEARING = frozenset({"VendBill", "VendCred"})


class Accounts:
    """Finds accounts by what they are for."""

    def __init__(self, store: RecordStore) -> None:
        self._special: dict[str, str] = {}
        self._first: dict[str, str] = {}
        self.types: dict[str, str] = {}
        for body in store.scan("account"):
            if body.get("sSpecAcct"):
                self._special.setdefault(body["sSpecAcct"], body["id"])
            self._first.setdefault(body.get("acctType", ""), body["id"])
            self.types[body["id"]] = body.get("acctType", "")

    def of_line(self, code: str, line: Line, items: ItemFacts, shipping: str | None) -> str | None:
        """Account of a line of a transaction of type ``code``."""
        if line.account is not None:
            return line.account
        if line.role == "main":
            return self._pick(*_MAIN.get(code, (None, "")))
        own = self._of_item(code, line, items)
        if line.role in {"shipping", "discount"}:
            item = line.values.get("item") or (shipping if line.role == "shipping" else None)
            own = items.of(item).income if item else None
        return own or self._pick(*_CHOICES[line.role])

    def _of_item(self, code: str, line: Line, items: ItemFacts) -> str | None:
        if line.item is None:
            return None
        facts = items.of(line.item)
        if line.role == "item" and code in _BOUGHT:
            cleared = code in _CLEARING and line.values.get("createdfrom") is not None
            bought = facts.asset or facts.expense
            return self._pick("RecvNotBill", "OthCurrLiab") if cleared else bought or self._pick(None, "Expense")
        return {"item": facts.income, "asset": facts.asset, "cogs": facts.cogs}.get(line.role)

    def _pick(self, special: str | None, account_type: str) -> str | None:
        return self._special.get(special or "") or self._first.get(account_type)


def base_amounts(lines: Sequence[Line], rate: float) -> list[float]:
    """Amounts in the subsidiary's currency; the main line takes up what rounding leaves."""
    others = [round(line.amount * rate, 2) for line in lines[1:]]
    return [round(-sum(others), 2), *others]


def rows(
    lines: Sequence[Line], amounts: Sequence[float], accounts: Sequence[str | None], header: Values
) -> Iterator[Values]:
    """One row per line."""
    rate = header.get("exchangerate") or 1.0
    for line, amount, account in zip(lines, amounts, accounts, strict=True):
        is_main = line.role == "main"
        yield {
            "transaction": header["id"],
            "transactionline": line.values["id"],
            "accountingbook": PRIMARY_BOOK,
            "account": account,
            "amount": amount,
            "debit": amount if amount > 0 else None,
            "credit": -amount if amount < 0 else None,
            "netamount": amount,
            "amountpaid": _based(header.get("foreignamountpaid"), rate) if is_main else None,
            "amountunpaid": _based(header.get("foreignamountunpaid"), rate) if is_main else None,
            "exchangerate": rate,
            "posting": header["posting"],
            "lastmodifieddate": header["lastmodifieddate"],
        }


def _based(amount: float | None, rate: float) -> float | None:
    return None if amount is None else round(amount * rate, 2)
