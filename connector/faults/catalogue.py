"""The catalogue of everything that can go wrong: read once from the tables in the folder ``tables``.

The tables are TOML, so that whoever knows NetSuite can add an entry; what its members mean stands at ``Entry``.
Files are read in the order below and entries from top to bottom: the first that fits a reply counts.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from suiteplug.connector import errors
from suiteplug.connector.errors import NetSuiteConnectorError, RetryClass
from suiteplug.connector.faults.entry import Entry, Kind, Sample

REPLY_TABLES = ("limits", "sign-in", "permissions", "jobs", "queries", "scripts", "records", "http")
OTHER_TABLES = (
    "own-inputs",
    "own-connections",
    "own-results",
    "login-audit-tba",
    "login-audit-oauth2",
    "login-audit-flows",
)

_MENU = "{menu}"


def catalogue() -> tuple[Entry, ...]:
    """Every entry, those for replies first."""
    return reply_entries() + tuple(entry for name in OTHER_TABLES for entry in table(name))


@cache
def reply_entries() -> tuple[Entry, ...]:
    """What a failed reply can be, in the order in which it is tried."""
    return tuple(entry for name in REPLY_TABLES for entry in table(name))


@cache
def table(name: str) -> tuple[Entry, ...]:
    """The entries of one table."""
    content = _read(name)
    return tuple(_entry(content, given) for given in content["entry"])


@cache
def by_code() -> dict[str, tuple[Entry, ...]]:
    """Entries by code, in lower case; several entries may share one."""
    found: dict[str, tuple[Entry, ...]] = {}
    for entry in catalogue():
        for code in entry.all_codes:
            found[code.lower()] = (*found.get(code.lower(), ()), entry)
        if entry.sample is not None and entry.sample.code and not entry.all_codes:
            shared = entry.sample.code.lower()
            found[shared] = (*found.get(shared, ()), entry)
    return found


def own_entry(code: str) -> Entry | None:
    """The entry of an error that suiteplug makes itself; None when the code is NetSuite's."""
    return next((entry for entry in by_code().get(code.lower(), ()) if entry.kind is Kind.SUITEPLUG), None)


@cache
def _menus() -> dict[str, str]:
    return {key: str(path) for key, path in _read("menus").items()}


@cache
def _read(name: str) -> dict[str, Any]:
    file = resources.files("suiteplug.connector.faults") / "tables" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _entry(content: dict[str, Any], given: dict[str, Any]) -> Entry:
    error: type[NetSuiteConnectorError] = getattr(errors, given.get("error") or content["error"])
    menu = _menus()[given["menu"]] if "menu" in given else ""
    codes = tuple(given.get("codes", ()))
    status = given.get("status", ())
    return Entry(
        id=given.get("id") or codes[0].lower().replace("_", "-"),
        kind=Kind(content["kind"]),
        title=given["title"],
        group=content["title"],
        error=error,
        cause=given["cause"],
        fix=given["fix"].replace(_MENU, menu),
        retry=RetryClass(given["retry"]) if "retry" in given else error.retry,
        codes=codes,
        status=frozenset(status),
        pattern=given.get("message", ""),
        also=tuple(given.get("also", ())),
        refused=given.get("refused", False),
        menu=menu,
        permission=given.get("permission", ""),
        feature=given.get("feature", ""),
        field=given.get("field", ""),
        source=given.get("source", ""),
        sample=_sample(given),
    )


def _sample(given: dict[str, Any]) -> Sample | None:
    if "example_reply" in given:
        return Sample(given["example_status"], "", "", given["example_reply"])
    if "example" in given:
        return Sample(*given["example"])
    return None
