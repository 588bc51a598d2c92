"""Joins a connection to the client and its services: the only place where the rooms meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suiteplug.connections import sources
from suiteplug.connections.diagnosis.explain_sign_in import SignInDoctor
from suiteplug.connections.tokens import FileTokenStore, MemoryTokenStore
from suiteplug.connector.client.client import Client, ClientTools
from suiteplug.connector.client.redact import Redactor
from suiteplug.connector.client.transport import Transport
from suiteplug.connector.connection_model import ConnectionModel
from suiteplug.connector.jobs.service import Pace
from suiteplug.connector.lanes.gate import gate_for
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx

    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.token_store import TokenStore

AnyConnection = str | Mapping[str, Any] | ConnectionModel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a host may bring: where tokens live, who watches, how often to repeat, and for tests the world itself."""

    tokens: TokenStore | None = None
    hooks: Sequence[Hook] = ()
    retry: RetryPolicy | None = None
    http: httpx.AsyncBaseTransport | None = None
    tools: ClientTools = field(default_factory=ClientTools)


def open_session(connection: AnyConnection, options: Options | None = None) -> tuple[Client, Session]:
    """A client and the session over it. Nothing is sent yet; the caller closes the client.

    ``connection`` is a name, a mapping, a model, or None for the default connection. Tokens of named connections
    are kept in files that the processes of this machine share; those of a mapping stay in memory.
    """
    options = options or Options()
    model = connection if isinstance(connection, ConnectionModel) else sources.load(connection)
    tokens = options.tokens or (MemoryTokenStore() if isinstance(connection, Mapping) else FileTokenStore())
    account = model.account
    transport = Transport(
        account,
        model.auth(tokens, options.tools.now),
        timeout_s=model.timeout_s,
        connections=model.lanes,
        http=options.http,
    )

    client = Client(
        account_id=account.account_id,
        transport=transport,
        gate=gate_for(f"{account.account_id} {account.base_url or ''}", model.lanes),
        redactor=Redactor(model.secrets()),
        policy=options.retry or RetryPolicy(),
        hooks=options.hooks,
        tools=options.tools,
        explain_sign_in=SignInDoctor(model, transport.plain_get).explain,
    )
    pace = Pace(options.tools.sleep, options.tools.monotonic)
    return client, Session.over(client, model, tokens, options.tools.now, pace)
