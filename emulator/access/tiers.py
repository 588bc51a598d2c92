"""How many requests an account may have in flight, by service tier and licences (Oracle help: bridgehead_1500275603).

The most licences of each tier: oracle/netsuite-suitecloud-sdk, netsuite-sdf-safe-guide (2025.2).
"""

from __future__ import annotations

from typing import Literal, get_args

Tier = Literal["standard", "premium", "enterprise", "ultimate", "shared", "3", "2", "1", "1+", "0"]
"""Tiers of contracts since June 2020 by name; those of older contracts are "shared" and the numbers."""

_BASE: dict[Tier, int] = {
    "standard": 5,
    "premium": 15,
    "enterprise": 20,
    "ultimate": 20,
    "shared": 5,
    "3": 5,
    "2": 10,
    "1": 15,
    "1+": 15,
    "0": 20,
}
_MOST_LICENCES: dict[Tier, int] = {"standard": 1, "premium": 3, "enterprise": 6, "ultimate": 12}
_PER_LICENCE = 10
_DEVELOPMENT = 5
TIERS: tuple[Tier, ...] = get_args(Tier)


def concurrency_limit(tier: Tier, licences: int = 0, *, development: bool = False) -> int:
    """Limit of one account; production, each sandbox and release preview have one each by the same formula.

    Args:
        tier: Service tier of the company.
        licences: SuiteCloud Plus licences, ten lanes each.
        development: A development or partner account has five, whatever is licensed.

    Raises:
        ValueError: More licences than the tier can have.
    """
    most = _MOST_LICENCES.get(tier)
    if licences < 0 or (most is not None and licences > most):
        raise ValueError(f"tier {tier} has 0 to {most} SuiteCloud Plus licences, not {licences}")
    return _DEVELOPMENT if development else _BASE[tier] + _PER_LICENCE * licences


def check_reserved(limit: int, reserved: int) -> None:
    """Lanes reserved for integrations must leave one for all others (Oracle help: bridgehead_156224824287).

    Raises:
        ValueError: They do not.
    """
    if reserved > limit - 1:
        raise ValueError(f"{reserved} of {limit} lanes are reserved for integrations; one must stay unallocated")
