# ruff: noqa: ISC004 - the statements are a list of texts, some of them long
"""Statements that are refused, with NetSuite's text where it is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.suiteql.dialect.compiler import Compiler

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.environment import Environment
    from tests.emulator.suiteql.conftest import Asker

PREFIX = "Invalid search query. Detailed unprocessed description follows. "
UNSUPPORTED = PREFIX + "Search error occurred: Invalid or unsupported search."


@pytest.mark.parametrize(
    ("statement", "detail"),
    [
        (
            "SELECT subsidiary FROM transaction",
            "Search error occurred: Unknown identifier 'subsidiary'."
            " Available identifiers are: {transaction=transaction}.",
        ),
        (
            "SELECT t.id FROM transaction t, customer c WHERE c.balance = 1 AND c.id = t.entity",
            "Search error occurred: Field 'balance' for record 'customer' was not found. Reason: REMOVED - Field is"
            " removed.",
        ),
        (
            "SELECT TL.amout FROM transactionline tl",
            "Search error occurred: Field 'amout' for record 'transactionLine' was not found. Reason: REMOVED - Field"
            " is removed.",
        ),
        (
            "SELECT d.amount FROM (SELECT id FROM transaction) d",
            "Search error occurred: Unknown identifier 'd.amount'. Available identifiers are: {d=d}.",
        ),
        (
            "SELECT x.id FROM customer",
            "Search error occurred: Unknown identifier 'x.id'. Available identifiers are: {customer=customer}.",
        ),
        ("SELECT id FROM Email", "Invalid search type: Email."),
        ("SELECT id FROM sqlite_master", "Invalid search type: sqlite_master."),
        ("SELECT id FROM suiteql_transaction", "Invalid search type: suiteql_transaction."),
        ("SELECT id FROM _itemname", "Invalid search type: _itemname."),
        (
            "SELECT DATEDIFF(trandate, duedate) FROM transaction",
            "Search error occurred: Function 'DATEDIFF' is not supported.",
        ),
    ],
)
def test_known_texts(company: Asker, statement: str, detail: str) -> None:
    assert company.refusal(statement) == PREFIX + detail


@pytest.mark.parametrize(
    "name",
    [
        "NOW",
        "GETDATE",
        "LEN",
        "ISNULL",
        "DATEADD",
        "JSON_VALUE",
        "LEFT",
        "RIGHT",
        "SUBSTRING",
        "CHARINDEX",
        "CEILING",
        "CONVERT",
        "POSITION",
        "REPEAT",
        "UCASE",
        "LCASE",
        "CHAR_LENGTH",
        "IFNULL",
        "LOAD_EXTENSION",
        "RANDOMBLOB",
        "PRINTF",
        "JSON_EXTRACT",
        "TYPEOF",
        "LAG",
        "GROUP_CONCAT",
        "NS_ROUND",
    ],
)
def test_functions_outside_the_list(company: Asker, name: str) -> None:
    assert company.refusal(f"SELECT {name}('a', 1) FROM dual") == (
        f"{PREFIX}Search error occurred: Function '{name}' is not supported."
    )


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM customer;",
        "SELECT id FROM customer; DELETE FROM customer",
        "SELECT id FROM customer LIMIT 5",
        "SELECT [id] FROM customer",
        "SELECT id FROM",
        "SELECT FROM customer",
        "SELECT id",
        "SELEC id FROM customer",
        "SELECT id, FROM customer",
        "SELECT id FROM customer WHERE",
        "SELECT id FROM customer WHERE id = 'x",
        "DELETE FROM customer",
        "UPDATE customer SET email = 'x'",
        "INSERT INTO customer (id) VALUES (1)",
        "DROP TABLE customer",
        "PRAGMA table_info(customer)",
        "ATTACH DATABASE 'x' AS y",
        "VALUES (1)",
        "SELECT id FROM customer JOIN employee",
    ],
)
def test_what_does_not_parse(company: Asker, statement: str) -> None:
    assert company.refusal(statement).startswith(PREFIX + "Search error occurred: Invalid SuiteQL syntax.")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT id FROM customer c JOIN transaction t ON t.entity = c.id, employee e",
        "SELECT c.id FROM customer c, employee e WHERE e.id(+) = c.salesrep",
        "SELECT c.id FROM customer c JOIN employee e ON c.salesrep = e.id WHERE c.salesrep = e.id(+)",
        "SELECT c.id FROM customer c, employee e WHERE c.salesrep = e.id(+) OR c.id = 5",
        "SELECT id FROM customer c, vendor v",
        "SELECT c.id FROM customer c, vendor c",
        "SELECT entityid FROM customer GROUP BY id",
        "SELECT id, COUNT(*) FROM customer",
        "SELECT COUNT(*) FROM customer HAVING id > 5",
        "SELECT id FROM customer WHERE COUNT(*) > 1",
        "SELECT SUM(COUNT(*)) FROM customer",
        "SELECT COUNT(*) FROM customer GROUP BY 1",
        "SELECT DISTINCT entityid FROM customer ORDER BY id",
        "SELECT id FROM customer ORDER BY 2",
        "SELECT id FROM customer UNION SELECT id, email FROM vendor",
        "SELECT id FROM customer UNION SELECT entityid FROM vendor",
        "SELECT id FROM customer UNION SELECT id FROM vendor ORDER BY email",
        "SELECT id FROM customer WHERE id",
        "SELECT id = 5 FROM customer",
        "SELECT id FROM customer WHERE id = ANY (1, 2)",
        "SELECT id FROM customer WHERE datecreated > 5",
        "SELECT SUM(datecreated) FROM customer",
        "SELECT :name FROM dual",
        "SELECT DATE '2026-01-01' FROM dual",
        "SELECT SYSDATE - INTERVAL '1' DAY FROM dual",
        "SELECT UPPER() FROM dual",
        "SELECT UPPER('a', 'b') FROM dual",
        "SELECT NVL(1) FROM dual",
        "SELECT RANK() OVER () FROM dual",
        "SELECT UPPER('a') OVER () FROM dual",
        "SELECT COUNT(DISTINCT id) OVER () FROM customer",
        "SELECT id FROM customer ORDER BY id FETCH FIRST 5 PERCENT ROWS ONLY",
        "SELECT id FROM customer ORDER BY id FETCH FIRST 5 ROWS WITH TIES",
        "SELECT id FROM customer WHERE ROWNUM = id",
        "SELECT id FROM customer WHERE ROWNUM < 5 OR id = 3",
        "SELECT id FROM customer START WITH id = 1 CONNECT BY PRIOR id = parent",
        "SELECT id FROM customer FOR UPDATE",
        "SELECT id FROM customer PIVOT (COUNT(id) FOR currency IN (1, 2))",
        "SELECT id FROM customer c, LATERAL (SELECT 1 FROM dual)",
        "SELECT id FROM customer USING (id)",
        "SELECT id FROM customer NATURAL JOIN vendor",
        "WITH RECURSIVE x AS (SELECT 1 a FROM dual) SELECT a FROM x",
        "SELECT BUILTIN.DF(id + 1) FROM customer",
        "SELECT BUILTIN.NOPE(id) FROM customer",
        "SELECT BUILTIN.RELATIVE_RANGES('NOPE', 'START') FROM dual",
        "SELECT BUILTIN.RELATIVE_RANGES('TM', 'MIDDLE') FROM dual",
        "SELECT BUILTIN.PERIOD('LFY', 'START', 'ALL', '<') FROM dual",
        "SELECT BUILTIN.CONSOLIDATE(t.foreigntotal, 'LEDGER', 'DEFAULT', 'DEFAULT', 1, t.postingperiod, 'DEFAULT')"
        " FROM transaction t",
        "SELECT id FROM customer WHERE id IN BUILTIN.NAMED_GROUP('customer', 'mine')",
        "SELECT id FROM customer GROUP BY CUBE(id, email)",
        "SELECT CAST(id AS BLOB) FROM customer",
    ],
)
def test_what_cannot_be_built(company: Asker, statement: str) -> None:
    assert company.refusal(statement).startswith(
        (UNSUPPORTED, PREFIX + "Search error occurred: Invalid SuiteQL syntax.")
    )


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("SELECT id FROM customer WHERE id = 'abc'", "Invalid number: abc"),
        ("SELECT id FROM customer WHERE entityid > 5", "Invalid number: "),
        ("SELECT 1 / 0 FROM dual", "Divisor is equal to zero"),
        ("SELECT 1 / (id - id) FROM currency", "Divisor is equal to zero"),
        ("SELECT TO_NUMBER('abc') FROM dual", "Invalid number: abc"),
        ("SELECT TO_DATE('31.31.2026', 'DD.MM.YYYY') FROM dual", "month must be in 1..12"),
        ("SELECT TO_DATE('2026', 'NOPE') FROM dual", "Date format not recognized: NOPE"),
        ("SELECT TO_CHAR(SYSDATE, 'NOPE') FROM dual", "Date format not recognized: NOPE"),
        ("SELECT id FROM transaction WHERE trandate > 'soon'", "Invalid date: soon"),
        ("SELECT SQRT(-1) FROM dual", "math domain error"),
        ("SELECT REGEXP_SUBSTR('a', '(') FROM dual", "Invalid regular expression: "),
        ("SELECT NEXT_DAY(SYSDATE, 'someday') FROM dual", "Not a valid day of the week: someday"),
    ],
)
def test_values_that_do_not_convert(company: Asker, statement: str, reason: str) -> None:
    assert company.refusal(statement).startswith(f"{PREFIX}Search error occurred: {reason}")


def test_in_takes_a_thousand_values(company: Asker) -> None:
    def listed(count: int) -> str:
        return f"SELECT id FROM customer WHERE id IN ({', '.join(map(str, range(count)))})"

    assert company.page(listed(1000))["count"] == 0
    assert company.refusal(listed(1001)) == UNSUPPORTED


def test_nesting_has_an_end(company: Asker) -> None:
    deep = "(" * 3000 + "1" + ")" * 3000
    with pytest.raises(Problem):
        company.page(f"SELECT {deep} FROM dual")


@pytest.fixture
def documented(company: Asker) -> Environment:
    from suiteplug.emulator.roles import Caller, User

    caller = Caller(User("1", "x", "x"), company.account.access.roles["1000"], "1", "tba")
    return replace(company.account.suiteql.environment(caller), documented=True)


@pytest.mark.parametrize(
    "statement",
    [
        "WITH c AS (SELECT id FROM currency) SELECT id FROM c",
        "SELECT LISTAGG(symbol, ',') WITHIN GROUP (ORDER BY id) FROM currency",
        'SELECT x FROM (SELECT id AS "x" FROM currency)',
    ],
)
def test_the_documented_profile_refuses_what_accounts_accept(
    company: Asker, documented: Environment, statement: str
) -> None:
    assert company.page(statement)["count"] > 0
    with pytest.raises(Problem):
        Compiler(documented).plan(statement)


def test_an_older_account_knows_no_parameters(documented: Environment) -> None:
    with pytest.raises(Problem) as caught:
        Compiler(replace(documented, accepts_parameters=False)).plan("SELECT ? FROM dual")
    assert caught.value.detail == UNSUPPORTED
