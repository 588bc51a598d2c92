"""Functions on numbers, and TO_NUMBER."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dialect import operators
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, listed, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler

    Builder = Callable[[Compiler, list[Fragment]], Fragment]


def rounded(value: Fragment, places: str) -> Fragment:
    """``ROUND(number, places)``: halves away from zero, in decimals."""
    return number(f"ns_round({value.sql}, {places})", whole=places == "0")


def _plain(name: str, *, whole: bool = False) -> Builder:
    def build(_: Compiler, arguments: list[Fragment]) -> Fragment:
        return number(f"{name}({listed([operators.to_number(argument) for argument in arguments])})", whole=whole)

    return build


def _abs(_: Compiler, arguments: list[Fragment]) -> Fragment:
    value = operators.to_number(arguments[0])
    return number(f"ABS({value.sql})", whole=value.whole)


def _to_number(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    if len(arguments) == 1:
        return operators.to_number(arguments[0])
    value, model = (operators.to_text(compiler, argument).sql for argument in arguments[:2])
    return number(f"ns_number_from({value}, {model})")


def _binary(_: Compiler, arguments: list[Fragment]) -> Fragment:
    return operators.to_number(arguments[0])


def _nanvl(_: Compiler, arguments: list[Fragment]) -> Fragment:
    """No value of ours is ever NaN."""
    return operators.to_number(arguments[0])


def _hash(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value = operators.to_text(compiler, arguments[0])
    rest = [operators.to_number(argument) for argument in arguments[1:]]
    return number(f"ns_hash({listed([value, *rest])})", whole=True)


FUNCTIONS: dict[str, tuple[int, int, Builder]] = {
    "ABS": (1, 1, _abs),
    "ACOS": (1, 1, _plain("ns_acos")),
    "ASIN": (1, 1, _plain("ns_asin")),
    "ATAN": (1, 1, _plain("ns_atan")),
    "ATAN2": (2, 2, _plain("ns_atan2")),
    "BITAND": (2, 2, _plain("ns_bitand", whole=True)),
    "CEIL": (1, 1, _plain("ns_ceil", whole=True)),
    "COS": (1, 1, _plain("ns_cos")),
    "COSH": (1, 1, _plain("ns_cosh")),
    "EXP": (1, 1, _plain("ns_exp")),
    "FLOOR": (1, 1, _plain("ns_floor", whole=True)),
    "LN": (1, 1, _plain("ns_ln")),
    "LOG": (2, 2, _plain("ns_log")),
    "MOD": (2, 2, _plain("ns_mod")),
    "NANVL": (2, 2, _nanvl),
    "ORA_HASH": (1, 3, _hash),
    "POWER": (2, 2, _plain("ns_power")),
    "REMAINDER": (2, 2, _plain("ns_remainder")),
    "SIGN": (1, 1, _plain("ns_sign", whole=True)),
    "SIN": (1, 1, _plain("ns_sin")),
    "SINH": (1, 1, _plain("ns_sinh")),
    "SQRT": (1, 1, _plain("ns_sqrt")),
    "TAN": (1, 1, _plain("ns_tan")),
    "TANH": (1, 1, _plain("ns_tanh")),
    "TO_BINARY_DOUBLE": (1, 1, _binary),
    "TO_BINARY_FLOAT": (1, 1, _binary),
    "TO_NUMBER": (1, 2, _to_number),
    "WIDTH_BUCKET": (4, 4, _plain("ns_width_bucket", whole=True)),
}
