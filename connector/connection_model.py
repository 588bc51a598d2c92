"""What all connections have in common: the account, its hosts, and limits of the client."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, BeforeValidator, Field, PlainSerializer, SecretStr, model_validator

from suiteplug.connector.account import Account
from suiteplug.connector.lanes.size import USUAL_LANES, Terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    import httpx

    from suiteplug.connector.errors import ConnectionSetupError
    from suiteplug.connector.sign_in import PlainGet, SignInRefusal
    from suiteplug.connector.token_store import TokenStore


MOST_LANES = 140
"""No account allows more requests at a time (Oracle help: bridgehead_1500275603)."""


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
    PlainSerializer(_reveal, when_used="unless-none"),
]
"""A secret that shows itself in no repr, log or dump unless it is asked for."""

Copied = Annotated[str, BeforeValidator(_stripped), Field(min_length=1)]
"""Text that a person copied from a NetSuite page."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Internal IDs of the role and the user that a connection acts as."""

    role_id: str
    user_id: str


class ConnectionModel(BaseModel, frozen=True, extra="forbid", hide_input_in_errors=True):
    """Fields of every connection type. Secrets never appear in ``repr`` or in a plain dump."""

    signs_the_time: ClassVar[bool] = False
    """Whether every request carries a time that NetSuite compares with its own."""

    type: str
    account_id: Copied = Field(
        title="Account ID",
        description="Account ID in any spelling: 1234567_SB1, 1234567-sb1.",
        examples=["1234567", "1234567_SB1"],
        json_schema_extra={"x-menu-path": "Setup > Company > Company Information > Account ID"},
    )
    base_url: Copied | None = Field(
        default=None,
        title="Base URL",
        description="Replaces the account's hosts: the emulator's URL, or a host from Company URLs.",
        examples=["http://127.0.0.1:8080"],
        json_schema_extra={
            "x-menu-path": "Setup > Company > Company Information > Company URLs",
            "x-advanced": True,
        },
    )
    lanes: int | None = Field(
        default=None,
        ge=1,
        le=MOST_LANES,
        title="Lanes",
        description="The most requests in flight at the same time, over all processes that use the account. Empty: "
        "what NetSuite allows, once a role that may see it has run verify-connection; until then 4.",
        json_schema_extra={
            "x-menu-path": "Setup > Integration > Integration Management > Integration Governance",
            "x-advanced": True,
        },
    )
    lanes_left_to_others: int | None = Field(
        default=None,
        ge=0,
        le=MOST_LANES - 1,
        title="Lanes left to others",
        description="Of the requests that NetSuite allows, those that other integrations of the account need. Empty: "
        "1, or none where this integration has a limit of its own.",
        json_schema_extra={
            "x-menu-path": "Setup > Integration > Integration Management > Integration Governance",
            "x-advanced": True,
        },
    )
    interactive_lanes: int = Field(
        default=0,
        ge=0,
        le=MOST_LANES - 1,
        title="Lanes for people",
        description="Of the lanes, those that only calls with interactive priority may take, so that nobody who looks "
        "at a screen waits behind a long run.",
        json_schema_extra={"x-advanced": True},
    )
    timeout_s: float = Field(
        default=120.0,
        gt=0,
        le=900,
        title="Time-out (seconds)",
        description="Seconds to wait for one reply. NetSuite itself ends a request after 900.",
        json_schema_extra={"x-advanced": True},
    )
    check_bodies: Literal["remembered", "always", "never"] = Field(
        default="remembered",
        title="Check bodies before sending",
        description="Hold record bodies against NetSuite's metadata before they are sent. remembered: where it was "
        "read before, which costs no request; always: read it if need be; never: send them as they are.",
        json_schema_extra={"x-advanced": True},
    )
    date_format: str = Field(
        default="M/D/YYYY",
        title="Date format",
        description="Date format of the user the connection signs in as; dates in q filters are written in it.",
        json_schema_extra={
            "x-menu-path": "Home > Set Preferences > General > Formatting > Date Format",
            "x-advanced": True,
        },
    )

    @model_validator(mode="after")
    def _names_an_account(self) -> Self:
        """Refuse at once what no account or host can be."""
        _ = self.account
        return self

    @property
    def account(self) -> Account:
        """The account with its hosts. Raises InvalidConnectionError for an account ID or base URL that cannot be."""
        return Account.parse(self.account_id, self.base_url)

    @property
    def lane_terms(self) -> Terms:
        """What the connection wants of the account's lanes."""
        return Terms(self.lanes, self.lanes_left_to_others, self.interactive_lanes)

    @property
    def side_by_side(self) -> int:
        """How much to begin at once where one call makes many requests; the lanes keep the true limit."""
        return self.lanes or USUAL_LANES

    @property
    def fingerprint(self) -> str:
        """Another for other credentials; tells nothing about them."""
        fields = self.model_dump_json(context={"reveal": True})
        return hashlib.blake2b(fields.encode(), digest_size=8, person=b"suiteplug.door").hexdigest()

    def secrets(self) -> tuple[str, ...]:
        """All secret values, for the one scrubber of logs and errors."""
        values = (getattr(self, name) for name in type(self).model_fields)
        return tuple(value.get_secret_value() for value in values if isinstance(value, SecretStr))

    @abstractmethod
    def auth(self, tokens: TokenStore, now: Callable[[], datetime]) -> httpx.Auth:
        """The sign-in flow: signs each request, owns token life, refuses foreign hosts.

        ``now`` gives aware UTC times; ``tokens`` keeps what outlives the process.
        """

    def warnings(self, now: datetime) -> tuple[str, ...]:  # noqa: ARG002 - for subclasses
        """What a person should know although signing in works: an end of life, an expiry that comes near.

        Raises:
            InvalidConnectionError: The connection cannot work as it is, for example because its key cannot be read.
        """
        return ()

    def forget_tokens(self, tokens: TokenStore) -> None:
        """Remove what signing in has left in the store."""

    def sign_in_again_by(self, tokens: TokenStore) -> datetime | None:  # noqa: ARG002 - for subclasses
        """When a person has to act for the connection to go on working; None when that is not known or never."""
        return None

    def identity(self, tokens: TokenStore) -> Identity | None:  # noqa: ARG002 - for subclasses
        """Who signs in, after the first request; None when the credentials do not tell."""
        return None

    def explain_refusal(self, refusal: SignInRefusal) -> ConnectionSetupError:
        """Say what a refused sign-in means for this kind of connection. Pure; nothing is sent.

        What the given error carries (NetSuite's message, details, operation ID, request) stays.
        """
        return refusal.error

    async def look_closer(
        self,
        refusal: SignInRefusal,  # noqa: ARG002 - for subclasses
        get: PlainGet,  # noqa: ARG002 - for subclasses
    ) -> ConnectionSetupError | None:
        """Ask NetSuite one question more, where that separates the possible causes; None when it does not."""
        return None

    def __repr_args__(self) -> Iterator[tuple[str, str]]:
        """Only what identifies the connection."""
        yield "type", self.type
        yield "account_id", self.account.account_id
