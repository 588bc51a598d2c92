"""What all connections have in common: the account, its hosts, and limits of the client."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, SecretStr

from suiteplug.connector.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import httpx

    from suiteplug.connector.token_store import TokenStore


def _reveal(secret: SecretStr, info: Any) -> Any:
    """Give the value only to who asks for it: ``model_dump(context={"reveal": True})``."""
    return secret.get_secret_value() if (info.context or {}).get("reveal") else secret


def _stripped(value: object) -> object:
    """Blanks and line ends come along when a value is copied from a page."""
    return value.strip() if isinstance(value, str) else value


Secret = Annotated[
    SecretStr,
    BeforeValidator(_stripped),
    Field(min_length=1),
    PlainSerializer(_reveal, when_used="always"),
]
"""A secret that shows itself in no repr, log or dump unless it is asked for."""


class ConnectionModel(BaseModel):
    """Fields of every connection type. Secrets never appear in ``repr`` or in a plain dump."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    account_id: str = Field(
        min_length=1,
        description="Account ID in any spelling: 1234567_SB1, 1234567-sb1.",
        json_schema_extra={
            "title": "Account ID",
            "x-menu-path": "Setup > Company > Company Information > Account ID",
        },
    )
    base_url: str | None = Field(
        default=None,
        description="Replaces the account's hosts: the emulator's URL, or a host from Company URLs.",
        json_schema_extra={
            "title": "Base URL",
            "x-menu-path": "Setup > Company > Company Information > Company URLs",
            "x-advanced": True,
        },
    )
    lanes: int = Field(
        default=4,
        ge=1,
        le=140,
        description="Requests in flight at the same time. All integrations of an account share its limit "
        "(5 to 140), so leave some to the others.",
        json_schema_extra={
            "title": "Lanes",
            "x-menu-path": "Setup > Integration > Integration Management > Integration Governance",
            "x-advanced": True,
        },
    )
    timeout_s: float = Field(
        default=120.0,
        gt=0,
        le=900,
        description="Seconds to wait for one reply. NetSuite itself ends a request after 900.",
        json_schema_extra={"title": "Time-out (seconds)", "x-advanced": True},
    )
    date_format: str = Field(
        default="M/D/YYYY",
        description="Date format of the user the connection signs in as; dates in q filters are written in it.",
        json_schema_extra={
            "title": "Date format",
            "x-menu-path": "Home > Set Preferences > General > Formatting > Date Format",
            "x-advanced": True,
        },
    )

    @property
    def account(self) -> Account:
        """The account with its hosts. Raises InputError when the account ID or the base URL cannot be one."""
        return Account.parse(self.account_id, self.base_url)

    @abstractmethod
    def auth(self, tokens: TokenStore, now: Callable[[], datetime]) -> httpx.Auth:
        """The sign-in flow: signs each request, owns token life, refuses foreign hosts.

        ``now`` gives aware UTC times; ``tokens`` keeps what outlives the process.
        """
