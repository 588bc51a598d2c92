"""Values for the ``?`` of a statement: bound, or written into it as literals where NetSuite cannot bind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.suiteql.tokens import Token

Param = str | int | float | bool | Decimal


def check_count(marks: Sequence[Token], params: Sequence[Param]) -> None:
    """Raises InputError unless there is one value for each ``?``."""
    if len(marks) == len(params):
        return
    raise InputError(
        f"The query has {len(marks)} ?, but params has {len(params)} values.",
        code="PARAMS_DO_NOT_FIT",
        field="params",
        fix="Give one value for each ? outside of quotes, in their order. Without params write no ?.",
    )


def bound(params: Sequence[Param]) -> list[str]:
    """The values as the wire has them: texts, numbers too (Oracle help: section_157909186990)."""
    return [_text(value, position) for position, value in enumerate(params)]


def with_literals(query: str, marks: Sequence[Token], params: Sequence[Param]) -> str:
    """``query`` with each ``?`` replaced by a literal that cannot end early."""
    pieces: list[str] = []
    position = 0
    for index, (mark, value) in enumerate(zip(marks, params, strict=True)):
        pieces += (query[position : mark.start], _literal(value, index))
        position = mark.end
    return "".join((*pieces, query[position:]))


def _literal(value: Param, position: int) -> str:
    text = _text(value, position)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"({text})" if text.startswith("-") else text
    return "'" + text.replace("'", "''") + "'"


def _text(value: Param, position: int) -> str:
    if isinstance(value, bool):
        return "T" if value else "F"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        return _number(value, position)
    if isinstance(value, str) and "\0" not in value:
        return value
    raise _refused(value, position, "Use text, a number or a boolean; for NULL write IS NULL in the query.")


def _number(value: float | Decimal, position: int) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite():
        raise _refused(value, position, "Give a finite number.")
    return format(number, "f")


def _refused(value: object, position: int, fix: str) -> InputError:
    return InputError(
        f"params[{position}] is {value!r}, which SuiteQL cannot take as a value.",
        code="PARAM_REFUSED",
        field=f"params[{position}]",
        fix=fix,
    )
