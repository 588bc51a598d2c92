"""Names that are spelt alike. Pure."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """``Did you mean salesOrder or ...?``; empty when nothing is near."""
    spellings = {entry.lower(): entry for entry in known}
    near = get_close_matches(name.lower(), list(spellings), n=3, cutoff=0.6)
    return f"Did you mean {' or '.join(spellings[entry] for entry in near)}?" if near else ""
