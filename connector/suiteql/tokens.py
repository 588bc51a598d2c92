"""The pieces of a SuiteQL statement: enough to tell words from what stands inside quotes and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from suiteplug.connector.errors import InputError


class TokenKind(StrEnum):
    """What a piece of text is."""

    LINE_COMMENT = "line_comment"
    COMMENT = "comment"
    STRING = "string"
    NAME = "name"
    WORD = "word"
    NUMBER = "number"
    PLACEHOLDER = "placeholder"
    OPEN = "open"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece; ``start`` and ``end`` are offsets in characters."""

    kind: TokenKind
    text: str
    start: int
    end: int

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, given in upper case."""
        return self.kind is TokenKind.WORD and self.text.upper() in words


# Oracle Database's literals: '' inside quotes, q'{...}' with any delimiter, N for national text.
_TOKEN = re.compile(
    r"""
      (?P<line_comment>--[^\n]*)
    | (?P<comment>/\*.*?\*/)
    | (?P<string>[nN]?[qQ]'(?:\[.*?\]|\{.*?\}|\(.*?\)|<.*?>|(?P<mark>[^\s\[{(<]).*?(?P=mark))'
               | [nN]?'(?:[^']|'')*')
    | (?P<name>"[^"]*")
    | (?P<word>[^\W\d][\w$\#]*)
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)
    | (?P<placeholder>\?)
    | (?P<open>'|"|/\*)
    | (?P<symbol>\S)
    """,
    re.VERBOSE | re.DOTALL,
)


def tokenize(query: str) -> tuple[Token, ...]:
    """The pieces of ``query`` in order, blanks left out.

    Raises:
        InputError: A quote or a comment is not closed.
    """
    tokens = []
    for match in _TOKEN.finditer(query):
        kind = TokenKind(_kind(match))
        if kind is TokenKind.OPEN:
            what = "comment" if match[0] == "/*" else "quotation mark"
            raise InputError(
                f"The {what} opened at character {match.start() + 1} is never closed.",
                code="UNCLOSED_QUOTE",
                field="query",
                fix="Close it. A ' inside text is written twice: 'O''Neill'; better, use ? and params.",
            )
        tokens.append(Token(kind, match[0], match.start(), match.end()))
    return tuple(tokens)


def _kind(match: re.Match[str]) -> str:
    name = match.lastgroup or "symbol"
    return "string" if name == "mark" else name
