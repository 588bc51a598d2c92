"""From the lines of an order and what is wanted to lines with quantities. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from suiteplug.connector.errors import InputError
from suiteplug.connector.inputs import ActionModel
from suiteplug.connector.order_lines.line import as_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.order_lines.line import OrderLine

Quantity = Annotated[
    float, Field(gt=0, le=1e12, description="Quantity, in the unit of the order line.", allow_inf_nan=False)
]


class LineWish(ActionModel):
    """A line that is wanted, named by its number on the source or by its item."""

    line: int | None = Field(default=None, ge=1, description="Number of the line on the order (get-sublist: line).")
    item: str | int | None = Field(
        default=None, description="Item on the line, by internal ID or by name, instead of line."
    )
    quantity: Quantity | None = Field(
        default=None, description="Quantity, in the unit of the order line; without it all that is left."
    )

    @property
    def means_one_line(self) -> bool:
        """Whether it cannot be spread over several lines with the same item."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How messages call what is done.

    Attributes:
        verb: As in "left to ship".
        source: What the lines stand on.
        nothing: Error code when nothing is left.
        look: Where to look what was done before.
    """

    verb: str
    source: str = "order"
    nothing: str
    look: str


@dataclass(frozen=True, slots=True)
class Picked:
    """A line and how much of it. ``wanted`` is the index of the wish; None when all that is open is taken."""

    line: OrderLine
    quantity: Decimal
    wanted: int | None = None


def pick(lines: Sequence[OrderLine], wanted: Sequence[LineWish], words: Words) -> tuple[Picked, ...]:
    """What is meant, in the order of the lines. Nothing wanted means everything that is open.

    Raises:
        InputError: A line is unknown, closed, done or named twice, or more is wanted than is left.
    """
    still_open = [line for line in lines if not line.why_not]
    if not any(line.left for line in still_open):
        raise InputError(
            f"Nothing on this {words.source} is left to {words.verb}.",
            code=words.nothing,
            field="lines",
            cause=state(lines, words),
            fix=f"Check the {words.source}; {words.look}",
        )
    if not wanted:
        return tuple(Picked(line, line.left) for line in still_open if line.left)
    picked: dict[int, Picked] = {}
    for index, wish in enumerate(wanted):
        for one in _take(index, wish, lines, words):
            if one.line.line in picked:
                raise refusal(
                    index, f"Line {one.line.line} is wanted twice.", "TWICE", "Give each line once, with its sum."
                )
            picked[one.line.line] = one
    return tuple(picked[line.line] for line in still_open if line.line in picked)


def _take(index: int, wish: LineWish, lines: Sequence[OrderLine], words: Words) -> list[Picked]:
    """The lines that one wish is met from: one by number, several where an item stands on several lines."""
    candidates = _candidates(index, wish, lines, words)
    total = sum((line.left for line in candidates), Decimal(0))
    asked = total if wish.quantity is None else Decimal(str(wish.quantity))
    if asked > total:
        raise refusal(
            index,
            f"{plain(asked)} of {candidates[0].item} are wanted, {plain(total)} are left to {words.verb}.",
            "MORE_THAN_LEFT",
            f"Give at most {plain(total)}." if total else "Leave the quantity out; the line has none.",
            member="quantity",
        )
    if wish.means_one_line and len(candidates) > 1:
        numbers = ", ".join(str(line.line) for line in candidates)
        raise refusal(
            index, f"{candidates[0].item} stands on lines {numbers}.", "ITEM_NOT_UNIQUE", "Name the line, not the item."
        )
    found = []
    for line in candidates:
        quantity = min(asked, line.left)
        if quantity or line.countless:
            found.append(Picked(line, quantity, index))
        asked -= quantity
    return found


def _candidates(index: int, wish: LineWish, lines: Sequence[OrderLine], words: Words) -> list[OrderLine]:
    """The open lines that a wish can mean, at least one."""
    if (wish.line is None) == (wish.item is None):
        raise refusal(
            index, "A line is named by line or by item.", "LINE_OR_ITEM", "Give one of the two.", member="line"
        )
    named = [line for line in lines if _is_meant(wish, line)]
    still_open = [line for line in named if not line.why_not]
    if still_open:
        return still_open
    name = f"line {wish.line}" if wish.line is not None else f"line with the item '{wish.item}'"
    if named:
        fix = f"Leave it out. {state(lines, words)}"
        raise refusal(index, f"The {name} {named[0].why_not}.", "LINE_NOT_OPEN", fix, member="line")
    raise refusal(index, f"The {words.source} has no {name}.", "NO_SUCH_LINE", state(lines, words), member="line")


def _is_meant(wish: LineWish, line: OrderLine) -> bool:
    if wish.line is not None:
        return line.line == wish.line
    wanted = str(wish.item)
    return line.item_id == wanted or line.item.lower() == wanted.lower()


def state(lines: Sequence[OrderLine], words: Words) -> str:
    """The lines in words."""
    said = [
        f"line {line.line} ({line.item}) {line.why_not or f'has {plain(line.left)} of {plain(line.ordered)} left'}"
        for line in lines[:50]
    ]
    return f"The {words.source}: {'; '.join(said)}." if said else f"The {words.source} has no item lines."


def refusal(index: int, message: str, code: str, fix: str, *, member: str = "") -> InputError:
    """The error for the wish ``lines[index]``."""
    field = f"lines[{index}]" + (f".{member}" if member else "")
    return InputError(message, code=code, field=field, cause="Nothing was sent.", fix=fix)


def plain(value: Decimal) -> str:
    """A quantity as people write it."""
    return str(as_number(value))
