"""Values that are remembered for a while."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from suiteplug.connector.remembered import Remembered

START = datetime(2026, 1, 1, tzinfo=UTC)


def test_old_and_surplus_values_are_forgotten() -> None:
    moment = [START]
    values: Remembered[int] = Remembered(lambda: moment[0], timedelta(seconds=60), most=2)
    assert values.put("a", 1) == 1
    moment[0] += timedelta(seconds=59)
    values.put("b", 2)
    assert (values.get("a"), values.get("b")) == (1, 2)
    moment[0] += timedelta(seconds=1)
    assert (values.get("a"), values.get("b")) == (None, 2)
    values.put("c", 3)
    values.put("b", 4)
    values.put("d", 5)
    assert (values.get("c"), values.get("b"), values.get("d")) == (None, 4, 5)
