"""The shared state of an account as text, for the stores, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from suiteplug.connector.lanes.breaker import CLOSED, Breaker, Reason
from suiteplug.connector.lanes.health import Health
from suiteplug.connector.lanes.members import AccountState, Member
from suiteplug.connector.lanes.size import Shrunk, Terms, Told

_VERSION = 1


def write_state(state: AccountState) -> str:
    """One line of JSON."""
    health = state.health
    return json.dumps(
        {
            "v": _VERSION,
            "shrunk": asdict(health.shrunk) if health.shrunk else None,
            "told": asdict(health.told) if health.told else None,
            "down": asdict(health.down) if health.down != CLOSED else None,
            "sign_in": {key: asdict(breaker) for key, breaker in health.sign_in.items()},
            "members": {key: asdict(member) for key, member in state.members.items()},
        },
        separators=(",", ":"),
    )


def read_state(text: str | None) -> AccountState:
    """The state; empty when there is none, or when another version of suiteplug has written it."""
    if not text:
        return AccountState()
    try:
        data: dict[str, Any] = json.loads(text)
        if data["v"] != _VERSION:
            return AccountState()
        return _state(data)
    except (ValueError, KeyError, TypeError):
        return AccountState()


def _state(data: dict[str, Any]) -> AccountState:
    health = Health(
        shrunk=Shrunk(**data["shrunk"]) if data["shrunk"] else None,
        told=Told(**data["told"]) if data["told"] else None,
        down=_breaker(data["down"]) if data["down"] else CLOSED,
        sign_in={key: _breaker(value) for key, value in data["sign_in"].items()},
    )
    return AccountState(health, {key: _member(value) for key, value in data["members"].items()})


def _breaker(data: dict[str, Any]) -> Breaker:
    return Breaker(**{**data, "reason": Reason(**data["reason"])})


def _member(data: dict[str, Any]) -> Member:
    interactive, write, bulk = data["wants"]
    return Member(**{**data, "wants": (interactive, write, bulk), "terms": Terms(**data["terms"])})
