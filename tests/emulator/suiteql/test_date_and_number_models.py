"""Format models by themselves, and their round trips."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.emulator.suiteql import date_models, date_reading, dates, number_text, ranges

MOMENT = dates.seconds_of(datetime(2026, 8, 12, 17, 32, 28))
moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)).map(lambda value: value.replace(microsecond=0))


@pytest.mark.parametrize(
    ("model", "text"),
    [
        ("YYYY-MM-DD HH24:MI:SS", "2026-08-12 17:32:28"),
        ("HH:MI:SS AM", "05:32:28 PM"),
        ("DS TS", "8/12/2026 5:32:28 PM"),
        ("Q", "3"),
        ("WW", "32"),
        ("IYYY-IW", "2026-33"),
        ("MONTH", "AUGUST   "),
        ("FMMonth", "August"),
        ("mon", "aug"),
        ("DAY", "WEDNESDAY"),
        ("Dy", "Wed"),
        ("D", "4"),
        ("DDD", "224"),
        ("YEAR", "TWO THOUSAND TWENTY-SIX"),
        ("RM", "VIII"),
        ("SSSSS", "63148"),
        ("J", "2461265"),
        ("CC", "21"),
        ('YYYY"-W"IW', "2026-W33"),
        ("YY.RR.Y", "26.26.6"),
        ("FF3", "000"),
    ],
)
def test_to_char(model: str, text: str) -> None:
    assert date_models.to_char(MOMENT, model, "FMMM/DD/YYYY") == text


@pytest.mark.parametrize(
    ("preference", "text"),
    [
        ("M/D/YYYY", "8/2/2026"),
        ("MM/DD/YYYY", "08/02/2026"),
        ("D/M/YYYY", "2/8/2026"),
        ("DD.MM.YYYY", "02.08.2026"),
        ("D-Mon-YYYY", "2-Aug-2026"),
        ("DD MONTH, YYYY", "02 August, 2026"),
        ("YYYY-M-D", "2026-8-2"),
    ],
)
def test_date_preferences_write_and_read(preference: str, text: str) -> None:
    model = date_models.preference_model(preference)
    day = dates.seconds_of(datetime(2026, 8, 2))
    assert date_models.to_char(day, model, model) == text
    assert date_reading.to_date(text, model, 0) == day


@pytest.mark.parametrize(
    ("text", "model", "moment"),
    [
        ("2026-01-31 13:00:00", "YYYY-MM-DD HH24:MI:SS", datetime(2026, 1, 31, 13)),
        ("31-JAN-26", "DD-MON-RR", datetime(2026, 1, 31)),
        ("31-JAN-99", "DD-MON-RR", datetime(1999, 1, 31)),
        ("12:05 PM 1/2/2026", "HH:MI AM MM/DD/YYYY", datetime(2026, 1, 2, 12, 5)),
        ("12:05 AM 1/2/2026", "HH:MI AM MM/DD/YYYY", datetime(2026, 1, 2, 0, 5)),
        ("20260131", "YYYYMMDD", datetime(2026, 1, 31)),
        ("2026-045", "YYYY-DDD", datetime(2026, 2, 14)),
        ("2026/01/31", "YYYY-MM-DD", datetime(2026, 1, 31)),
        ("2026", "YYYY", datetime(2026, 8, 1)),
        ("01:30", "HH24:MI", datetime(2026, 8, 1, 1, 30)),
        ("January 5, 2026", "Month DD, YYYY", datetime(2026, 1, 5)),
    ],
)
def test_to_date(text: str, model: str, moment: datetime) -> None:
    assert date_reading.to_date(text, model, MOMENT) == dates.seconds_of(moment)


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("2026-13-01", "YYYY-MM-DD"),
        ("2026-02-30", "YYYY-MM-DD"),
        ("2026-01-01 10:00", "YYYY-MM-DD"),
        ("x", "YYYY"),
        ("25:00", "HH24:MI"),
        ("01-FOO-2026", "DD-MON-YYYY"),
    ],
)
def test_dates_that_are_none(text: str, model: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        date_reading.to_date(text, model, MOMENT)


@given(
    moments,
    st.sampled_from(["YYYY-MM-DD HH24:MI:SS", "DD-MON-YYYY HH:MI:SS AM", "YYYYMMDDHH24MISS", "MM/DD/YYYY SSSSS"]),
)
def test_what_is_written_is_read_back(moment: datetime, model: str) -> None:
    seconds = dates.seconds_of(moment)
    assert date_reading.to_date(date_models.to_char(seconds, model, "DD"), model, 0) == seconds


@given(moments)
def test_the_native_model_agrees_with_ours(moment: datetime) -> None:
    import sqlite3

    seconds = dates.seconds_of(moment)
    model = "YYYY-MM-DD HH24:MI:SS DDD"
    native = sqlite3.connect(":memory:").execute(
        "SELECT STRFTIME(?, ?, 'unixepoch')", (date_models.strftime_model(model), seconds)
    )
    assert native.fetchone()[0] == date_models.to_char(seconds, model, "DD")


@given(moments, st.integers(-500, 500))
def test_months_are_added_and_counted_alike(moment: datetime, months: int) -> None:
    start = dates.seconds_of(moment.replace(day=min(moment.day, 28), year=min(max(moment.year, 1950), 2150)))
    there = dates.add_months(start, months)
    if dates.last_day(start) != start and dates.last_day(there) != there:
        assert dates.months_between(there, start) == months


@given(moments, st.sampled_from(sorted(ranges.RANGES)))
def test_ranges_start_before_they_end_at_midnight(moment: datetime, name: str) -> None:
    now = dates.seconds_of(moment.replace(year=min(max(moment.year, 1910), 2190)))
    start, end = ranges.bound(name, "START", now), ranges.bound(name, "END", now)
    # Nothing lies before the first month of a quarter: then the range ends on the day before it starts.
    assert start <= end + (86_400 if name.startswith(("PM", "PQ")) else 0)
    assert start % dates.DAY == end % dates.DAY == 0


@given(moments, st.sampled_from(["DD", "MM", "YYYY", "Q", "IW", "DAY", "WW", "W", "HH24", "MI", "IYYY"]))
def test_truncation_is_stable_and_never_later(moment: datetime, unit: str) -> None:
    seconds = dates.seconds_of(moment)
    cut = dates.truncate(seconds, unit)
    assert cut <= seconds < cut + timedelta(days=372).total_seconds()
    if unit not in {"WW", "W"}:
        assert dates.truncate(cut, unit) == cut


@given(st.decimals(min_value=-1_000_000_000, max_value=1_000_000_000, places=2, allow_nan=False, allow_infinity=False))
def test_cents_are_written_as_they_are(amount: object) -> None:
    shown = number_text.plain(float(str(amount)))
    assert float(shown) == float(str(amount))
    assert "e" not in shown
    assert len(shown.partition(".")[2]) <= 2


@given(st.lists(st.integers(-10_000_000, 10_000_000), max_size=200))
def test_sums_of_cents_do_not_drift(cents: list[int]) -> None:
    assert number_text.plain(sum(cent / 100 for cent in cents)) == number_text.plain(sum(cents) / 100)


@pytest.mark.parametrize(
    ("value", "model", "text"),
    [
        (1234567.891, "999,999,999.99", "   1,234,567.89"),
        (-1234.5, "FM9,999.00", "-1,234.50"),
        (0, "FM990.00", "0.00"),
        (0.5, "FM990.99", "0.5"),
        (12, "FMS99", "+12"),
        (-12, "FM99MI", "12-"),
        (5, "$99.00", "  $5.00"),
        (7, "FM000", "007"),
    ],
)
def test_number_models(value: float, model: str, text: str) -> None:
    assert number_text.to_char(value, model) == text
