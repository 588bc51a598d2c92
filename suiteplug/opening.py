"""Joins a connection to the client and its services: the only place where the rooms meet."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from suiteplug.connections import sources
from suiteplug.connections.diagnosis.explain_sign_in import SignInDoctor
from suiteplug.connections.storage.home import home
from suiteplug.connections.tokens import FileTokenStore, MemoryTokenStore
from suiteplug.connector.client.client import Client, ClientTools
from suiteplug.connector.client.redact import Redactor
from suiteplug.connector.client.transport import Transport
from suiteplug.connector.connection_model import MOST_LANES, ConnectionModel
from suiteplug.connector.exactly_once.clock import Clock
from suiteplug.connector.exactly_once.ledgers import chosen_place, ledger_at
from suiteplug.connector.exactly_once.looking import Lookout
from suiteplug.connector.exactly_once.once import Once
from suiteplug.connector.exactly_once.sender import ExactlyOnce
from suiteplug.connector.exactly_once.settings import OnceSettings
from suiteplug.connector.export.outlets import Outlets
from suiteplug.connector.jobs.service import Pace
from suiteplug.connector.lanes import places
from suiteplug.connector.lanes.accounts import lanes_of
from suiteplug.connector.lanes.places import store_at
from suiteplug.connector.metadata.kept import MetadataFolder
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.session import Session
from suiteplug.watchers import watchers_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.exactly_once.ledger import Ledger
    from suiteplug.connector.exactly_once.observing import WriteObserver
    from suiteplug.connector.metadata.kept import MetadataKeep
    from suiteplug.connector.token_store import TokenStore

AnyConnection = str | Mapping[str, Any] | ConnectionModel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a host may bring: where tokens live, who watches, how often to repeat, and for tests the world itself.

    Attributes:
        ledger: Where calls with an idempotency key and unknown outcomes are kept: a place as in ``SUITEPLUG_LEDGER``,
            or a store of the host's own. None: the environment's, else ``ledger.sqlite3`` beside the connections.
        lanes: Who shares the account's lanes, in the words of ``SUITEPLUG_LANES``: ``process``, ``machine``, or the
            address of a PostgreSQL or Redis server. None: the environment's, else ``machine`` for a named connection.
        once: How long lost answers are looked for, and whether new records get an external ID from the key.
        write_observers: Told what became of each write.
        metadata: Where metadata is kept between processes. None: for a named connection in a folder beside the
            connections, for one that is handed over nowhere.
        outlets: Where exports may write. None: into ``exports`` beside the connections.
    """

    tokens: TokenStore | None = None
    hooks: Sequence[Hook] = ()
    retry: RetryPolicy | None = None
    ledger: Ledger | str | None = None
    lanes: str | None = None
    once: OnceSettings = field(default_factory=OnceSettings)
    write_observers: Sequence[WriteObserver] = ()
    metadata: MetadataKeep | None = None
    outlets: Outlets | None = None
    http: httpx.AsyncBaseTransport | None = None
    tools: ClientTools = field(default_factory=ClientTools)


def _lanes_place(connection: AnyConnection, options: Options) -> str:
    """Where lanes are shared. A connection that nobody named is likely to be a test's or one of many tenants'."""
    usual = places.PROCESS if isinstance(connection, Mapping | ConnectionModel) else places.MACHINE
    return options.lanes or os.environ.get(places.VARIABLE) or usual


def _metadata_keep(connection: AnyConnection, model: ConnectionModel, options: Options) -> MetadataKeep | None:
    """Metadata depends on who signs in: other credentials get another folder."""
    if options.metadata is not None or isinstance(connection, Mapping | ConnectionModel):
        return options.metadata
    return MetadataFolder(home() / "metadata" / f"{model.account.account_id.lower()}-{model.fingerprint}")


def open_session(connection: AnyConnection, options: Options | None = None) -> tuple[Client, Session]:
    """A client and the session over it. Nothing is sent yet; the caller closes the client.

    ``connection`` is a name, a mapping, a model, or None for the default connection. Tokens of named connections
    are kept in files that the processes of this machine share; those of a mapping stay in memory.
    """
    options = options or Options()
    model = connection if isinstance(connection, ConnectionModel) else sources.load(connection)
    tokens = options.tokens or (MemoryTokenStore() if isinstance(connection, Mapping) else FileTokenStore())
    account = model.account
    name = "" if isinstance(connection, Mapping | ConnectionModel) else sources.name_of(connection)
    watchers = watchers_of(account.account_id, name, now=options.tools.now, monotonic=options.tools.monotonic)
    transport = Transport(
        account,
        model.auth(tokens, options.tools.now),
        timeout_s=model.timeout_s,
        connections=MOST_LANES,
        http=options.http,
    )

    client = Client(
        account_id=account.account_id,
        transport=transport,
        lanes=lanes_of(
            f"{account.account_id} {account.base_url or ''}",
            model.lane_terms,
            longest_s=model.timeout_s,
            store=store_at(_lanes_place(connection, options), home()),
        ),
        terms=model.lane_terms,
        longest_s=model.timeout_s,
        credentials=model.fingerprint,
        redactor=Redactor(model.secrets()),
        policy=options.retry or RetryPolicy(),
        hooks=(*options.hooks, *watchers.hooks),
        tools=options.tools,
        explain_sign_in=SignInDoctor(model, transport.plain_get).explain,
    )
    pace = Pace(options.tools.sleep, options.tools.monotonic)
    observers = (*options.write_observers, *watchers.writes)
    guarded, once = _exactly_once(client, f"{account.account_id} {account.base_url or ''}".strip(), options, observers)
    session = Session.over(
        guarded, model, tokens, options.tools.now, pace, once, keep=_metadata_keep(connection, model, options)
    )
    return client, replace(session, outlets=options.outlets or Outlets(home() / "exports"), watchers=watchers)


def _exactly_once(
    client: Client, account: str, options: Options, observers: Sequence[WriteObserver]
) -> tuple[ExactlyOnce, Once]:
    """The sender that writes once, and what the runner needs of it. No file is opened before there is need."""
    chosen = options.ledger if options.ledger is not None else chosen_place()
    ledger = ledger_at(chosen, home()) if isinstance(chosen, str) else chosen
    clock = Clock(monotonic=options.tools.monotonic, sleep=options.tools.sleep)
    sender = ExactlyOnce(
        client,
        account=account,
        ledger=ledger,
        lookout=Lookout(client, ledger, account, options.tools.now),
        settings=options.once,
        clock=clock,
        now=options.tools.now,
        observers=observers,
    )
    return sender, Once(ledger, account, options.once, clock, shared=not isinstance(chosen, str))
