"""Replies to SuiteQL.

Shape: the recorded reply in julienchriqui-okkoer/netsuite-mcp-server (2026) and Oracle help section_157909186990;
refusals: databrickslabs/lakeflow-community-connectors, julbrs/netsuite-api-client, hotgluexyz/tap-netsuite-rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.emulator.contract.conftest import SUITEQL

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger

REFUSED = "Invalid search query. Detailed unprocessed description follows. "


async def test_the_recorded_shape(ns: Stranger) -> None:
    reply = await ns.query("SELECT id, companyName FROM vendor ORDER BY id ASC FETCH FIRST 5 ROWS ONLY")
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=collection; charset=UTF-8"
    assert reply.headers["preference-applied"] == "transient"
    body = reply.json()
    assert list(body) == ["links", "count", "hasMore", "items", "offset", "totalResults"]
    assert body["links"] == [{"rel": "self", "href": SUITEQL, "method": "POST"}]
    assert (body["count"], body["hasMore"], body["offset"], body["totalResults"]) == (5, False, 0, 5)
    assert list(body["items"][0]) == ["links", "companyname", "id"]


async def test_values_are_strings_and_nulls_are_left_out(ns: Stranger) -> None:
    (row,) = await ns.rows("SELECT 1 AS One, 10/4 AS Q, NULL AS n, '' AS e, NULL || 'x' AS s, COUNT(*) AS c FROM dual")
    assert row == {"one": "1", "q": "2.5", "s": "x", "c": "1"}


async def test_names_of_unnamed_columns(ns: Stranger) -> None:
    """Oracle's airport360 sample reads ``expr1`` and ``expr2`` beside ``*``."""
    (row,) = await ns.rows("SELECT *, TO_CHAR(id), TO_CHAR(name) FROM currency WHERE id = 1")
    assert (row["expr1"], row["expr2"]) == (row["id"], row["name"])


async def test_dates_follow_the_preference_and_lose_their_time(ns: Stranger) -> None:
    """Oracle help: section_156577938018 shows 5/28/2010."""
    (row,) = await ns.rows(
        "SELECT TO_DATE('2010-05-28 13:14:15', 'YYYY-MM-DD HH24:MI:SS') AS d, "
        "TO_CHAR(TO_DATE('2010-05-28 13:14:15', 'YYYY-MM-DD HH24:MI:SS'), 'YYYY-MM-DD HH24:MI:SS') AS t FROM dual"
    )
    assert row == {"d": "5/28/2010", "t": "2010-05-28 13:14:15"}


async def test_prefer_is_asked_for(ns: Stranger) -> None:
    reply = await ns("POST", SUITEQL, {"q": "SELECT id FROM customer"})
    (detail,) = reply.json()["o:errorDetails"]
    assert (reply.status_code, detail["o:errorCode"]) == (400, "INVALID_HEADER")
    assert detail["detail"].startswith("The required request header 'Prefer' is missing")


@pytest.mark.parametrize(
    ("statement", "text"),
    [
        (
            "SELECT total FROM transaction",
            "Search error occurred: Unknown identifier 'total'. Available identifiers are: {transaction=transaction}.",
        ),
        (
            "SELECT createdfrom FROM transaction t",
            "Search error occurred: Unknown identifier 'createdfrom'. Available identifiers are: {t=transaction}.",
        ),
        ("SELECT id FROM Email", "Invalid search type: Email."),
    ],
)
async def test_recorded_refusals(ns: Stranger, statement: str, text: str) -> None:
    reply = await ns.query(statement)
    assert reply.status_code == 400
    assert reply.json()["o:errorDetails"] == [
        {"detail": REFUSED + text, "o:errorQueryParam": "q", "o:errorCode": "INVALID_PARAMETER"}
    ]


async def test_a_table_the_role_may_not_see(ns: Stranger) -> None:
    ns.role = "1004"
    (detail,) = (await ns.query("SELECT id FROM vendor")).json()["o:errorDetails"]
    assert detail["detail"] == f"{REFUSED}Search error occurred: Record 'vendor' was not found."


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM customer LIMIT 5",
        "SELECT id FROM customer;",
        "SELECT LEFT(companyname, 2) FROM customer",
        "SELECT LCASE(companyname) FROM customer",
        "SELECT GETDATE() FROM dual",
        "SELECT [id] FROM customer",
        "SELECT 'a' + 'b' FROM dual",
        "DELETE FROM customer",
        "UPDATE customer SET companyname = 'x'",
        "SELECT c.id FROM customer c, transaction t WHERE c.id (+) = t.entity",
    ],
)
async def test_what_suiteql_does_not_have(ns: Stranger, statement: str) -> None:
    """Oracle help: section_158513731864, article_0824094533, section_156257796125."""
    reply = await ns.query(statement)
    assert (reply.status_code, reply.json()["o:errorDetails"][0]["o:errorCode"]) == (400, "INVALID_PARAMETER")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT TOP 2 id FROM customer ORDER BY id ASC",
        "SELECT id FROM customer WHERE ROWNUM <= 2",
        "SELECT id FROM customer ORDER BY id ASC FETCH FIRST 2 ROWS ONLY",
        "SELECT * FROM (SELECT id FROM customer ORDER BY id DESC) WHERE ROWNUM <= 2",
    ],
)
async def test_the_first_rows(ns: Stranger, statement: str) -> None:
    """Oracle help: section_156257790831; the recorded statement."""
    assert len(await ns.rows(statement)) == 2


async def test_status_is_a_letter_and_cf_the_whole_code(ns: Stranger) -> None:
    """fivetran/dbt_netsuite; aideny-kr/ecom-netsuite-suites: over REST the composite matches nothing."""
    letters = await ns.rows("SELECT id FROM transaction WHERE type = 'SalesOrd' AND status = 'B'")
    coded = await ns.rows("SELECT id FROM transaction WHERE BUILTIN.CF(status) = 'SalesOrd:B'")
    assert letters == coded != []
    assert await ns.rows("SELECT id FROM transaction WHERE status = 'SalesOrd:B'") == []
    (row,) = await ns.rows("SELECT BUILTIN.DF(status) AS s FROM transaction WHERE id = ?", [letters[0]["id"]])
    assert row["s"] == "Sales Order : Pending Fulfillment"


async def test_bound_values_come_as_strings(ns: Stranger) -> None:
    """Oracle's own sample passes the bounds of a BETWEEN on id as strings (section_157909186990)."""
    assert await ns.rows("SELECT id FROM currency WHERE id BETWEEN ? AND ? ORDER BY id ASC", ["1", "2"]) == [
        {"id": "1"},
        {"id": "2"},
    ]


@pytest.mark.parametrize(
    ("suffix", "parameter"),
    [
        ("?limit=1001", "limit"),
        ("?limit=0", "limit"),
        ("?limit=10&offset=5", "offset"),
        ("?limit=1&offset=1000", "offset"),
    ],
)
async def test_rules_of_paging(ns: Stranger, suffix: str, parameter: str) -> None:
    """Oracle help: section_156414087576. Only that it is refused is documented."""
    reply = await ns.query("SELECT id FROM transaction ORDER BY id ASC", suffix=suffix)
    assert reply.status_code == 400
    assert reply.json()["o:errorDetails"][0]["o:errorQueryParam"] == parameter


async def test_a_page_in_the_middle(ns: Stranger) -> None:
    reply = await ns.query("SELECT id FROM transaction ORDER BY id ASC", suffix="?limit=10&offset=20")
    body = reply.json()
    assert (body["count"], body["hasMore"], body["offset"]) == (10, True, 20)
    assert body["totalResults"] > 100
    links = {link["rel"]: link["href"] for link in body["links"]}
    assert links["next"] == f"{SUITEQL}?limit=10&offset=30"
    assert links["self"] == f"{SUITEQL}?limit=10&offset=20"
    assert set(links) >= {"first", "last"}


async def test_nulls_come_first_when_descending(ns: Stranger) -> None:
    """Oracle Database's rule."""
    values = (
        "SELECT a FROM (SELECT 1 AS a FROM dual UNION ALL SELECT NULL AS a FROM dual UNION ALL SELECT 2 AS a FROM dual)"
    )
    assert await ns.rows(values + " ORDER BY a DESC") == [{}, {"a": "2"}, {"a": "1"}]
    assert await ns.rows(values + " ORDER BY a ASC") == [{"a": "1"}, {"a": "2"}, {}]


async def test_the_display_of_a_reference_is_its_name_in_records(ns: Stranger) -> None:
    """Oracle help: article_1029114613; both doors show what the user interface shows."""
    (row,) = await ns.rows(
        "SELECT id, BUILTIN.DF(entity) AS e FROM transaction WHERE type = 'PurchOrd' AND ROWNUM <= 1"
    )
    assert (await ns.get(f"/purchaseOrder/{row['id']}"))["entity"]["refName"] == row["e"]
