"""The example tests pass for a project that has the plugin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_example() -> None:
    own = ["-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib", "-p", "no:cacheprovider", "-W", "error"]
    plugin = ["-p", "suiteplug.emulator.testing.plugin"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *own, *plugin, "-q", "examples/testing"],
        cwd=ROOT,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    assert "4 passed" in result.stdout
