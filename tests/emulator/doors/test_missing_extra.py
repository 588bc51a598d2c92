"""Started where only the connector is installed, the emulator says what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT = """
import runpy, sys
sys.modules["{module}"] = None  # what Python itself does to forbid an import
runpy.run_module("suiteplug.emulator", run_name="__main__")
"""


@pytest.mark.parametrize("module", ["uvicorn", "httptools", "jwt"])
def test_says_what_to_install(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(module=module)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "The emulator needs the extra 'emulator': pip install 'suiteplug[emulator]'\n"
