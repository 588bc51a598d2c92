"""What is known about a statement before it runs: its output columns, their kinds, and whether its order is firm."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from suiteplug.connector.suiteql.text import abridged, placeholders, tidy

if TYPE_CHECKING:
    from suiteplug.connector.suiteql.kinds import Kind
    from suiteplug.connector.suiteql.tokens import Token

MAX_COLUMNS = 100
_CACHED_LENGTH = 20_000


@dataclass(frozen=True, slots=True)
class Output:
    """One entry of the SELECT list.

    ``key`` is its key in a row; empty for an expression without alias, which NetSuite names exprN. ``star`` stands
    for any number of columns, those of ``tables`` (lower case, empty where unknown). ``kind`` is None where the kind
    is not known. ``column`` is the column behind it as the statement calls it, empty for anything else; ``origin`` is
    the name of the only column that its value comes from, in lower case, through MAX and the like too.
    """

    key: str = ""
    kind: Kind | None = None
    star: bool = False
    tables: tuple[str, ...] = ()
    column: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a plain statement come from: ``table`` is the first of FROM, ``name`` how columns call it."""

    table: str
    name: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A checked statement. ``outputs`` is None when the text could not be read; NetSuite decides then.

    ``firm_order``: the rows come in an order that two runs share, so pages fit together. None when not known.
    ``tokens`` are the pieces of ``text``. ``source`` is there when each row of the result comes from one row of a
    table (and of those joined to it): nothing is grouped, counted, made distinct, limited or ranked, so a further
    condition takes rows away and changes none.
    """

    text: str
    marks: tuple[Token, ...] = ()
    outputs: tuple[Output, ...] | None = None
    firm_order: bool | None = None
    tokens: tuple[Token, ...] = ()
    source: Source | None = None


def prepare(query: str) -> Statement:
    """Check and read a statement.

    Raises:
        InputError: NetSuite would not run it, or its rows could not be told apart as JSON.
    """
    return _prepare_cached(query) if len(query) <= _CACHED_LENGTH else _prepare(query)


def _prepare(query: str) -> Statement:
    # sqlglot costs 0.1 s to import; whoever never sends a statement of his own never pays it
    from suiteplug.connector.suiteql.reading import read  # noqa: PLC0415

    text, tokens = tidy(query)
    reading = read(abridged(text, tokens))
    return Statement(
        text,
        placeholders(tokens),
        reading.outputs if reading else None,
        reading.firm_order if reading else None,
        tokens,
        reading.source if reading else None,
    )


_prepare_cached = lru_cache(maxsize=256)(_prepare)
