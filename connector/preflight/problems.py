"""What is wrong with a body, and the error that says all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ErrorDetail, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_SENT = "The body does not fit what NetSuite's metadata says about {}. Nothing was sent."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that NetSuite would refuse. ``path`` leads to it: ``item.items[3].quantity``."""

    path: str
    message: str
    fix: str
    code: str = "BODY_DOES_NOT_FIT"


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything about one body; ``warnings`` are about what NetSuite takes and leaves out."""

    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def refusal(record_type: str, problems: Sequence[Problem]) -> InputError:
    """The error for one or more problems, the first one as its message."""
    first, *others = problems
    more = f" And {len(others)} more; the details name {'it' if len(others) == 1 else 'them'}." if others else ""
    return InputError(
        first.message + more,
        code=first.code,
        field=first.path,
        cause=_NOT_SENT.format(record_type),
        fix=first.fix,
        details=tuple(ErrorDetail(f"{one.message} {one.fix}".strip(), one.code, path=one.path) for one in problems),
    )
