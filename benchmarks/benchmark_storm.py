"""The storm in full: faults of every kind, four workers of which one is killed ten times, the server killed twice."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import figures

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "faults"))

ORDERS = int(os.environ.get("SUITEPLUG_STORM_ORDERS", "10000"))
SEED = int(os.environ.get("SUITEPLUG_STORM_SEED", "1"))


def main() -> None:
    """Print what is left."""
    import storm

    weather = storm.Weather(orders=ORDERS, seed=SEED)
    with tempfile.TemporaryDirectory(prefix="suiteplug-storm-") as folder:
        left = storm.rage(Path(folder), weather)
    spoiled = sum(left.faults.values())
    figures.show("orders asked for / there", f"{ORDERS:,} / {len(left.names):,}", f"{ORDERS:,}")
    figures.show("orders there twice", str(len(left.twice)), "0")
    figures.show("orders lost", str(len(left.lost(ORDERS))), "0")
    figures.show("orders that workers gave up", str(left.given_up), "0")
    figures.show("most requests in flight", str(left.peak), f"<= {weather.lanes}")
    share = left.refused / max(1, left.requests)
    figures.show("refused over the limit", f"{left.refused} ({share:.2%})", "<= 0.1 %")
    figures.show(
        "workers killed, server killed", f"{left.kills}, {left.restarts}", f"{weather.kills}, {weather.restarts}"
    )
    figures.show("requests spoiled", f"{spoiled:,}: {dict(left.faults)}", "-")
    figures.show("errors that the host saw and ran again", f"{sum(left.errors.values())}: {dict(left.errors)}", "-")
    figures.show("took", f"{left.seconds:.0f} s", "-")
