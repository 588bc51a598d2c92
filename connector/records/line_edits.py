"""Changes single lines of a sublist safely.

NetSuite has no request for one line: a line is changed by sending its key, added by sending none, and removed by
replacing the sublist by the lines to keep (Oracle help: chapter_1545142407, section_1545142420, section_161717311354).
So each change reads the lines first, and reads them again to see what became of it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import (
    ContractError,
    ErrorDetail,
    InputError,
    NetSuiteConnectorError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
)
from suiteplug.connector.records.checks import no_sublist
from suiteplug.connector.records.line_keys import Scalar, key_members, key_of, shown_key, wanted_key
from suiteplug.connector.records.matching import matches
from suiteplug.connector.records.repeats import LINE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from suiteplug.connector.exactly_once.once import Once
    from suiteplug.connector.metadata import MetadataService
    from suiteplug.connector.records.ref import RecordRef
    from suiteplug.connector.records.results import Lines
    from suiteplug.connector.records.service import RecordService

Line = dict[str, Any]

_BEFORE = "lines before"
_REMOVED = "removed line"

_NEEDS_ITEMS = frozenset(
    {
        "cashsale",
        "creditmemo",
        "estimate",
        "invoice",
        "itemfulfillment",
        "itemreceipt",
        "returnauthorization",
        "salesorder",
        "transferorder",
    }
)
"""Transactions that NetSuite does not save without an item line."""


@dataclass(frozen=True, slots=True)
class Sublist:
    """A sublist with its lines: how it is called, what names a line, and the lines now."""

    name: str
    keys: tuple[str, ...]
    lines: tuple[Line, ...]
    total: int

    def shown_key(self, line: Mapping[str, Any]) -> dict[str, Scalar]:
        """The key of a line as people and later calls need it."""
        return shown_key(line, self.keys)

    def find(self, given: Scalar | Mapping[str, Any]) -> Line:
        """The line with this key. Raises NotFoundError with the keys that there are."""
        wanted = wanted_key(given, self.keys)
        for line in self.lines:
            if key_of(line, self.keys) == wanted:
                return line
        present = ", ".join(json.dumps(self.shown_key(line)) for line in self.lines[:50]) or "none"
        raise NotFoundError(
            f"{self.name} has no line {json.dumps(given)}.",
            code="NO_SUCH_LINE",
            field="line_key",
            cause="NetSuite would add a line for a key that it does not know. Nothing was sent.",
            fix=f"Lines now: {present}.",
        )


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of a change: the lines concerned, as NetSuite shows them now."""

    sublist: Sublist
    lines: tuple[Line, ...]
    changed: bool = True
    warnings: tuple[str, ...] = ()


class LineEdits:
    """Adds, changes and removes single lines."""

    def __init__(self, records: RecordService, metadata: MetadataService, once: Once) -> None:
        self._records = records
        self._metadata = metadata
        self._once = once

    async def read(self, ref: RecordRef, sublist: str, *, simple_enum_format: bool = False) -> Sublist:
        """The lines of a sublist, and what names them."""
        name, keys = await self._keys(ref.record_type, sublist)
        lines = await self._records.lines(ref, name, simple_enum_format=simple_enum_format)
        return Sublist(name, keys, lines.items, lines.total)

    async def add(
        self, ref: RecordRef, sublist: str, line: Line, *, unless: Mapping[str, Any] | None = None
    ) -> LineChange:
        """Add one line; with ``unless``, only when no line has these values yet."""
        before = self._seen_before()
        if before is None:
            before = await self.read(ref, sublist)
            _check_new(line, before.keys)
            present = tuple(shown for shown in before.lines if unless and matches(shown, unless))
            if present:
                return LineChange(before, present, changed=False)
            await self._remember(before)
        written = await self._records.update(ref, {before.name: {"items": [line]}}, lines_before=before.total)
        after = await self._after(ref, before)
        if isinstance(after, str):
            return LineChange(before, (), warnings=(*written.warnings, after))
        return LineChange(after, _new_lines(before, after, line), warnings=written.warnings)

    async def change(
        self, ref: RecordRef, sublist: str, given_key: Scalar | Mapping[str, Any], values: Line
    ) -> LineChange:
        """Set members of one existing line."""
        before = await self._keyed(ref, sublist, "changed", "update-record with replace and the complete list")
        line = before.find(given_key)
        if not values:
            raise InputError(
                "There is nothing to change.", code="EMPTY_LINE", field="line", fix="Give the members to set."
            )
        members = {**values, **key_members(line, before.keys)}
        written = await self._records.update(ref, {before.name: {"items": [members]}})
        after = await self._after(ref, before)
        if isinstance(after, str):
            return LineChange(before, (), warnings=(*written.warnings, after))
        return LineChange(after, (after.find(given_key),), warnings=written.warnings)

    async def remove(self, ref: RecordRef, sublist: str, given_key: Scalar | Mapping[str, Any]) -> LineChange:
        """Remove one line by replacing the sublist by the keys of all others."""
        before = self._seen_before()
        if before is None:
            before = await self._keyed(
                ref, sublist, "removed one by one", "update-record with replace and the lines to keep"
            )
            await self._remember(before)
        removed = before.find(given_key)
        keep = [line for line in before.lines if line is not removed]
        _check_removal(ref, before, keep)
        removed = self._once.recall(_REMOVED) or removed
        await self._once.remember(_REMOVED, removed)
        body = {before.name: {"items": [key_members(line, before.keys) for line in keep]}}
        written = await self._records.update(ref, body, replace=(before.name,))
        after = await self._after(ref, before)
        if isinstance(after, str):
            return LineChange(before, (removed,), warnings=(*written.warnings, after))
        _verify_removal(after, removed, keep)
        return LineChange(after, (removed,), warnings=written.warnings)

    def _seen_before(self) -> Sublist | None:
        """The sublist as an earlier run of this call has found it, before it changed anything: names of lines only."""
        seen = self._once.recall(_BEFORE)
        return seen and Sublist(seen["name"], tuple(seen["keys"]), tuple(seen["lines"]), seen["total"])

    async def _remember(self, before: Sublist) -> None:
        lines = [key_members(line, before.keys) for line in before.lines]
        kept = {"name": before.name, "keys": list(before.keys), "lines": lines, "total": before.total}
        await self._once.remember(_BEFORE, kept)

    async def _keyed(self, ref: RecordRef, sublist: str, verb: str, instead: str) -> Sublist:
        before = await self.read(ref, sublist)
        if not before.keys:
            raise InputError(
                f"Lines of {before.name} cannot be {verb}: they have no key.",
                code="SUBLIST_NOT_KEYED",
                field="sublist",
                cause="NetSuite can only add lines to this sublist, or replace all of them.",
                fix=f"Use {instead} ({before.name}).",
            )
        return before

    async def _keys(self, record_type: str, sublist: str) -> tuple[str, tuple[str, ...]]:
        """NetSuite's spelling of a sublist and its key, from the metadata, or from what is known of all accounts."""
        try:
            described = await self._metadata.describe(record_type)
        except (PermissionDeniedError, ContractError):
            return sublist, LINE_KEYS.get(sublist.lower(), ())
        found = described.sublist(sublist)
        if found is None:
            raise no_sublist(described, sublist)
        return found.name, found.key

    async def _after(self, ref: RecordRef, before: Sublist) -> Sublist | str:
        """The lines now; a warning when they cannot be read, because the change itself did happen."""
        try:
            lines: Lines = await self._records.lines(ref, before.name)
        except NetSuiteConnectorError as error:
            return f"NetSuite saved the change, but the lines could not be read afterwards: {error.message}"
        return Sublist(before.name, before.keys, lines.items, lines.total)


def _check_new(line: Line, keys: Sequence[str]) -> None:
    if not line:
        raise InputError("The line is empty.", code="EMPTY_LINE", field="line", fix="Give its members.")
    given = {name.lower() for name, value in line.items() if value is not None}
    # a key that is data as well (an item, a currency) has to be sent; a mere number would change an existing line
    numbers = [name for name in keys if name.lower() in given and name in {"line", "internalId", "id"}]
    if numbers:
        raise InputError(
            f"A new line has no '{numbers[0]}': NetSuite numbers it.",
            code="KEY_ON_NEW_LINE",
            field=f"line.{numbers[0]}",
            cause="With its key an existing line would be changed.",
            fix="Leave it out; to change a line use update-sublist-item.",
        )


def _new_lines(before: Sublist, after: Sublist, sent: Line) -> tuple[Line, ...]:
    """The lines that were not there before; of several, those that show what was sent."""
    if before.keys:
        old = {key_of(line, before.keys) for line in before.lines}
        new = [line for line in after.lines if key_of(line, after.keys) not in old]
    else:
        new = list(after.lines[len(before.lines) :])
    plain_members = {name: value for name, value in sent.items() if not isinstance(value, dict | list)}
    own = [line for line in new if matches(line, plain_members)]
    return tuple(own or new)


def _check_removal(ref: RecordRef, before: Sublist, keep: Sequence[Line]) -> None:
    if before.total > len(before.lines) or any(key_of(line, before.keys) is None for line in keep):
        raise ContractError(
            f"Not all lines of {before.name} could be read with their keys; removing one would remove others.",
            code="LINES_INCOMPLETE",
            fix="Report it, with the reply of raw-request for the sublist.",
        )
    if not keep and before.name.lower() == "item" and ref.record_type.lower() in _NEEDS_ITEMS:
        raise InputError(
            f"This is the last item line, and NetSuite does not save a {ref.record_type} without one.",
            code="LAST_LINE",
            field="line_key",
            fix="Add another line first, close the line (isClosed), or delete the record.",
        )


def _verify_removal(after: Sublist, removed: Line, keep: Sequence[Line]) -> None:
    now = {key_of(line, after.keys) for line in after.lines}
    if key_of(removed, after.keys) in now:
        raise RejectedError(
            f"NetSuite took the request and kept the line {json.dumps(after.shown_key(removed))}.",
            code="LINE_KEPT",
            cause="A line that was fulfilled, billed or made by NetSuite itself cannot be removed.",
            fix="Close it instead: update-sublist-item with isClosed true.",
        )
    lost = [line for line in keep if key_of(line, after.keys) not in now]
    if lost:
        raise RejectedError(
            f"The line was removed, and {len(lost)} more went with it.",
            code="MORE_LINES_REMOVED",
            cause="Lines can depend on each other: members of a group, a discount on the line above.",
            fix="Check the record; the lines that went stand in the details and can be added again.",
            details=tuple(ErrorDetail(message=json.dumps(line, ensure_ascii=False)) for line in lost),
        )
