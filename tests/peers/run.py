"""Run one client after the other, each with an emulator of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.peers.environment import CannotInstallError, prepare
from tests.peers.peer import Outcome

if TYPE_CHECKING:
    from tests.peers.peer import Peer

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_OWN_NAMES = ("--user", "--map-root-user", "--mount", "--net")
_TAIL = 25
_OVERHEAD_S = 60


def run(peer: Peer, cache: Path) -> Outcome:
    """Install a client if need be and let it work."""
    try:
        prefix = _led_by_hosts_file() if peer.led == "hosts" else []
        interpreter, folder = prepare(peer, cache)
    except CannotInstallError as error:
        return Outcome(peer, "skipped", reason=str(error))
    # Node finds packages from where a program stands, so it stands there.
    program = Path(shutil.copy(HERE / "programs" / peer.program, folder))
    command = [
        *prefix,
        sys.executable,
        str(HERE / "inside.py"),
        *(["--hosts"] if peer.led == "hosts" else []),
        # Some Python clients ask nobody whom to trust but the certifi package.
        *(f"--trust-store={store}" for store in folder.glob("lib/python*/site-packages/certifi/cacert.pem")),
        *(f"--setting={setting}" for setting in peer.settings),
        f"--limit={peer.limit_s}",
        "--",
        *interpreter,
        str(program),
    ]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=peer.limit_s + _OVERHEAD_S
    )
    steps = tuple(line.removeprefix("+ ") for line in done.stdout.splitlines() if line.startswith("+ "))
    if done.returncode == 0 and steps:
        return Outcome(peer, "works", steps)
    return Outcome(peer, "differs", steps, "\n".join((done.stdout + done.stderr).splitlines()[-_TAIL:]))


def _led_by_hosts_file() -> list[str]:
    """Command that gives a program name spaces of its own.

    Raises:
        CannotInstallError: This machine has none, or lets nobody make them.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        raise CannotInstallError("no unshare here, and this client can only be led by a hosts file of its own")
    tried = subprocess.run([unshare, *_OWN_NAMES, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise CannotInstallError(f"name spaces cannot be made here: {tried.stderr.strip()}")
    return [unshare, *_OWN_NAMES]
