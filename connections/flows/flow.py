"""What the sign-in flows of all connection types share: whom they sign for, and what they never show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

import httpx

from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Generator

    from suiteplug.connector.account import Account

UNAUTHORIZED = 401


class ConnectionAuth(httpx.Auth):
    """Signs requests to one account's own hosts, for ``httpx.AsyncClient``."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def check_host(self, request: httpx.Request) -> None:
        """Refuse to sign for a host that is not the account's.

        Raises:
            InputError: With code FOREIGN_HOST.
        """
        if self._account.owns(str(request.url)):
            return
        raise InputError(
            f"Credentials of account {self._account.account_id} are not sent to {request.url.host}.",
            code="FOREIGN_HOST",
            fix="Call the account's own hosts only; for the emulator or another domain set base_url.",
        )

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:  # noqa: ARG002
        """Not possible: tokens are shared under an asynchronous lock."""
        raise TypeError("sign in with httpx.AsyncClient; the synchronous front of suiteplug does")

    def __repr__(self) -> str:
        """The account, and nothing else."""
        return f"{type(self).__name__}({self._account.account_id})"

    def __reduce__(self) -> Never:
        """A flow holds secrets: it is made again from the connection, never copied or stored."""
        raise TypeError(f"{type(self).__name__} cannot be pickled")
