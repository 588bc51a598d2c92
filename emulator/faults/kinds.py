"""What can go wrong. Each kind decides whether the account gets to work, and how its reply goes out."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, Protocol

from suiteplug.emulator.core.gate import admit
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.faults.replies import HTML, usual_reply

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from suiteplug.emulator.core.wire import Request

Work = Callable[[], Awaitable[Response]]
When = Literal["before", "after"]


@dataclass(slots=True)
class Delivery:
    """How an answer goes out.

    Attributes:
        response: None: the connection ends without one.
        wait_s: Seconds before the first byte.
        keep: Share of the body that is sent before the connection ends; 1 is all of it, properly.
        fault: Name of the rule that spoiled it, or empty.
        work: What is only done, and gives the response, once the waiting is over, whoever still listens then.
    """

    response: Response | None
    wait_s: float = 0
    keep: float = 1
    fault: str = ""
    work: Work | None = None


class Fault(Protocol):
    """One kind of fault with its particulars."""

    async def deliver(self, account: Account, request: Request, work: Work) -> Delivery:
        """Let the account work (``work``), or not, and say what the caller gets."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The connection ends without a reply."""

    when: When = "before"

    async def deliver(self, _account: Account, _request: Request, work: Work) -> Delivery:
        """Nothing comes back, whether or not something was done."""
        if self.when == "after":
            await work()
        return Delivery(None)


@dataclass(frozen=True, slots=True)
class Reply:
    """Another reply than the real one."""

    status: int
    when: When = "before"
    seconds: float = 0
    text: str | None = None
    content_type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)

    async def deliver(self, account: Account, request: Request, work: Work) -> Delivery:
        """The reply that was written into the rule, or the usual one for its status."""
        if self.when == "after":
            await work()
        if self.text is not None:
            response = Response.text(self.text, content_type=self.content_type, status=self.status)
        else:
            response = usual_reply(account, request, self.status)
        response.headers.update({name.lower(): value for name, value in self.headers.items()})
        return Delivery(response, wait_s=self.seconds)


@dataclass(frozen=True, slots=True)
class Slow:
    """The reply takes its time."""

    seconds: float

    async def deliver(self, _account: Account, _request: Request, work: Work) -> Delivery:
        """The work is done before the waiting begins: a caller that gives up has changed the account."""
        return Delivery(await work(), wait_s=self.seconds)


@dataclass(frozen=True, slots=True)
class Late:
    """The account works so long on the request; a caller that leaves earlier does not stop it."""

    seconds: float
    hang_up: bool = False

    async def deliver(self, account: Account, request: Request, work: Work) -> Delivery:
        """Nothing is to be seen in the account before the time is over; who may not come in is told at once."""
        refusal = admit(account, request)
        if refusal is not None:
            return Delivery(refusal)
        if self.hang_up:
            account.late.put(self.seconds, request.integration_id, work)
            return Delivery(None)
        return Delivery(None, wait_s=self.seconds, work=work)


@dataclass(frozen=True, slots=True)
class TokenDies:
    """The credential of the request is good no more, as if somebody had revoked it in mid-run."""

    async def deliver(self, account: Account, request: Request, work: Work) -> Delivery:
        """This very request is the first to be refused. A new access token is good; a TBA token is dead for good."""
        account.sign_in.end_credential(request)
        return Delivery(await work())


@dataclass(frozen=True, slots=True)
class Truncate:
    """Only the beginning of the body arrives."""

    keep: float = 0.5

    async def deliver(self, _account: Account, _request: Request, work: Work) -> Delivery:
        """A reply without a body has nothing to cut: then the connection ends before it."""
        response = await work()
        return Delivery(response if response.body else None, keep=self.keep)


@dataclass(frozen=True, slots=True)
class ContentType:
    """The right body under the wrong name."""

    value: str = HTML

    async def deliver(self, _account: Account, _request: Request, work: Work) -> Delivery:
        """Only the header differs."""
        response = await work()
        response.headers["content-type"] = self.value
        return Delivery(response)


@dataclass(frozen=True, slots=True)
class ClockSkew:
    """From now on the account's clock is somewhere else."""

    seconds: float

    async def deliver(self, account: Account, _request: Request, work: Work) -> Delivery:
        """The request itself is the first to be judged by the new time."""
        account.clock.shift(timedelta(seconds=self.seconds))
        return Delivery(await work())


@dataclass(frozen=True, slots=True)
class ZeroRows:
    """Success, and nothing in it."""

    async def deliver(self, _account: Account, _request: Request, work: Work) -> Delivery:
        """Replies that are no lists stay as they are."""
        response = await work()
        if response.status == HTTPStatus.OK and response.body.startswith(b"{"):
            page = json.loads(response.body)
            if isinstance(page.get("items"), list):
                response.body = json.dumps(_emptied(page), separators=(",", ":")).encode()
        return Delivery(response)


@dataclass(frozen=True, slots=True)
class JobsStuck:
    """The queue of asynchronous jobs stands still."""

    async def deliver(self, account: Account, _request: Request, work: Work) -> Delivery:
        """Before the work: a job submitted by this very request stays pending."""
        account.jobs.stuck = True
        return Delivery(await work())


_KINDS: dict[str, Callable[..., Fault]] = {
    "drop": Drop,
    "reply": Reply,
    "slow": Slow,
    "late": Late,
    "token-dies": TokenDies,
    "truncate": Truncate,
    "content-type": ContentType,
    "clock-skew": ClockSkew,
    "zero-rows": ZeroRows,
    "jobs-stuck": JobsStuck,
}


def fault_of(given: dict[str, Any]) -> Fault:
    """The fault that a rule names; ``given`` fits the schema of the script."""
    particulars = {name: value for name, value in given.items() if name != "kind"}
    return _KINDS[given["kind"]](**particulars)


def _emptied(page: dict[str, Any]) -> dict[str, Any]:
    links = [link for link in page.get("links", ()) if link.get("rel") == "self"]
    empty = {"links": links, "count": 0, "hasMore": False, "items": [], "totalResults": 0}
    return {name: empty.get(name, value) for name, value in page.items()}
