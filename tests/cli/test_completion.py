"""The completion script of bash, sourced by a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

BASH = shutil.which("bash")
SCRIPT = """
source /dev/stdin
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_suiteplug_completion suiteplug
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.skipif(BASH is None, reason="no bash here")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["run", "get-sales"], "get-sales-order"),
        (["run", "get-customer", "--ext"], "--external-id"),
        (["run", "get-customer", "--output", "t"], "table"),
        (["run", "get-customer", "-c", "my-"], "my-shop"),
        (["actions", "raw"], "raw-request"),
        (["choices", "record-f"], "record-fields"),
        (["connection", "verify", "my"], "my-shop"),
    ],
)
def test_bash_completes(suiteplug: CommandLine, words: list[str], wanted: str) -> None:
    beside_python = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(BASH), "--norc", "-c", SCRIPT, "bash", "suiteplug", *words],
        input=suiteplug("completion", "bash").out,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PATH": beside_python, "SUITEPLUG_CONNECTION_MY_SHOP": "{}"},
    )
    assert wanted in done.stdout.split()
