"""One emulated account: the composition root that builds every part once and hands it to the doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from suiteplug.emulator import database
from suiteplug.emulator.access import seed as access_seed
from suiteplug.emulator.access.registry import Access
from suiteplug.emulator.admin.door import AdminDoor
from suiteplug.emulator.audit import LoginAuditTrail
from suiteplug.emulator.clock import Clock
from suiteplug.emulator.core.lanes import Lanes
from suiteplug.emulator.core.router import Permission, Route, Router, not_emulated, unknown_service
from suiteplug.emulator.core.sign_in import SignIn
from suiteplug.emulator.core.traffic import Traffic
from suiteplug.emulator.faults import Faults
from suiteplug.emulator.faults.late import LateWork
from suiteplug.emulator.jobs.door import JobDoor
from suiteplug.emulator.jobs.intake import AsyncIntake
from suiteplug.emulator.jobs.planted import plant_job
from suiteplug.emulator.jobs.queue import JobQueue
from suiteplug.emulator.metadata.door import MetadataDoor
from suiteplug.emulator.mirror.kept import KeptReplies
from suiteplug.emulator.mirror.opening import SEEDED as MIRRORED
from suiteplug.emulator.mirror.opening import Opening
from suiteplug.emulator.oauth.authorize import AuthorizeDoor
from suiteplug.emulator.oauth.certificate_door import CertificateDoor
from suiteplug.emulator.oauth.endpoints import OAuthDoor
from suiteplug.emulator.oauth.grants import Grants
from suiteplug.emulator.oauth.keys import SigningKey
from suiteplug.emulator.oauth.tokens import Tokens
from suiteplug.emulator.record.service import RecordService
from suiteplug.emulator.restlet.door import RestletDoor
from suiteplug.emulator.restlet.installed import deploy_installed
from suiteplug.emulator.restlet.registry import RestletRegistry
from suiteplug.emulator.roles import Level
from suiteplug.emulator.rules import Rules
from suiteplug.emulator.seed import plant
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.snapshot import Snapshot
from suiteplug.emulator.state import TABLE as STATE_TABLE
from suiteplug.emulator.state import AccountState
from suiteplug.emulator.store import RecordStore
from suiteplug.emulator.suiteql.datasets import DatasetDoor
from suiteplug.emulator.suiteql.service import SuiteqlService
from suiteplug.emulator.system.door import DiscoveryDoor, SystemDoor
from suiteplug.emulator.tba.authorize import TbaAuthorizeDoor
from suiteplug.emulator.tba.flow import TbaFlowDoor
from suiteplug.emulator.tba.request_tokens import RequestTokens
from suiteplug.emulator.tba.revocation import RevokeTokenDoor
from suiteplug.emulator.tba.token_info import TokenInfoDoor
from suiteplug.emulator.tba.verifier import TbaVerifier

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

_SEEDED = "seeded"
_WORKBOOK = Permission("REPO_ANALYTICS", Level.EDIT, "Reports -> SuiteAnalytics Workbook")


class Account:
    """Everything that belongs to one account.

    Attributes:
        db: The one SQLite connection, autocommit; ``RecordStore.transaction`` opens transactions on it.
        store: The records.
        access: Integration records, tokens, certificates, users, roles.
        audit: The login audit trail.
        restlets: Where further RESTlets can be deployed.
        kept: Replies that were loaded from a real account.
        jobs: The queue of asynchronous requests.
        faults: What goes wrong, by script.
        late: What is still worked on for callers that are gone.
    """

    def __init__(self, settings: Settings, clock: Clock, db: sqlite3.Connection) -> None:
        self.settings = settings
        self.clock = clock
        self.db = db
        self.admin = AdminDoor(self)
        self.faults = Faults()
        self.state = AccountState(db)
        self._check_identity()
        self._opening = Opening(settings, self.state, seeded=self.state.load(_SEEDED))
        self.settings = self._opening.settings
        self._build_access()
        self._build()
        if self.state.load(_SEEDED) is None:
            self._plant()

    @classmethod
    def open(cls, settings: Settings | None = None, clock: Clock | None = None) -> Self:
        """Open the account in ``settings.data``, or a new one in memory, seeded when it is new."""
        settings = settings or Settings()
        clock = clock or Clock()
        if settings.data is not None and database.is_to_grow(settings):
            with database.growing_file(settings.data) as db:
                cls(settings, clock, db)
        return cls(settings, clock, database.open_database(settings))

    @classmethod
    def open_copy(cls, snapshot: Snapshot, settings: Settings | None = None, clock: Clock | None = None) -> Self:
        """A further account without a file that begins as another one was; much faster than seeding.

        Raises:
            ValueError: The settings name another account ID, or a file.
        """
        settings = settings or Settings()
        if settings.data is not None:
            raise ValueError("a copy lives in memory")
        db = database.open_database(settings)
        snapshot.copy_to(db)
        if clock is None:
            clock = Clock()
            clock.hands = snapshot.hands
        return cls(settings, clock, db)

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    def reset(self) -> None:
        """Records as they were seeded, counters at zero, real time; credentials and tokens stay good."""
        self.db.execute("PRAGMA foreign_keys = OFF")
        for kind in ("trigger", "view", "table"):
            statement = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite%' AND name <> ?"
            for (name,) in self.db.execute(statement, (kind, STATE_TABLE)).fetchall():
                self.db.execute(f'DROP {kind} IF EXISTS "{name}"')
        self.clock.thaw()
        self.faults.rewind()
        self._build()
        self._plant()

    def snapshot(self) -> Snapshot:
        """Records, credentials, tokens, jobs and clock as they are now."""
        return Snapshot.take(self.db, self.clock, self.settings.account_id)

    def restore(self, snapshot: Snapshot) -> None:
        """Go back to a snapshot; counters at zero, the fault script from its start, RESTlets as deployed.

        Raises:
            ValueError: It is of another account.
        """
        if snapshot.account_id != self.settings.account_id:
            raise ValueError(f"a snapshot of account {snapshot.account_id}, not {self.settings.account_id}")
        snapshot.copy_to(self.db)
        self.clock.hands = snapshot.hands
        self.faults.rewind()
        deployed = self.restlets
        self._build_access()
        self._build()
        self.restlets.deploy_all_of(deployed)

    def _plant(self) -> None:
        """Fill the empty account with its seed company, or with the records of a mirror."""
        if self._opening.is_mirror:
            with self.store.transaction():
                self._opening.mirror().fill(self.store, self.rules, self.kept)
                self.state.save(_SEEDED, MIRRORED)
            self.suiteql.mark_all()
            return
        with self.store.transaction():
            plant(
                self.store,
                self.store.schema,
                self.settings,
                self.clock,
                suiteql=self.suiteql,
                access=self.access,
            )
            self.state.save(_SEEDED, self.settings.seed)
        if self.settings.seed != "empty":
            plant_job(self.jobs, self.access, self.store.schema, self.settings)

    def _check_identity(self) -> None:
        """A file holds one account and is opened as no other."""
        known = self.state.load("account_id")
        if known is None:
            self.state.save("account_id", self.settings.account_id)
        elif known != self.settings.account_id:
            raise ValueError(f"{self.settings.data} holds account {known}, not {self.settings.account_id}")

    def _build_access(self) -> None:
        """Credentials and tokens, set up when the account is new."""
        settings, clock, state = self.settings, self.clock, self.state
        self.access = Access(state)
        if self.access.is_empty:
            access_seed.set_up(self.access, state, clock, settings.account_id)
        self.grants = Grants(state, clock)
        self.signing_key = SigningKey(state, clock, settings.account_id)
        self.tokens = Tokens(settings.account_id, self.signing_key, self.access, self.grants, clock)

    def _build(self) -> None:
        """Everything that a reset makes anew."""
        settings = self.settings
        self.store = RecordStore(self.db, self.clock, self._opening.schema())
        self.kept = KeptReplies(self.db)
        self.store.listeners.append(self.kept.listen)
        self.rules = Rules(self.store, self.store.schema, settings, self.clock)
        self.rules.context.lookup.known_names = self.kept.name
        self.traffic = Traffic()
        self.lanes = Lanes(settings.concurrency_limit, self.access, beyond=settings.lanes_beyond)
        self.late = LateWork(self.clock, self.lanes)
        self.audit = LoginAuditTrail(self.clock, locking=settings.lock_after_failed_logins)
        tba = TbaVerifier(settings.account_id, self.access, self.clock, self.audit)
        self.sign_in = SignIn(settings.account_id, tba, self.tokens, self.audit)
        self.restlets = RestletRegistry()
        deploy_installed(self.restlets, self.store, self.rules, self.clock)
        self.suiteql = SuiteqlService(
            self.store, self.rules, settings, self.clock, self.access, recorded=self._opening.rows(self.kept)
        )
        self.suiteql.show_logins(self.audit)
        self.suiteql.show_scripts(self.restlets)
        self.router = Router(self._routes())

    def _routes(self) -> dict[str, Route]:
        """Every door of the account by the prefix of its paths."""
        authorize = AuthorizeDoor(self.settings, self.access, self.grants, self.clock, self.audit)
        oauth = OAuthDoor(
            settings=self.settings,
            access=self.access,
            grants=self.grants,
            tokens=self.tokens,
            key=self.signing_key,
            authorize=authorize,
            clock=self.clock,
            audit=self.audit,
        )
        waiting = RequestTokens(self.clock)
        flow = TbaFlowDoor(self.settings, self.access, waiting, self.clock, self.audit)
        consent = TbaAuthorizeDoor(self.settings, self.access, waiting, self.audit)
        certificates = CertificateDoor(self.settings, self.access, self.clock)
        discovery = DiscoveryDoor(self.settings)
        system = SystemDoor(self.clock, self.lanes, self.access)
        records = RecordService(self.store, self.rules, self.settings, self.clock, self.kept)
        self.jobs = JobQueue(self.db, self.clock, self.settings, self.access, records.handle)
        pointing = self.settings.schema_references == "url"
        metadata = MetadataDoor(self.store.schema, release=self.settings.release, pointing=pointing)
        return {
            "/services/rest/record/v1": Route(AsyncIntake(records.handle, self.jobs, self.store.schema).handle),
            "/services/rest/record/v1/metadata-catalog": Route(metadata.handle),
            "/services/rest/query/v1/suiteql": Route(self.suiteql.handle, permission=_WORKBOOK),
            "/services/rest/query/v1/dataset": Route(DatasetDoor(self.suiteql).handle, permission=_WORKBOOK),
            "/services/rest/async/v1": Route(JobDoor(self.jobs).handle),
            "/services/rest/system/v1": Route(system.handle),
            "/services/rest/auth/oauth2/v1": Route(oauth.handle, sign_in="none"),
            "/services/rest/auth/oauth2/v1/clients": Route(certificates.handle, counted=False),
            "/services/rest": Route(unknown_service),
            "/app/site/hosting/restlet.nl": Route(RestletDoor(self.restlets).handle, sign_in="restlet"),
            "/app/login/oauth2/authorize.nl": Route(authorize.handle, sign_in="none"),
            "/.well-known/openid-configuration": Route(discovery.openid_configuration, sign_in="none"),
            "/rest/datacenterurls": Route(discovery.data_center_urls, sign_in="none"),
            "/app/login/secure/authorizetoken.nl": Route(consent.handle, sign_in="none"),
            "/rest/requesttoken": Route(flow.request_token, sign_in="none"),
            "/rest/accesstoken": Route(flow.access_token, sign_in="none"),
            "/rest/revoketoken": Route(RevokeTokenDoor(self.access).handle, sign_in="restlet", counted=False),
            "/rest/issuetoken": Route(
                not_emulated("issuetoken, which signs in with a user's password"), sign_in="none"
            ),
            "/rest/roles": Route(not_emulated("the roles service, which asks for a user's password"), sign_in="none"),
            "/rest/tokeninfo": Route(TokenInfoDoor(self.settings).handle, sign_in="restlet", counted=False),
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
