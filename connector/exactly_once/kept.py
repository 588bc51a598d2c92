"""What is kept of a reply to a write, so that the same call gets it again. Pure."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from suiteplug.connector.exchange import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 65_536
"""Bytes of a reply's body that are kept; record writes have none, RESTlets and raw requests may."""

_HEADERS = (
    "location",
    "content-type",
    "x-n-operationid",
    "x-netsuite-propertyvalidation",
    "x-netsuite-warning",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply without what nobody needs. ``content`` is None where it was too long to keep."""

    status: int
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = b""
    external_id: str = ""
    adopted: bool = False

    @property
    def made(self) -> str:
        """Type and internal ID at the end of Location, in lower case (``salesorder/107``); empty without one."""
        location = self.headers.get("location", "").partition("?")[0].rstrip("/")
        return "/".join(location.rsplit("/", 2)[-2:]).lower()

    @property
    def new_id(self) -> str:
        """Internal ID at the end of Location, empty without one."""
        return self.made.rpartition("/")[2]

    def reply(self, *, parse: bool) -> Reply:
        """The reply again, as the services read it."""
        content = self.content or b""
        is_json = parse and content and "json" in self.headers.get("content-type", "")
        return Reply(
            self.status,
            self.headers,
            content,
            self.url,
            data=json.loads(content) if is_json else None,
            attempts=0,
            adopted=self.adopted,
            external_id=self.external_id,
        )

    def to_json(self) -> str:
        """As one line of JSON."""
        members: dict[str, Any] = {
            "status": self.status,
            "url": self.url,
            "headers": dict(self.headers),
            "external_id": self.external_id,
            "adopted": self.adopted,
            "content": None if self.content is None else base64.b64encode(self.content).decode(),
        }
        return json.dumps(members)

    @classmethod
    def from_json(cls, text: str) -> KeptReply:
        """Read what ``to_json`` wrote."""
        members = json.loads(text)
        content = members.pop("content")
        return cls(content=None if content is None else base64.b64decode(content), **members)


def keep(reply: Reply) -> KeptReply:
    """What the ledger keeps of a reply."""
    return KeptReply(
        status=reply.status,
        url=reply.url,
        headers={name: reply.headers[name] for name in _HEADERS if reply.headers.get(name)},
        content=reply.content if len(reply.content) <= LONGEST else None,
        external_id=reply.external_id,
        adopted=reply.adopted,
    )
