"""Changes applied to a stored body: which lines they touch, add and remove.

Keyed lines are matched, others appended, ``replace`` removes
what is not sent (Oracle help: section_1545142420, section_1545295601, section_1545297048, section_161717311354).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.record import refusals
from suiteplug.emulator.record.line_keys import line_key
from suiteplug.emulator.record.options import Replace
from suiteplug.emulator.schema import Sublist

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.record.body_reader import Changes
    from suiteplug.emulator.record.line_keys import Key
    from suiteplug.emulator.schema import Shape

Body = dict[str, Any]
_EMPTY = Replace()
STATIC_LISTS = frozenset({"itemFulfillment", "itemReceipt"})


@dataclass(frozen=True, slots=True)
class Merge:
    """One way of merging.

    Attributes:
        new_line_id: Next internal ID for a line of the named sublist.
        clears: Whether null clears a field that ``replace`` does not name.
        offered: The lines are those a transform offers: matched by the sublist's ``new_key``, and an order
            line that is not offered is refused. Documents to apply to may be added: the rules know them.
        static: Names of sublists whose lines can be neither added nor removed.
    """

    new_line_id: Callable[[str], int]
    clears: bool = True
    offered: bool = False
    static: frozenset[str] = frozenset()

    def apply(self, shape: Shape, old: Body, changes: Changes, replace: Replace) -> Body:
        """The new body; ``old`` is left as it is."""
        body = dict(old)
        for name, value in changes.items():
            member = shape.member(name)
            if isinstance(member, Sublist):
                self._sublist(body, member, value, replace)
            elif value is None:
                if self.clears or replace.named(name) is not None:
                    body.pop(name, None)
            elif member is not None and member.subrecord is not None:
                body[name] = self._subrecord(member.subrecord, body.get(name), value, replace.named(name))
            else:
                body[name] = value
        return body

    def _subrecord(self, shape: Shape, old: Body | None, changes: Changes, replace: Replace | None) -> Body:
        whole = replace is not None and not replace.tree
        base = {} if old is None or whole else old
        return self.apply(shape, base, changes, _EMPTY if replace is None else replace)

    def _sublist(self, body: Body, sublist: Sublist, sent: list[Changes] | None, replace: Replace) -> None:
        replaced = replace.replaces(sublist.name)
        if replaced and sublist.name in self.static:
            raise refusals.missing_line(sublist.name)
        if sent is None:
            if replaced:
                body.pop(sublist.name, None)
            return
        inner = replace.named(sublist.name) or _EMPTY
        old = body.get(sublist.name, [])
        lines = (
            self._keyed(sublist, old, sent, inner, replaced=replaced)
            if sublist.keyed
            else ([] if replaced else list(old)) + [self.apply(sublist.line, {}, line, inner) for line in sent]
        )
        if lines:
            body[sublist.name] = lines
        else:
            body.pop(sublist.name, None)

    def _keyed(
        self, sublist: Sublist, old: list[Body], sent: list[Changes], inner: Replace, *, replaced: bool
    ) -> list[Body]:
        names = sublist.new_key if self.offered else sublist.existing_key
        places: dict[Key, int] = {}
        for position, line in enumerate(old):
            old_key = line_key(sublist, line, names)
            if old_key is not None:
                places[old_key] = position
        lines: list[Body | None] = [None] * len(old) if replaced else list(old)
        added: list[Body] = []
        for changes in sent:
            key = line_key(sublist, changes, names)
            place = None if key is None else places.get(key)
            if place is not None:
                lines[place] = self.apply(sublist.line, lines[place] or old[place], changes, inner)
            elif sublist.name in self.static or (self.offered and key is not None and names != sublist.existing_key):
                raise refusals.missing_line(sublist.name)
            else:
                added.append(self.apply(sublist.line, {}, changes, inner))
        kept = [line for line in lines if line is not None] + added
        self._number(sublist, kept, added, old)
        return kept

    def _number(self, sublist: Sublist, lines: list[Body], added: list[Body], old: list[Body]) -> None:
        """Give added lines the key that NetSuite assigns: the next line number, or an internal ID."""
        new = {id(line) for line in added}
        if sublist.existing_key == ("line",):
            highest = max((line.get("line", 0) for line in old), default=0)
            for line in lines:
                if id(line) in new:
                    highest += 1
                    line["line"] = highest
        elif sublist.existing_key == ("internalId",):
            for line in added:
                line["internalId"] = self.new_line_id(sublist.name)
                if "id" in sublist.fields:
                    line["id"] = line["internalId"]


def number_lines(shape: Shape, body: Body) -> None:
    """Give lines that a transform offers their line numbers."""
    for sublist in shape.sublists.values():
        if sublist.existing_key == ("line",):
            for position, line in enumerate(body.get(sublist.name, []), 1):
                line.setdefault("line", position)
