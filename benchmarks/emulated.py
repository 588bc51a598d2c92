"""The emulator in a process of its own, with its connections."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def emulated(*options: str) -> Iterator[dict[str, dict[str, Any]]]:
    """Connections by type, while the emulator runs."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "suiteplug.emulator", "--port", "0", "--connections-dir", folder, *options]
        # Installed programs have their bytecode; without it every start compiles all of the emulator.
        known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=known)
        try:
            assert process.stdout is not None
            if not re.search(r"http://", process.stdout.readline()):
                raise RuntimeError("the emulator did not start")
            process.stdout.readline()
            yield {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in Path(folder).glob("*.json")}
        finally:
            process.terminate()
            process.wait()
