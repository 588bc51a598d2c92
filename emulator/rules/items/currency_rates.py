"""Currency exchange rates by day (Oracle help: article_0715014257).

A rate says how many units of a base currency one unit of another currency is worth, and counts for all subsidiaries
with that base currency (article_0715025503). Rates are added, not changed (section_N3741914, about SOAP web services).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_header import ROOT_CURRENCY
from suiteplug.emulator.rules.shared.lists import ListRules
from suiteplug.emulator.rules.shared.money import number
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.ports import Body

_FIXED = ("baseCurrency", "transactionCurrency", "exchangeRate", "effectiveDate")


class CurrencyRateRules(ListRules):
    """Rules of ``currencyRate``."""

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        new = super().prepare(old, new)
        del new["isInactive"]
        new.setdefault("baseCurrency", ROOT_CURRENCY)
        new.setdefault("effectiveDate", self._context.calendar.today())
        if old is not None and any(old.get(name) != new.get(name) for name in _FIXED):
            raise refuse("A currency exchange rate cannot be changed. Add a new one.")
        if new["baseCurrency"] not in self._base_currencies():
            raise invalid_value(new["baseCurrency"], "basecurrency", "baseCurrency")
        if new["transactionCurrency"] == new["baseCurrency"]:
            raise invalid_value(new["transactionCurrency"], "transactioncurrency", "transactionCurrency")
        if number(new["exchangeRate"]) <= 0:
            raise invalid_value(new["exchangeRate"], "exchangerate", "exchangeRate")
        return new

    def _base_currencies(self) -> set[str]:
        """Those of the subsidiaries, or that of the company."""
        own = {body.get("currency", ROOT_CURRENCY) for body in self._context.store.scan("subsidiary")}
        return own if self._context.one_world and own else {ROOT_CURRENCY}
