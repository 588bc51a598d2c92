"""Where tokens live between requests and between processes: a port, filled by the connections room or the host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """An access token and, where the grant gives one, its refresh token. Times are seconds since 1970, UTC."""

    access_token: str
    expires_at: float
    refresh_token: str = ""
    refresh_expires_at: float = 0.0

    def __repr__(self) -> str:
        """Times only."""
        return f"Token(expires_at={self.expires_at}, refresh_expires_at={self.refresh_expires_at})"


class TokenStore(Protocol):
    """Keeps one token per key; ``exclusive`` keeps two refreshes of the same key from overlapping."""

    def load(self, key: str) -> Token | None:
        """The stored token, or None."""
        ...

    def save(self, key: str, token: Token) -> None:
        """Store durably before returning: a lost refresh token ends the chain."""
        ...

    def forget(self, key: str) -> None:
        """Remove it, if there is one."""
        ...

    def exclusive(self, key: str) -> AbstractAsyncContextManager[None]:
        """Hold the key for this task against every other task and process that shares the store."""
        ...
