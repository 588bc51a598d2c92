"""The system service: the account's clock and its governance limits.

Oracle help: article_0528010158 (serverTime), article_0625010817 (governanceLimits); both since 2025.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.exchange import Request

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.exchange import Sender


@dataclass(frozen=True, slots=True)
class GovernanceLimits:
    """Requests that may be in flight: for the account, and for this integration where it has a limit of its own."""

    account: int | None
    unallocated: int | None
    integration: int | None
    integration_limit_type: str


class SystemService:
    """What NetSuite says about itself."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def server_time(self) -> datetime | None:
        """The account's clock, aware UTC, to the second; None when the reply does not tell it."""
        reply = await self._sender.send(Request("GET", f"{paths.SYSTEM}/serverTime", "read the server time"))
        text = reply.data.get("serverTime") if isinstance(reply.data, dict) else None
        return datetime.fromisoformat(text).astimezone(UTC) if isinstance(text, str) else date_of(reply.headers)

    async def governance_limits(self) -> GovernanceLimits:
        """The concurrency limits. Only administrators may read them."""
        reply = await self._sender.send(
            Request("GET", f"{paths.SYSTEM}/governanceLimits", "read the governance limits")
        )
        data: dict[str, Any] = reply.data if isinstance(reply.data, dict) else {}
        return GovernanceLimits(
            account=data.get("accountConcurrencyLimit"),
            unallocated=data.get("accountUnallocatedConcurrencyLimit"),
            integration=data.get("integrationConcurrencyLimit"),
            integration_limit_type=str(data.get("integrationLimitType", "")),
        )


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """The reply's Date header, aware UTC."""
    text = headers.get("date", "")
    try:
        return parsedate_to_datetime(text).astimezone(UTC) if text else None
    except ValueError:
        return None
