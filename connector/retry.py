"""Whether a request is sent again, and when: a pure function of what happened.

The table is docs/adr/0005: a request that never left or was refused before it ran is sent again whatever it
is; one whose answer was lost is sent again only if repeating cannot change more than sending it once.
Oracle's advice: wait, lengthen the wait, and do not let parallel workers retry in step (bridgehead_1509974866).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DEADLINE = "the deadline of the call leaves no time to try again"


class Failure(StrEnum):
    """How an attempt failed, seen from what NetSuite may have done."""

    NEVER_SENT = "never sent"
    REFUSED = "refused before it ran"
    LOST = "sent, no usable answer"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What follows from a failed attempt."""

    REPEAT = "repeat"
    GIVE_UP = "give up"
    OUTCOME_UNKNOWN = "outcome unknown"


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """Limits of repeating. Times in seconds; ``budget_s`` bounds all waiting and sending of one call."""

    max_retries: int = 6
    base_s: float = 1.0
    cap_s: float = 60.0
    budget_s: float = 300.0
    exponential: bool = True
    on_all_errors: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict and, for ``REPEAT``, the seconds to wait first."""

    verdict: Verdict
    wait_s: float = 0.0
    reason: str = ""


def decide(
    policy: RetryPolicy,
    failure: Failure,
    *,
    may_run_twice: bool,
    attempt: int,
    elapsed_s: float,
    retry_after_s: float | None,
    draw: float,
    time_left_s: float | None = None,
) -> Decision:
    """Decide on attempt number ``attempt`` (from 1).

    ``may_run_twice``: reads and repeatable writes. ``draw`` in [0, 1) is the randomness of the jitter.
    ``time_left_s``: until the host's deadline; None: it gave none.
    """
    ambiguous = failure is Failure.LOST and not may_run_twice
    if ambiguous:
        return Decision(Verdict.OUTCOME_UNKNOWN, reason="sent, and no usable answer came")
    if failure is Failure.REJECTED and not (policy.on_all_errors and may_run_twice):
        return Decision(Verdict.GIVE_UP, reason="repeating gives the same answer")
    if attempt > policy.max_retries:
        return Decision(Verdict.GIVE_UP, reason=f"still {failure} after {attempt} attempts")
    wait_s = wait_before(policy, attempt=attempt, retry_after_s=retry_after_s, draw=draw)
    if elapsed_s + wait_s > policy.budget_s:
        return Decision(Verdict.GIVE_UP, reason=f"still {failure} after {elapsed_s:.0f} s")
    if time_left_s is not None and wait_s >= time_left_s:
        return Decision(Verdict.GIVE_UP, reason=DEADLINE)
    return Decision(Verdict.REPEAT, wait_s, reason=str(failure))


def wait_before(policy: RetryPolicy, *, attempt: int, retry_after_s: float | None, draw: float) -> float:
    """Full jitter between zero and the growing cap; NetSuite's own ``Retry-After`` is a floor."""
    ceiling = policy.base_s * (2.0 ** (attempt - 1) if policy.exponential else 1.0)
    jittered = min(policy.cap_s, ceiling) * draw
    return max(jittered, retry_after_s or 0.0)
