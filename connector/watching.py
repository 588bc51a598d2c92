"""Who watches the calls of a session from outside: counters, traces. They see names, times and outcomes, no values."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from suiteplug.connector.call import Call
    from suiteplug.connector.client.hooks import Hook
    from suiteplug.connector.exactly_once.observing import WriteObserver


class CallWatcher(Protocol):
    """Called when a call of an action begins; what it gives is called when the call ends, with its error or None.

    Both run in the event loop and in the context of the call, and must not block.
    """

    def __call__(self, call: Call, /) -> Callable[[BaseException | None], None]:
        """Take note that a call begins."""
        ...


@dataclass(frozen=True, slots=True)
class Watchers:
    """All of them, by what they are told; ``close`` lets go of their files."""

    hooks: tuple[Hook, ...] = ()
    calls: tuple[CallWatcher, ...] = ()
    writes: tuple[WriteObserver, ...] = ()
    closers: tuple[Callable[[], None], ...] = ()

    def close(self) -> None:
        """Write what is left and close."""
        for close in self.closers:
            close()


NOBODY = Watchers()


@contextmanager
def watched(watchers: Sequence[CallWatcher], call: Call) -> Iterator[None]:
    """Let the watchers see what happens inside."""
    endings = [watcher(call) for watcher in watchers]
    try:
        yield
    except BaseException as error:
        for end in reversed(endings):
            end(error)
        raise
    for end in reversed(endings):
        end(None)
