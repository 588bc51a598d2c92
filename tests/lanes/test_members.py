"""How processes divide lanes: fair, by priority, nobody starves, and never more than there are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from suiteplug.connector.lanes.breaker import Breaker, Reason
from suiteplug.connector.lanes.gate import Need
from suiteplug.connector.lanes.health import Health, Note, Sign, with_note
from suiteplug.connector.lanes.members import (
    BEAT_S,
    HEARD_S,
    SLACK_S,
    AccountState,
    Grant,
    Member,
    Report,
    exchange,
    is_news,
    without,
)
from suiteplug.connector.lanes.shares import LONG_TURN_S, PATIENCE_S, TURN_S, Wish, divide
from suiteplug.connector.lanes.size import Shrunk, Terms, Told
from suiteplug.connector.lanes.state_text import read_state, write_state

NOW = 1000.0
counts = st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12))


def wish(*wants: int, held: int = 0, served_at: float = 0.0, waits_since: float = 0.0) -> Wish:
    interactive, write, bulk = wants
    return Wish((interactive, write, bulk), held, served_at, waits_since)


def lanes(shares: dict[str, object]) -> dict[str, int]:
    return {key: share.lanes for key, share in shares.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("size", "wishes", "expected"),
    [
        (15, {"a": wish(0, 8, 0)}, {"a": 8}),
        (15, {"a": wish(0, 8, 0), "b": wish(0, 8, 0)}, {"a": 8, "b": 7}),
        (15, {"a": wish(0, 8, 0, served_at=2), "b": wish(0, 8, 0, served_at=1)}, {"a": 7, "b": 8}),
        (15, {"a": wish(0, 100, 0), "b": wish(0, 3, 0)}, {"a": 12, "b": 3}),
        (10, {"a": wish(0, 100, 0), "b": wish(6, 0, 0)}, {"a": 4, "b": 6}),
        (10, {"a": wish(0, 100, 0), "b": wish(0, 0, 100)}, {"a": 9, "b": 1}),
        (16, {"a": wish(100, 0, 0), "b": wish(0, 0, 100)}, {"a": 14, "b": 2}),
        (1, {"a": wish(0, 5, 0), "b": wish(0, 0, 5)}, {"a": 1, "b": 0}),
        (1, {"a": wish(0, 5, 0), "b": wish(0, 0, 5, waits_since=NOW - PATIENCE_S)}, {"a": 0, "b": 1}),
        (1, {"a": wish(0, 5, 0), "b": wish(0, 0, 5, waits_since=NOW - PATIENCE_S + 1)}, {"a": 1, "b": 0}),
        (0, {"a": wish(0, 5, 0)}, {"a": 0}),
    ],
)
def test_shares(size: int, wishes: dict[str, Wish], expected: dict[str, int]) -> None:
    assert lanes(divide(size, 0, wishes, NOW)) == expected  # type: ignore[arg-type]


def test_what_does_not_divide_evenly_goes_round_but_not_in_the_middle_of_a_turn() -> None:
    a, b = wish(0, 5, 0, held=1, served_at=NOW - TURN_S / 2), wish(0, 5, 0, served_at=NOW - 9)
    assert lanes(divide(1, 0, {"a": a, "b": b}, NOW)) == {"a": 1, "b": 0}  # type: ignore[arg-type]
    assert lanes(divide(1, 0, {"a": a, "b": b}, NOW + TURN_S)) == {"a": 0, "b": 1}  # type: ignore[arg-type]


def test_while_everybody_has_a_lane_turns_are_longer() -> None:
    a, b = wish(0, 5, 0, held=2, served_at=NOW), wish(0, 5, 0, held=1, served_at=NOW - 9)
    for later, share in ((TURN_S, {"a": 2, "b": 1}), (LONG_TURN_S, {"a": 1, "b": 2})):
        assert lanes(divide(3, 0, {"a": a, "b": b}, NOW + later)) == share  # type: ignore[arg-type]


def test_lanes_for_people() -> None:
    shares = divide(5, 2, {"a": wish(0, 9, 9), "b": wish(0, 9, 0)}, NOW)
    assert sum(share.lanes for share in shares.values()) == 3
    shares = divide(5, 2, {"a": wish(0, 9, 9), "b": wish(3, 0, 0)}, NOW)
    assert (shares["b"].lanes, shares["b"].for_all) == (3, 0)
    assert (shares["a"].lanes, shares["a"].for_all) == (2, 2)


@given(
    size=st.integers(0, 30),
    kept=st.integers(0, 10),
    wants=st.dictionaries(st.sampled_from("abcdef"), counts, min_size=1),
    ages=st.lists(st.floats(0, 20), min_size=6, max_size=6),
)
def test_never_more_than_there_are_none_wasted_and_all_alike(
    size: int, kept: int, wants: dict[str, tuple[int, int, int]], ages: list[float]
) -> None:
    wishes = {
        key: Wish(each, held=0, served_at=NOW - age, waits_since=NOW - age if age > 10 else 0.0)
        for (key, each), age in zip(wants.items(), ages, strict=False)
    }
    shares = divide(size, kept, wishes, NOW)
    given_lanes = sum(share.lanes for share in shares.values())
    general = sum(share.for_all for share in shares.values())
    assert given_lanes <= size
    assert all(share.lanes <= sum(wants[key]) for key, share in shares.items())
    if not kept:
        assert given_lanes == min(size, sum(map(sum, wants.values())))
    else:
        assert general <= max(0, size - kept)
    if not kept and all(sum(each[1:]) == 0 for each in wants.values()):
        for key, share in shares.items():
            for other in shares:
                if share.lanes < wants[key][0] and not any(each.waits_since for each in wishes.values()):
                    assert shares[other].lanes <= share.lanes + 1


def report(member: str, busy: int = 0, waiting: int = 0, **parts: object) -> Report:
    usual: dict[str, object] = {"keep": 0, "lease_s": 20.0 + SLACK_S, "terms": Terms(15)}
    return Report(member, Need((0, busy, 0), (0, waiting, 0)), **{**usual, **parts})  # type: ignore[arg-type]


def ask(state: AccountState, now: float, *reports: Report) -> tuple[AccountState, dict[str, Grant]]:
    grants = {}
    for each in reports:
        state, grants[each.member] = exchange(state, each, now)
    return state, grants


def test_the_second_process_gets_what_the_first_gives_back() -> None:
    state, grants = ask(AccountState(), NOW, report("a", waiting=20))
    assert grants["a"].lanes == 15
    state, grants = ask(state, NOW, report("b", waiting=20))
    assert (grants["b"].lanes, grants["b"].members) == (0, 2)
    state, grants = ask(state, NOW + TURN_S, report("a", busy=15, waiting=5))
    assert (grants["a"].lanes, grants["a"].held, grants["a"].others_wait) == (7, 15, True)
    state, grants = ask(state, NOW + TURN_S, report("a", busy=12, waiting=5), report("b", waiting=20))
    assert (grants["a"].held, grants["b"].lanes) == (12, 3)


def test_an_idle_lane_is_kept_while_nobody_else_wants_it() -> None:
    state, _ = ask(AccountState(), NOW, report("a", waiting=1))
    state, grants = ask(state, NOW, report("a", keep=1))
    assert grants["a"].lanes == 1
    state, grants = ask(state, NOW, report("b", waiting=16), report("a", keep=1))
    assert grants["a"].lanes == 0


def test_a_dead_process_loses_its_say_at_once_and_its_lanes_with_the_lease() -> None:
    state, _ = ask(AccountState(), NOW, report("dead", busy=10, waiting=10))
    later = NOW + HEARD_S
    state, grants = ask(state, later, report("b", waiting=20))
    assert (grants["b"].lanes, grants["b"].others_wait) == (0, False)
    state, grants = ask(state, NOW + 29.9, report("b", waiting=20))
    assert grants["b"].lanes == 0
    state, grants = ask(state, NOW + 30, report("b", waiting=20))
    assert (grants["b"].lanes, grants["b"].members) == (15, 1)


def test_who_was_given_up_and_comes_back_waits_for_lanes_like_anybody() -> None:
    state, _ = ask(AccountState(), NOW, report("paused", busy=15))
    state, _ = ask(state, NOW + 60, report("b", waiting=15))
    state, grants = ask(state, NOW + 61, report("paused", busy=15, waiting=3))
    assert (grants["paused"].lanes, grants["paused"].held) == (0, 15)


def test_leaving_gives_lanes_back_but_for_those_in_flight() -> None:
    state, _ = ask(AccountState(), NOW, report("a", busy=5, waiting=10))
    assert without(state, "a", 0).members == {}
    state, grants = ask(without(state, "a", 2), NOW, report("b", waiting=20))
    assert grants["b"].lanes == 13
    assert without(AccountState(), "nobody", 3).members == {}


def test_leases_of_an_earlier_boot_are_none() -> None:
    state, _ = ask(AccountState(), 1e6, report("a", waiting=15))
    _, grants = ask(state, 5.0, report("b", waiting=15))
    assert grants["b"].lanes == 15


def test_all_shrink_together_and_the_smallest_wish_counts() -> None:
    state, _ = ask(AccountState(Health(shrunk=Shrunk(6, NOW))), NOW, report("a", waiting=20), report("b", waiting=20))
    assert sum(each.held for each in state.members.values()) == 6
    state, grants = ask(AccountState(Health(told=Told(5, shared=True))), NOW, report("a", waiting=20))
    assert grants["a"].lanes == 4
    _, grants = ask(state, NOW, report("b", waiting=20, terms=Terms(2)), report("a", busy=4))
    assert grants["a"].of == 2


def test_small_changes_are_no_news() -> None:
    before, _ = ask(AccountState(), NOW, report("a", busy=8, waiting=20))
    after, _ = ask(before, NOW + BEAT_S / 2, report("a", busy=8, waiting=17))
    assert not is_news(before, after, "a")
    for changed in (
        ask(before, NOW + BEAT_S, report("a", busy=8, waiting=20))[0],
        ask(before, NOW, report("a", busy=2, waiting=0))[0],
        replace(before, health=Health(told=Told(5, shared=True))),
        AccountState(),
    ):
        assert is_news(before, changed, "a")
    assert is_news(AccountState(), before, "a")


@given(st.lists(st.sampled_from([Sign.DOWN, Sign.SIGN_IN, Sign.OVERLOAD, Sign.FINE]), max_size=20))
def test_the_state_survives_as_text(signs: list[Sign]) -> None:
    health = Health()
    for number, sign in enumerate(signs):
        health = with_note(health, Note(sign, f"door {number % 3}", Reason("Zürich", "C")), 15, number * 3.0)
    state, _ = ask(AccountState(health), NOW, report("a", waiting=3), report("b", waiting=30))
    assert read_state(write_state(state)) == state


@pytest.mark.parametrize("text", [None, "", "{}", "no json", "[]", '{"v": 99}', '{"v": 1}', '{"v":1,"members":3}'])
def test_text_that_is_none_of_ours_is_an_empty_state(text: str | None) -> None:
    assert read_state(text) == AccountState()


def test_breakers_are_data() -> None:
    assert read_state(write_state(AccountState(Health(down=Breaker(wait_s=5.0))))).health.down.is_open


class Processes(RuleBasedStateMachine):
    """Processes that send as their grants allow, die, are paused.

    NetSuite never sees more requests than there are lanes, though a dead process's requests run on for their whole
    time-out.
    """

    SIZE, TIMEOUT_S = 5, 20.0
    names = st.sampled_from("abcd")

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.state = AccountState()
        self.grants: dict[str, tuple[Grant, float]] = {}
        self.busy: dict[str, int] = {}
        self.orphans: list[tuple[float, int]] = []
        self.generation = 0

    def id_of(self, name: str) -> str:
        return f"{name}{self.generation}"

    @rule(name=names, waiting=st.integers(0, 9), keep=st.integers(0, 5))
    def exchange(self, name: str, waiting: int, keep: int) -> None:
        each = report(
            name, self.busy.get(name, 0), waiting, keep=keep, lease_s=self.TIMEOUT_S + SLACK_S, terms=Terms(self.SIZE)
        )
        self.state, grant = exchange(self.state, each, self.now)
        self.grants[name] = (grant, self.now)

    @rule(name=names)
    def send(self, name: str) -> None:
        if name not in self.grants:
            return
        grant, at = self.grants[name]
        if self.busy.get(name, 0) < grant.lanes and self.now < at + SLACK_S:
            self.busy[name] = self.busy.get(name, 0) + 1

    @rule(name=names)
    def receive(self, name: str) -> None:
        self.busy[name] = max(0, self.busy.get(name, 0) - 1)

    @rule(name=names)
    def die(self, name: str) -> None:
        self.orphans.append((self.now + self.TIMEOUT_S, self.busy.pop(name, 0)))
        self.grants.pop(name, None)
        members = dict(self.state.members)
        if name in members:  # its successor has another name
            self.generation += 1
            members[f"{name}-dead-{self.generation}"] = members.pop(name)
            self.state = AccountState(self.state.health, members)

    @rule(seconds=st.sampled_from([0.1, 0.3, 1.0, 4.0, 11.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.orphans = [(until, number) for until, number in self.orphans if until > self.now]
        for name, (_, at) in self.grants.items():  # nothing is in flight longer than its time-out
            if self.now >= at + SLACK_S + self.TIMEOUT_S:
                self.busy[name] = 0

    @invariant()
    def never_more_in_flight_than_lanes(self) -> None:
        assert sum(self.busy.values()) + sum(number for _, number in self.orphans) <= self.SIZE


TestProcesses = Processes.TestCase
TestProcesses.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)


def test_a_member_without_wants_is_not_short() -> None:
    assert not Member().is_short
