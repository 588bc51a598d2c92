"""The name of a large seed company: ``large:N``."""

from __future__ import annotations

SMALLEST, LARGEST = 1_000, 10_000_000
_PREFIX = "large:"
_IN_MEMORY = 20_000


def transactions_of(seed: str) -> int | None:
    """How many transactions a seed's name asks for; None when it is not the name of a large company.

    Raises:
        ValueError: It is one, but without a number that can be made.
    """
    if seed != "large" and not seed.startswith(_PREFIX):
        return None
    written = seed.removeprefix(_PREFIX).replace("_", "")
    if not (written.isascii() and written.isdigit()) or not SMALLEST <= int(written) <= LARGEST:
        raise ValueError(
            f"{seed!r} is no size of a company: write large:N, N transactions from {SMALLEST:,} to {LARGEST:,},"
            " such as large:100000"
        )
    return int(written)


def lives_on_disk(seed: str) -> bool:
    """Whether a company is better kept in a file than in memory."""
    wanted = transactions_of(seed)
    return wanted is not None and wanted > _IN_MEMORY
