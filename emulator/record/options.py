"""Query parameters and headers of a record request."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Self

from suiteplug.emulator.record import refusals

if TYPE_CHECKING:
    from suiteplug.emulator.core.wire import Request

_JSON_TYPES = {"application/json", "application/vnd.oracle.resource+json"}
_JSON_RANGES = _JSON_TYPES | {"*/*", "application/*", "application/problem+json", ""}


class Validation(Enum):
    """What happens to a wrong property name or value (Oracle help: section_156570709583)."""

    ERROR = "error"
    WARNING = "warning"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Replace:
    """The ``replace`` parameter as a tree of lower-case names: ``{"inventorydetail": {"inventoryassignment": {}}}``."""

    tree: dict[str, Replace] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: str | None) -> Self:
        """``item,addressBook,mainAddress.lines``; blanks around commas are allowed."""
        root = cls()
        for path in (value or "").split(","):
            node: Replace = root
            for name in filter(None, path.strip().lower().split(".")):
                node = node.tree.setdefault(name, Replace())
        return root

    def named(self, name: str) -> Replace | None:
        """The branch of one field or sublist, or None when it is not named."""
        return self.tree.get(name.lower())

    def replaces(self, name: str) -> bool:
        """Whether this field or sublist itself is to be replaced, not only something inside it."""
        branch = self.named(name)
        return branch is not None and not branch.tree


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How a write treats the body."""

    replace: Replace = field(default_factory=Replace)
    replace_selected_fields: bool = False
    names: Validation = Validation.WARNING
    values: Validation = Validation.ERROR

    @classmethod
    def of(cls, request: Request) -> Self:
        """Read them from a request."""
        return cls(
            replace=Replace.parse(request.param("replace")),
            replace_selected_fields=flag(request, "replaceSelectedFields"),
            names=_validation(request, "X-NetSuite-PropertyNameValidation", Validation.WARNING),
            values=_validation(request, "X-NetSuite-PropertyValueValidation", Validation.ERROR),
        )


def _validation(request: Request, name: str, default: Validation) -> Validation:
    value = request.header(name.lower())
    if value is None:
        return default
    try:
        return Validation(value.strip().lower())
    except ValueError:
        raise refusals.bad_header(name, value, "Provide Error, Warning or Ignore.") from None


def flag(request: Request, name: str) -> bool:
    """A boolean query parameter, false when missing."""
    value = request.param(name)
    if value is None:
        return False
    if value.lower() not in {"true", "false"}:
        raise refusals.bad_parameter(name, value, "Provide true or false.")
    return value.lower() == "true"


def check_media_types(request: Request) -> None:
    """406 for an ``Accept`` that leaves no JSON, 415 for a body that is none."""
    accept = request.headers.get("accept", "")
    ranges = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
    if not ranges & _JSON_RANGES:
        raise refusals.not_acceptable(accept)
    if request.body and request.media_type and request.media_type not in _JSON_TYPES:
        raise refusals.unsupported_media_type(request.media_type)
    # Of batches, which are taken apart before; one record, sublist or operation cannot be a collection. The answer is
    # ours: no page has it.
    given = request.headers.get("content-type", "")
    if "type=collection" in given.lower().replace(" ", ""):
        raise refusals.unsupported_media_type(given)
