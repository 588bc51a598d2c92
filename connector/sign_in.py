"""What the client hands to a connection when NetSuite refused to let it in, so that it can say why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from suiteplug.connector.errors import SignInError


@dataclass(frozen=True, slots=True)
class PlainReply:
    """An answer to a request that was not signed by the sign-in flow."""

    status: int
    headers: Mapping[str, str]
    content: bytes


class PlainGet(Protocol):
    """Sends a GET without the connection's sign-in flow, follows no redirect, repeats nothing."""

    async def __call__(self, url: str, headers: Mapping[str, str]) -> PlainReply | None:
        """The answer, or None when there was none."""
        ...


@dataclass(frozen=True, slots=True)
class SignInRefusal:
    """A refused sign-in: the error as read from the reply, or as raised by the sign-in flow.

    ``headers`` are those of the refusing reply (names in lower case, or a case-insensitive mapping), empty for an
    error that the flow raised. ``received_at`` is this machine's time when it came.
    """

    error: SignInError
    received_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
