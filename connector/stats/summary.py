"""Counters as people and monitors read them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError
from suiteplug.connector.stats.histogram import percentile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.connector.stats.store import Counted

_ALERT = re.compile(r"\s*(?P<figure>[a-z0-9_]+)\s*(?P<sign><=|>=|<|>)\s*(?P<bound>[0-9]*\.?[0-9]+)\s*\Z")


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one action on one connection. Times in seconds; ``success_rate`` from 0 to 1."""

    connection: str
    action: str
    calls: int
    success_rate: float | None
    p50_s: float | None
    p95_s: float | None
    p99_s: float | None
    attempts: int
    repeats: int
    throttled: int
    unanswered: int
    unknown: int
    lane_wait_s: float


@dataclass(frozen=True, slots=True)
class Alert:
    """A bound on a figure, such as ``success_rate<0.99``: it goes off when that is true."""

    text: str
    figure: str
    sign: str
    bound: float

    @classmethod
    def parse(cls, text: str) -> Alert:
        """Raises InputError for what is no bound on one of the figures."""
        match = _ALERT.match(text)
        if match is None or match["figure"] not in FIGURES:
            raise InputError(
                f"'{text}' is no alert.",
                code="ALERT_INVALID",
                field="alert",
                fix=f"Write a figure, <, <=, > or >=, and a number: success_rate<0.99. Figures: {', '.join(FIGURES)}.",
            )
        return cls(text.strip(), match["figure"], match["sign"], float(match["bound"]))

    def goes_off(self, figures: Figures) -> bool:
        """Whether the bound is crossed; a figure that is not known crosses none."""
        value = getattr(figures, self.figure)
        if value is None:
            return False
        signs = {
            "<": value < self.bound,
            "<=": value <= self.bound,
            ">": value > self.bound,
            ">=": value >= self.bound,
        }
        return bool(signs[self.sign])


FIGURES = (
    "calls",
    "success_rate",
    "p50_s",
    "p95_s",
    "p99_s",
    "attempts",
    "repeats",
    "throttled",
    "unanswered",
    "unknown",
    "lane_wait_s",
)


def summarize(counted: Iterable[Counted]) -> list[Figures]:
    """The figures, most calls first."""
    return sorted((_figures(entry) for entry in counted), key=lambda figures: (-figures.calls, figures.action))


def _figures(entry: Counted) -> Figures:
    counts = entry.counts
    calls = int(counts["calls"])
    failed = sum(value for name, value in counts.items() if name.startswith("error:"))
    return Figures(
        connection=entry.connection,
        action=entry.action,
        calls=calls,
        success_rate=round(1 - failed / calls, 5) if calls else None,
        p50_s=_rounded(percentile(entry.times, 0.5)),
        p95_s=_rounded(percentile(entry.times, 0.95)),
        p99_s=_rounded(percentile(entry.times, 0.99)),
        attempts=int(counts["attempts"]),
        repeats=int(counts["repeats"]),
        throttled=int(counts["throttled"]),
        unanswered=int(counts["unanswered"]),
        unknown=int(counts["unknown"]),
        lane_wait_s=round(counts["lane_wait_s"], 3),
    )


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)


def as_prometheus(figures: Iterable[Figures]) -> str:
    """The text format that Prometheus reads from a file (its node exporter's textfile collector)."""
    lines = []
    rows = list(figures)
    for name in FIGURES:
        lines.append(f"# TYPE suiteplug_{name} gauge")
        for row in rows:
            value = getattr(row, name)
            if value is not None:
                labels = f'connection="{_label(row.connection)}",action="{_label(row.action)}"'
                lines.append(f"suiteplug_{name}{{{labels}}} {value}")
    return "\n".join(lines) + "\n"


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
