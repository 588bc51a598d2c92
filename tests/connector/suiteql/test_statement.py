"""What is read off a statement: columns, kinds, firm order."""

from __future__ import annotations

import pytest

from suiteplug.connector.suiteql.kinds import Kind
from suiteplug.connector.suiteql.statement import prepare


def kinds(select: str, rest: str = "FROM transaction t") -> list[tuple[str, Kind | None]]:
    outputs = prepare(f"SELECT {select} {rest}").outputs
    assert outputs is not None
    return [(output.key, output.kind) for output in outputs]


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("foreigntotal", Kind.NUMBER),
        ("t.trandate", Kind.DATE),
        ("t.posting", Kind.BOOLEAN),
        ("t.daysopen", Kind.INTEGER),
        ("t.id", Kind.TEXT),
        ("t.custbody_x", None),
        ("COUNT(*)", Kind.INTEGER),
        ("COUNT(DISTINCT entity)", Kind.INTEGER),
        ("SUM(foreigntotal)", Kind.NUMBER),
        ("SUM(foreigntotal) OVER (PARTITION BY entity)", Kind.NUMBER),
        ("ROW_NUMBER() OVER (ORDER BY id)", Kind.INTEGER),
        ("MAX(trandate)", Kind.DATE),
        ("MIN(tranid)", Kind.TEXT),
        ("NVL(foreigntotal, 0)", Kind.NUMBER),
        ("ROUND(foreigntotal, 2)", Kind.NUMBER),
        ("CEIL(foreigntotal)", Kind.INTEGER),
        ("foreigntotal * 2", Kind.NUMBER),
        ("-foreigntotal", Kind.NUMBER),
        ("(foreigntotal - 1)", Kind.NUMBER),
        ("trandate + 7", Kind.DATE),
        ("SYSDATE - 7", Kind.DATE),
        ("SYSDATE - trandate", Kind.NUMBER),
        ("TRUNC(trandate, 'MM')", Kind.DATE),
        ("TRUNC(foreigntotal)", Kind.NUMBER),
        ("ADD_MONTHS(trandate, 1)", Kind.DATE),
        ("LAST_DAY(trandate)", Kind.DATE),
        ("TO_DATE('2026-01-31', 'YYYY-MM-DD')", Kind.DATE),
        ("TO_CHAR(trandate, 'YYYY-MM-DD')", Kind.TEXT),
        ("TO_NUMBER(tranid)", Kind.NUMBER),
        ("MONTHS_BETWEEN(SYSDATE, trandate)", Kind.NUMBER),
        ("EXTRACT(YEAR FROM trandate)", Kind.INTEGER),
        ("LENGTH(memo)", Kind.INTEGER),
        ("tranid || memo", Kind.TEXT),
        ("BUILTIN.DF(status)", Kind.TEXT),
        ("BUILTIN.CONSOLIDATE(foreigntotal, 'LEDGER', 'DEFAULT', 'DEFAULT', 1, 2, 'DEFAULT')", Kind.NUMBER),
        ("CASE WHEN posting = 'T' THEN foreigntotal ELSE 0 END", Kind.NUMBER),
        ("CASE WHEN posting = 'T' THEN 'yes' ELSE 'no' END", Kind.TEXT),
        ("CASE WHEN posting = 'T' THEN 'yes' ELSE foreigntotal END", None),
        ("DECODE(status, 'A', 1, 'B', 2, 3)", Kind.INTEGER),
        ("NVL2(memo, foreigntotal, 0)", Kind.NUMBER),
        ("CAST(tranid AS INTEGER)", Kind.INTEGER),
        ("'T'", Kind.TEXT),
        ("1.5", Kind.NUMBER),
    ],
)
def test_kinds_of_expressions(expression: str, kind: Kind | None) -> None:
    assert kinds(f"{expression} AS x") == [("x", kind)]


def test_columns_are_found_through_joins_aliases_and_sub_selects() -> None:
    rest = (
        "FROM transaction t JOIN transactionline l ON l.transaction = t.id "
        "LEFT JOIN (SELECT item, SUM(quantityavailable) AS free, MAX(location) AS place "
        "FROM aggregateitemlocation GROUP BY item) s ON s.item = l.item"
    )
    assert kinds("T.TranDate, l.quantity, mainline, s.free, s.place, l.id", rest) == [
        ("trandate", Kind.DATE),
        ("quantity", Kind.NUMBER),
        ("mainline", Kind.BOOLEAN),
        ("free", Kind.NUMBER),
        ("place", Kind.TEXT),
        ("id", Kind.INTEGER),
    ]


def test_columns_of_common_tables_and_unions() -> None:
    query = (
        "WITH open AS (SELECT entity, SUM(foreignamountunpaid) AS due FROM transaction GROUP BY entity) "
        "SELECT entity, due FROM open UNION ALL SELECT 'x', 0 FROM dual"
    )
    outputs = prepare(query).outputs
    assert outputs is not None
    assert [(output.key, output.kind) for output in outputs] == [("entity", Kind.TEXT), ("due", Kind.NUMBER)]


def test_a_column_that_two_tables_know_differently_has_no_kind() -> None:
    assert kinds("isinactive", "FROM customer, currency") == [("isinactive", Kind.BOOLEAN)]
    assert kinds("quantity AS q", "FROM transactionline, pricing") == [("q", Kind.NUMBER)]
    assert kinds("balance AS b", "FROM vendor, nothing") == [("b", Kind.NUMBER)]
    assert kinds("date AS d, override AS o", "FROM systemnote, entityaddress") == [
        ("d", Kind.DATE),
        ("o", Kind.BOOLEAN),
    ]


def test_stars_know_their_tables() -> None:
    outputs = prepare("SELECT t.*, l.quantity AS q FROM transaction t, transactionline l").outputs
    assert outputs is not None
    assert (outputs[0].star, outputs[0].tables) == (True, ("transaction",))
    everything = prepare("SELECT * FROM transaction t, transactionline l").outputs
    assert everything is not None
    assert everything[0].tables == ("transaction", "transactionline")


@pytest.mark.parametrize(
    ("query", "firm"),
    [
        ("SELECT id FROM customer ORDER BY id ASC", True),
        ("SELECT id FROM customer ORDER BY companyname DESC, id DESC", True),
        ("SELECT id AS n FROM customer ORDER BY n ASC", True),
        ("SELECT companyname, id FROM customer ORDER BY 2 ASC", True),
        ("SELECT COUNT(*) FROM customer", True),
        ("SELECT entity, COUNT(*) AS n FROM transaction GROUP BY entity ORDER BY entity ASC", True),
        ("SELECT entity, type, COUNT(*) AS n FROM transaction GROUP BY entity, type ORDER BY entity ASC", False),
        ("SELECT entity, COUNT(*) AS n FROM transaction GROUP BY entity", False),
        ("SELECT id FROM customer ORDER BY id", False),
        ("SELECT id FROM customer ORDER BY companyname ASC", False),
        ("SELECT id FROM customer", False),
        ("SELECT %%%", None),
    ],
)
def test_a_firm_order_names_something_unique_and_its_direction(query: str, firm: bool | None) -> None:
    assert prepare(query).firm_order is firm
