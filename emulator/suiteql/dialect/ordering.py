"""One key of an ORDER BY. NULLs come last going up and first going down, Oracle's default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp

from suiteplug.emulator.suiteql.dialect.faults import unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment

if TYPE_CHECKING:
    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.query import Outputs
    from suiteplug.emulator.suiteql.dialect.scope import Scope


def ordered(compiler: Compiler, key: exp.Expr, scope: Scope) -> str:
    """A sort key in SQLite's words."""
    return directed(compiler.value(key.this, scope), key)


def directed(fragment: Fragment, key: exp.Expr) -> str:
    """A built sort key with its direction; a column that is never NULL keeps its index usable."""
    down = bool(key.args.get("desc"))
    word = "DESC" if down else "ASC"
    if fragment.not_null:
        return f"{fragment.sql} {word}"
    nulls_first = bool(key.args.get("nulls_first"))
    return f"{fragment.sql} {word} NULLS {'FIRST' if nulls_first else 'LAST'}"


def sort_key(fragment: Fragment, place: int | None, key: exp.Expr) -> str:
    """A sort key, by its position in the select list when it has one."""
    shown = fragment
    if place is not None:
        shown = Fragment(str(place), fragment.kind, not_null=fragment.not_null)
    return directed(shown, key)


def position(node: exp.Expr, outputs: Outputs) -> int | None:
    """The column of the select list that a number names; None for anything but a literal."""
    if not isinstance(node, exp.Literal):
        return None
    written = str(node.this)
    if node.args.get("is_string") or not written.isdigit() or not 1 <= int(written) <= len(outputs):
        raise unsupported(f"ORDER BY {written}: there is no such column.")
    return int(written)
