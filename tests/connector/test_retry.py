"""The retry table, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.retry import Failure, RetryPolicy, Verdict, decide, wait_before

POLICY = RetryPolicy()

TABLE = [
    # failure, may run twice, verdict
    (Failure.NEVER_SENT, True, Verdict.REPEAT),
    (Failure.NEVER_SENT, False, Verdict.REPEAT),
    (Failure.REFUSED, True, Verdict.REPEAT),
    (Failure.REFUSED, False, Verdict.REPEAT),
    (Failure.LOST, True, Verdict.REPEAT),
    (Failure.LOST, False, Verdict.OUTCOME_UNKNOWN),
    (Failure.REJECTED, True, Verdict.GIVE_UP),
    (Failure.REJECTED, False, Verdict.GIVE_UP),
]


def verdict(
    failure: Failure, *, twice: bool, policy: RetryPolicy = POLICY, attempt: int = 1, elapsed: float = 0
) -> Verdict:
    return decide(
        policy, failure, may_run_twice=twice, attempt=attempt, elapsed_s=elapsed, retry_after_s=None, draw=0.5
    ).verdict


@pytest.mark.parametrize(("failure", "twice", "expected"), TABLE)
def test_table(failure: Failure, twice: bool, expected: Verdict) -> None:
    assert verdict(failure, twice=twice) is expected


@given(attempt=st.integers(1, 50), elapsed=st.floats(0, 1000), policy_all=st.booleans())
def test_a_lost_write_is_never_repeated(attempt: int, elapsed: float, policy_all: bool) -> None:
    policy = RetryPolicy(on_all_errors=policy_all, max_retries=100)
    assert (
        verdict(Failure.LOST, twice=False, policy=policy, attempt=attempt, elapsed=elapsed) is Verdict.OUTCOME_UNKNOWN
    )


def test_retry_on_all_errors_spares_writes() -> None:
    policy = RetryPolicy(on_all_errors=True)
    assert verdict(Failure.REJECTED, twice=True, policy=policy) is Verdict.REPEAT
    assert verdict(Failure.REJECTED, twice=False, policy=policy) is Verdict.GIVE_UP


@pytest.mark.parametrize("attempt", [POLICY.max_retries + 1, POLICY.max_retries + 5])
def test_attempts_end(attempt: int) -> None:
    assert verdict(Failure.REFUSED, twice=True, attempt=attempt) is Verdict.GIVE_UP


def test_the_budget_ends_it_before_the_wait_would_pass_it() -> None:
    assert verdict(Failure.REFUSED, twice=True, attempt=1, elapsed=POLICY.budget_s) is Verdict.GIVE_UP


@given(attempt=st.integers(1, 40), draw=st.floats(0, 1, exclude_max=True), after=st.none() | st.floats(0, 500))
def test_waits_are_jittered_capped_and_honour_the_server(attempt: int, draw: float, after: float | None) -> None:
    wait_s = wait_before(POLICY, attempt=attempt, retry_after_s=after, draw=draw)
    assert wait_s >= (after or 0)
    assert wait_s <= max(POLICY.cap_s, after or 0)


def test_without_growth_every_wait_has_the_same_ceiling() -> None:
    policy = RetryPolicy(base_s=2, exponential=False)
    assert [wait_before(policy, attempt=n, retry_after_s=None, draw=0.5) for n in (1, 5, 9)] == [1, 1, 1]
