"""A lock that processes share: held on an open file, gone when its process dies, however it dies."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.005, 0.1

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@asynccontextmanager
async def file_lock(path: Path) -> AsyncIterator[None]:
    """Hold the lock on ``path``, made if missing. Asked for again and again: a blocking wait cannot be cancelled."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        wait_s = _FIRST_WAIT_S
        while not _try_lock(handle):
            await asyncio.sleep(wait_s)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)
        yield
    finally:
        os.close(handle)  # lets go of the lock
