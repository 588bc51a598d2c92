"""LIKE patterns that are not constant, and Oracle's regular expressions (POSIX classes, Perl-like otherwise)."""

from __future__ import annotations

import re
from functools import lru_cache

_POSIX = {
    "[:alpha:]": "a-zA-Z",
    "[:digit:]": "0-9",
    "[:alnum:]": "a-zA-Z0-9",
    "[:upper:]": "A-Z",
    "[:lower:]": "a-z",
    "[:space:]": r"\s",
    "[:punct:]": r"!-/:-@\[-`{-~",
    "[:xdigit:]": "0-9A-Fa-f",
    "[:blank:]": r" \t",
}
_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "n": re.DOTALL, "x": re.VERBOSE, "c": 0}


@lru_cache(maxsize=256)
def like(pattern: str, escape: str | None) -> re.Pattern[str]:
    """A LIKE pattern as a regular expression."""
    written = ""
    characters = iter(pattern)
    for character in characters:
        if character == escape:
            written += re.escape(next(characters, ""))
        elif character in "%_":
            written += ".*" if character == "%" else "."
        else:
            written += re.escape(character)
    return re.compile(written, re.DOTALL)


@lru_cache(maxsize=256)
def _compiled(pattern: str, flags: str) -> re.Pattern[str]:
    for name, characters in _POSIX.items():
        pattern = pattern.replace(name, characters)
    combined = 0
    for flag in flags:
        if flag not in _FLAGS:
            raise ValueError(f"Illegal match parameter: {flag}")
        combined |= _FLAGS[flag]
    try:
        return re.compile(pattern, combined)
    except re.error as error:
        raise ValueError(f"Invalid regular expression: {error}") from error


def _found(text: str, pattern: str, start: float, nth: float, flags: str) -> re.Match[str] | None:
    matches = _compiled(pattern, flags).finditer(text, int(start) - 1)
    return next((match for turn, match in enumerate(matches, start=1) if turn == int(nth)), None)


def regexp_substr(
    text: str, pattern: str, start: float = 1, nth: float = 1, flags: str = "", group: float = 0
) -> str | None:
    """``REGEXP_SUBSTR``: the nth match, or one of its groups."""
    match = _found(text, pattern, start, nth, flags)
    if match is None or int(group) > match.re.groups:
        return None
    return match.group(int(group))


def regexp_instr(  # noqa: PLR0917 - as Oracle orders them
    text: str, pattern: str, start: float = 1, nth: float = 1, after: float = 0, flags: str = "", group: float = 0
) -> int:
    """``REGEXP_INSTR``: where the nth match begins, or the place after it; 0 when there is none."""
    match = _found(text, pattern, start, nth, flags)
    if match is None:
        return 0
    return (match.end(int(group)) if after else match.start(int(group))) + 1


def regexp_replace(
    text: str, pattern: str, replacement: str = "", start: float = 1, nth: float = 0, flags: str = ""
) -> str:
    """``REGEXP_REPLACE``: every match, or the nth only."""
    expression = _compiled(pattern, flags)
    begin = int(start) - 1
    template = re.sub(r"\\(\d)", r"\\g<\1>", replacement)
    head, tail = text[:begin], text[begin:]
    if not nth:
        return head + expression.sub(template, tail)
    match = _found(tail, pattern, 1, nth, flags)
    if match is None:
        return text
    return head + tail[: match.start()] + match.expand(template) + tail[match.end() :]
