"""What a store must do: keep one text per account, change it by one process at a time, tell the time, ring a bell.

All rules about lanes are pure functions of that text and the store's clock; a store knows none of them. Its methods
block and are called in one thread, the keeper's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")

Step = Callable[[str | None, float], tuple[str | None, T]]
"""From the text (None: there is none yet) and the store's time in seconds to the new text (None: leave it) and a result
for the caller.

It may be called again when another process came first, so that it must change nothing but what it returns.
"""


class StoreError(Exception):
    """The store cannot be used now. The message says why, without secrets."""


class LaneStore(Protocol):
    """Shared by all processes that were given the same place."""

    poll_s: float | None
    """How often to ask ``changed``; None: the store rings by itself."""

    @property
    def place(self) -> str:
        """Where it is, for messages; without secrets."""
        ...

    def change(self, account: str, step: Step[T]) -> T:
        """Read, step, write, all at once. Raises StoreError."""
        ...

    def changed(self) -> bool:
        """Whether another process has written since this was asked last."""
        ...

    def listen(self, account: str, ring: Callable[[], None]) -> None:
        """Call ``ring``, from any thread, when another process has written; until closed."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
