"""The public face for Python: connect, run actions, close."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, Self, TypeVar

from suiteplug import runner
from suiteplug.opening import AnyConnection, Options, open_session

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from types import TracebackType
    from typing import Unpack

    from suiteplug.connector.call import CallWords
    from suiteplug.connector.exactly_once.unsettled import OpenWrite, Settlement
    from suiteplug.connector.lanes.account_lanes import LanesView
    from suiteplug.connector.session import Session
    from suiteplug.connector.spec import ActionSpec, ChoicePage, I, O
    from suiteplug.runner import Report, Result

T = TypeVar("T")


class NetSuite:
    """One connected account. Open it with ``async with suiteplug.connect(...)``; safe to use from many tasks.

    Attributes:
        session: The services below the actions, for code that needs more than actions.
    """

    session: Session

    def __init__(self, connection: AnyConnection = None, options: Options | None = None) -> None:
        self._client, self.session = open_session(connection, options)

    async def run(
        self,
        key: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        report: Report | None = None,
        **how: Unpack[CallWords],
    ) -> Result:
        """Run an action by key. Inputs and output are JSON values, as its schemas say.

        ``report(done, total or None, what)`` is called while long work goes on. ``how``: ``idempotency_key`` names
        this piece of work, so that running it again never writes twice; ``timeout_s`` is when you stop waiting;
        ``priority``, ``run``, ``requester`` and ``reason`` as in ``suiteplug.connector.call.Call``.
        """
        return await runner.invoke(self.session, key, inputs, report=report, **how)

    async def call(
        self, action: ActionSpec[I, O], inputs: I, *, report: Report | None = None, **how: Unpack[CallWords]
    ) -> O:
        """Run an action with its own types: ``await netsuite.call(get_record.ACTION, get_record.Inputs(...))``."""
        return await runner.invoke_typed(self.session, action, inputs, report=report, **how)

    async def choices(
        self, source: str, *, search: str = "", cursor: str = "", parameters: Mapping[str, str] | None = None
    ) -> ChoicePage:
        """One page of dynamic choices for an input, from a data source of the manifest."""
        return await runner.choices(self.session, source, search=search, cursor=cursor, parameters=parameters)

    async def open_writes(self) -> list[OpenWrite]:
        """Writes to this account whose outcome is not known, oldest first. Sends nothing."""
        return await self.session.unsettled.list_open()

    async def settle(
        self, name: str | None = None, *, happened: str | None = None, did_not_happen: bool = False
    ) -> list[Settlement]:
        """Look again for one open write (by ``settle_id`` or idempotency key) or for all; nothing is ever sent again.

        ``happened`` is the internal ID that a person has found, ``did_not_happen`` that there is none: then it is
        taken at its word. A call that is repeated with its key goes on accordingly.

        Raises:
            InputError: There is no such open write.
        """
        if name is not None and (happened is not None or did_not_happen):
            return await self.session.unsettled.say(name, record_id=happened)
        return await self.session.unsettled.look_again(name)

    def lanes(self) -> LanesView:
        """How it stands with the account's lanes, as far as this process knows. Sends nothing."""
        return self._client.lanes.view()

    async def close(self) -> None:
        """Close the connection pool, the ledger, the audit log and the counters."""
        await self._client.close()
        await self.session.once.close()
        self.session.watchers.close()

    async def __aenter__(self) -> Self:
        """Give itself."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()


class SyncNetSuite:
    """The synchronous twin: the same calls, run on an event loop of its own in a background thread."""

    def __init__(self, connection: AnyConnection = None, options: Options | None = None) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="suiteplug", daemon=True)
        self._thread.start()
        try:
            self._netsuite = self._wait(self._open(connection, options))
        except BaseException:
            self._stop()
            raise

    @staticmethod
    async def _open(connection: AnyConnection, options: Options | None) -> NetSuite:
        return NetSuite(connection, options)

    def run(
        self,
        key: str,
        inputs: Mapping[str, Any] | None = None,
        *,
        report: Report | None = None,
        **how: Unpack[CallWords],
    ) -> Result:
        """See ``NetSuite.run``. ``report`` is called in the background thread."""
        return self._wait(self._netsuite.run(key, inputs, report=report, **how))

    def call(self, action: ActionSpec[I, O], inputs: I, *, report: Report | None = None, **how: Unpack[CallWords]) -> O:
        """See ``NetSuite.call``."""
        return self._wait(self._netsuite.call(action, inputs, report=report, **how))

    def choices(
        self, source: str, *, search: str = "", cursor: str = "", parameters: Mapping[str, str] | None = None
    ) -> ChoicePage:
        """See ``NetSuite.choices``."""
        return self._wait(self._netsuite.choices(source, search=search, cursor=cursor, parameters=parameters))

    def open_writes(self) -> list[OpenWrite]:
        """See ``NetSuite.open_writes``."""
        return self._wait(self._netsuite.open_writes())

    def settle(
        self, name: str | None = None, *, happened: str | None = None, did_not_happen: bool = False
    ) -> list[Settlement]:
        """See ``NetSuite.settle``."""
        return self._wait(self._netsuite.settle(name, happened=happened, did_not_happen=did_not_happen))

    def close(self) -> None:
        """Close the connection pool and end the thread."""
        if not self._loop.is_closed():
            self._wait(self._netsuite.close())
            self._stop()

    def _wait(self, work: Coroutine[Any, Any, T]) -> T:
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        self.close()


def connect(connection: AnyConnection = None, options: Options | None = None) -> NetSuite:
    """Open a connection: a name, a mapping with ``type`` and its fields, a model, or None for the default one.

    Raises:
        InvalidConnectionError: There is no such connection, or a field of it cannot be right. Nothing is sent here.
    """
    return NetSuite(connection, options)


def connect_sync(connection: AnyConnection = None, options: Options | None = None) -> SyncNetSuite:
    """The same for code without ``async``."""
    return SyncNetSuite(connection, options)
