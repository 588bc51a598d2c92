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
    from collections.abc import Iterable, Sequence


_WRITTEN, _WHOLE = frozenset({str, type(None)}), frozenset({int})


class RowsWriter:
    """Writes rows in one account's format."""

    def __init__(self, date_format: str, *, leading_zero: bool = True) -> None:
        self._number = _plain if leading_zero else _without_leading_zero
        self._model = date_models.preference_model(date_format)
        self._days: dict[int, str] = {}

    def write(self, outputs: Sequence[tuple[str, ValueKind]], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
        """The ``items`` of a reply."""
        read = list(rows)
        if not read:
            return []
        places = {name: place for place, (name, _) in enumerate(outputs)}
        names = sorted(places)
        # Column by column: the values of one column are nearly always of one kind.
        columns = list(zip(*read, strict=True))
        written = [self._column(columns[places[name]], outputs[places[name]][1]) for name in names]
        keys = ("links", *names)
        all_rows = zip([[] for _ in read], *written, strict=True)
        if not any(None in column for column in written):
            return [dict(zip(keys, row, strict=True)) for row in all_rows]
        return [{name: value for name, value in zip(keys, row, strict=True) if value is not None} for row in all_rows]

    def _column(self, values: Sequence[Any], kind: ValueKind) -> Sequence[str | None]:
        """One column, written; NULL stays None."""
        classes = set(map(type, values))
        if classes <= _WRITTEN:
            return values
        if kind is ValueKind.DATE:
            writer = self._date
        elif classes == _WHOLE:
            return list(map(str, values))
        else:
            writer = self._number
        # Values repeat: items, dates, rates.
        texts = {value: value if value is None or value.__class__ is str else writer(value) for value in set(values)}
        return [texts[value] for value in values]

    def _date(self, value: Any) -> str:
        day = int(value) // DAY
        written = self._days.get(day)
        if written is None:
            written = self._days[day] = date_models.to_char(day * DAY, self._model, self._model)
        return written


def _plain(value: Any) -> str:
    return str(value) if value.__class__ is int else number_text.plain(value)


def _without_leading_zero(value: Any) -> str:
    """As Oracle Database itself converts 0.5."""
    written = _plain(value)
    sign, digits = ("-", written[1:]) if written.startswith("-") else ("", written)
    return sign + (digits[1:] if digits.startswith("0.") else digits)
