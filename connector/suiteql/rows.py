"""From NetSuite's items to rows: same keys in every row, in SELECT order, NULL where NetSuite leaves a column out.

NetSuite drops NULL columns, adds an empty ``links`` to each row and sorts the keys (Oracle help: section_157909186990).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.suiteql.kinds import Kind, kind_of
from suiteplug.connector.suiteql.values import JsonScalar, Misfit, converter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.suiteql.statement import Output

Row = dict[str, JsonScalar]
_EXPRESSION_KEY = re.compile(r"expr(\d+)\Z")


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """A column of a result and what its values are."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Typing:
    """How values are typed: ``known`` uses what tables and functions tell; ``kinds`` of the caller come first."""

    known: bool = True
    kinds: Mapping[str, Kind] | None = None


def build_rows(items: Sequence[Mapping[str, Any]], outputs: tuple[Output, ...] | None) -> tuple[list[Row], list[str]]:
    """Rows and their keys in order."""
    observed = _observed(items)
    if any(key != key.lower() for key in observed):
        # Oracle warns that their case may change (Oracle help: section_156257796125)
        items = [{key.lower(): value for key, value in item.items()} for item in items]
        observed = {key.lower() for key in observed}
    keys = _keys(observed - {"links"}, outputs)
    return [{key: item.get(key) for key in keys} for item in items], keys


def type_rows(
    rows: list[Row], keys: Sequence[str], outputs: tuple[Output, ...] | None, typing: Typing, date_format: str
) -> tuple[list[ResultColumn], list[str]]:
    """Convert the rows in place. Gives the columns, and a warning for each column whose values do not all fit."""
    kinds = _kinds(keys, outputs, typing)
    warnings = []
    for key, kind in kinds.items():
        if kind is Kind.TEXT:
            continue
        misfits, sample = _convert(rows, key, kind, date_format)
        if misfits:
            warnings.append(
                f"{misfits} values of '{key}' are not of type {kind} and stay text, the first being {sample!r}."
                + (f" Dates are read as {date_format}, the connection's date_format." if kind is Kind.DATE else "")
            )
    return [ResultColumn(key, kind) for key, kind in kinds.items()], warnings


def _convert(rows: list[Row], key: str, kind: Kind, date_format: str) -> tuple[int, JsonScalar]:
    convert = converter(kind, date_format)
    misfits: list[JsonScalar] = []
    done: dict[JsonScalar, JsonScalar] = {None: None}  # dates, flags and rates repeat in a column
    for row in rows:
        value = row[key]
        if value not in done:
            try:
                done[value] = convert(value)
            except Misfit:
                misfits.append(value)
                continue
        row[key] = done[value]
    return len(misfits), misfits[0] if misfits else None


def _observed(items: Sequence[Mapping[str, Any]]) -> set[str]:
    keys: set[str] = set()
    for item in items:
        keys.update(item)
    return keys


def _keys(observed: set[str], outputs: tuple[Output, ...] | None) -> list[str]:
    if outputs is None:
        return sorted(observed, key=_natural)
    named = _expression_names(outputs, observed)
    explicit = set(named)
    unexpected = sorted(observed - explicit, key=_natural)
    keys: dict[str, None] = {}
    for output, name in zip(outputs, named, strict=True):
        keys.update(dict.fromkeys(unexpected) if output.star else {name: None})
    keys.update(dict.fromkeys(unexpected))
    return list(keys)


def _expression_names(outputs: tuple[Output, ...], observed: set[str]) -> list[str]:
    """Names of all outputs, those of unaliased expressions guessed from what came.

    In Oracle's sample they are exprN, counting the expressions; should an account count all columns instead, the
    keys that came show it.
    """
    by_expression, by_position, count = [], [], 0
    for position, output in enumerate(outputs, start=1):
        unnamed = not output.key and not output.star
        count += unnamed
        by_expression.append(f"expr{count}" if unnamed else output.key)
        by_position.append(f"expr{position}" if unnamed else output.key)
    came = {key for key in observed if _EXPRESSION_KEY.match(key)} - {output.key for output in outputs}
    return by_position if not came <= set(by_expression) and came <= set(by_position) else by_expression


def _natural(key: str) -> tuple[str, int]:
    match = _EXPRESSION_KEY.match(key)
    return ("expr", int(match[1])) if match else (key, 0)


def _kinds(keys: Sequence[str], outputs: tuple[Output, ...] | None, typing: Typing) -> dict[str, Kind]:
    given = {key.lower(): kind for key, kind in (typing.kinds or {}).items()}
    known = known_kinds(keys, outputs or ()) if typing.known else {}
    return {key: given.get(key) or known.get(key) or Kind.TEXT for key in keys}


def expression_names(outputs: tuple[Output, ...]) -> list[str]:
    """Keys of the outputs in a row; those without alias are called exprN, as in Oracle's sample."""
    return _expression_names(outputs, set())


def known_kinds(keys: Sequence[str], outputs: tuple[Output, ...]) -> dict[str, Kind | None]:
    """Kinds of the keys of a row as far as tables and functions tell them."""
    stars = [table for output in outputs if output.star for table in output.tables]
    kinds: dict[str, Kind | None] = {
        key: next((kind for table in stars if (kind := kind_of(table, key))), None) for key in keys
    }
    names = _expression_names(outputs, set(keys))
    kinds.update((name, output.kind) for output, name in zip(outputs, names, strict=True) if not output.star)
    return kinds
