"""The ``suiteplug`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; says what to install when the extra is missing."""
    try:
        from suiteplug.hosts.cli.app import run  # noqa: PLC0415 - the extra may be missing
    except ModuleNotFoundError as error:
        if error.name not in {"click", "rich"}:
            raise
        sys.exit("The command line needs the extra 'cli': pip install 'suiteplug[cli]'")
    sys.exit(run())


if __name__ == "__main__":
    main()
