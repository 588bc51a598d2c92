"""How to find out whether a write happened: plain data that a service gives along and the ledger keeps."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """The record that another is made from by a transform; exactly one of the IDs is given."""

    record_type: str
    record_id: str | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class AppendedLines:
    """Lines that a PATCH adds to a sublist.

    Attributes:
        path: Encoded path of the record.
        added: How many lines are sent.
        before: How many there were before sending; None when nobody looked.
    """

    path: str
    sublist: str
    added: int
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a look in NetSuite can go by.

    Attributes:
        record_type: Type of what the write makes or changes.
        external_id: External ID that the body gives the new record.
        nameable: Whether an external ID may be added to the body: a create or transform of a type that has them.
        derived: Whether the external ID comes from the idempotency key, so that whoever has it is this very record.
        made_from: The source of a transform.
        natural: Document numbers in the body that only this record has, such as ``tranId``.
        expected: Further small facts of the body: references, amounts, quantities by ``orderLine``. No free text.
        lines: Lines that are added.
    """

    record_type: str
    external_id: str = ""
    nameable: bool = False
    derived: bool = False
    made_from: MadeFrom | None = None
    natural: Mapping[str, str] = field(default_factory=dict)
    expected: Mapping[str, Any] = field(default_factory=dict)
    lines: AppendedLines | None = None

    @property
    def can_tell(self) -> bool:
        """Whether a look can tell anything."""
        counted = self.lines is not None and self.lines.before is not None
        return bool(self.external_id or self.made_from or self.natural or counted)

    @property
    def refuses_a_second(self) -> bool:
        """Whether NetSuite itself refuses the same write a second time: external IDs are unique in their type."""
        return bool(self.external_id)

    def named(self, external_id: str) -> Proof:
        """With an external ID that comes from the idempotency key."""
        return replace(self, external_id=external_id, derived=True)

    def to_dict(self) -> dict[str, Any]:
        """As JSON, empty members left out."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None, {}, False)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Proof:
        """Read what ``to_dict`` wrote."""
        members = dict(data)
        if source := members.get("made_from"):
            members["made_from"] = MadeFrom(**source)
        if lines := members.get("lines"):
            members["lines"] = AppendedLines(**lines)
        return cls(**members)
