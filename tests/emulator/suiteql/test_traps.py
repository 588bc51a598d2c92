"""Every trap of SuiteQL over REST that Oracle's help, Oracle's samples or users tell of, and how the emulator has it.

Oracle help: section_157909186990 (wire), section_156414087576 (paging), section_156257796125 and article_0824094533
(language), section_158513731864 (functions), section_158394344595 (order). Others are named beside the statement.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.emulator.account import Account
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.emulator.suiteql.conftest import Asker

HUGE = "SELECT a.uniquekey AS k FROM transactionline a, transactionline b ORDER BY a.uniquekey ASC, b.uniquekey ASC"


@pytest.fixture(scope="module")
def documented(company: Asker) -> Iterator[Asker]:
    with Account.open(Settings(suiteql_dialect="documented"), company.account.clock) as account:
        yield type(company)(account)


# --- the wire -------------------------------------------------------------------------------------------------------


def refused(company: Asker, **given: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        company.send({"q": "SELECT id FROM customer"}, **given)
    return caught.value


def test_without_prefer_transient(company: Asker) -> None:
    problem = refused(company, headers={"content-type": "application/json"})
    assert (problem.status, problem.code) == (400, "INVALID_HEADER")
    assert problem.detail.startswith("The required request header 'Prefer' is missing")


def test_a_browsers_content_type_does(company: Asker) -> None:
    """Oracle's airport360 sample sends none of its own."""
    headers = {"prefer": "transient", "content-type": "text/plain;charset=UTF-8"}
    assert company.send({"q": "SELECT id FROM customer"}, headers=headers)["count"] > 0


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=1001", "limit"),
        ("limit=3000", "limit"),
        ("limit=0", "limit"),
        ("limit=10&offset=5", "offset"),
        ("limit=7&offset=1000", "offset"),
        ("limit=10&offset=10000", "offset"),
        ("limit=1000&offset=100000", "offset"),
    ],
)
def test_pages_that_cannot_be(company: Asker, query: str, parameter: str) -> None:
    problem = refused(company, query=query)
    assert (problem.status, problem.code, problem.query_param) == (400, "INVALID_PARAMETER", parameter)


def test_past_the_wall_the_total_is_true_and_the_last_link_lies(company: Asker) -> None:
    """salto-io/salto clamps the last link to offset 99,000; hotgluexyz/tap-netsuite-rest looks at totalResults."""
    page = company.page(HUGE, limit=1000, offset=99_000)
    assert page["totalResults"] > 100_000
    assert page["hasMore"] is True
    last = next(link["href"] for link in page["links"] if link["rel"] == "last")
    assert int(last.rsplit("=", 1)[1]) > 99_000


def test_or_rows_end_in_silence_there(company: Asker) -> None:
    """salto-io/salto pull request 6061: only the first 100,000 rows come."""
    settings = Settings(suiteql_past_ceiling="truncate", seed="empty")
    with Account.open(settings) as account:
        page = type(company)(account).page("SELECT id FROM subsidiary", limit=1000, offset=100_000)
        assert (page["items"], page["hasMore"]) == ([], False)


def test_missing_columns_text_values_and_lower_case_keys(company: Asker) -> None:
    rows = company.page("SELECT companyName AS CompanyName, id, isperson FROM customer")["items"]
    assert all(isinstance(value, str) for row in rows for name, value in row.items() if name != "links")
    assert any("companyname" not in row for row in rows) or all("companyname" in row for row in rows)
    assert all(list(row) == ["links", *sorted(row.keys() - {"links"})] for row in rows)
    assert {row["isperson"] for row in rows} <= {"T", "F"}


def test_expressions_without_a_name_are_counted(company: Asker) -> None:
    row = company.rows("SELECT *, UPPER(entityid), LOWER(entityid) FROM customer FETCH FIRST 1 ROWS ONLY")[0]
    assert row["expr1"] == row["entityid"].upper()
    assert row["expr2"] == row["entityid"].lower()


def test_two_columns_of_one_name_are_one(company: Asker) -> None:
    row = company.rows("SELECT t.id, l.id FROM transaction t JOIN transactionline l ON l.transaction = t.id")[0]
    assert row.keys() == {"id"}


def test_a_multiselect_is_one_text(own: Asker) -> None:
    """fivetran/dbt_netsuite: account.subsidiary in its seeds."""
    account = own.bodies("account")[0]
    own.account.store.put("account", {**account, "subsidiary": ["1", "2"]})
    rows = own.rows("SELECT subsidiary FROM account WHERE id = ?", account["id"])
    assert rows == [{"subsidiary": "1, 2"}]


# --- the language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM customer;",
        "SELECT id FROM customer LIMIT 5",
        "SELECT [id] FROM customer",
        "SELECT firstname + lastname FROM customer",
        "SELECT CONCAT('a', 'b', 'c') FROM dual",
        "SELECT id FROM transaction WHERE trandate > DATE '2026-01-01'",
        "SELECT c.id FROM customer c, transaction t WHERE c.id (+) = t.entity",
        "SELECT DATEDIFF(trandate, duedate) FROM transaction",
        "SELECT SUBSTRING(entityid, 1, 2) FROM customer",
        "SELECT LEFT(entityid, 2) FROM customer",
        "SELECT NOW() FROM dual",
        "SELECT GETDATE() FROM dual",
        "SELECT ISNULL(email, '') FROM customer",
        "SELECT LEN(email) FROM customer",
        "SELECT JSON_VALUE(email, '$') FROM customer",
        "INSERT INTO customer (id) VALUES (1)",
        "UPDATE customer SET email = NULL",
        "DELETE FROM customer",
        "SELECT id FROM transaction WHERE type = :kind",
        "SELECT type, COUNT(*) FROM transaction GROUP BY CUBE(type)",
        "SELECT type, COUNT(*) FROM transaction GROUP BY GROUPING SETS ((type), ())",
    ],
)
def test_refused(company: Asker, statement: str) -> None:
    company.refusal(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH c AS (SELECT id FROM customer) SELECT id FROM c",
        "SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY id) AS ids FROM customer",
        "SELECT BUILTIN.DF(entity) AS name, COUNT(*) AS n FROM transaction GROUP BY entity",
        "SELECT DISTINCT BUILTIN.DF(status) AS status FROM transaction",
        'SELECT x."Name" FROM (SELECT entityid AS "Name" FROM customer) x',
    ],
)
def test_documentation_and_accounts_disagree(company: Asker, documented: Asker, statement: str) -> None:
    assert company.rows(statement)
    documented.refusal(statement)


@pytest.mark.parametrize("members", [1000, 1001])
def test_a_thousand_members_of_in(company: Asker, members: int) -> None:
    statement = f"SELECT id FROM customer WHERE id IN ({', '.join(map(str, range(members)))})"
    if members <= 1000:
        company.rows(statement)
    else:
        company.refusal(statement)


def test_left_joins_in_oracles_own_way(company: Asker) -> None:
    """Oracle's samples write ``a.x = b.id(+)``."""
    own = company.rows("SELECT c.id, t.id AS t FROM customer c, transaction t WHERE c.id = t.entity(+)")
    ansi = company.rows("SELECT c.id, t.id AS t FROM customer c LEFT JOIN transaction t ON c.id = t.entity")
    assert sorted(map(str, own)) == sorted(map(str, ansi))


def test_rownum_comes_before_order(company: Asker) -> None:
    """oracle/netsuite-suitecloud-sdk issue 1168."""
    first = company.rows("SELECT id FROM customer WHERE ROWNUM <= 3 ORDER BY id DESC")
    wrapped = company.rows("SELECT id FROM (SELECT id FROM customer ORDER BY id DESC) WHERE ROWNUM <= 3")
    assert first != wrapped
    assert [int(row["id"]) for row in wrapped] == sorted((int(row["id"]) for row in wrapped), reverse=True)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("COALESCE('', 'empty is NULL')", "empty is NULL"),
        ("'[' || NULL || ' ' || NULL || ']'", "[ ]"),
        ("CASE WHEN 'a' = 'A' THEN 'same' ELSE 'other' END", "other"),
        ("5 / 2", "2.5"),
        ("CONCAT('a', 'b')", "ab"),
        ("TO_CHAR(TO_DATE('2026-08-12 17:32:28', 'YYYY-MM-DD HH24:MI:SS'), 'HH:MI:SS')", "05:32:28"),
        ("TO_DATE('2026-08-12 17:32:28', 'YYYY-MM-DD HH24:MI:SS')", "8/12/2026"),
        ("TO_CHAR(CURRENT_DATE, 'YYYY-MM-DD HH24:MI:SS')", "2026-08-12 10:32:28"),
    ],
)
def test_values_that_surprise(company: Asker, expression: str, value: str) -> None:
    assert company.value(expression) == value


def test_nulls_are_last_going_up_and_first_going_down(company: Asker) -> None:
    up = [row.get("externalid") for row in company.rows("SELECT externalid FROM customer ORDER BY externalid ASC")]
    down = [row.get("externalid") for row in company.rows("SELECT externalid FROM customer ORDER BY externalid DESC")]
    assert (up[-1], down[0]) == (None, None)


def test_numbers_may_be_quoted(company: Asker) -> None:
    """hotgluexyz/tap-netsuite-rest quotes every ID."""
    known = company.rows("SELECT id FROM customer ORDER BY id ASC FETCH FIRST 2 ROWS ONLY")
    first, second = (row["id"] for row in known)
    assert company.rows(f"SELECT id FROM customer WHERE id IN ('{first}', '{second}') ORDER BY id ASC") == known
    assert company.rows("SELECT id FROM customer WHERE id BETWEEN ? AND ? ORDER BY id ASC", first, second) == known


def test_status_is_a_letter_and_its_composite_matches_through_cf_only(company: Asker) -> None:
    letters = {row["status"] for row in company.rows("SELECT DISTINCT status FROM transaction WHERE type = 'SalesOrd'")}
    assert all(len(letter) == 1 for letter in letters)
    assert not company.rows("SELECT id FROM transaction WHERE status = 'SalesOrd:B'")
    assert company.rows("SELECT id FROM transaction WHERE BUILTIN.CF(status) = 'SalesOrd:B'")


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("total", "transaction"),
        ("subsidiary", "transaction"),
        ("createdfrom", "transaction"),
        ("amount", "transactionline"),
        ("balance", "customer"),
        ("baseprice", "item"),
        ("id", "entitystatus"),
    ],
)
def test_columns_that_people_expect_and_that_are_elsewhere(company: Asker, column: str, table: str) -> None:
    assert company.refusal(f"SELECT {column} FROM {table}") == (
        "Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown identifier"
        f" '{column}'. Available identifiers are: {{{table}={table}}}."
    )


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("SELECT id FROM transaction WHERE recordtype = 'invoice'", True),
        ("SELECT id FROM transaction WHERE recordtype = 'custinvc'", False),
        ("SELECT id FROM account WHERE accttype = 'COGS'", True),
        ("SELECT id FROM account WHERE accttype = 'CostOfGoodsSold'", False),
        ("SELECT id FROM transactionline WHERE createdfrom IS NOT NULL AND mainline = 'T'", True),
        ("SELECT COUNT(*) AS n FROM transaction", True),
        ("SELECT * FROM transaction", True),
        ("SELECT id FROM Transaction /* any case, with a remark */", True),
    ],
)
def test_spellings_of_codes(company: Asker, statement: str, rows: bool) -> None:
    assert bool(company.rows(statement)) is rows


# --- pages and changes ----------------------------------------------------------------------------------------------


def test_every_page_runs_anew_so_changes_push_rows_over_the_edge(own: Asker) -> None:
    """Why offset paging by time of change loses rows: the changed one moves to the end, the next ones up."""
    own.account.clock.shift(timedelta(hours=1))
    statement = "SELECT id FROM customer ORDER BY lastmodifieddate ASC, id ASC"
    everything = [row["id"] for row in own.rows(statement)]
    first = [row["id"] for row in own.page(statement, limit=5)["items"]]
    changed = next(body for body in own.bodies("customer") if body["id"] == first[0])
    stamp = own.account.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    own.account.store.put("customer", {**changed, "lastModifiedDate": stamp})
    second = [row["id"] for row in own.page(statement, limit=5, offset=5)["items"]]
    assert everything[5] not in first + second
    assert second == everything[6:11]


def test_deleted_lines_leave_no_trace(own: Asker) -> None:
    """estuary/connectors: deletions of lines are not logged."""
    order = next(body for body in own.bodies("salesOrder") if len(body["item"]) > 1)
    before = own.rows("SELECT COUNT(*) AS n FROM deletedrecord")
    own.account.store.put("salesOrder", {**order, "item": order["item"][:1]})
    assert own.rows("SELECT COUNT(*) AS n FROM deletedrecord") == before


def test_many_rows_of_the_same_second(company: Asker) -> None:
    """A mass update stalls a cursor that moves by time alone."""
    rows = company.rows(
        "SELECT lastmodifieddate, COUNT(*) AS n FROM item GROUP BY lastmodifieddate HAVING COUNT(*) > 1"
    )
    assert rows


def test_an_older_account_does_not_know_parameters(company: Asker) -> None:
    """``params`` are new in 2026.2 (Oracle help: section_N3950559)."""
    with Account.open(Settings(suiteql_parameters=False, seed="empty")) as account:
        type(company)(account).refusal("SELECT id FROM customer WHERE id = ?", "1")


FILTERS = (
    ("'MN_INCLUDE', '', 'F', '2'", True),
    ("'MN_INCLUDE', '', 'F', '2', '9'", True),
    ("'MN_INCLUDE_ALL', '', 'F', '1', '2'", True),
    ("'MN_INCLUDE_ALL', '', 'F', '1', '9'", False),
    ("'MN_INCLUDE_EXACTLY', '', 'F', '1'", False),
    ("'MN_INCLUDE_EXACTLY', '', 'F', '2', '1'", True),
    ("'MN_EXCLUDE', '', 'F', '9'", True),
    ("'MN_EXCLUDE_ALL', '', 'F', '1', '2'", False),
    ("'MN_EXCLUDE_EXACTLY', '', 'F', '1'", True),
    ("'MN_INCLUDE', 'DF', 'F', '{first}'", True),
    ("'MN_INCLUDE', 'DF', 'T', '{first}'", False),
)


def test_filters_on_multiselects(own: Asker) -> None:
    """Oracle help: article_1029114633; names are compared with or without their case."""
    account = own.bodies("account")[0]
    own.account.store.put("account", {**account, "subsidiary": ["1", "2"]})
    first = next(body["name"] for body in own.bodies("subsidiary") if body["id"] == "1").swapcase()
    conditions = [
        (f"BUILTIN.MNFILTER(subsidiary, {arguments.format(first=first)}) = 'T'", found) for arguments, found in FILTERS
    ]
    statement = f"SELECT id FROM account WHERE id = {account['id']} AND "
    assert [(condition, bool(own.rows(statement + condition))) for condition, _ in conditions] == conditions
