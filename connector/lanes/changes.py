"""What a keeper does to the shared state of an account in one go. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from suiteplug.connector.lanes.health import Health, barrier, with_note, with_probe
from suiteplug.connector.lanes.members import AccountState, Grant, exchange, is_news, most_lanes, without
from suiteplug.connector.lanes.state_text import read_state, write_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.lanes.health import Note
    from suiteplug.connector.lanes.members import Report
    from suiteplug.connector.lanes.stores.store import Step


class Answers(NamedTuple):
    """What comes back: the lanes, the health of the account, the time in the store, who may be a probe."""

    grant: Grant
    health: Health
    now: float
    may_probe: tuple[bool, ...]


def asking(report: Report, notes: Sequence[Note], doors: Sequence[str]) -> Step[Answers]:
    """Say what is needed and what was learned, ask for lanes, and whether a call through each door may be the probe."""

    def step(text: str | None, now: float) -> tuple[str | None, Answers]:
        before = read_state(text)
        state, grant = exchange(before, report, now)
        health, may_probe = _with_news(state, notes, doors, now)
        state = replace(state, health=health)
        news = write_state(state) if is_news(before, state, report.member) else None
        return news, Answers(grant, health, now, may_probe)

    return step


def leaving(member: str, busy: int) -> Step[None]:
    """Give all lanes back but those of requests in flight."""

    def step(text: str | None, _now: float) -> tuple[str | None, None]:
        state = read_state(text)
        return (write_state(without(state, member, busy)) if member in state.members else None), None

    return step


def _with_news(
    state: AccountState, notes: Sequence[Note], doors: Sequence[str], now: float
) -> tuple[Health, tuple[bool, ...]]:
    health, may_probe = state.health, []
    for note in notes:
        health = with_note(health, note, most_lanes(state), now)
    for door in doors:
        found = barrier(health, door, now)
        may = found is None or found.wait_s <= 0
        may_probe.append(may)
        if may:
            health = with_probe(health, door, now)
    return health, tuple(may_probe)
