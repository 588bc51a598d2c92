"""The processes that share an account's lanes: what each holds, what one gets when it asks. Pure.

A process that is heard no more loses its say at once, but keeps its lanes until its lease ends: NetSuite goes on
working on the requests of a process that died.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from suiteplug.connector.lanes.health import Health
from suiteplug.connector.lanes.shares import Wish, divide
from suiteplug.connector.lanes.size import NO_TERMS, Terms, ceiling, lanes_now

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.lanes.gate import Need
    from suiteplug.connector.lanes.line import Counts

HEARD_S = 3.0
"""A process that has something to say says it every second; after three it is not heard any more."""

BEAT_S = 1.0

SLACK_S = 10.0
"""A lease is so much longer than the longest request: a process may send while its lease outlives the request."""

LONGEST_LEASE_S = 900.0 + SLACK_S
"""NetSuite ends every request after 900 s (Oracle help: subsect_1559222360). A later end is from another clock."""

_NOBODY: Mapping[str, Member] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Member:
    """One process. Times in seconds of the store's clock."""

    held: int = 0
    wants: Counts = (0, 0, 0)
    served_at: float = 0.0
    waits_since: float = 0.0
    heard_at: float = 0.0
    lease_until: float = 0.0
    terms: Terms = NO_TERMS

    @property
    def wish(self) -> Wish:
        """What counts when lanes are divided."""
        return Wish(self.wants, self.held, self.served_at, self.waits_since)

    @property
    def is_short(self) -> bool:
        """Whether it needs more lanes than it has."""
        return sum(self.wants) > self.held


@dataclass(frozen=True, slots=True)
class AccountState:
    """All that is shared about one account."""

    health: Health = field(default_factory=Health)
    members: Mapping[str, Member] = field(default_factory=lambda: _NOBODY)


@dataclass(frozen=True, slots=True)
class Report:
    """What a process says of itself.

    Attributes:
        keep: Lanes it would keep although it does not need them now.
        lease_s: How long its lanes must stay its own when it is not heard any more.
    """

    member: str
    need: Need
    keep: int
    lease_s: float
    terms: Terms


@dataclass(frozen=True, slots=True)
class Grant:
    """What a process may do until it asks again, and how it stands with the others.

    Attributes:
        lanes: Requests it may have in flight.
        for_all: How many of them need not be interactive.
        held: Lanes that count as its own: more than ``lanes`` while surplus requests still run.
        of: Lanes of all processes together.
        members: Processes that work with the account.
        others_wait: Somebody else is short of lanes.
    """

    lanes: int
    for_all: int
    held: int
    of: int
    members: int
    others_wait: bool


def most_lanes(state: AccountState) -> int:
    """The lanes at best: of several wishes the smallest."""
    return min((ceiling(each.terms, state.health.told) for each in state.members.values()), default=1)


def exchange(state: AccountState, report: Report, now: float) -> tuple[AccountState, Grant]:
    """A process says what it needs and is told what it gets."""
    members = {key: each for key, each in state.members.items() if _is_there(each, now)}
    before = members.get(report.member, Member(served_at=now))
    me = _heard(before, report, now)
    members[report.member] = me
    others = {key: each for key, each in members.items() if key != report.member}
    size = lanes_now(most_lanes(AccountState(state.health, members)), state.health.shrunk, now)
    speaking = {key: each for key, each in members.items() if now - each.heard_at < HEARD_S}
    silent_hold = sum(each.held for key, each in members.items() if key not in speaking)
    interactive_only = max(each.terms.interactive_only for each in members.values())
    wishes = {key: each.wish for key, each in speaking.items()}
    share = divide(max(0, size - silent_hold), min(interactive_only, size - 1), wishes, now)[report.member]
    free = max(0, size - sum(each.held for each in others.values()))
    others_wait = any(each.is_short for key, each in speaking.items() if key != report.member)
    kept = share.lanes if others_wait else max(share.lanes, min(report.keep, before.held))
    lanes = min(kept, free)
    for_all = min(lanes, share.for_all) if interactive_only else lanes
    members[report.member] = _served(me, before, lanes, sum(report.need.busy), now)
    held = members[report.member].held
    return (
        replace(state, members=members),
        Grant(lanes, for_all, held, size, len(members), others_wait),
    )


def is_news(before: AccountState, after: AccountState, member: str) -> bool:
    """Whether the others must hear of the change: small changes of what a process needs wait for its next beat."""
    old, new = before.members.get(member), after.members.get(member)
    if after.health != before.health or old is None or new is None:
        return True
    if new.held != old.held or new.is_short != old.is_short or new.terms != old.terms:
        return True
    if new.heard_at - old.heard_at >= BEAT_S:
        return True
    return any(abs(now - then) > max(1, then // 4) for now, then in zip(new.wants, old.wants, strict=True))


def without(state: AccountState, member: str, busy: int) -> AccountState:
    """A process takes its leave; what it still has in flight counts until its lease ends."""
    members = {key: each for key, each in state.members.items() if key != member}
    if busy and member in state.members:
        members[member] = replace(state.members[member], held=busy, wants=(0, 0, 0), heard_at=0.0)
    return replace(state, members=members)


def _is_there(member: Member, now: float) -> bool:
    """Whether its lease runs; one that ends later than any can was written before the clock began anew."""
    return now < member.lease_until <= now + LONGEST_LEASE_S + SLACK_S


def _heard(member: Member, report: Report, now: float) -> Member:
    busy, waiting = report.need.busy, report.need.waiting
    wants = (busy[0] + waiting[0], busy[1] + waiting[1], busy[2] + waiting[2])
    return replace(
        member,
        held=max(member.held, sum(busy)),
        wants=wants,
        heard_at=now,
        lease_until=now + report.lease_s,
        terms=report.terms,
    )


def _served(me: Member, before: Member, lanes: int, busy: int, now: float) -> Member:
    """The row after the division: what it holds, when it was served, since when it waits."""
    held = max(lanes, busy)
    gained = held > before.held
    waits = held == 0 and sum(me.wants) > 0
    return replace(
        me,
        held=held,
        served_at=now if gained else before.served_at,
        waits_since=(before.waits_since or now) if waits else 0.0,
    )
