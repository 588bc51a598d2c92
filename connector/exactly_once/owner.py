"""Who works on a call, and whether that process is still there."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
from functools import cache
from pathlib import Path

_START_TIME = 19  # of what follows the name of the program in /proc/PID/stat


def new_owner() -> str:
    """A name for one run of a call in this process: machine, process, its start, and the run."""
    return f"{_this_process(os.getpid())}/{secrets.token_hex(6)}"


def is_dead(owner: str) -> bool:
    """Whether the process of this owner has certainly ended. One of another machine is never known to have."""
    parts = owner.split("/")
    if len(parts) != 4 or parts[0] != _machine() or not _machine():  # noqa: PLR2004 - the parts of new_owner
        return False
    pid, started = int(parts[1]), parts[2]
    if pid == os.getpid():
        return started != _started(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it is there, and somebody else's
        pass
    return bool(started) and _started(pid) not in {started, ""}


@cache
def _this_process(pid: int) -> str:
    """Its part of the names of owners; a forked process has another ``pid``."""
    return f"{_machine()}/{pid}/{_started(pid)}"


@cache
def _machine() -> str:
    """What processes that see each other have in common; empty where processes cannot be asked for.

    Containers of one machine, and of one pod, have process numbers of their own.
    """
    if os.name != "posix":
        return ""
    marks = [socket.gethostname()]
    for file in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        path = Path(file)
        try:
            marks.append(str(path.readlink()) if path.is_symlink() else path.read_text(encoding="ascii").strip())
        except OSError:
            marks.append("")
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()[:12]


def _started(pid: int) -> str:
    """When a process began, in the system's own count; empty where the system does not tell."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    fields = text.rpartition(")")[2].split()
    return fields[_START_TIME] if len(fields) > _START_TIME else ""
