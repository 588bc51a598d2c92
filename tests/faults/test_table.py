"""The table of docs/faults.md holds, and nothing in it is ever done twice."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

PAGE = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
KINDS = (
    "read",
    "create, with an idempotency key",
    "create, with an external ID",
    "create, with neither",
    "transform",
    "update that sets fields",
    "update that adds a line",
    "upsert",
    "delete",
    "RESTlet that writes",
    "raw request that creates",
    "batch",
)


@pytest.fixture(scope="module")
def cases() -> Any:
    """The module beside this one; tests are no package."""
    path = Path(__file__).with_name("cases.py")
    spec = importlib.util.spec_from_file_location("fault_cases", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fault_cases"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def documented() -> dict[str, dict[str, str]]:
    """Cells by kind of work and fault."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text(encoding="utf-8").splitlines() if " | " in line]
    start = next(at for at, cells in enumerate(rows) if cells[0] == "read")
    works, table = rows[start], rows[start + 1 :]
    return {work: {cells[0]: cells[at].strip("*") for cells in table} for at, work in enumerate(works, start=1)}


def test_all_kinds_are_in_the_table(cases: Any, documented: dict[str, dict[str, str]]) -> None:
    assert tuple(cases.WORK) == KINDS == tuple(documented)
    assert all(tuple(row) == tuple(cases.FAULTS) for row in documented.values())


@pytest.mark.parametrize("kind", KINDS)
async def test_a_row(account: Account, cases: Any, documented: dict[str, dict[str, str]], kind: str) -> None:
    ends = await cases.row(account, cases.WORK[kind])
    assert {fault: str(end) for fault, end in ends.items()} == documented[kind]
    for fault, end in ends.items():
        assert end.there == 1 or (end.there == 0 and end.how != "done"), f"{fault}: {end!r}"
