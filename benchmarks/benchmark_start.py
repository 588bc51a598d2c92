"""How long starting takes: the import, the command line's help."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

import figures

ROUNDS = 15


def seconds(*arguments: str) -> float:
    """Wall time of one process."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Print the import above an empty interpreter, and help as a whole process."""
    ours, empty = figures.in_turn(lambda: seconds("-c", "import suiteplug"), lambda: seconds("-c", "pass"), ROUNDS)
    added = statistics.median(a - b for a, b in zip(ours, empty, strict=True)) * 1000
    figures.show("import suiteplug, above an empty interpreter", f"{added:.1f} ms", "<= 25 ms")
    helped, empty = figures.in_turn(lambda: seconds("-m", "suiteplug", "--help"), lambda: seconds("-c", "pass"), ROUNDS)
    figures.show(
        "suiteplug --help, whole process",
        f"{statistics.median(helped) * 1000:.0f} ms ({figures.ratio(helped, empty):.1f} x empty)",
        "<= 120 ms",
    )
