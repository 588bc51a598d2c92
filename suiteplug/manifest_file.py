"""Where manifest.json lies and what it says. Imports nothing heavy: the command line lives on it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def path() -> Path:
    """The shipped manifest of an installed package, or the one at the root of a checkout."""
    checkout = _PACKAGE.parent / "manifest.json"
    return checkout if (_PACKAGE.parent / "pyproject.toml").is_file() else _PACKAGE / "data" / "manifest.json"


@cache
def load() -> dict[str, Any]:
    """The manifest. Do not change what is returned."""
    manifest: dict[str, Any] = json.loads(path().read_text(encoding="utf-8"))
    return manifest


def action(key: str) -> dict[str, Any] | None:
    """The manifest's entry for an action, by key or alias."""
    for entry in load().get("actions", []):
        if key == entry["key"] or key in entry["aliases"]:
            found: dict[str, Any] = entry
            return found
    return None
