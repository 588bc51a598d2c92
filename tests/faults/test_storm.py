"""The storm at a size for every day; ``python benchmarks/run.py storm`` lets it rage in full."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest


def storm_module() -> Any:
    """The module beside this one; tests are no package."""
    path = Path(__file__).with_name("storm.py")
    spec = importlib.util.spec_from_file_location("storm", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault("storm", importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("seed", [1])
def test_each_order_is_there_once(tmp_path: Path, seed: int) -> None:
    storm = storm_module()
    weather = storm.Weather(orders=100, seed=seed, workers=2, kills=3, restarts=1, share=0.1, latency_ms=5)
    left = storm.rage(tmp_path, weather, patience_s=200)
    assert left.given_up == 0, left.errors
    assert left.twice == []
    assert left.lost(weather.orders) == []
    assert len(left.told) == weather.orders
    assert left.refused <= 1  # the emulator lets nobody in over its limit: only who was refused shows a lane too many
    assert left.kills + left.restarts >= 3
    assert sum(left.faults.values()) > 5
