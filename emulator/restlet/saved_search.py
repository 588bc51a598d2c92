"""A script that runs saved searches, as integrators install one: REST itself has no door for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.restlet.errors import RestletError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.emulator.rules import Rules
    from suiteplug.emulator.store import RecordStore

    Body = dict[str, Any]

_MIN_PAGE, _MAX_PAGE = 5, 1000
"""Rows of one page of ``runPaged`` (SuiteScript N/search)."""

_OPEN = frozenset("ABDEF")


class SavedSearches:
    """``?searchid=customsearch_open_orders&page=0&pagesize=50`` gives ids and values, page by page."""

    def __init__(self, store: RecordStore, rules: Rules) -> None:
        self._store = store
        self._rules = rules
        self._searches: dict[str, Callable[[], Iterator[Body]]] = {
            "customsearch_open_orders": self._open_orders,
            "customsearch_active_customers": self._active_customers,
        }

    def get(self, parameters: Any) -> Any:
        """One page of a search."""
        search = self._searches.get(str(parameters.get("searchid", "")))
        if search is None:
            raise RestletError("INVALID_SEARCH", "That search or mass update does not exist.")
        size, page = _whole(parameters, "pagesize", 50), _whole(parameters, "page", 0)
        if not _MIN_PAGE <= size <= _MAX_PAGE:
            raise RestletError("SSS_INVALID_PAGE_SIZE", f"pagesize must be from {_MIN_PAGE} to {_MAX_PAGE}.")
        rows = list(search())
        return {
            "count": len(rows),
            "page": page,
            "pages": -(-len(rows) // size),
            "results": rows[page * size : (page + 1) * size],
        }

    def _open_orders(self) -> Iterator[Body]:
        for order in self._store.scan("salesOrder"):
            if order.get("orderStatus") in _OPEN:
                customer = self._store.get("customer", order["entity"]) or {}
                name = self._rules.display_name("customer", customer) if customer else ""
                values = {
                    "tranid": order.get("tranId", ""),
                    "entity": [{"value": order["entity"], "text": name}],
                    "amount": f"{order.get('total', 0):.2f}",
                }
                yield {"recordType": "salesorder", "id": order["id"], "values": values}

    def _active_customers(self) -> Iterator[Body]:
        for customer in self._store.scan("customer"):
            if not customer.get("isInactive"):
                values = {"entityid": customer.get("entityId", ""), "email": customer.get("email", "")}
                yield {"recordType": "customer", "id": customer["id"], "values": values}


def _whole(parameters: Any, name: str, default: int) -> int:
    text = str(parameters.get(name, default))
    if not (text.isascii() and text.isdigit()):
        raise RestletError("SSS_INVALID_TYPE_ARG", f"{name} must be a whole number.")
    return int(text)
