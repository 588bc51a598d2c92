"""What a person sees while a run takes its time: a bar, and why it waits. Nothing where nobody watches."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from suiteplug.connector.client.hooks import AttemptDetails

_WORTH_TELLING_S = 0.5


class Watch:
    """Hears reports and attempts; the bar appears with the first report, so that quick calls stay silent."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def report(self, done: int, total: int | None, what: str) -> None:
        """Moves the bar."""
        if self._progress is None:
            from rich.console import Console  # noqa: PLC0415 - only long work draws a bar
            from rich.progress import Progress  # noqa: PLC0415

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task(what, total=total)
        if self._task is not None:
            self._progress.update(self._task, completed=done, total=total, description=what)

    def attempt(self, details: AttemptDetails) -> None:
        """Tells about a wait before the next attempt."""
        wait_s = details.wait_before_next_s
        if wait_s is None or wait_s < _WORTH_TELLING_S:
            return
        line = f"Could not {details.summary} ({_reason(details)}); attempt {details.attempt + 1} in {wait_s:.0f} s ..."
        if self._progress is not None:
            self._progress.console.print(line, style="dim", markup=False, highlight=False)
        else:
            click.echo(click.style(line, dim=True), err=True)

    def stop(self) -> None:
        """Takes the bar away."""
        if self._progress is not None:
            self._progress.stop()


def _reason(details: AttemptDetails) -> str:
    if details.status:
        return f"NetSuite answered {details.status}"
    return "it cannot be reached" if details.failure == "never sent" else "no usable answer"


@contextmanager
def watching() -> Iterator[Watch | None]:
    """A watch while standard error is a terminal, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    watch = Watch()
    try:
        yield watch
    finally:
        watch.stop()
