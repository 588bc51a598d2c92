"""Run the benchmarks: all, or those named on the command line."""

from __future__ import annotations

import importlib
import sys

SUITES = ("start", "client", "safety", "lanes", "emulator", "volume")
LONG = ("emulator_large", "storm")
"""Only when named: minutes."""


def main() -> int:
    """Print one line for each figure."""
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(SUITES)
    unknown = [name for name in wanted if name not in {*SUITES, *LONG}]
    if unknown:
        print(f"There is no benchmark '{unknown[0]}'. Known: {', '.join((*SUITES, *LONG))}.", file=sys.stderr)
        return 2
    for name in wanted:
        print(f"== {name}", flush=True)
        importlib.import_module(f"benchmark_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
