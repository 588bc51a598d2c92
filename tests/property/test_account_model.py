"""Random work through connector and emulator, held against a simple model of the account.

``SUITEPLUG_PROPERTY_EXAMPLES=500`` makes it a long run, ``SUITEPLUG_PROPERTY_STEPS`` the work of each example longer.
Only a long run looks for the shortest work that fails, which takes minutes.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings
from tests.property.account_checks import TYPES, check
from tests.property.account_model import Model
from tests.property.account_removals import REMOVALS
from tests.property.account_steps import STEPS
from tests.property.account_work import Context, Step, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.snapshot import Snapshot

EXAMPLES = int(os.environ.get("SUITEPLUG_PROPERTY_EXAMPLES", "4"))
LENGTH = int(os.environ.get("SUITEPLUG_PROPERTY_STEPS", "25"))
IS_LONG = "SUITEPLUG_PROPERTY_EXAMPLES" in os.environ
PHASES = [Phase.explicit, Phase.reuse, Phase.generate, *([Phase.shrink] if IS_LONG else [])]
WORK = {**STEPS, **REMOVALS}
FAULTS = st.sampled_from(
    [
        None,
        None,
        None,
        {"kind": "drop"},
        {"kind": "drop", "when": "after"},
        {"kind": "reply", "status": 503, "when": "after"},
    ]
)
OFTEN = ("order", "ship", "ship", "invoice", "receive", "pay")
NUMBERS = st.integers(0, 50)
STEP = st.builds(Step, st.sampled_from([*WORK, *OFTEN]), NUMBERS, NUMBERS, NUMBERS, FAULTS)


@pytest.fixture(scope="module")
def shop() -> Iterator[tuple[Account, Snapshot]]:
    """A shop on its first day: stock, customers and vendors, no orders of customers."""
    with Account.open(Settings(seed="stocked")) as account:
        account.suiteql.refresh()
        with account.snapshot() as moment:
            yield account, moment


async def begin(worker: Worker) -> Model:
    """The model of the first day."""
    rows = await worker.rows(
        "SELECT item, location, quantityonhand FROM inventoryitemlocations "
        "WHERE item IN (311, 312, 314) AND location IN (11, 12)"
    )
    on_hand = Counter({(row["item"], row["location"]): int(float(row["quantityonhand"])) for row in rows})
    listed = {name: await worker.read("list-records", record_type=name) for name in (*TYPES, "customer")}
    return Model(on_hand, {name: one["total"] for name, one in listed.items()})


async def work(account: Account, steps: list[Step]) -> None:
    """Do it all, and look every ten steps and in the end."""
    worker = Worker(account)
    async with worker.netsuite:
        context = Context(worker, await begin(worker))
        for done, step in enumerate(steps, start=1):
            await WORK[step.what](context, step)
            if done % 10 == 0 or done == len(steps):
                await check(context)


THERE_AND_BACK = ("ship", "give_back", "receive", "credit", "purchase", "receive", "bill")


@example(steps=[Step(what, 0, int(what == "receive" and at < 4), 1, None) for at, what in enumerate(THERE_AND_BACK)])
@settings(max_examples=EXAMPLES, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEP, min_size=LENGTH // 2, max_size=LENGTH))
def test_account_and_model_agree(shop: tuple[Account, Snapshot], steps: list[Step]) -> None:
    account, moment = shop
    account.restore(moment)
    account.faults.clear()
    asyncio.run(work(account, [Step("order", 2, 0, 7, None), *steps]))
