"""Waiting for a job ends when the host's deadline comes near, with what is known by then."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from suiteplug.connector.call import Call, current_call
from suiteplug.connector.exchange import Reply
from suiteplug.connector.jobs.service import JobService, Pace

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Request


class Pending:
    """A job that never ends, and a clock that goes on while somebody waits for it."""

    def __init__(self) -> None:
        self.time = 50.0
        self.looks = 0

    async def send(self, request: Request) -> Reply:
        self.looks += 1
        return Reply(200, {}, b"", "https://x", {"id": "7", "completed": False, "progress": "pending"})

    async def sleep(self, seconds: float) -> None:
        self.time += seconds


@pytest.mark.parametrize(("deadline_s", "waited_s"), [(None, 100), (500, 100), (10, 9), (1, 0), (-5, 0)])
async def test_the_deadline_ends_waiting_a_moment_early(deadline_s: float | None, waited_s: float) -> None:
    world = Pending()
    jobs = JobService(world, now=lambda: datetime.now(UTC), pace=Pace(world.sleep, lambda: world.time))
    token = current_call.set(Call(deadline=None if deadline_s is None else world.time + deadline_s))
    try:
        job = await jobs.wait("7", timeout_s=100)
    finally:
        current_call.reset(token)
    assert not job.completed
    assert world.time == pytest.approx(50 + waited_s)
    assert world.looks >= 1
