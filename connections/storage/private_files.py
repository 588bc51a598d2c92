"""Files with secrets: written for the owner only and whole or not at all, refused when others can read them."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from suiteplug.connector.errors import InvalidConnectionError

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_HAS_MODES = os.name == "posix"


def read_private(path: Path, what: str, *, field: str = "") -> str:
    """The text of a file that only its owner can read.

    Args:
        path: The file.
        what: Names it in messages: ``connection file``.
        field: Connection field that led here, for the error.

    Raises:
        InvalidConnectionError: It is not there, is no ordinary file, or is open to others (code FILE_EXPOSED).
    """
    try:
        with path.open(encoding="utf-8") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _unreadable(path, what, field, "It is not an ordinary file.")
            if _HAS_MODES and status.st_mode & _OTHERS:
                raise _exposed(path, what, field, stat.S_IMODE(status.st_mode))
            return file.read()
    except FileNotFoundError:
        raise _unreadable(path, what, field, "There is no such file.") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "It is not UTF-8 text"
        raise _unreadable(path, what, field, f"{reason}.") from None


def write_private(path: Path, text: str) -> None:
    """Write with mode 0600, replacing the old content in one step, and make it survive a power cut."""
    make_private_folder(path.parent)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if _HAS_MODES:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def make_private_folder(folder: Path) -> None:
    """Make the folder and its missing parents, for the owner only."""
    if folder.is_dir():
        return
    make_private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def _exposed(path: Path, what: str, field: str, mode: int) -> InvalidConnectionError:
    return InvalidConnectionError(
        f"The {what} {path} is refused: others on this machine can read it (mode {mode:04o}).",
        code="FILE_EXPOSED",
        field=field,
        cause="It holds secrets.",
        fix=f"Run: chmod 600 '{path}'. If the machine is shared, replace the secrets as well.",
    )


def _unreadable(path: Path, what: str, field: str, why: str) -> InvalidConnectionError:
    return InvalidConnectionError(
        f"The {what} {path} cannot be read.",
        code="FILE_UNREADABLE",
        field=field,
        cause=why,
        fix="Check the path and that you are the owner.",
    )
