"""What the attempts of all connections have shown about an account, and what follows for the next call. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from suiteplug.connector.lanes import breaker as b
from suiteplug.connector.lanes.breaker import CLOSED, NO_REASON, Breaker, Reason
from suiteplug.connector.lanes.size import Shrunk, Told, after_refusal, is_forgotten

if TYPE_CHECKING:
    from collections.abc import Mapping

_NO_DOORS: Mapping[str, Breaker] = MappingProxyType({})
_MOST_DOORS = 50


class Sign(StrEnum):
    """What one attempt has shown."""

    FINE = "answered"
    OVERLOAD = "too many in flight"
    DOWN = "NetSuite is down"
    SIGN_IN = "credentials refused"
    EXPLAINED = "why credentials are refused"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Note:
    """A sign, at which door it was seen (credentials and service), and the reason in words."""

    sign: Sign
    door: str = ""
    reason: Reason = NO_REASON
    told: Told | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How the account does. ``sign_in`` has a breaker for each door that was refused lately."""

    shrunk: Shrunk | None = None
    told: Told | None = None
    down: Breaker = CLOSED
    sign_in: Mapping[str, Breaker] = field(default_factory=lambda: _NO_DOORS)


class Barrier(NamedTuple):
    """What stands in the way of a call: which breaker, and for how long; 0 seconds: go and test it."""

    sign: Sign
    wait_s: float
    reason: Reason


def with_note(health: Health, note: Note, most: int, now: float) -> Health:
    """The health after one more attempt; the very same object when nothing has changed. ``most``: lanes at best."""
    if note.told is not None and note.told != health.told:
        health = replace(health, told=note.told)
    match note.sign:
        case Sign.FINE:
            return _grown(_without_door(_up(health), note.door), most, now)
        case Sign.OVERLOAD:
            shrunk = after_refusal(most, health.shrunk, now)
            return _up(health) if shrunk == health.shrunk else replace(_up(health), shrunk=shrunk)
        case Sign.DOWN:
            down = b.after_failure(health.down, b.DOWN, note.reason, now)
            return health if down == health.down else replace(health, down=down)
        case Sign.SIGN_IN:
            door = health.sign_in.get(note.door, CLOSED)
            return _with_door(_up(health), note.door, b.after_failure(door, b.SIGN_IN, note.reason, now))
        case Sign.EXPLAINED:
            refused = health.sign_in.get(note.door)
            return _with_door(health, note.door, replace(refused, reason=note.reason)) if refused else health
        case Sign.NOTHING:
            return _without_probe(health, note.door)


def barrier(health: Health, door: str, now: float) -> Barrier | None:
    """What stands in the way of a new call through ``door``; None: nothing. The longest wait counts."""
    found: Barrier | None = None
    for sign, breaker in ((Sign.DOWN, health.down), (Sign.SIGN_IN, health.sign_in.get(door, CLOSED))):
        wait_s = b.shut_for(breaker, now)
        if wait_s is not None and (found is None or wait_s > found.wait_s):
            found = Barrier(sign, wait_s, breaker.reason)
    return found


def with_probe(health: Health, door: str, now: float) -> Health:
    """A call goes to test the way back through each breaker that is open."""
    if health.down.is_open:
        health = replace(health, down=b.with_probe(health.down, now))
    refused = health.sign_in.get(door, CLOSED)
    return _with_door(health, door, b.with_probe(refused, now)) if refused.is_open else health


def _up(health: Health) -> Health:
    return health if health.down is CLOSED or health.down == CLOSED else replace(health, down=CLOSED)


def _grown(health: Health, most: int, now: float) -> Health:
    """Forget a shrinking that has grown back."""
    if health.shrunk is None or not is_forgotten(most, health.shrunk, now):
        return health
    return replace(health, shrunk=None)


def _without_door(health: Health, door: str) -> Health:
    if door not in health.sign_in:
        return health
    return replace(health, sign_in={key: value for key, value in health.sign_in.items() if key != door})


def _with_door(health: Health, door: str, breaker: Breaker) -> Health:
    """The newest at the end; the oldest doors are forgotten when there are too many."""
    if health.sign_in.get(door) == breaker:
        return health
    others = [(key, value) for key, value in health.sign_in.items() if key != door]
    return replace(health, sign_in=dict([*others[1 - _MOST_DOORS :], (door, breaker)]))


def _without_probe(health: Health, door: str) -> Health:
    """A probe that showed nothing: the next call may be one."""
    if health.down.probe_until:
        health = replace(health, down=replace(health.down, probe_until=0.0))
    refused = health.sign_in.get(door, CLOSED)
    return _with_door(health, door, replace(refused, probe_until=0.0)) if refused.probe_until else health
