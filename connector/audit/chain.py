"""Entries that hang together: each carries a seal over itself and the seal before it. Pure.

A changed, removed or inserted entry breaks the chain from there on. With a key, only who has it can make seals;
without one, whoever may write the log could make all of it anew, so note the last seal elsewhere now and then.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FIRST = "0" * 64
"""What stands before the first seal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One write. Times are ISO 8601 in UTC.

    Attributes:
        requester: Who asked, as the host says; empty where it does not.
        idempotency_key: The host's name for the piece of work.
        outcome: done, adopted (its answer was lost, a look showed that it happened), replayed, refused or unknown.
        operation_id: NetSuite's name for the exchange.
    """

    at: str
    account: str
    connection: str
    action: str
    requester: str
    reason: str
    idempotency_key: str
    method: str
    summary: str
    record_type: str
    record_id: str
    external_id: str
    outcome: str
    code: str
    operation_id: str
    write_id: str

    def to_dict(self) -> dict[str, str]:
        """As JSON, without what is empty."""
        return {name: value for name, value in asdict(self).items() if value}

    @classmethod
    def from_dict(cls, members: dict[str, Any]) -> AuditEntry:
        """Back from JSON; members of later versions are left out."""
        return cls(**{field.name: str(members.get(field.name, "")) for field in fields(cls)})


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is kept: its text, and the seal over it."""

    number: int
    text: str
    seal: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """``broken_at`` is the number of the first entry that does not hold; None where all do. ``head``: last seal."""

    entries: int
    head: str
    broken_at: int | None = None


def text_of(entry: AuditEntry) -> str:
    """The entry as it is sealed."""
    return json.dumps(entry.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(before: str, number: int, text: str, key: bytes = b"") -> str:
    """The seal of an entry after the seal ``before``."""
    sealed = f"{before}\n{number}\n{text}".encode()
    return hmac.new(key, sealed, "sha256").hexdigest() if key else hashlib.sha256(sealed).hexdigest()


def verify(links: Iterable[Link], key: bytes = b"") -> Verdict:
    """Follow the chain from its beginning."""
    before, count = FIRST, 0
    for count, link in enumerate(links, start=1):
        if link.number != count or not hmac.compare_digest(link.seal, seal(before, link.number, link.text, key)):
            return Verdict(count - 1, before, count)
        before = link.seal
    return Verdict(count, before)


def entries(links: Iterable[Link]) -> Iterator[tuple[int, AuditEntry]]:
    """Numbers and entries."""
    for link in links:
        yield link.number, AuditEntry.from_dict(json.loads(link.text))
