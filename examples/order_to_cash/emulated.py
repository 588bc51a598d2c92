"""A NetSuite account on this machine for the time of a run; its data stays in a file for the next one."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STOP_LIMIT_S = 10


@dataclass(frozen=True, slots=True)
class Emulated:
    """A running emulator: its address, and a ready connection for each way to sign in, by type."""

    base_url: str
    connections: dict[str, dict[str, Any]]


@contextlib.contextmanager
def emulator(directory: Path) -> Iterator[Emulated]:
    """Run the emulator as a program of its own, so that it shares nothing with the client but the wire.

    Args:
        directory: Keeps the account (``account.sqlite``) and the connection files.

    Raises:
        RuntimeError: It ended before it could serve; what it had to say stands on standard error.
    """
    directory.mkdir(parents=True, exist_ok=True)
    files = directory / "connections"
    arguments = ["--port", "0", "--data", str(directory / "account.sqlite"), "--connections-dir", str(files)]
    process = subprocess.Popen(  # noqa: S603 - this interpreter and our own arguments
        [sys.executable, "-m", "suiteplug.emulator", *arguments], stdout=subprocess.PIPE, text=True
    )
    try:
        base_url = _address(process)
        yield Emulated(base_url, {path.stem: json.loads(path.read_text("utf-8")) for path in files.glob("*.json")})
    finally:
        _stop(process)


def _address(process: subprocess.Popen[str]) -> str:
    """The base URL, once the program has said that the connection files are written."""
    base_url = ""
    for line in process.stdout or ():
        if "http://" in line:
            base_url = line[line.index("http://") :].strip()
        if line.startswith("Connections:") and base_url:
            return base_url
    raise RuntimeError("The emulator ended before it could serve.")


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
