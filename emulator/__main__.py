"""``python -m suiteplug.emulator``, with a word for those who have not installed its extra."""

from __future__ import annotations

import sys

PARTS_OF_EXTRA = frozenset({"uvicorn", "httptools", "jwt"})


def run() -> int:
    """Start the emulator; gives the exit code."""
    try:
        from suiteplug.emulator.command import main  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in PARTS_OF_EXTRA:
            raise
        sys.stderr.write("The emulator needs the extra 'emulator': pip install 'suiteplug[emulator]'\n")
        return 2
    return main()


if __name__ == "__main__":
    sys.exit(run())
