"""How far an export got, in a file beside it: a line for the plan, for each cut, for each commit.

A run that was killed leaves the journal; the next one with the same query goes on after the last commit.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import InputError
from suiteplug.connector.export.plan import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.connector.export.destinations.port import Mark

_VERSION = 1


def fingerprint(*parts: object) -> str:
    """What must be the same for an export to be gone on with."""
    return hashlib.sha256(json.dumps(parts, default=str).encode()).hexdigest()[:32]


class Journal:
    """Reads what an earlier run left, then takes notes.

    Attributes:
        plan: Where the earlier run cut; None where there was none.
        done: Batches that were committed.
        mark: The destination's, of the last commit; None where nothing was committed.
        rows: Rows that were committed.
    """

    def __init__(self, path: Path, of: str) -> None:
        self._path = path
        self._of = of
        self._cuts_kept = 0
        self.plan: Plan | None = None
        self.done = 0
        self.rows = 0
        self.mark: Mark | None = None

    def open(self, *, restart: bool) -> None:
        """Read what is there, unless it is to begin anew.

        Raises:
            InputError: The journal is of another query or connection.
        """
        if restart:
            self._path.unlink(missing_ok=True)
        lines = self._lines()
        if not lines:
            self._append({"version": _VERSION, "export": self._of})
            return
        if lines[0].get("export") != self._of or lines[0].get("version") != _VERSION:
            raise InputError(
                f"{self._path} is of another export.",
                code="OTHER_EXPORT",
                field="to",
                cause="An export with another query, other values or another connection was begun here and not ended.",
                fix="Run that one to its end, choose another destination, or give --restart to begin anew.",
            )
        for line in lines[1:]:
            self._take(line)
        if self.plan is not None:
            self._cuts_kept = len(self.plan.cuts)

    def keep_plan(self, plan: Plan) -> None:
        """Note the plan, or the cuts that came to it."""
        if self.plan is None:
            self._append({"plan": plan.to_dict()})
            self.plan = plan
        for position in list(plan.cuts)[self._cuts_kept :]:
            self._append({"range": position, "cuts": plan.cuts[position]})
        self._cuts_kept = len(plan.cuts)

    def commit(self, done: int, rows: int, mark: Mark) -> None:
        """Note that so many batches are safe. To the disk, after the destination's own data."""
        self.done, self.rows, self.mark = done, rows, mark
        self._append({"done": done, "rows": rows, "mark": mark}, durable=True)

    def remove(self) -> None:
        """The export is whole."""
        self._path.unlink(missing_ok=True)

    def _take(self, line: dict[str, Any]) -> None:
        if "plan" in line:
            self.plan = Plan(**line["plan"])
        elif "cuts" in line and self.plan is not None:
            self.plan.cuts[int(line["range"])] = line["cuts"]
        elif "done" in line:
            self.done, self.rows, self.mark = line["done"], line["rows"], line["mark"]

    def _lines(self) -> list[dict[str, Any]]:
        """The lines up to the first that is not whole: a kill may tear the last one."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return []
        lines: list[dict[str, Any]] = []
        whole = 0
        for text in content.splitlines(keepends=True):
            try:
                lines.append(json.loads(text))
            except ValueError:
                break
            if not text.endswith(b"\n"):
                lines.pop()
                break
            whole += len(text)
        if whole < len(content):
            os.truncate(self._path, whole)
        return lines

    def _append(self, line: dict[str, Any], *, durable: bool = False) -> None:
        with self._path.open("ab") as file:
            file.write(json.dumps(line).encode() + b"\n")
            if durable:
                file.flush()
                os.fsync(file.fileno())
