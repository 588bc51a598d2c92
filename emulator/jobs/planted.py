"""The job that a seeded account has behind it, so that there is one to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.access import seed
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.jobs import batch
from suiteplug.emulator.jobs.queue import Submission
from suiteplug.emulator.roles import Caller

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.jobs.queue import JobQueue
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.settings import Settings

_DOOR = "/services/rest/record/v1"


def plant_job(jobs: JobQueue, access: Access, schema: Schema, settings: Settings) -> None:
    """Job 1: the nightly price import has read two currencies, of which the account has one. It changed nothing."""
    origin = f"https://{settings.host_label}.suitetalk.api.netsuite.com"
    request = Request(
        "GET",
        origin,
        f"{_DOOR}/currency",
        "expandRecords=true&ids=1,999&fields=name,symbol",
        segments=("currency",),
        door_url=f"{origin}{_DOOR}",
        caller=Caller(seed.USER, access.roles[seed.FULL_ROLE], seed.TBA_INTEGRATION, "tba"),
    )
    jobs.submit(Submission(batch.split(request, schema.get("currency")), is_batch=True))
    jobs.advance()
