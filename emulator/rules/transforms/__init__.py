"""From one record to the next: prefilled targets (Oracle help: section_157901123882).

A target comes with exactly the lines that have something left; the caller's body is laid over it before it is saved.
The pairs are those of Oracle's REST API Browser (2021 and 2026.1 as public repositories copied them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.core.problems import ACCESS_PREFIX, Problem
from suiteplug.emulator.rules.shared.lookup import Found
from suiteplug.emulator.rules.transforms import manufacturing, money, orders, pipeline, purchases

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

__all__ = ["NOT_EMULATED", "PAIRS", "transform"]

PAIRS = {**orders.PAIRS, **purchases.PAIRS, **money.PAIRS, **pipeline.PAIRS, **manufacturing.PAIRS}
NOT_EMULATED = {
    "salesOrder": {"fulfillmentRequest", "revenueCommitment", "storePickupFulfillment"},
    "returnAuthorization": {"revenueCommitmentReversal"},
}
"""Published pairs whose target the emulator does not have: 501."""


def transform(context: Context, source_type: str, source: Body, target_type: str) -> Body:
    """The prefilled target in stored form, not saved.

    Raises:
        Problem: The pair is not possible, or the source has nothing left for this target.
    """
    make = PAIRS.get((source_type, target_type))
    if make is None:
        if target_type in NOT_EMULATED.get(source_type, ()):
            raise Problem.not_emulated(f"the transform from {source_type} to {target_type}")
        raise Problem(400, "USER_ERROR", f"{ACCESS_PREFIX}That type of record transformation is not allowed.")
    target = make(context, Found(source_type, source))
    if target is None:
        # SuiteScript's INVALID_INITIALIZE_REF
        detail = f"You can not initialize {target_type.lower()}: invalid reference {source['id']}."
        raise Problem(400, "USER_ERROR", ACCESS_PREFIX + detail)
    return target
