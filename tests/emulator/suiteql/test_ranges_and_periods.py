"""Relative date ranges, and accounting periods chosen by them. The day is Wednesday, 12 August 2026."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from suiteplug.emulator.suiteql.ranges import RANGES

if TYPE_CHECKING:
    from .conftest import Asker

IDS = """
TODAY YESTERDAY TOMORROW OD TODAYTTM DAGO2 DAGO3 DAGO4 DAGO5 DAGO10 DAGO30 DAGO60 DAGO90 DFN2 DFN3 DFN4 DFN5 DFN10
DFN30 DFN60 DFN90 TW LW NW TWTD LWTD WBL WBLTD WAN WANTD TBW LBW NBW OW NOW N4W TWN3W TM LM NM TMTD LMTD MBL MBLTD MB
MBTD MAN MANTD OM NOM TFQ LFQ NFQ TFQTD LFQTD FQBL FQBLTD FQB FQBTD LFQLFY LFQFYBL SFQLFY SFQLFYTD SFQFYBL TFH LFH NFH
TFHTD LFHTD FHBL FHBLTD LFHLFY SFHLFY SFHLFYTD TFY LFY NFY TFYTD LFYTD FYBL FYBLTD FYB FYBTD TY LY TYTD LYTD OYBL OY
NOY TRQ LRQ PRQ TRH LRH PRH TRY LRY PRY OQ NOQ OH NOH SDLW SDWBL SDLM SDMBL SDLFQ SDFQBL SDLFY SDFYBL SWLFY SWFYBL
SMLFQ SMLFQTD SMFQBL SMLFY SMLFYTD SMFYBL LMLFQ LMFQBL LMLFY LMFYBL PMTFQ PMLFQ PMSFQLFY PMTFH PMLFH PMSFHLFY PMTFY
PMLFY PQTFY PQLFY
"""


def test_every_range_is_there() -> None:
    """The IDs that GSpo7/suiteql-sql-library (builtin-relative-ranges) queries."""
    assert frozenset(IDS.split()) == RANGES


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("TBW", "8/10/2026", "8/14/2026"),
        ("LBW", "8/3/2026", "8/7/2026"),
        ("N4W", "8/16/2026", "9/12/2026"),
        ("TWN3W", "8/9/2026", "9/5/2026"),
        ("SWFYBL", "8/11/2024", "8/17/2024"),
        ("LMFQBL", "1/1/2026", "1/31/2026"),
        ("LMFYBL", "7/1/2024", "7/31/2024"),
        ("LFQFYBL", "4/1/2024", "6/30/2024"),
        ("LRQ", "2/12/2026", "5/12/2026"),
        ("TRY", "8/12/2025", "8/12/2026"),
        ("OYBL", "8/12/2024", "8/12/2025"),
        ("PMTFQ", "7/1/2026", "7/31/2026"),
        ("PMLFQ", "4/1/2026", "4/30/2026"),
        ("PMSFQLFY", "7/1/2025", "7/31/2025"),
        ("PMTFH", "7/1/2026", "7/31/2026"),
        ("PMTFY", "1/1/2026", "7/31/2026"),
        ("PMLFY", "1/1/2025", "7/31/2025"),
        ("PQTFY", "1/1/2026", "6/30/2026"),
        ("PQLFY", "1/1/2025", "6/30/2025"),
    ],
)
def test_where_ranges_begin_and_end(company: Asker, name: str, start: str, end: str) -> None:
    sides = [company.value(f"BUILTIN.RELATIVE_RANGES('{name}', '{side}')") for side in ("START", "END")]
    assert sides == [start, end]


@pytest.mark.parametrize(
    "flag",
    [
        "DATE",
        "DATETIME_AS_DATE",
        "DATE_FROM_GMT_TO_USER_TZ",
        "DATE_TO_USER_TZ",
        "ODBC_DATE_TO_GMT",
        "ODBC_TIMESTAMP_TO_GMT",
        "ODBC_TIMESTAMP_TO_GMT_AS_DATE",
        "TIMESTAMP_WITH_TIMEZONE",
        "TIMESTAMP_WITH_TIMEZONE_AS_DATE",
    ],
)
def test_date_flags(company: Asker, flag: str) -> None:
    """Oracle help: article_1029114825."""
    assert company.value(f"BUILTIN.RELATIVE_RANGES('LFYTD', 'END', '{flag}')") == "8/12/2025"


def names(company: Asker, condition: str) -> list[str]:
    statement = (
        f"SELECT periodname FROM accountingperiod WHERE id {condition} AND isposting = 'T' ORDER BY startdate ASC"
    )
    return [row["periodname"] for row in company.rows(statement)]


def test_periods(company: Asker) -> None:
    """Oracle help: article_1029114816; both ways to write it."""
    wanted = ["Apr 2026", "May 2026", "Jun 2026"]
    assert names(company, "IN BUILTIN.PERIOD('LFQ', 'START', 'ALL', 'BETWEEN')") == wanted
    assert names(company, "IN (BUILTIN.PERIOD('LFQ', 'END', 'NOT_LAST', 'BETWEEN'))") == wanted
    every = names(company, "IS NOT NULL")
    assert names(company, "NOT IN (BUILTIN.PERIOD('LFQ', 'START', 'ALL', 'BETWEEN'))") == [
        name for name in every if name not in wanted
    ]
    before = names(company, "IN (BUILTIN.PERIOD('LFQ', 'START', 'ALL', '<'))")
    up_to = names(company, "IN (BUILTIN.PERIOD('LFQ', 'START', 'ALL', '<='))")
    since = names(company, "IN (BUILTIN.PERIOD('LFQ', 'END', 'ALL', '>='))")
    after = names(company, "IN (BUILTIN.PERIOD('LFQ', 'END', 'ALL', '>'))")
    assert (up_to, since) == ([*before, "Apr 2026"], ["Jun 2026", *after])
    assert [*before, *wanted, *after] == every
    assert names(company, "IN (BUILTIN.PERIOD('LFQ', 'START', 'ALL', 'NOT BETWEEN'))") == [*before, *after]


def test_transactions_of_a_period(company: Asker) -> None:
    posted = company.rows(
        "SELECT COUNT(*) AS n FROM transaction WHERE postingperiod IN (BUILTIN.PERIOD('TM', 'START', 'ALL', 'BETWEEN'))"
    )
    by_name = company.rows(
        "SELECT COUNT(*) AS n FROM transaction t JOIN accountingperiod p ON p.id = t.postingperiod"
        " WHERE p.periodname = 'Aug 2026'"
    )
    assert posted == by_name
    assert int(posted[0]["n"]) > 0


@pytest.mark.parametrize(
    "arguments",
    [
        "'NOPE', 'START', 'ALL', '<'",
        "'LFY', 'MIDDLE', 'ALL', '<'",
        "'LFY', 'START', 'SOME', '<'",
        "'LFY', 'START', 'ALL', '='",
        "'LFY', 'START', 'ALL'",
    ],
)
def test_arguments_that_are_not_known(company: Asker, arguments: str) -> None:
    company.refusal(f"SELECT id FROM transaction WHERE postingperiod IN (BUILTIN.PERIOD({arguments}))")


def test_a_period_is_no_value(company: Asker) -> None:
    company.refusal("SELECT BUILTIN.PERIOD('LFY', 'START', 'ALL', '<') FROM dual")
    company.refusal("SELECT id FROM subsidiary WHERE id IN BUILTIN.NAMED_GROUP('subsidiary')")
