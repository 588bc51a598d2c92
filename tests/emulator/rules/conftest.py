"""A stocked shop in memory for every test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.rules.shared.index import MemoryIndex
from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.seed import Company, make_company
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    Body = dict[str, Any]

NOW = datetime(2026, 8, 24, 17, tzinfo=UTC)


class Shop:
    """A company on its first day, spoken to by SKU.

    Attributes:
        us: A customer in New York without a tax item or discounted prices.
    """

    def __init__(self, company: Company) -> None:
        self.company = company
        company.open_day(company.today)
        self.us = self.customer("1", "1")

    def customer(self, subsidiary: str, currency: str, **more: Any) -> str:
        """A new customer of a subsidiary."""
        body: Body = {
            "companyName": "Test Buyer",
            "subsidiary": subsidiary,
            "currency": currency,
            "taxItem": self.sku("NO-TAX"),
        }
        body["addressBook"] = [{"addressBookAddress": {"addr1": "1 Test Way", "city": "New York", "country": "US"}}]
        return str(self.company.create("customer", **{**body, **more})["id"])

    def sku(self, name: str) -> str:
        """Internal ID of an item."""
        found = self.company.rules.context.lookup.item_named(name)
        assert found is not None, name
        return found.item_id

    def line(self, sku: str, quantity: float = 1.0, **more: Any) -> Body:
        """An order line."""
        return {"item": self.sku(sku), "quantity": quantity, **more}

    def order(self, *lines: Body, **more: Any) -> Body:
        """A saved, approved sales order from Portland."""
        body = {"entity": self.us, "location": "11", "shippingCost": 0.0, "orderStatus": "B", **more}
        return self.company.create("salesOrder", **body, item=list(lines))

    def fulfil(self, order: Body, *lines: Body, **more: Any) -> Body:
        """A fulfilment of some order lines, or of everything that is offered."""
        chosen = {"item": list(lines)} if lines else {}
        return self.company.transform("salesOrder", order["id"], "itemFulfillment", **chosen, **more)

    def invoice(self, order: Body, **more: Any) -> Body:
        """An invoice for what is left to bill."""
        return self.company.transform("salesOrder", order["id"], "invoice", **more)

    def pay(self, invoice: Body, **more: Any) -> Body:
        """A payment of an invoice."""
        return self.company.transform("invoice", invoice["id"], "customerPayment", **more)

    def get(self, record_type: str, record: Body | str) -> Body:
        """A record as it stands now."""
        body = self.company.store.get(record_type, record if isinstance(record, str) else record["id"])
        assert body is not None
        return body

    def stock(self, sku: str, location: str = "11") -> tuple[float, float, float]:
        """On hand, committed, backordered."""
        item = self.company.rules.context.lookup.item(self.sku(sku)).body
        line = next(line for line in item["locations"] if line["location"] == location)
        return line["quantityOnHand"], line["quantityCommitted"], line["quantityBackOrdered"]


def _fork(template: Company) -> Company:
    """A company that starts where the template stands; bodies are never changed in place, so they can be shared."""
    company = Company(STANDARD, template.settings, NOW)
    store, source = company.store, template.store
    store._records.update({name: dict(records) for name, records in source._records.items()})
    store._types.update(source._types)
    store._last.update(source._last)
    index, original = company.rules.index, template.rules.index
    assert isinstance(index, MemoryIndex)
    assert isinstance(original, MemoryIndex)
    index._entries.update({name: dict(pointers) for name, pointers in original._entries.items()})
    return company


@pytest.fixture(scope="session")
def template() -> Company:
    """The stocked shop that every test's shop is a fork of."""
    return make_company(STANDARD, Settings(seed="stocked"), NOW)


@pytest.fixture(scope="session")
def new_shop(template: Company) -> Callable[[], Shop]:
    """Makes stocked shops, for tests that need more than one."""
    return lambda: Shop(_fork(template))


@pytest.fixture
def shop(new_shop: Callable[[], Shop]) -> Shop:
    """A stocked shop."""
    return new_shop()


@pytest.fixture
def refusal() -> Callable[..., tuple[str, str | None]]:
    """Calls something that must be refused; ``(detail without the prefix, path)``."""

    def refused(call: Callable[..., object], *args: Any, **kwargs: Any) -> tuple[str, str | None]:
        with pytest.raises(Problem) as caught:
            call(*args, **kwargs)
        problem = caught.value
        assert (problem.status, problem.code) == (400, "USER_ERROR")
        return problem.detail.removeprefix("Error while accessing a resource. "), problem.path

    return refused
