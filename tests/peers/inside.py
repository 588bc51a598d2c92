"""Start an emulator under NetSuite's names, run a program that knows no other names, and end both.

Run as a program, with the standard library only. With ``--hosts`` it has to be run in name spaces of its own
(``unshare --user --map-root-user --mount --net``): there it may have its own /etc/hosts and its own port 443, and there
is no other network. Options after ``--`` are the command to run; its exit code is given back.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import re
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO

_UP_AND_RUNNING = 0x41
_SIOCSIFFLAGS = 0x8914
_HTTPS_PORT = 443
_TIMED_OUT = 124


def main() -> int:
    """Run; gives the program's exit code."""
    options = argparse.ArgumentParser()
    options.add_argument("--hosts", action="store_true")
    options.add_argument("--trust-store", action="append", default=[], help="file of authorities to stand in for")
    options.add_argument("--setting", action="append", default=[], help="of the emulator")
    options.add_argument("--limit", type=float, required=True)
    options.add_argument("command", nargs="+")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="suiteplug-peer-") as directory:
        if chosen.hosts:
            _loopback_up()
        return _with_emulator(Path(directory), chosen)


def _with_emulator(directory: Path, chosen: argparse.Namespace) -> int:
    """Start it, tell the program where it is, stop it."""
    connections = directory / "connections"
    port = str(_HTTPS_PORT if chosen.hosts else 0)
    start = [sys.executable, "-m", "suiteplug.emulator", "--https-names", "--https-port", port]
    start += ["--connections-dir", str(connections), *(f"--setting={setting}" for setting in chosen.setting)]
    with subprocess.Popen(start, stdout=subprocess.PIPE, text=True) as emulator:
        try:
            assert emulator.stdout is not None
            told = _told(emulator.stdout)
            if chosen.hosts:
                hosts = directory / "hosts"
                hosts.write_text(f"127.0.0.1 localhost\n{told['hosts']}\n", encoding="ascii")
                _stand_in(hosts, "/etc/hosts")
                for store in chosen.trust_store:
                    _stand_in(Path(told["authority"]), store)
            environment = _environment(directory, connections, told, by_hosts=chosen.hosts)
            return subprocess.run(chosen.command, env=environment, check=False, timeout=chosen.limit).returncode
        except subprocess.TimeoutExpired:
            sys.stderr.write(f"not done after {chosen.limit:.0f} s\n")
            return _TIMED_OUT
        finally:
            emulator.terminate()


def _told(lines: IO[str]) -> dict[str, str]:
    """What the emulator says when it serves."""
    told: dict[str, str] = {}
    for line in lines:
        if found := re.search(r"account \S+: (http://\S+)", line):
            told["url"] = found[1]
        if found := re.search(r"HTTPS_PROXY=(\S+) SSL_CERT_FILE=(\S+)", line):
            told["proxy"], told["authority"] = found.groups()
        if found := re.search(r"Hosts file, for port \d+: (.+)", line):
            return told | {"hosts": found[1]}
    raise SystemExit("the emulator did not start")


def _environment(directory: Path, connections: Path, told: dict[str, str], *, by_hosts: bool) -> dict[str, str]:
    """For the program: where the connections are, whom to trust, and a home where it may leave things."""
    home = directory / "home"
    home.mkdir()
    trust = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
    inherited = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {
        **inherited,
        **dict.fromkeys(trust, told["authority"]),
        **({} if by_hosts else {"HTTPS_PROXY": told["proxy"]}),
        "HOME": str(home),
        "PEER_CONNECTIONS": str(connections),
        "PEER_EMULATOR": told["url"],
    }


def _stand_in(path: Path, real: str) -> None:
    """Put a file in the place of another, in this name space only."""
    subprocess.run(["mount", "--bind", str(path), real], check=True)  # noqa: S607 - wherever it is


def _loopback_up() -> None:
    """A new network name space has its loopback interface switched off."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _UP_AND_RUNNING))


if __name__ == "__main__":
    sys.exit(main())
