"""Rows as SuiteQL replies write them.

Every value is a string, NULL columns are left out, keys are lower case and in alphabetical order, dates follow the
account's format and lose their time (recorded reply, julienchriqui-okkoer/netsuite-mcp-server, 2026; Oracle help:
section_157909186990). Of two columns with one name the later one stays: what NetSuite does is not documented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from suiteplug.emulator.suiteql import date_models, number_text
from suiteplug.emulator.suiteql.dates import DAY
from suiteplug.emulator.suiteql.dialect.fragments import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Writer = Callable[[Any], str]


class RowsWriter:
    """Writes rows in one account's format."""

    def __init__(self, date_format: str) -> None:
        self._model = date_models.preference_model(date_format)
        self._days: dict[int, str] = {}

    def write(self, outputs: Sequence[tuple[str, ValueKind]], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """The ``items`` of a reply."""
        places = {name: place for place, (name, _) in enumerate(outputs)}
        plan = [
            (name, place, self._date if outputs[place][1] is ValueKind.DATE else _plain)
            for name, place in sorted(places.items())
        ]
        items: list[dict[str, Any]] = []
        for row in rows:
            item: dict[str, Any] = {"links": []}
            for name, place, writer in plan:
                value = row[place]
                if value is not None:
                    item[name] = value if value.__class__ is str else writer(value)
            items.append(item)
        return items

    def _date(self, value: Any) -> str:
        day = int(value) // DAY
        written = self._days.get(day)
        if written is None:
            written = self._days[day] = date_models.to_char(day * DAY, self._model, self._model)
        return written


def _plain(value: Any) -> str:
    return str(value) if value.__class__ is int else number_text.plain(value)
