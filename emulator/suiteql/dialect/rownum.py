"""ROWNUM: rows are numbered as they leave WHERE, before they are grouped or sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect.faults import unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIRRORED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.LT: exp.GT,
    exp.LTE: exp.GTE,
    exp.GT: exp.LT,
    exp.GTE: exp.LTE,
    exp.EQ: exp.EQ,
}


@dataclass(slots=True)
class RowNumbers:
    """What a SELECT wants of ROWNUM.

    Attributes:
        cap: At most that many rows leave WHERE; None for all.
        shown: ROWNUM stands in the select list or elsewhere.
    """

    cap: int | None = None
    shown: bool = False


def is_rownum(node: exp.Expr | None) -> bool:
    """Whether a node is ROWNUM itself."""
    return isinstance(node, exp.Column) and not node.args.get("table") and str(node.name).lower() == "rownum"


def within(node: exp.Expr) -> Iterator[exp.Expr]:
    """A node and what is below it, without going into sub-selects."""
    yield node
    for child in node.iter_expressions():
        if not isinstance(child, exp.Query):
            yield from within(child)


def mentions(node: exp.Expr) -> bool:
    """Whether ROWNUM stands somewhere in an expression."""
    return any(is_rownum(part) for part in within(node))


def take(conjuncts: list[exp.Expr], wanted: RowNumbers) -> list[exp.Expr]:
    """Take the conditions on ROWNUM out of WHERE; the others are returned."""
    rest = []
    for part in conjuncts:
        inner = part.unnest()
        if not mentions(inner):
            rest.append(part)
            continue
        cap = _cap(inner)
        wanted.cap = cap if wanted.cap is None else min(cap, wanted.cap)
    return rest


def _cap(node: exp.Expr) -> int:
    """Rows a condition lets through: numbers are given in order, so what is refused once is refused for good."""
    if isinstance(node, exp.Between) and is_rownum(node.this):
        low, high = _whole(node.args["low"]), _whole(node.args["high"])
        return max(high, 0) if low <= 1 else 0
    kind, left, right = type(node), node.this, node.args.get("expression")
    if is_rownum(right):
        kind, left, right = _MIRRORED.get(kind, kind), right, left
    if not is_rownum(left) or right is None or kind not in _MIRRORED:
        raise unsupported("ROWNUM is compared with a number only.")
    bound = _whole(right)
    if kind is exp.LTE:
        return max(bound, 0)
    if kind is exp.LT:
        return max(bound - 1, 0)
    if kind is exp.EQ:
        return 1 if bound == 1 else 0
    passes_all = bound < 1 or (kind is exp.GTE and bound == 1)
    return 2**62 if passes_all else 0


def _whole(node: exp.Expr) -> int:
    inner = node.unnest()
    if isinstance(inner, exp.Literal) and not inner.args.get("is_string") and str(inner.this).isdigit():
        return int(str(inner.this))
    raise unsupported("ROWNUM is compared with a whole number only.")
