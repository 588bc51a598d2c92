"""The words of NetSuite's ``q`` filters (Oracle help: section_1545222128). Data."""

from __future__ import annotations

_TEXT = ("CONTAIN", "IS", "START_WITH", "ENDWITH", "END_WITH")
_NUMBER = ("ANY_OF", "BETWEEN", "EQUAL", "GREATER", "GREATER_OR_EQUAL", "LESS", "LESS_OR_EQUAL", "WITHIN")
DATE = frozenset({"AFTER", "BEFORE", "ON", "ON_OR_AFTER", "ON_OR_BEFORE"})

WITHOUT_VALUE = frozenset({"EMPTY", "EMPTY_NOT"})
PAIRS = frozenset({"BETWEEN", "BETWEEN_NOT", "WITHIN", "WITHIN_NOT"})
OPERATORS = WITHOUT_VALUE | {name + suffix for name in (*_TEXT, *_NUMBER, *DATE) for suffix in ("", "_NOT")}

INSTEAD = {
    "=": "IS for text and booleans, EQUAL for numbers and references, ON for dates",
    "==": "IS for text and booleans, EQUAL for numbers and references, ON for dates",
    "!=": "IS_NOT or EQUAL_NOT",
    "<>": "IS_NOT or EQUAL_NOT",
    ">": "GREATER, or AFTER for dates",
    ">=": "GREATER_OR_EQUAL, or ON_OR_AFTER for dates",
    "<": "LESS, or BEFORE for dates",
    "<=": "LESS_OR_EQUAL, or ON_OR_BEFORE for dates",
    "LIKE": "CONTAIN, START_WITH or ENDWITH",
    "CONTAINS": "CONTAIN",
    "STARTS_WITH": "START_WITH",
    "STARTSWITH": "START_WITH",
    "ENDS_WITH": "ENDWITH",
    "EQUALS": "EQUAL, or IS for text",
    "IN": "ANY_OF with a list: id ANY_OF [1, 2]",
    "NOT": "an operator that ends in _NOT, such as IS_NOT",
    "NULL": "EMPTY",
}
"""What people write who know SQL, and what NetSuite calls it."""
