"""The circuit breaker: after failures in a row nobody tries in vain, and one probe at a time tests the way back. Pure.

Closed, it lets everybody pass. Open, it lets nobody pass until ``retry_at``; then one probe, whose outcome closes it or
opens it again for twice as long. A probe that never reports counts as none after a while.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

PROBE_TAKES_S = 130.0
"""After so long without its outcome a probe is given up, and another may try."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A breaker opens after so many failures in a row over at least ``lasting_s``, for so long. Seconds."""

    failures: int
    lasting_s: float
    first_wait_s: float
    longest_wait_s: float


DOWN = Rule(failures=5, lasting_s=10.0, first_wait_s=5.0, longest_wait_s=60.0)
"""NetSuite cannot be reached. Shorter troubles are the business of the retry rules."""

SIGN_IN = Rule(failures=2, lasting_s=0.0, first_wait_s=15.0, longest_wait_s=600.0)
"""Dead credentials: five failed sign-ins lock a user for 30 minutes (Oracle help: subsect_156935170194)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """The failure that opened it, for those who are turned away; without secrets."""

    message: str = ""
    code: str = ""
    cause: str = ""
    fix: str = ""


NO_REASON = Reason()


@dataclass(frozen=True, slots=True)
class Breaker:
    """Its state. ``wait_s`` is 0 while it is closed; times in seconds of one clock."""

    failures: int = 0
    since: float = 0.0
    wait_s: float = 0.0
    retry_at: float = 0.0
    probe_until: float = 0.0
    reason: Reason = NO_REASON

    @property
    def is_open(self) -> bool:
        """Whether it turns callers away."""
        return self.wait_s > 0


CLOSED = Breaker()


def after_failure(breaker: Breaker, rule: Rule, reason: Reason, now: float) -> Breaker:
    """One more failure. Those that were under way when it opened change nothing any more."""
    if breaker.is_open:
        if now < breaker.retry_at:
            return breaker
        return _opened(breaker, min(rule.longest_wait_s, breaker.wait_s * 2), reason, now)
    since = breaker.since if breaker.failures else now
    counted = replace(breaker, failures=breaker.failures + 1, since=since, reason=reason)
    if counted.failures < rule.failures or now - since < rule.lasting_s:
        return counted
    return _opened(counted, rule.first_wait_s, reason, now)


def _opened(breaker: Breaker, wait_s: float, reason: Reason, now: float) -> Breaker:
    return replace(breaker, wait_s=wait_s, retry_at=now + wait_s, probe_until=0.0, reason=reason)


def shut_for(breaker: Breaker, now: float) -> float | None:
    """Seconds until it is worth asking again; 0: now, as the probe; None: it is closed, pass."""
    if not breaker.is_open:
        return None
    return max(0.0, breaker.retry_at - now, breaker.probe_until - now)


def with_probe(breaker: Breaker, now: float) -> Breaker:
    """Somebody tests the way back; all others stay out."""
    return replace(breaker, probe_until=now + PROBE_TAKES_S)
