"""What a person sees: progress while it works, tables when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from examples.order_to_cash.outcome import ADDED_LINES, CREATED, STEPS, UNCHANGED, UPDATED, End, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from rich.console import Console

    from examples.order_to_cash.check_totals import Disagreement
    from examples.order_to_cash.outcome import Outcome
    from examples.order_to_cash.questions import Answer
    from suiteplug import NetSuiteConnectorError

_ORDER_OF_ENDS = tuple(End)


class ProgressBars:
    """One bar per step."""

    def __init__(self, console: Console, totals: Mapping[str, int]) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<14}"),
            BarColumn(bar_width=40),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks = {step: self._progress.add_task(step, total=total) for step, total in totals.items()}

    def advance(self, step: str, by: int = 1) -> None:
        """Some more of a step is done."""
        self._progress.advance(self._tasks[step], by)

    def __enter__(self) -> Self:
        """Start drawing."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bars standing as they are."""
        self._progress.stop()


def show_sign_ins(console: Console, checks: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Each connection with the account it reached."""
    for name, check in checks:
        console.print(f"Signed in by {name}: account {check['account_id']}, {check['environment']}")
        for notice in check["notices"]:
            console.print(f"  {notice}", style="dim")


def show_totals(console: Console, wrong: Sequence[Disagreement]) -> None:
    """Say that all totals agree, or which do not."""
    if not wrong:
        console.print("Every order's total in NetSuite is the shop's total, to the cent.")
    for one in wrong:
        console.print(f"{one.name}: the shop says {one.shop}, NetSuite {one.netsuite}.", style="bold red")


def show_records(console: Console, tally: Tally) -> None:
    """Created, updated, unchanged: on a second run everything is unchanged."""
    table = Table(title="Records in NetSuite", title_justify="left")
    table.add_column("Record")
    for happened in (CREATED, UPDATED, UNCHANGED):
        table.add_column(happened.capitalize(), justify="right")
    for step in (*STEPS, ADDED_LINES):
        table.add_row(step, *(str(tally.of(step, happened)) for happened in (CREATED, UPDATED, UNCHANGED)))
    console.print(table)


def show_ends(console: Console, outcomes: Sequence[Outcome]) -> None:
    """How many orders came how far."""
    table = Table(title="Orders", title_justify="left")
    table.add_column("How far")
    table.add_column("Orders", justify="right")
    table.add_column("Which")
    for end in _ORDER_OF_ENDS:
        names = [one.name for one in outcomes if one.end is end]
        if names:
            table.add_row(end.value, str(len(names)), ", ".join(names))
    console.print(table)


def show_answer(console: Console, answer: Answer) -> None:
    """One question's table; numbers to the right."""
    table = Table(title=answer.title, title_justify="left")
    for heading in answer.headings:
        table.add_column(heading, justify="right" if heading in answer.numbers else "left")
    for row in answer.rows:
        table.add_row(
            *(_text(value, answer.numbers.get(name)) for name, value in zip(answer.headings, row, strict=True))
        )
    console.print(table)


def _text(value: Any, decimals: int | None) -> str:
    if value is None:
        return ""
    return str(value) if decimals is None else f"{value:,.{decimals}f}"


def show_error(console: Console, error: NetSuiteConnectorError) -> None:
    """An error that ends the run."""
    console.print(f"{error.message} [{error.code}]" if error.code else error.message, style="bold red")
    for label, text in (("Cause", error.cause), ("Fix", error.fix)):
        if text:
            console.print(f"  {label}: {text}")


def show_troubles(console: Console, outcomes: Sequence[Outcome]) -> None:
    """Every order that stopped, with cause and fix."""
    stopped = [(one.name, one.trouble) for one in outcomes if one.trouble is not None]
    if not stopped:
        console.print("No order was refused.")
        return
    console.print(f"{len(stopped)} orders need a person:", style="bold")
    for name, trouble in stopped:
        console.print(f"\n{name}, stopped at {trouble.step.lower()}: {trouble.message}", style="red", highlight=False)
        grid = Table.grid(padding=(0, 1))
        grid.add_row("  Cause:", trouble.cause)
        grid.add_row("  Fix:", trouble.fix)
        console.print(grid)
    console.print()
