"""The system service: the account's clock and its governance limits; and who the account thinks is asking.

Oracle help: article_0528010158 (serverTime), article_0625010817 (governanceLimits); both since 2025.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.account import Service
from suiteplug.connector.account_lookup import read_lookup
from suiteplug.connector.errors import ConnectionSetupError, RejectedError, RetryableError
from suiteplug.connector.exchange import Request
from suiteplug.connector.retry import RetryPolicy
from suiteplug.connector.sign_in import PlainReply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connector.account import Account
    from suiteplug.connector.errors import AccountNotFoundError
    from suiteplug.connector.exchange import Sender

_ONCE = RetryPolicy(max_retries=0)


@dataclass(frozen=True, slots=True)
class GovernanceLimits:
    """Requests that may be in flight: for the account, and for this integration where it has a limit of its own."""

    account: int | None
    unallocated: int | None
    integration: int | None
    integration_limit_type: str


@dataclass(frozen=True, slots=True)
class TokenOwner:
    """Whom a TBA token belongs to; None where NetSuite does not say."""

    role_id: str | None = None
    role_name: str | None = None
    user_id: str | None = None


class SystemService:
    """What NetSuite says about itself, and about who asks."""

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

    async def missing_account(self, account: Account) -> AccountNotFoundError | None:
        """The error to raise when NetSuite's directory does not know the account, asked at the connection's own host.

        Only of use where hosts are not made from the account ID: elsewhere a wrong ID has no host to answer.
        """
        query = (("account", account.account_id),)
        request = Request("GET", "/rest/datacenterurls", "look the account up", query=query, retry=_ONCE)
        try:
            reply = await self._sender.send(request)
        except RejectedError:  # a host without the directory: it cannot be told
            return None
        return read_lookup(account, PlainReply(reply.status, reply.headers, reply.content))

    async def token_owner(self) -> TokenOwner:
        """Role and user of a TBA token (Oracle help: chapter_157017286140). Unknown where NetSuite does not say.

        The page describes the members without spelling them, so that several spellings are read.
        """
        request = Request(
            "GET", "/rest/tokeninfo", "ask whom the token belongs to", service=Service.RESTLETS, retry=_ONCE
        )
        try:
            reply = await self._sender.send(request)
        except (RejectedError, ConnectionSetupError, RetryableError):
            return TokenOwner()
        data = reply.data if isinstance(reply.data, dict) else {}
        return TokenOwner(
            role_id=_member(data, "roleid", "role"),
            role_name=_member(data, "rolename"),
            user_id=_member(data, "entityid", "entity"),
        )


def _member(data: dict[str, Any], *names: str) -> str | None:
    """The first of these members that is a plain value, with names in any spelling of case and underscores."""
    plain = {str(name).lower().replace("_", ""): value for name, value in data.items()}
    found = (plain.get(name) for name in names)
    return next((str(value) for value in found if isinstance(value, str | int) and value != ""), None)


def date_of(headers: Mapping[str, str]) -> datetime | None:
    """The reply's Date header, aware UTC."""
    text = headers.get("date", "")
    try:
        return parsedate_to_datetime(text).astimezone(UTC) if text else None
    except ValueError:
        return None
