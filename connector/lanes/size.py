"""How many lanes there are: what NetSuite told or the setting says, less after refusals, growing back slowly. Pure.

Other integrations take lanes of the same account unseen (Oracle help: bridgehead_1500275603), so that every refusal
means: there are fewer than we thought, for a while.
"""

from __future__ import annotations

from dataclasses import dataclass

USUAL_LANES = 4
"""Without a setting and without word from NetSuite: the smallest account has five."""

GROW_EVERY_S = 10.0
"""So long without a refusal earns one lane more."""

SAME_BURST_S = 1.0
"""Refusals this close together tell the same thing once: they were all sent before the first came back."""


@dataclass(frozen=True, slots=True)
class Told:
    """What NetSuite says about concurrency: the limit that counts for this integration, and whether others share it."""

    limit: int
    shared: bool


def told_from(data: object) -> Told | None:
    """What a reply of the governance limits says; None when it says nothing (Oracle help: article_0625010817)."""
    if not isinstance(data, dict):
        return None
    own = data.get("integrationConcurrencyLimit")
    if data.get("integrationLimitType") == "integrationSpecific" and isinstance(own, int) and own > 0:
        return Told(own, shared=False)
    pools = (data.get("accountUnallocatedConcurrencyLimit"), data.get("accountConcurrencyLimit"))
    pool = next((each for each in pools if isinstance(each, int) and each > 0), None)
    return Told(pool, shared=True) if pool else None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a connection wants.

    Attributes:
        setting: The most lanes to use; None: as many as NetSuite allows.
        left_to_others: Of NetSuite's limit, where others share it; None: one.
        interactive_only: Lanes that none but interactive calls may take.
    """

    setting: int | None = None
    left_to_others: int | None = None
    interactive_only: int = 0


NO_TERMS = Terms()


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Refusals have brought the number of lanes down to ``lanes`` at the time ``at``, in seconds."""

    lanes: int
    at: float


def ceiling(terms: Terms, told: Told | None) -> int:
    """The most lanes that may be used when nothing is refused."""
    if told is None:
        return terms.setting or USUAL_LANES
    left = (1 if terms.left_to_others is None else terms.left_to_others) if told.shared else 0
    allowed = max(1, told.limit - left)
    return allowed if terms.setting is None else min(terms.setting, allowed)


def lanes_now(most: int, shrunk: Shrunk | None, now: float) -> int:
    """The lanes that may be used now, at least one."""
    if shrunk is None:
        return most
    grown = max(0.0, now - shrunk.at) // GROW_EVERY_S
    return max(1, min(most, shrunk.lanes + int(grown)))


def after_refusal(most: int, shrunk: Shrunk | None, now: float) -> Shrunk:
    """A quarter fewer, once for a burst of refusals."""
    if shrunk is not None and 0 <= now - shrunk.at < SAME_BURST_S:
        return shrunk
    return Shrunk(max(1, lanes_now(most, shrunk, now) * 3 // 4), now)


def is_forgotten(most: int, shrunk: Shrunk, now: float) -> bool:
    """Whether all lanes have grown back."""
    return lanes_now(most, shrunk, now) >= most
