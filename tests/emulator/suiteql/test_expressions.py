"""Functions and operators: what each gives, by Oracle's own documentation of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.emulator.suiteql.conftest import Asker

# The company's clock stands at 2026-08-12 17:32:28 UTC, a Wednesday; 10:32:28 in Los Angeles.


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        # empty text is NULL, and joins as nothing
        ("'a' || NULL || 'b'", "ab"),
        ("NULL || NULL", None),
        ("NULL || ' ' || NULL", " "),
        ("COALESCE(NULL || ' ' || NULL, 'x')", " "),
        ("NVL('', 'empty')", "empty"),
        ("CASE WHEN '' IS NULL THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 'a' <> '' THEN 'T' ELSE 'F' END", "F"),
        ("LENGTH('')", None),
        ("REPLACE('aa', 'a')", None),
        ("SUBSTR('abc', 4)", None),
        ("CONCAT('a', NULL)", "a"),
        ("1 || 2", "12"),
        ("'n' || 2.50", "n2.5"),
        ("'on ' || TO_DATE('2026-02-03', 'YYYY-MM-DD')", "on 2/3/2026"),
        # numbers
        ("7 / 2", "3.5"),
        ("1 / 4", "0.25"),
        ("10 / 5", "2"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.333333333333333"),
        ("2 * 3 - 4", "2"),
        ("-5 + 2", "-3"),
        ("'5' + '6'", "11"),
        ("1e3", "1000"),
        ("CASE WHEN 0.1 + 0.2 = 0.3 THEN 'T' ELSE 'F' END", "T"),
        ("ROUND(2.5)", "3"),
        ("ROUND(-2.5)", "-3"),
        ("ROUND(1.005, 2)", "1.01"),
        ("ROUND(1234.5, -2)", "1200"),
        ("TRUNC(2.79, 1)", "2.7"),
        ("TRUNC(-2.79)", "-2"),
        ("MOD(11, 4)", "3"),
        ("MOD(-11, 4)", "-3"),
        ("MOD(11, 0)", "11"),
        ("REMAINDER(11, 4)", "-1"),
        ("CEIL(2.1)", "3"),
        ("FLOOR(-2.1)", "-3"),
        ("SIGN(-4.2)", "-1"),
        ("ABS(-4.2)", "4.2"),
        ("POWER(2, 10)", "1024"),
        ("SQRT(16)", "4"),
        ("BITAND(6, 3)", "2"),
        ("WIDTH_BUCKET(25, 0, 100, 4)", "2"),
        ("LOG(10, 1000)", "3"),
        ("TO_NUMBER('1,234.50', '9,999.99')", "1234.5"),
        ("TO_NUMBER(' 12 ')", "12"),
        ("TO_CHAR(1234.5, 'FM9,999.00')", "1,234.50"),
        ("TO_CHAR(0.5, '0.00')", " 0.50"),
        ("TO_CHAR(-7, 'FM000')", "-007"),
        ("TO_CHAR(12345, '999')", "####"),
        ("TO_CHAR(42)", "42"),
        # text
        ("UPPER('straße') || LOWER('ÄB')", "STRASSEäb"),
        ("INITCAP('blue kiln-ltd')", "Blue Kiln-Ltd"),
        ("SUBSTR('pottery', 2, 3)", "ott"),
        ("SUBSTR('pottery', -3)", "ery"),
        ("SUBSTR('pottery', 0, 2)", "po"),
        ("SUBSTR('pottery', 1, 0)", None),
        ("INSTR('pottery', 't')", "3"),
        ("INSTR('pottery', 't', 1, 2)", "4"),
        ("INSTR('pottery', 'z')", "0"),
        ("INSTR('pottery', 't', -1)", "4"),
        ("LPAD('7', 3, '0')", "007"),
        ("RPAD('ab', 4)", "ab  "),
        ("LPAD('abcd', 2)", "ab"),
        ("LTRIM('xxa', 'x')", "a"),
        ("RTRIM('a  ')", "a"),
        ("TRIM('  a ')", "a"),
        ("TRIM(BOTH 'x' FROM 'xax')", "a"),
        ("TRIM(LEADING 'x' FROM 'xax')", "ax"),
        ("TRANSLATE('abc', 'ab', 'x')", "xc"),
        ("REPLACE('a-b', '-', '+')", "a+b"),
        ("LENGTH('äb') || LENGTHB('äb')", "23"),
        ("ASCII('A') || CHR(66)", "65B"),
        ("SOUNDEX('Robert')", "R163"),
        ("REGEXP_SUBSTR('SO-1001-X', '[0-9]+')", "1001"),
        ("REGEXP_SUBSTR('a1b22', '[[:digit:]]+', 1, 2)", "22"),
        ("REGEXP_REPLACE('tel 503 555', '[^0-9]', '')", "503555"),
        ("REGEXP_REPLACE('ab', '(a)(b)', '\\2\\1')", "ba"),
        ("REGEXP_INSTR('abc1', '[0-9]')", "4"),
        ("CAST(12.7 AS INTEGER)", "13"),
        ("CAST('abcdef' AS VARCHAR2(3))", "abc"),
        ("CAST('12.345' AS NUMBER(10, 2))", "12.35"),
        ("CAST(5 AS VARCHAR(10)) || 'x'", "5x"),
        # choices
        ("NVL(NULL, 'x')", "x"),
        ("NVL2('a', 1, 2)", "1"),
        ("NVL2(NULL, 1, 2)", "2"),
        ("NULLIF(5, 5)", None),
        ("DECODE(2, 1, 'one', 2, 'two', 'many')", "two"),
        ("DECODE(NULL, NULL, 'none', 'some')", "none"),
        ("DECODE(9, 1, 'one')", None),
        ("GREATEST(1, 3, 2)", "3"),
        ("LEAST('b', 'a')", "a"),
        ("GREATEST(1, NULL)", None),
        ("CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' END", "c"),
        ("CASE WHEN 1 > 2 THEN 'a' END", None),
        # comparisons
        ("CASE WHEN 'a' = 'A' THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN 10 > '9' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN '10' > '9' THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN 'Abc' LIKE 'a%' THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN 'a*c' LIKE 'a*_' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 'abc' LIKE 'a*%' THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN '50%' LIKE '50!%' ESCAPE '!' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN '505' LIKE '50!%' ESCAPE '!' THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN 'x[y' LIKE '_[%' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 'a' NOT LIKE 'b%' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 'ab' LIKE 'a' || '%' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN NULL = NULL THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN NOT (1 = 2) THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 2 BETWEEN 1 AND '3' THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 2 NOT IN (1, '2') THEN 'T' ELSE 'F' END", "F"),
        ("CASE WHEN (1, 'a') IN ((1, 'b'), ('1', 'a')) THEN 'T' ELSE 'F' END", "T"),
        ("CASE WHEN 1 ^= 2 AND 1 != 2 AND 1 <> 2 THEN 'T' ELSE 'F' END", "T"),
        # the present, in account time
        ("SYSDATE", "8/12/2026"),
        ("TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS')", "2026-08-12 10:32:28"),
        ("TO_CHAR(CURRENT_DATE, 'HH:MI')", "10:32"),
        ("TO_CHAR(CURRENT_TIMESTAMP, 'SSSSS')", "37948"),
        ("TO_CHAR(SYS_EXTRACT_UTC(SYSDATE), 'HH24:MI')", "17:32"),
        # dates
        ("TRUNC(SYSDATE) - TO_DATE('2026-08-01', 'YYYY-MM-DD')", "11"),
        ("TO_CHAR(SYSDATE - 7, 'YYYY-MM-DD')", "2026-08-05"),
        ("TO_CHAR(TRUNC(SYSDATE) + 1 / 24, 'HH24:MI')", "01:00"),
        ("TO_CHAR(1 + TRUNC(SYSDATE), 'DD')", "13"),
        ("TO_DATE('2026-01-31', 'YYYY-MM-DD') + 1", "2/1/2026"),
        ("ADD_MONTHS(TO_DATE('2026-01-31', 'YYYY-MM-DD'), 1)", "2/28/2026"),
        ("ADD_MONTHS(TO_DATE('2026-02-28', 'YYYY-MM-DD'), 1)", "3/31/2026"),
        ("ADD_MONTHS(TO_DATE('2026-03-15', 'YYYY-MM-DD'), -3)", "12/15/2025"),
        ("LAST_DAY(TO_DATE('2028-02-10', 'YYYY-MM-DD'))", "2/29/2028"),
        ("MONTHS_BETWEEN(TO_DATE('2026-03-31', 'YYYY-MM-DD'), TO_DATE('2026-02-28', 'YYYY-MM-DD'))", "1"),
        (
            "ROUND(MONTHS_BETWEEN(TO_DATE('2026-03-15', 'YYYY-MM-DD'), TO_DATE('2026-02-28', 'YYYY-MM-DD')), 4)",
            "0.5806",
        ),
        ("NEXT_DAY(TO_DATE('2026-08-12', 'YYYY-MM-DD'), 'WEDNESDAY')", "8/19/2026"),
        ("TRUNC(SYSDATE, 'MM')", "8/1/2026"),
        ("TRUNC(SYSDATE, 'Q')", "7/1/2026"),
        ("TRUNC(SYSDATE, 'YYYY')", "1/1/2026"),
        ("TRUNC(SYSDATE, 'IW')", "8/10/2026"),
        ("TRUNC(SYSDATE, 'DAY')", "8/9/2026"),
        ("TRUNC(TO_DATE('1969-12-31 23:00', 'YYYY-MM-DD HH24:MI'))", "12/31/1969"),
        ("ROUND(TO_DATE('2026-08-16', 'YYYY-MM-DD'), 'MM')", "9/1/2026"),
        ("EXTRACT(YEAR FROM SYSDATE) || EXTRACT(MONTH FROM SYSDATE)", "20268"),
        ("TO_CHAR(TO_DATE('8/2/2026'), 'YYYY-MM-DD')", "2026-08-02"),
        ("CASE WHEN SYSDATE > '8/1/2026' THEN 'T' ELSE 'F' END", "T"),
        ("TO_CHAR(NVL(NULL, SYSDATE), 'YYYY')", "2026"),
        # relative ranges
        ("BUILTIN.RELATIVE_RANGES('TODAY', 'START')", "8/12/2026"),
        ("BUILTIN.RELATIVE_RANGES('DAGO30', 'START', 'DATE')", "7/13/2026"),
        ("BUILTIN.RELATIVE_RANGES('TM', 'END')", "8/31/2026"),
        ("BUILTIN.RELATIVE_RANGES('LMTD', 'END')", "7/12/2026"),
        ("BUILTIN.RELATIVE_RANGES('LFQ', 'START')", "4/1/2026"),
        ("BUILTIN.RELATIVE_RANGES('LFY', 'END')", "12/31/2025"),
        ("BUILTIN.RELATIVE_RANGES('TW', 'START')", "8/9/2026"),
        ("BUILTIN.RELATIVE_RANGES('SDLM', 'START')", "7/12/2026"),
        ("BUILTIN.RELATIVE_RANGES('TODAYTTM', 'END')", "8/31/2026"),
        ("BUILTIN.RELATIVE_RANGES('OM', 'START')", "7/12/2026"),
        ("BUILTIN_RESULT.TYPE_STRING(BUILTIN_RESULT.TYPE_INTEGER(7))", "7"),
    ],
)
def test_expressions(company: Asker, expression: str, value: str | None) -> None:
    assert company.value(expression) == value


def test_text_that_is_quoted(company: Asker) -> None:
    assert company.value("'it''s'") == "it's"
    assert company.value("q'[it's]'") == "it's"


def test_comments_are_accepted(company: Asker) -> None:
    assert company.rows("SELECT /* one */ 1 AS a -- two\nFROM dual") == [{"a": "1"}]


@pytest.mark.parametrize(
    ("order", "symbols"),
    [
        ("parent ASC", ["2", "3", "4", "1"]),
        ("parent DESC", ["1", "2", "3", "4"]),
        ("parent ASC NULLS FIRST", ["1", "2", "3", "4"]),
        ("parent DESC NULLS LAST", ["2", "3", "4", "1"]),
    ],
)
def test_nulls_sort_as_the_greatest(company: Asker, order: str, symbols: list[str]) -> None:
    rows = company.rows(f"SELECT id FROM subsidiary ORDER BY {order}, id ASC")
    assert [row["id"] for row in rows] == symbols


def test_order_by_alias_position_and_expression(company: Asker) -> None:
    expected = ["USD", "GBP", "EUR", "CAD"]
    for order in ("code DESC", "1 DESC", "symbol DESC", "LOWER(symbol) DESC", "symbol || 'x' DESC"):
        rows = company.rows(f"SELECT symbol AS code FROM currency ORDER BY {order}")
        assert [row["code"] for row in rows] == expected


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("ROWNUM <= 2", ["4", "3"]),
        ("ROWNUM < 2", ["4"]),
        ("2 >= ROWNUM", ["4", "3"]),
        ("ROWNUM = 1", ["4"]),
        ("ROWNUM = 2", []),
        ("ROWNUM > 1", []),
        ("ROWNUM >= 1", ["4", "3", "2", "1"]),
        ("ROWNUM BETWEEN 1 AND 3", ["4", "3", "2"]),
    ],
)
def test_rownum_over_a_sorted_sub_select(company: Asker, condition: str, ids: list[str]) -> None:
    rows = company.rows(f"SELECT * FROM (SELECT id FROM currency ORDER BY id DESC) WHERE {condition}")
    assert [row["id"] for row in rows] == ids


def test_rownum_counts_before_sorting_and_grouping(company: Asker) -> None:
    sorted_rows = company.rows("SELECT id FROM currency WHERE ROWNUM <= 2 ORDER BY id DESC")
    assert [row["id"] for row in sorted_rows] == ["2", "1"]
    assert company.rows("SELECT COUNT(*) AS n, MAX(id) AS m FROM currency WHERE ROWNUM <= 3") == [{"n": "3", "m": "3"}]
    numbered = company.rows("SELECT ROWNUM AS n, c.symbol FROM currency c WHERE c.id > 1 ORDER BY c.symbol ASC")
    assert numbered == [{"n": "2", "symbol": "CAD"}, {"n": "3", "symbol": "EUR"}, {"n": "1", "symbol": "GBP"}]


def test_rollup_adds_totals(company: Asker) -> None:
    rows = company.rows(
        "SELECT country, currency, COUNT(*) AS n FROM subsidiary GROUP BY ROLLUP(country, currency)"
        " ORDER BY country ASC, currency ASC"
    )
    assert rows[:2] == [{"country": "CA", "currency": "3", "n": "1"}, {"country": "CA", "n": "1"}]
    assert rows[-1] == {"n": "4"}
    assert len(rows) == 9


def test_aggregates_of_oracle(company: Asker) -> None:
    row = company.rows(
        "SELECT LISTAGG(symbol, '/') WITHIN GROUP (ORDER BY symbol DESC) AS l, MEDIAN(id) AS m,"
        " MAX(symbol) KEEP (DENSE_RANK FIRST ORDER BY exchangerate DESC) AS k, COUNT(DISTINCT isbasecurrency) AS d,"
        " SUM(exchangerate) AS s, AVG(id) AS a, APPROX_COUNT_DISTINCT(id) AS c FROM currency"
    )[0]
    assert row == {"l": "USD/GBP/EUR/CAD", "m": "2.5", "k": "GBP", "d": "2", "s": "4.1", "a": "2.5", "c": "4"}


def test_analytic_functions(company: Asker) -> None:
    rows = company.rows(
        "SELECT id, ROW_NUMBER() OVER (ORDER BY symbol DESC) AS r, SUM(id) OVER (ORDER BY id ASC ROWS BETWEEN UNBOUNDED"
        " PRECEDING AND CURRENT ROW) AS running, COUNT(*) OVER (PARTITION BY isbasecurrency) AS n,"
        " DENSE_RANK() OVER (ORDER BY isbasecurrency DESC) AS d FROM currency ORDER BY id ASC"
    )
    assert [row["r"] for row in rows] == ["1", "2", "4", "3"]
    assert [row["running"] for row in rows] == ["1", "3", "6", "10"]
    assert [row["n"] for row in rows] == ["1", "3", "3", "3"]
    assert [row["d"] for row in rows] == ["1", "2", "2", "2"]


def test_set_operations(company: Asker) -> None:
    def ids(statement: str) -> list[str]:
        return [row["id"] for row in company.rows(statement)]

    low, high = "SELECT id FROM currency WHERE id < 3", "SELECT id FROM currency WHERE id > 1"
    assert ids(f"{low} UNION {high} ORDER BY id DESC") == ["4", "3", "2", "1"]
    assert ids(f"{low} UNION ALL {high} ORDER BY 1") == ["1", "2", "2", "3", "4"]
    assert ids(f"{low} MINUS {high}") == ["1"]
    assert ids(f"{low} INTERSECT {high}") == ["2"]
    assert ids(f"SELECT id FROM ({low} UNION {high}) ORDER BY id ASC FETCH FIRST 2 ROWS ONLY") == ["1", "2"]


def test_both_kinds_of_outer_join(company: Asker) -> None:
    ansi = company.rows(
        "SELECT s.id, p.name AS parent FROM subsidiary s LEFT JOIN subsidiary p ON p.id = s.parent ORDER BY s.id ASC"
    )
    marked = company.rows(
        "SELECT s.id, p.name AS parent FROM subsidiary s, subsidiary p WHERE s.parent = p.id(+) ORDER BY s.id ASC"
    )
    assert ansi == marked
    assert ansi[0] == {"id": "1"}
    full = company.rows(
        "SELECT a.id AS a, b.id AS b FROM currency a FULL OUTER JOIN currency b ON a.id = b.id + 2"
        " ORDER BY a ASC, b ASC"
    )
    assert full == [{"a": "1"}, {"a": "2"}, {"a": "3", "b": "1"}, {"a": "4", "b": "2"}, {"b": "3"}, {"b": "4"}]


def test_chained_marked_joins(company: Asker) -> None:
    rows = company.rows(
        "SELECT l.id, s.name AS sub, p.name AS parent FROM location l, subsidiary p, subsidiary s"
        " WHERE l.subsidiary = s.id(+) AND s.parent = p.id(+) AND p.isinactive(+) = 'F' ORDER BY l.id ASC"
    )
    assert len(rows) == 6
    assert rows[0]["sub"] == "Clay & Kettle Inc."
    assert rows[-1]["parent"] == "Clay & Kettle Inc."


def test_sub_selects_of_every_kind(company: Asker) -> None:
    rows = company.rows(
        "SELECT c.symbol, (SELECT COUNT(*) FROM subsidiary s WHERE s.currency = c.id) AS n FROM currency c"
        " WHERE c.id IN (SELECT currency FROM subsidiary)"
        " AND EXISTS (SELECT 1 FROM subsidiary x WHERE x.currency = c.id)"
        " AND NOT EXISTS (SELECT 1 FROM subsidiary y WHERE y.currency = c.id AND y.country = 'GB')"
        " AND c.exchangerate >= (SELECT MIN(exchangerate) FROM currency) ORDER BY c.symbol ASC"
    )
    assert rows == [{"symbol": "CAD", "n": "1"}, {"symbol": "EUR", "n": "1"}, {"symbol": "USD", "n": "1"}]


def test_with_names_columns_and_gives_raw_ids(company: Asker) -> None:
    rows = company.rows(
        "WITH a AS (SELECT id, parent FROM subsidiary), b (n) AS (SELECT COUNT(*) FROM a)"
        " SELECT a.id, BUILTIN.DF(a.parent) AS p, b.n FROM a, b WHERE a.id = 2"
    )
    assert rows == [{"id": "2", "p": "1", "n": "4"}]
