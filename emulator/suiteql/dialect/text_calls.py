"""Functions on text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dialect import operators
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, emptied, listed, number, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.suiteql.dialect.compiler import Compiler

    Builder = Callable[[Compiler, list[Fragment]], Fragment]


def _over_text(name: str, *, may_be_empty: bool = False) -> Builder:
    """A function whose arguments are all texts and that gives a text."""

    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        sql = f"{name}({listed([operators.to_text(compiler, argument) for argument in arguments])})"
        return emptied(sql) if may_be_empty else text(sql)

    return build


def _measure(name: str) -> Builder:
    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        return number(f"{name}({operators.to_text(compiler, arguments[0]).sql})", whole=True)

    return build


def _same(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    """Conversions between character sets: here all text is Unicode."""
    return operators.to_text(compiler, arguments[0])


def _concat(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    texts = (f"COALESCE({operators.to_text(compiler, argument).sql}, '')" for argument in arguments)
    return emptied(f"({' || '.join(texts)})")


def _substr(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    first, *rest = arguments
    value = operators.to_text(compiler, first)
    numbers = [operators.to_number(argument) for argument in rest]
    if all(_counts(fragment) for fragment in numbers):
        return emptied(f"SUBSTR({value.sql}, {listed(numbers)})")
    return emptied(f"ns_substr({value.sql}, {listed(numbers)})")


def _counts(fragment: Fragment) -> bool:
    """Literals for which SQLite's SUBSTR agrees with Oracle's."""
    return fragment.literal is not None and fragment.literal.isdigit() and int(fragment.literal) > 0


def _instr(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value, part = (operators.to_text(compiler, argument) for argument in arguments[:2])
    places = [operators.to_number(argument) for argument in arguments[2:]]
    if not places:
        return number(f"INSTR({value.sql}, {part.sql})", whole=True)
    return number(f"ns_instr({listed([value, part, *places])})", whole=True)


def _pad(name: str) -> Builder:
    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        value, width = operators.to_text(compiler, arguments[0]), operators.to_number(arguments[1])
        fill = operators.to_text(compiler, arguments[2]).sql if len(arguments) > 2 else "' '"  # noqa: PLR2004
        return emptied(f"{name}({value.sql}, {width.sql}, {fill})")

    return build


def trimmed(name: str, value: Fragment, characters: Fragment | None) -> Fragment:
    """TRIM, LTRIM or RTRIM; blanks unless characters are given."""
    extra = "" if characters is None else f", {characters.sql}"
    return emptied(f"{name}({value.sql}{extra})")


def _trim(name: str) -> Builder:
    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        characters = operators.to_text(compiler, arguments[1]) if len(arguments) > 1 else None
        return trimmed(name, operators.to_text(compiler, arguments[0]), characters)

    return build


def _replace(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    value, old, *new = (operators.to_text(compiler, argument).sql for argument in arguments)
    replacement = new[0] if new else "NULL"
    return emptied(f"REPLACE({value}, COALESCE({old}, ''), COALESCE({replacement}, ''))")


def _chr(_: Compiler, arguments: list[Fragment]) -> Fragment:
    return text(f"CHAR({operators.to_number(arguments[0]).sql})")


def _ascii(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    return number(f"UNICODE({operators.to_text(compiler, arguments[0]).sql})", whole=True)


def _regexp_replace(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
    """Here an empty replacement is no NULL: it takes the matches out."""
    made = _regexp("ns_regexp_replace", frozenset({0, 1, 2, 5}))
    if len(arguments) > 2:  # noqa: PLR2004 - text, pattern, replacement
        shown = operators.to_text(compiler, arguments[2])
        arguments = [*arguments[:2], text(f"COALESCE({shown.sql}, '')"), *arguments[3:]]
    return made(compiler, arguments)


def _regexp(name: str, text_arguments: frozenset[int], *, counts: bool = False) -> Builder:
    def build(compiler: Compiler, arguments: list[Fragment]) -> Fragment:
        values = [
            operators.to_text(compiler, argument) if place in text_arguments else operators.to_number(argument)
            for place, argument in enumerate(arguments)
        ]
        sql = f"{name}({listed(values)})"
        return number(sql, whole=True) if counts else emptied(sql)

    return build


FUNCTIONS: dict[str, tuple[int, int, Builder]] = {
    "UPPER": (1, 1, _over_text("ns_upper")),
    "LOWER": (1, 1, _over_text("ns_lower")),
    "NLS_UPPER": (1, 1, _over_text("ns_upper")),
    "NLS_LOWER": (1, 1, _over_text("ns_lower")),
    "INITCAP": (1, 1, _over_text("ns_initcap")),
    "NLS_INITCAP": (1, 1, _over_text("ns_initcap")),
    "SOUNDEX": (1, 1, _over_text("ns_soundex")),
    "TRANSLATE": (3, 3, _over_text("ns_translate", may_be_empty=True)),
    "ASCIISTR": (1, 1, _over_text("ns_asciistr")),
    "UNISTR": (1, 1, _over_text("ns_unistr")),
    "COMPOSE": (1, 1, _over_text("ns_compose")),
    "DECOMPOSE": (1, 1, _over_text("ns_decompose")),
    "CONCAT": (2, 2, _concat),
    "SUBSTR": (2, 3, _substr),
    "INSTR": (2, 4, _instr),
    "LENGTH": (1, 1, _measure("LENGTH")),
    "LENGTHC": (1, 1, _measure("LENGTH")),
    "LENGTH2": (1, 1, _measure("LENGTH")),
    "LENGTH4": (1, 1, _measure("LENGTH")),
    "LENGTHB": (1, 1, _measure("ns_lengthb")),
    "VSIZE": (1, 1, _measure("ns_lengthb")),
    "LPAD": (2, 3, _pad("ns_lpad")),
    "RPAD": (2, 3, _pad("ns_rpad")),
    "TRIM": (1, 1, _trim("TRIM")),
    "LTRIM": (1, 2, _trim("LTRIM")),
    "RTRIM": (1, 2, _trim("RTRIM")),
    "REPLACE": (2, 3, _replace),
    "CHR": (1, 1, _chr),
    "ASCII": (1, 1, _ascii),
    "TO_CLOB": (1, 1, _same),
    "TO_NCLOB": (1, 1, _same),
    "TO_NCHAR": (1, 1, _same),
    "TO_MULTI_BYTE": (1, 1, _same),
    "TO_SINGLE_BYTE": (1, 1, _same),
    "NLSSORT": (1, 2, _same),
    "REGEXP_SUBSTR": (2, 6, _regexp("ns_regexp_substr", frozenset({0, 1, 4}))),
    "REGEXP_REPLACE": (2, 6, _regexp_replace),
    "REGEXP_INSTR": (2, 7, _regexp("ns_regexp_instr", frozenset({0, 1, 5}), counts=True)),
}
