"""Runs a call with an idempotency key once, whoever asks for it how often; the session's ``once``."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from suiteplug.connector.errors import NetSuiteConnectorError, OutcomeUnknownError
from suiteplug.connector.exactly_once import keys
from suiteplug.connector.exactly_once.clock import Clock, Stopwatch
from suiteplug.connector.exactly_once.ledger import Begun, CallEntry, Standing
from suiteplug.connector.exactly_once.owner import is_dead, new_owner
from suiteplug.connector.exactly_once.refusals import key_reused, still_at_work
from suiteplug.connector.exactly_once.run import Run, current_run
from suiteplug.connector.exactly_once.sender import log

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from suiteplug.connector.call import Call
    from suiteplug.connector.exactly_once.ledger import Ledger
    from suiteplug.connector.exactly_once.settings import OnceSettings

T = TypeVar("T")

_FIRST_WAIT_S = 0.05
_LONGEST_WAIT_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The output of an earlier run, as JSON; nothing was sent."""

    output: str


class Once:
    """Calls of one account. What actions need of it: ``recall``, ``remember``, ``resumed``, ``keep_open``."""

    def __init__(
        self, ledger: Ledger, account: str, settings: OnceSettings, clock: Clock, *, shared: bool = False
    ) -> None:
        """``shared``: the ledger is the host's, who closes it."""
        self.ledger = ledger
        self.account = account
        self._shared = shared
        self.settings = settings
        self._clock = clock

    # -- for the runner ------------------------------------------------------------------------------------------------

    async def perform(
        self, call: Call, inputs: Any, work: Callable[[], Awaitable[T]], dump: Callable[[T], str]
    ) -> T | Kept:
        """Do the work of a call with a key, or give what an earlier run of it gave.

        ``inputs`` as JSON values: with others the key is refused. ``dump`` writes the output down.

        Raises:
            InputError: The key belongs to other work (IDEMPOTENCY_KEY_REUSED).
            RetryableError: Somebody else is at it (CALL_IN_PROGRESS).
        """
        begun = await self._begin(call, inputs)
        if begun.standing is Standing.DONE:
            return Kept(output=begun.call.output or "")
        entry = begun.call
        run = Run(entry, list(begun.writes), dict(begun.memos))
        token = current_run.set(run)
        try:
            async with self._held(entry):
                output = await work()
        except BaseException as error:
            await self._failed(run, error)
            raise
        finally:
            current_run.reset(token)
        await self._finished(run, dump(output))
        return output

    async def _begin(self, call: Call, inputs: Any) -> Begun:
        """Take the call; while another run has it, wait for its end for a while."""
        wanted = CallEntry(
            call_id=keys.call_id(self.account, call.idempotency_key),
            account=self.account,
            action=call.action,
            idempotency_key=call.idempotency_key,
            inputs_hash=keys.inputs_hash(self.account, call.action, inputs),
            owner=new_owner(),
        )
        lease_s, pause, dead = self.settings.lease_s, _FIRST_WAIT_S, ""
        watch = Stopwatch(self._clock)
        while True:
            begun = await self.ledger.begin_call(wanted, lease_s=lease_s, dead=dead)
            if begun.standing is Standing.DIFFERS:
                raise key_reused(begun.call, call.action)
            if begun.standing is not Standing.HELD:
                return (
                    begun
                    if begun.standing is Standing.DONE
                    else Begun(begun.standing, wanted, begun.writes, begun.memos)
                )
            if is_dead(begun.call.owner) and dead != begun.call.owner:
                dead = begun.call.owner
                continue
            over = call.deadline is not None and self._clock.monotonic() + pause >= call.deadline
            if over or watch.passed_s >= self.settings.turn_s:
                raise still_at_work(begun.call, _LONGEST_WAIT_S)
            await watch.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_WAIT_S)

    @asynccontextmanager
    async def _held(self, entry: CallEntry) -> AsyncIterator[None]:
        """Renew the lease from time to time; a call of everyday length never does."""
        beat = asyncio.get_running_loop().call_later
        every_s = self.settings.lease_s / 3
        waiting: list[asyncio.TimerHandle] = []
        beating: set[asyncio.Task[None]] = set()

        def renew() -> None:
            beating.add(task := asyncio.ensure_future(self._renew(entry)))
            task.add_done_callback(beating.discard)
            waiting[:] = [beat(every_s, renew)]

        waiting.append(beat(every_s, renew))
        try:
            yield
        finally:
            waiting[0].cancel()
            for task in beating:
                task.cancel()

    async def _renew(self, entry: CallEntry) -> None:
        try:
            await self.ledger.renew(entry.call_id, entry.owner, lease_s=self.settings.lease_s)
        except NetSuiteConnectorError as error:
            log.warning("The lease of the call '%s' could not be renewed: %s", entry.idempotency_key, error)

    async def _finished(self, run: Run, output: str) -> None:
        """Keep the output. What happened has happened: trouble with the ledger does not make it an error."""
        entry = run.call
        try:
            if run.keep_open:
                await self.ledger.release_call(entry.call_id, entry.owner, forget=False)
            else:
                kept = output if len(output) <= self.settings.longest_output else None
                await self.ledger.finish_call(entry.call_id, entry.owner, kept)
        except NetSuiteConnectorError as error:
            log.warning("The ledger could not be told that the call '%s' is done: %s", entry.idempotency_key, error)

    async def _failed(self, run: Run, error: BaseException) -> None:
        """Let go of the call; where nothing was written its key is free again."""
        entry = run.call
        nothing_written = run.written == 0 and not run.earlier
        forget = nothing_written and isinstance(error, Exception) and not isinstance(error, OutcomeUnknownError)
        try:
            await self.ledger.release_call(entry.call_id, entry.owner, forget=forget)
        except NetSuiteConnectorError as problem:
            log.warning("The call '%s' could not be let go of: %s", entry.idempotency_key, problem)

    async def close(self) -> None:
        """Close the ledger, unless it is the host's."""
        if not self._shared:
            await self.ledger.close()

    # -- for actions ---------------------------------------------------------------------------------------------------

    @property
    def resumed(self) -> bool:
        """Whether an earlier run of this call has begun to write: a record that it finds may be its own."""
        run = current_run.get()
        return run is not None and bool(run.earlier or run.written)

    @property
    def has_key(self) -> bool:
        """Whether the call has an idempotency key: then a look more before writing is worth its price."""
        return current_run.get() is not None

    def recall(self, name: str) -> Any:
        """What an earlier run of this call has remembered under the name; None without one."""
        run = current_run.get()
        return None if run is None else run.memos.get(name)

    async def remember(self, name: str, value: Any) -> None:
        """Keep a JSON value for later runs of this call: a plan that rests on what was read before the first write.

        It is kept until the call is done. Costs nothing without an idempotency key.
        """
        run = current_run.get()
        if run is not None:
            run.memos[name] = value
            await self.ledger.put_memo(run.call.call_id, name, value)

    def keep_open(self) -> None:
        """The action ends while NetSuite is still at work: the next run with the key looks again."""
        run = current_run.get()
        if run is not None:
            run.keep_open = True
