"""The circuit breaker, and how signs about an account add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector import errors as e
from suiteplug.connector.lanes.breaker import CLOSED, DOWN, PROBE_TAKES_S, SIGN_IN, Breaker, Reason, after_failure
from suiteplug.connector.lanes.health import Health, Note, Sign, barrier, with_note, with_probe
from suiteplug.connector.lanes.signs import is_overload_in_disguise, sign_of
from suiteplug.connector.lanes.size import Shrunk, Told
from suiteplug.connector.retry import Failure

WHY = Reason("NetSuite answered 503.", "HTTP_503")
DOOR = "connection SUITETALK"


def after(*signs: tuple[float, Sign], door: str = DOOR, health: Health | None = None) -> Health:
    health = health or Health()
    for now, sign in signs:
        health = with_note(health, Note(sign, door, WHY), 15, now)
    return health


def waits(health: Health, now: float, door: str = DOOR) -> float | None:
    found = barrier(health, door, now)
    return None if found is None else found.wait_s


D, F, S, O, N = Sign.DOWN, Sign.FINE, Sign.SIGN_IN, Sign.OVERLOAD, Sign.NOTHING  # noqa: E741


@pytest.mark.parametrize(
    ("signs", "now", "wait_s"),
    [
        ([], 0, None),
        ([(t, D) for t in range(0, 8, 2)], 8, None),  # four
        ([(t / 10, D) for t in range(40)], 4, None),  # many, within seconds: for the retry rules
        ([(t, D) for t in (0, 3, 6, 9, 12)], 12, 5),
        ([(t, D) for t in (0, 3, 6, 9, 12)], 15, 2),
        ([(t, D) for t in (0, 3, 6, 9, 12)], 17, 0),  # a probe may go
        ([(t, D) for t in (0, 3, 6, 9, 12, 14, 15)], 15, 2),  # those under way change nothing
        ([(t, D) for t in (0, 3, 6, 9, 12, 17)], 17, 10),  # the probe failed
        ([(t, D) for t in (0, 3, 6, 9, 12, 17, 27, 47, 87, 147)], 147, 60),  # at most
        ([(0, D), (3, D), (6, D), (9, D), (10, F), (12, D)], 12, None),  # not in a row
        ([(0, D), (3, D), (6, D), (9, D), (10, O), (12, D)], 12, None),  # a 429 is an answer too
        ([(0, D), (3, D), (6, D), (9, D), (10, S), (12, D)], 12, None),
        ([(t, D) for t in (0, 3, 6, 9, 12)] + [(13, F)], 13, None),  # one under way came through
        ([(0, N), (3, N), (6, N), (9, N), (12, N)], 12, None),
        ([(0, O), (3, O), (6, O), (9, O), (12, O)], 12, None),
    ],
)
def test_when_netsuite_is_down(signs: list[tuple[float, Sign]], now: float, wait_s: float | None) -> None:
    assert waits(after(*signs), now) == wait_s


@pytest.mark.parametrize(
    ("signs", "now", "wait_s"),
    [
        ([(0, S)], 0, None),
        ([(0, S), (0, S)], 0, 15),
        ([(0, S), (1, F), (2, S)], 2, None),
        ([(0, S), (1, D), (2, S)], 2, 15),  # an outage says nothing about credentials
        ([(0, S), (0, S), (1, S), (2, S)], 2, 13),
        ([(0, S), (0, S), (15, S)], 15, 30),
        ([(0, S), (0, S), (15, F)], 15, None),
    ],
)
def test_when_credentials_are_dead(signs: list[tuple[float, Sign]], now: float, wait_s: float | None) -> None:
    health = after(*signs)
    assert waits(health, now) == wait_s
    assert waits(health, now, "another connection SUITETALK") is None


def test_one_probe_goes_and_all_others_stay_out() -> None:
    health = after((0, S), (0, S))
    assert waits(health, 15) == 0
    health = with_probe(health, DOOR, 15)
    assert waits(health, 15) == PROBE_TAKES_S
    assert waits(after((16, F), health=health), 16) is None
    assert waits(after((16, S), health=health), 16) == 30
    assert waits(after((16, N), health=health), 16) == 0  # it showed nothing: the next may try
    assert waits(health, 15 + PROBE_TAKES_S) == 0  # its process has died


def test_the_longer_barrier_counts_and_tells_its_reason() -> None:
    health = after((0, S), (0, S))
    health = Health(down=after(*((t, D) for t in (0, 3, 6, 9, 12))).down, sign_in=health.sign_in)
    found = barrier(health, DOOR, 12)
    assert found is not None
    assert (found.sign, found.wait_s, found.reason) == (Sign.DOWN, 5, WHY)


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from([D, S, O, F, N])), max_size=50))
def test_success_always_opens_the_way(signs: list[tuple[float, Sign]]) -> None:
    now, health = 0.0, Health()
    for gap, sign in signs:
        now += gap
        health = after((now, sign), health=health)
    assert waits(after((now, F), health=health), now) is None


@given(st.lists(st.floats(0.001, 100), min_size=1, max_size=60))
def test_an_open_breaker_always_lets_a_probe_try_within_a_while(gaps: list[float]) -> None:
    for rule in (DOWN, SIGN_IN):
        breaker, now = CLOSED, 0.0
        for gap in gaps:
            now += gap
            breaker = after_failure(breaker, rule, WHY, now)
            assert breaker.retry_at <= now + rule.longest_wait_s
            assert breaker.is_open or breaker.failures > 0


def test_what_changes_nothing_is_not_new() -> None:
    """The store is written only for what is new."""
    fine = Health()
    for sign in (F, N):
        assert with_note(fine, Note(sign, DOOR), 15, 5.0) is fine
    shrunk = Health(shrunk=Shrunk(5, 0.0))
    assert with_note(shrunk, Note(F, DOOR), 15, 5.0) is shrunk
    assert with_note(shrunk, Note(O, DOOR), 15, 0.5) is shrunk
    assert with_note(shrunk, Note(F, DOOR), 15, 500.0).shrunk is None
    told = Health(told=Told(15, shared=True))
    assert with_note(told, Note(F, DOOR, told=Told(15, shared=True)), 15, 0.0) is told
    assert with_note(told, Note(F, DOOR, told=Told(5, shared=True)), 15, 0.0).told == Told(5, shared=True)


def test_the_reason_is_the_explained_one_once_it_is_known() -> None:
    explained = Note(Sign.EXPLAINED, DOOR, Reason("The token secret is wrong."))
    assert with_note(Health(), explained, 15, 0.0) == Health()
    found = barrier(with_note(after((0, S), (0, S)), explained, 15, 0.0), DOOR, 0)
    assert found is not None
    assert (found.reason.message, found.wait_s) == ("The token secret is wrong.", 15)


def test_doors_do_not_pile_up() -> None:
    health = Health()
    for number in range(200):
        health = after((0, S), door=str(number), health=health)
    assert list(health.sign_in) == [str(number) for number in range(150, 200)]


UNAVAILABLE = e.UnavailableError("x")


@pytest.mark.parametrize(
    ("failure", "error", "sign"),
    [
        (Failure.NEVER_SENT, e.NetworkError("x"), Sign.DOWN),
        (Failure.LOST, e.UnavailableError("x", http_status=503), Sign.DOWN),
        (Failure.LOST, e.UnavailableError("x", http_status=500), Sign.NOTHING),
        (Failure.LOST, e.UnavailableError("x"), Sign.NOTHING),
        (Failure.REFUSED, e.ThrottledError("x", http_status=429), Sign.OVERLOAD),
        (Failure.REFUSED, e.ThrottledError("x", http_status=400), Sign.OVERLOAD),
        (Failure.REFUSED, e.SignInError("x", http_status=401), Sign.OVERLOAD),
        (Failure.REJECTED, e.SignInError("x", http_status=401), Sign.SIGN_IN),
        (Failure.REJECTED, e.ReauthorizationRequiredError("x"), Sign.NOTHING),
        (Failure.REJECTED, e.InvalidRecordError("x", http_status=400), Sign.FINE),
        (Failure.REJECTED, e.PermissionDeniedError("x", http_status=403), Sign.FINE),
        (Failure.REJECTED, e.NotFoundError("x", http_status=404), Sign.FINE),
    ],
)
def test_what_an_attempt_shows(failure: Failure, error: e.NetSuiteConnectorError, sign: Sign) -> None:
    assert sign_of(failure, error) is sign


@pytest.mark.parametrize(
    ("change", "doubted"),
    [
        ({}, True),
        ({"took_s": 2.0}, False),
        ({"in_flight": 1}, False),
        ({"accepted_before": False}, False),
        ({"error": e.SignInError("Invalid login attempt.", http_status=403)}, False),
        ({"error": e.SignInError("Token revoked.", http_status=401)}, False),
        ({"error": e.SignInError("x", code="INVALID_LOGIN", http_status=401)}, True),
    ],
)
def test_a_slow_refusal_under_load_is_doubted(change: dict[str, Any], doubted: bool) -> None:
    case: dict[str, Any] = {
        "error": e.SignInError("Invalid login attempt.", http_status=401),
        "took_s": 60.0,
        "in_flight": 8,
        "accepted_before": True,
    }
    case |= change
    assert is_overload_in_disguise(case.pop("error"), **case) is doubted


def test_a_breaker_starts_closed() -> None:
    assert not Breaker().is_open
