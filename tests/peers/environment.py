"""Throw-away environments: a folder per client, made once, kept in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.peers.peer import Peer

_LIMIT_S = 600
_READY = "ready"


class CannotInstallError(Exception):
    """The client cannot be had on this machine; the message says why."""


def cache_folder() -> Path:
    """Where the environments are kept; nothing in it is needed by anything else."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "suiteplug" / "peers"


def prepare(peer: Peer, cache: Path) -> tuple[list[str], Path]:
    """The command that starts the client's language, and the folder its program has to stand in.

    Raises:
        CannotInstallError: No such tool, no network, or the package does not fit this machine.
    """
    folder = cache / f"{peer.key}-{_fingerprint(peer)}"
    interpreter = [str(folder / "bin" / "python")] if peer.registry == "PyPI" else [_tool("node")]
    if not (folder / _READY).exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _install(peer, folder)
        (folder / _READY).touch()
    return interpreter, folder


def _install(peer: Peer, folder: Path) -> None:
    """Let the registry's own installer do it."""
    if peer.registry == "PyPI":
        venv.create(folder, with_pip=True)
        _run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--no-input", *peer.packages], folder)
        return
    (folder / "package.json").write_text('{"private": true}\n', encoding="ascii")
    # Nobody's install scripts are needed, and strangers' need not run.
    _run(
        [_tool("npm"), "install", "--loglevel=error", "--no-audit", "--no-fund", "--ignore-scripts", *peer.packages],
        folder,
    )


def _fingerprint(peer: Peer) -> str:
    """Another list of packages, or another Python, is another environment."""
    text = " ".join((*peer.packages, sys.version if peer.registry == "PyPI" else ""))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _tool(name: str) -> str:
    """Path of a program."""
    found = shutil.which(name)
    if found is None:
        raise CannotInstallError(f"no {name} on this machine")
    return found


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=_LIMIT_S)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines() or [f"{command[0]} ended with {error.returncode}"]
        # pip says last what it comes to, npm first
        raise CannotInstallError(said[-1] if said[-1].startswith("ERROR") else said[0]) from None
    except subprocess.TimeoutExpired:
        raise CannotInstallError(f"not installed after {_LIMIT_S} s") from None
