"""A clock that never jumps."""

from __future__ import annotations

import time

if hasattr(time, "CLOCK_BOOTTIME"):  # goes on while the machine sleeps, as leases elsewhere do

    def steady() -> float:
        """Seconds, the same for all processes of the machine."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)
else:
    steady = time.monotonic
