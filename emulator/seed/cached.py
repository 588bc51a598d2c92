"""A made seed company kept in the user's cache folder, so that the next account of the same day opens at once.

Only companies made at real time are kept: the stamps of one made under a frozen or moved clock belong to that clock.
Nothing secret is in it: credentials are made anew for every account.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from suiteplug.emulator.seed.memory import MemoryStore
    from suiteplug.emulator.settings import Settings

_PACKAGE = Path(__file__).resolve().parent.parent
_SWITCH = "SUITEPLUG_SEED_CACHE"


def cache_folder() -> Path | None:
    """Where companies are kept: the user's cache folder, or what ``SUITEPLUG_SEED_CACHE`` names (``off``: nowhere)."""
    named = os.environ.get(_SWITCH, "")
    if named:
        return None if named == "off" else Path(named)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        home = str(Path.home() / "Library" / "Caches")
    else:
        home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "suiteplug" if home else None


def fingerprint() -> str:
    """Changes with every file of the rules, the schema and the seed."""
    digest = hashlib.sha256()
    for room in ("rules", "schema", "seed"):
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            found = path.stat()
            digest.update(f"{path.relative_to(_PACKAGE)}:{found.st_size}:{found.st_mtime_ns};".encode())
    return digest.hexdigest()[:16]


def file_of(folder: Path, settings: Settings, day: date) -> Path:
    """The file for a company on a day."""
    worlds = "one-world" if settings.one_world else "single"
    return folder / f"seed-{settings.seed}-{worlds}-{day.isoformat()}-{fingerprint()}.json"


def load(path: Path, store: MemoryStore) -> bool:
    """Fill an empty memory store from a file; False when there is none that can be read."""
    try:
        kept: Any = json.loads(path.read_bytes())
        records, last = kept["records"], kept["last"]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    store.fill(records, last)
    return True


def keep(path: Path, store: MemoryStore) -> None:
    """Write a company, and remove those of other days and versions; a folder that cannot be written keeps nothing."""
    records, last = store.contents()
    text = json.dumps({"records": records, "last": last}, separators=(",", ":"))
    family = "-".join(path.name.split("-")[:2])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".seed-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(path)
        for other in path.parent.glob(f"{family}-*.json"):
            if other != path:
                other.unlink(missing_ok=True)
    except OSError:
        # Without a cache the company is made again next time; the account itself lacks nothing.
        return
