"""Names in words, where the catalogue gives none. Pure."""

from __future__ import annotations

import re

_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_CUSTOM = {
    "customrecord_cseg": "custom segment",
    "customrecord": "custom record",
    "customlist": "custom list",
    "customtransaction": "custom transaction",
}


def is_custom(name: str) -> bool:
    """Whether somebody of this account made the type; ``customer`` only begins like one."""
    return name.lower().startswith(tuple(_CUSTOM))


def label_of(name: str) -> str:
    """``itemFulfillment`` as ``Item Fulfillment``; ``customrecord_shop`` as ``Shop (custom record)``."""
    for prefix, kind in _CUSTOM.items():
        if name.lower().startswith(prefix) and len(name) > len(prefix):
            words = name[len(prefix) :].replace("_", " ").strip()
            return f"{words.title()} ({kind})"
    spaced = _WORD_STARTS.sub(" ", name)
    return spaced[:1].upper() + spaced[1:]
