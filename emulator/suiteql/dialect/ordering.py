"""One key of an ORDER BY. NULLs come last going up and first going down, Oracle's default."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler
    from suiteplug.emulator.suiteql.dialect.fragments import Fragment
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
