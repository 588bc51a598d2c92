"""What an action and a connection declare about themselves: frozen data, read by runner, manifest and hosts."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from suiteplug.connector.inputs import ActionInputs, ActionOutput

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from suiteplug.connector.connection_model import ConnectionModel
    from suiteplug.connector.errors import NetSuiteConnectorError
    from suiteplug.connector.session import Session

I = TypeVar("I", bound=ActionInputs)  # noqa: E741 - the usual letter for inputs
O = TypeVar("O", bound=ActionOutput)  # noqa: E741 - the usual letter for outputs

Json = Any


class Effect(StrEnum):
    """What an action does to the account. ``ANY``: the caller's request decides (raw-request)."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    UPSERT = "upsert"
    DELETE = "delete"
    ANY = "any"


class Idempotency(StrEnum):
    """Why repeating an action is safe, or that it is not."""

    NATURAL = "natural"
    EXTERNAL_ID = "external ID"
    KEY = "idempotency key"
    NONE = "none"


class SettledBy(StrEnum):
    """How a write whose answer was lost is settled without anybody's help.

    ``BODY``: setting fields and changing lines by their keys is repeated; lines that are added are counted, which
    needs an idempotency key: without one nobody has counted them before. ``NOTHING``: only its author knows what it
    does.
    """

    REPEATING = "repeating, which does the same again"
    EXTERNAL_ID = "external ID, document number"
    SOURCE = "external ID, createdFrom"
    LINES = "counting lines"
    BODY = "repeating; counting lines that are added, with a key"
    JOB_KEY = "NetSuite's own idempotency key"
    NOTHING = "nothing; look by hand"


class Cost(StrEnum):
    """How an action uses the account's lanes."""

    SINGLE = "one request"
    FEW = "a few requests in turn"
    PAGED = "one request a page"
    FAN_OUT = "many requests side by side"


@dataclass(frozen=True, slots=True)
class Example:
    """One call as it could be made: the manifest shows it, the tests validate and run it."""

    title: str
    inputs: Mapping[str, Json]
    output: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec(Generic[I, O]):
    """One action: its schemas, its handler, and what people, models and engines need to know to choose it.

    Attributes:
        description: For a person who picks the action from a list.
        guidance: For a model: when to use it, what it changes, whether repeating is safe.
        settle: How an unknown outcome is settled by hand.
        settled_by: How it is settled before anybody hears of it; None for reads.
        permissions: As NetSuite's role page names them, with the level: ``Lists > Customers (View)``.
        release: First NetSuite release that has what the action needs.
        source: Oracle help page the behaviour rests on.
    """

    key: str
    title: str
    description: str
    guidance: str
    group: str
    effect: Effect
    inputs: type[I]
    output: type[O]
    run: Callable[[Session, I], Awaitable[O]]
    examples: tuple[Example, ...]
    idempotency: Idempotency
    settle: str = ""
    settled_by: SettledBy | None = None
    permissions: tuple[str, ...] = ()
    features: tuple[str, ...] = ("REST Web Services",)
    release: str = "2021.1"
    errors: tuple[type[NetSuiteConnectorError], ...] = ()
    cost: Cost = Cost.SINGLE
    source: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def annotations(self) -> dict[str, bool]:
        """The four MCP tool annotations, all stated."""
        read_only = self.effect is Effect.READ
        return {
            "readOnlyHint": read_only,
            "destructiveHint": self.effect in {Effect.UPDATE, Effect.UPSERT, Effect.DELETE, Effect.ANY},
            "idempotentHint": read_only or self.idempotency is not Idempotency.NONE,
            "openWorldHint": True,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One entry of a drop-down: ``value`` goes into the input, ``label`` is shown."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePage:
    """One page of choices; ``next_cursor`` is empty on the last one."""

    choices: tuple[Choice, ...]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSourceSpec:
    """Dynamic choices for an input: searchable and paged.

    ``list_choices(session, search, cursor, parameters)``: ``parameters`` holds the values of the inputs named in
    ``depends_on`` (for example the record type whose fields are asked for).
    """

    key: str
    title: str
    list_choices: Callable[[Session, str, str, Mapping[str, str]], Awaitable[ChoicePage]]
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSpec:
    """One way to sign in.

    Attributes:
        setup_steps: What an administrator does in NetSuite, in order, with menu paths.
        pitfalls: What goes wrong most often.
        expiry: How long credentials live, in words.
        ends: When NetSuite switches it off, in words; empty when no end is announced.
    """

    key: str
    title: str
    description: str
    model: type[ConnectionModel]
    setup_steps: tuple[str, ...]
    pitfalls: tuple[str, ...]
    expiry: str
    ends: str = ""
    default: bool = False
    sources: tuple[str, ...] = field(default=())
