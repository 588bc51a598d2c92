"""The whole example against the emulator: first run, second run, and a shop that ships the rest later."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from examples.order_to_cash import external_ids, questions
from examples.order_to_cash.__main__ import EXPECTED_REFUSALS, exit_code, main
from examples.order_to_cash.check_totals import disagreements
from examples.order_to_cash.desk import Desk
from examples.order_to_cash.flow import take_to_cash, totals
from examples.order_to_cash.look_up import earlier_records, load_books, rows
from examples.order_to_cash.outcome import CREATED, STEPS, UNCHANGED, UPDATED, End, Outcome, Tally, Trouble
from examples.order_to_cash.shop import Order, read_order, read_orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

ORDERS = read_orders(Path(__file__).parents[2] / "examples" / "orders")
CUSTOMERS, SALES_ORDERS, SHIPMENTS, INVOICES, PAYMENTS = STEPS


async def run_all(netsuite: NetSuite, orders: Sequence[Order]) -> tuple[dict[str, Outcome], Tally, dict[str, int]]:
    """Outcomes by order, what was written, and how far the progress bars went."""
    passed = dict.fromkeys(STEPS, 0)

    def advance(step: str, by: int) -> None:
        passed[step] += by

    desk = Desk(netsuite, await load_books(netsuite, orders), await earlier_records(netsuite), advance)
    outcomes = await take_to_cash(desk, orders)
    return {one.name: one for one in outcomes}, desk.tally, passed


async def shop_records(netsuite: NetSuite) -> int:
    query = "SELECT COUNT(*) AS n FROM transaction WHERE externalid LIKE 'SHOP-%'"
    return int((await rows(netsuite, query))[0]["n"])


async def test_two_runs(netsuite: NetSuite) -> None:
    outcomes, tally, passed = await run_all(netsuite, ORDERS)

    refused = {name for name, one in outcomes.items() if one.end is End.REFUSED}
    assert refused == EXPECTED_REFUSALS, [one.trouble for one in outcomes.values() if one.trouble]
    assert all(
        one.trouble and one.trouble.cause and one.trouble.fix for one in outcomes.values() if one.name in refused
    )
    assert not [one for one in outcomes.values() if one.end is End.FAILED]
    assert outcomes["#1012"].end is End.CANCELLED
    assert outcomes["#1008"].end is End.PAID
    assert outcomes["#1014"].end is End.PART_SHIPPED
    assert outcomes["#1015"].end is End.INVOICED
    assert outcomes["#1017"].end is End.BOOKED
    assert passed == totals(ORDERS)
    assert tally.of(SALES_ORDERS, CREATED) == len(ORDERS) - len(EXPECTED_REFUSALS) - 1
    assert not [key for key in tally.counts if key[1] != CREATED]
    assert await disagreements(netsuite, ORDERS) == []
    written = await shop_records(netsuite)

    again, second, passed = await run_all(netsuite, ORDERS)
    assert await shop_records(netsuite) == written
    # the second run knows the record types already, so what it refuses is refused before it is sent, in other words
    assert {name: one.end for name, one in again.items()} == {name: one.end for name, one in outcomes.items()}
    assert passed == totals(ORDERS)
    assert {happened for _, happened in second.counts} == {UNCHANGED}
    assert {step: second.of(step, UNCHANGED) for step in STEPS} == {step: tally.of(step, CREATED) for step in STEPS}


def only(name: str) -> Order:
    return next(order for order in ORDERS if order.name == name)


def with_shipment(order: Order, quantities: Sequence[int], date: str) -> Order:
    """The same order after the shop has sent another parcel and closed it."""
    raw = copy.deepcopy(order.raw)
    lines = [
        {**line, "quantity": quantity} for line, quantity in zip(raw["line_items"], quantities, strict=True) if quantity
    ]
    parcel: dict[str, Any] = copy.deepcopy(only("#1001").raw["fulfillments"][0])
    parcel |= {"id": raw["id"] + 555, "created_at": f"{date}T10:00:00-04:00", "line_items": lines}
    raw["fulfillments"].append(parcel)
    raw["fulfillment_status"] = "fulfilled"
    return read_order(raw)


async def invoice_sums(netsuite: NetSuite, order: Order) -> list[tuple[Decimal, Decimal]]:
    """Total and unpaid amount of the order's invoices."""
    query = (
        "SELECT foreigntotal, foreignamountunpaid FROM transaction WHERE type = 'CustInvc' AND externalid LIKE ? "
        "ORDER BY id ASC"
    )
    found = await rows(netsuite, query, [f"{external_ids.invoice(order.shop_id)}%"])
    return [(Decimal(row["foreigntotal"]), Decimal(row["foreignamountunpaid"] or 0)) for row in found]


async def test_the_rest_ships_later(netsuite: NetSuite) -> None:
    first = [only("#1014"), only("#1017")]
    outcomes, _, _ = await run_all(netsuite, first)
    assert (outcomes["#1014"].end, outcomes["#1017"].end) == (End.PART_SHIPPED, End.BOOKED)
    [(billed, unpaid)] = await invoice_sums(netsuite, first[0])
    assert Decimal(0) < billed < first[0].total
    assert unpaid == 0

    later = [with_shipment(first[0], (2, 2), "2026-10-30"), with_shipment(first[1], (1, 1), "2026-11-13")]
    outcomes, tally, _ = await run_all(netsuite, later)
    assert {one.end for one in outcomes.values()} == {End.PAID}
    assert tally.of(INVOICES, CREATED) == 2
    assert tally.of(PAYMENTS, UPDATED) == 2
    for order in later:
        sums = await invoice_sums(netsuite, order)
        assert sum(total for total, _ in sums) == order.total
        assert all(unpaid == 0 for _, unpaid in sums)


async def test_the_free_line_is_added_once(netsuite: NetSuite) -> None:
    for _ in range(2):
        await run_all(netsuite, [only("#1016")])
    inputs = {
        "record_type": "salesOrder",
        "external_id": external_ids.sales_order(only("#1016").shop_id),
        "sublist": "item",
    }
    lines = [entry["line"] for entry in (await netsuite.run("get-sublist", inputs))["lines"]]
    assert [line["item"]["refName"] for line in lines].count("WRAP-SVC") == 1
    assert len(lines) == len(only("#1016").lines) + 1


async def test_a_changed_customer_is_updated(netsuite: NetSuite) -> None:
    order = only("#1004")
    await run_all(netsuite, [order])
    raw = copy.deepcopy(order.raw)
    raw["billing_address"]["address1"] = "907 SE Ankeny Street"
    _, tally, _ = await run_all(netsuite, [read_order(raw)])
    assert tally.of(CUSTOMERS, UPDATED) == 1
    assert tally.of(SALES_ORDERS, UNCHANGED) == 1


async def test_shipping_takes_goods_from_stock(netsuite: NetSuite, account: Account) -> None:
    query = """
        SELECT s.quantityonhand AS n FROM inventoryitemlocations s JOIN item i ON i.id = s.item
        WHERE i.itemid = 'TEAPOT-1L' AND s.location = ?
    """
    location = (await load_books(netsuite, ORDERS)).company("USD").location
    before = Decimal((await rows(netsuite, query, [location]))[0]["n"])
    await run_all(netsuite, [only("#1001")])
    assert Decimal((await rows(netsuite, query, [location]))[0]["n"]) == before - 1
    assert account.store.find_external("salesOrder", external_ids.sales_order(only("#1001").shop_id))


@pytest.mark.parametrize("question", questions.QUESTIONS, ids=lambda one: one.__name__)
async def test_questions_have_answers(netsuite: NetSuite, question: Any) -> None:
    await run_all(netsuite, [only("#1001"), only("#1015"), only("#1017"), only("#UK1006")])
    answer = await question(netsuite)
    assert answer.rows
    assert all(len(row) == len(answer.headings) for row in answer.rows)


async def revenue(netsuite: NetSuite, month: str) -> dict[str, Decimal]:
    found = await rows(netsuite, questions.REVENUE)
    return {row["currency"]: Decimal(row["revenue"]) for row in found if row["month"] == month}


async def test_revenue_is_net_of_tax_and_gift_cards(netsuite: NetSuite) -> None:
    before = await revenue(netsuite, "2026-09")
    await run_all(netsuite, [only("#1006"), only("#UK1002")])
    after = await revenue(netsuite, "2026-09")
    uk, mug = only("#UK1002"), only("#1006").lines[1]
    assert after["GBP"] - before.get("GBP", 0) == uk.total - uk.tax
    assert after["USD"] - before.get("USD", 0) == mug.net + only("#1006").shipping_cost


def test_exit_codes() -> None:
    refused = [Outcome(name, End.REFUSED) for name in EXPECTED_REFUSALS]
    failed = Outcome("#1", End.FAILED, Trouble(SALES_ORDERS, "lost", "", "", refused=False))
    assert exit_code(refused, EXPECTED_REFUSALS) == 0
    assert exit_code(refused[1:], EXPECTED_REFUSALS) == 1
    assert exit_code([*refused, Outcome("#2", End.REFUSED)], None) == 0
    assert exit_code([*refused, failed], None) == 1


def test_the_program_twice_over_a_socket(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The emulator as a program of its own, its account in a file, all three ways to sign in."""
    assert main(["--data", str(tmp_path)]) == 0
    first = capsys.readouterr().out
    assert main(["--data", str(tmp_path)]) == 0
    second = capsys.readouterr().out
    for text in (first, second):
        assert text.count("Signed in by ") == 3
        assert "to the cent" in text
        assert "3 orders need a person" in text
        assert "MUG-GREEN-LTD" in text
    created, unchanged = counts(first), counts(second)
    assert all(new > 0 and changed == same == 0 for new, changed, same in created.values())
    assert unchanged == {step: [0, 0, new] for step, (new, _, _) in created.items()}


def counts(text: str) -> dict[str, list[int]]:
    """Created, updated, unchanged by step, from the printed table."""
    found = {}
    for step in STEPS:
        [line] = [line for line in text.splitlines() if line.startswith(("│ " + step, "| " + step))]
        found[step] = [int(cell) for cell in line.replace("|", "│").strip("│").split("│")[1:]]
    return found


def test_a_connection_that_does_not_exist(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--connection", "nowhere"]) == 4
    assert "nowhere" in capsys.readouterr().out
