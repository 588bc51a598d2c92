"""What an action is handed: one signed-in account and the services that speak to it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from suiteplug.connector.datasets import DatasetService
from suiteplug.connector.exactly_once.clock import Clock
from suiteplug.connector.exactly_once.looking import Lookout
from suiteplug.connector.exactly_once.memory import MemoryLedger
from suiteplug.connector.exactly_once.once import Once
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.connector.exactly_once.unsettled import Unsettled
from suiteplug.connector.explaining.explainer import Explainer
from suiteplug.connector.explaining.looks import Looks
from suiteplug.connector.export.outlets import NOWHERE, Outlets
from suiteplug.connector.jobs import JobService
from suiteplug.connector.metadata import MetadataService
from suiteplug.connector.raw import RawService
from suiteplug.connector.records import RecordService
from suiteplug.connector.records.forms import FormService
from suiteplug.connector.records.operations import OperationService
from suiteplug.connector.remembered import Remembered
from suiteplug.connector.restlets import RestletService
from suiteplug.connector.suiteql import SuiteqlService
from suiteplug.connector.system import SystemService
from suiteplug.connector.watching import NOBODY, Watchers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from suiteplug.connector.account import Account
    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.connector.exchange import Sender
    from suiteplug.connector.jobs.service import Pace
    from suiteplug.connector.metadata.kept import MetadataKeep
    from suiteplug.connector.spec import ChoicePage
    from suiteplug.connector.token_store import TokenStore


KEEP_CHOICES = timedelta(minutes=1)
"""Long enough for somebody who types into a search box, short enough to find what was just created."""


def _silent(_done: int, _total: int | None, _what: str) -> None:
    """Nobody asked for progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One connection in use. ``report(done, total or None, what)`` tells progress to the host.

    ``once`` remembers, for a call with an idempotency key, what an earlier run of it has planned and written;
    ``unsettled`` knows the writes whose outcome is not known.
    """

    account: Account
    connection: ConnectionModel
    records: RecordService
    suiteql: SuiteqlService
    metadata: MetadataService
    system: SystemService
    forms: FormService
    operations: OperationService
    datasets: DatasetService
    restlets: RestletService
    jobs: JobService
    raw: RawService
    once: Once
    unsettled: Unsettled
    now: Callable[[], datetime]
    tokens: TokenStore
    choices: Remembered[ChoicePage]
    report: Callable[[int, int | None, str], None] = _silent
    monotonic: Callable[[], float] = time.monotonic
    outlets: Outlets = NOWHERE
    watchers: Watchers = NOBODY

    @classmethod
    def over(
        cls,
        sender: Sender,
        connection: ConnectionModel,
        tokens: TokenStore,
        now: Callable[[], datetime],
        pace: Pace | None = None,
        once: Once | None = None,
        *,
        keep: MetadataKeep | None = None,
    ) -> Session:
        """The session whose services all send through ``sender``; ``pace`` is how time passes while jobs run.

        Without ``once`` calls with an idempotency key are known to this session only.
        """
        once = once or Once(MemoryLedger(), connection.account.account_id, OnceSettings(), Clock())
        lookout = Lookout(sender, once.ledger, once.account, now)
        metadata = MetadataService(sender, now=now, keep=keep)
        explainer = Explainer(metadata, Looks(sender, now), connection.account, now)
        return cls(
            account=connection.account,
            connection=connection,
            records=RecordService(sender, metadata, explainer),
            suiteql=SuiteqlService(sender, date_format=connection.date_format),
            metadata=metadata,
            system=SystemService(sender),
            forms=FormService(sender, metadata),
            operations=OperationService(sender, metadata),
            datasets=DatasetService(sender),
            restlets=RestletService(sender),
            jobs=JobService(sender, now=now, pace=pace),
            raw=RawService(sender),
            once=once,
            unsettled=Unsettled(once.ledger, lookout, once.account, once.settings),
            now=now,
            tokens=tokens,
            choices=Remembered(now, KEEP_CHOICES),
            monotonic=pace.monotonic if pace else time.monotonic,
        )
