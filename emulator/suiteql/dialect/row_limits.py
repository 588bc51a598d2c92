"""How many rows a statement asks for: TOP, OFFSET and FETCH."""

from __future__ import annotations

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect.faults import unsupported


def row_limits(node: exp.Expr) -> tuple[int | None, int]:
    """Rows at most (None for all) and rows left out first."""
    limit, offset = node.args.get("limit"), node.args.get("offset")
    skip = 0 if offset is None else _count(offset.args["expression"])
    if limit is None:
        return None, skip
    if isinstance(limit, exp.Fetch):
        options = limit.args.get("limit_options")
        if options is not None and (options.args.get("percent") or options.args.get("with_ties")):
            raise unsupported("PERCENT and WITH TIES are not supported.")
        count = limit.args.get("count")
        return (1 if count is None else _count(count)), skip
    return _count(limit.args["expression"]), skip


def _count(node: exp.Expr) -> int:
    inner = node.unnest()
    if isinstance(inner, exp.Literal) and str(inner.this).isdigit():
        return int(str(inner.this))
    raise unsupported("A row limit is a whole number.")
