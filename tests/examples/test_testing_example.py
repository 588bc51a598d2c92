"""The example tests, and those of the guide, pass for a project that has the plugin."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from suiteplug.emulator.faults import Faults
from suiteplug.emulator.faults.script import schema

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "guides" / "testing.md").read_text(encoding="utf-8")


def run(tests: Path) -> str:
    """What a pytest of its own says, with no other plugin than ours."""
    own = ["-c", os.devnull, "--rootdir", str(ROOT), "--import-mode=importlib", "-p", "no:cacheprovider", "-W", "error"]
    plugin = ["-p", "suiteplug.emulator.testing.plugin"]
    result = subprocess.run(
        [sys.executable, "-m", "pytest", *own, *plugin, "-q", str(tests)],
        cwd=ROOT,
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def test_example() -> None:
    assert "4 passed" in run(ROOT / "examples" / "testing")


def test_first_test_of_the_guide(tmp_path: Path) -> None:
    path = tmp_path / "test_first.py"
    path.write_text(re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)[0], encoding="utf-8")
    assert "1 passed" in run(path)


def test_scripts_fit_their_schema() -> None:
    faults = Faults()
    faults.load_file(ROOT / "examples" / "testing" / "faults.json")
    for script in re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL):
        faults.load(json.loads(script))
        assert len(faults.rules) >= 2


def test_the_guide_knows_every_kind() -> None:
    kinds = {branch["properties"]["kind"]["const"] for branch in schema()["$defs"]["fault"]["oneOf"]}
    assert set(re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE)) >= kinds
