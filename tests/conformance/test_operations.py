"""docs/operations.md names an action, or a reason, for each operation of SuiteTalk REST."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from suiteplug import registry
from suiteplug.emulator.operations import OPERATIONS, Operation

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
KEYS = {spec.key for spec in registry.actions()}
WORDS = re.compile(r"`([a-z]+(?:-[a-z]+)+)`")


ANYTHING = ("B/{type}/{id}", "any request, later")


def skeleton(address: str) -> str:
    """An address without what is different each time: ``{type}/{}/!transform/{}``."""
    path = address.removeprefix("B/").removeprefix("/services/rest/").partition("?")[0]
    return re.sub(r"\{[^}]*\}", "{}", path.replace("eid:", ""))


def told(operation: Operation) -> bool:
    """Whether a row has the operation's method and address."""
    if (operation.address, operation.what) == ANYTHING:
        return any("Prefer: respond-async" in row[1] for row in ROWS)
    wanted = skeleton(operation.address)
    return any(operation.method in row[1] and wanted in SKELETONS[at] for at, row in enumerate(ROWS) if len(row) > 1)


def expanded(request: str) -> str:
    """The addresses of a row's request, as skeletons; what is optional is there with and without."""
    text = request.replace("…/job/", "async/v1/job/").replace("…/dataset/", "query/v1/dataset/")
    text = text.replace("/services/rest/", "").replace("eid:", "")
    text = re.sub(r"\{[^}]*\}", "{}", text).replace("!attach/{}/{}", "!attach/contact/{} {}/{}/!attach/file/{}")
    without = re.sub(r"\[[^\]]*\]", "", text)
    return f"{text} {without} {text.replace('[', '').replace(']', '')}".replace("!detach", "{}/{}/!detach/contact/{}")


SKELETONS = [expanded(row[1]) if len(row) > 1 else "" for row in ROWS]


@pytest.mark.parametrize("key", sorted(set(WORDS.findall(PAGE))))
def test_each_action_exists(key: str) -> None:
    assert key in KEYS or key in {"metadata-catalog", "respond-async"}


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row[0] != "Operation" and row[0] != "Need"], ids=lambda row: row[0]
)
def test_each_row_says_what_to_use(row: list[str]) -> None:
    assert len(row) in {2, 3}
    assert len(row[-1]) > 5


@pytest.mark.parametrize(
    "operation",
    [entry for entry in OPERATIONS if not entry.address.startswith(("OAUTH", "/app/login", "/.well-known", "/rest"))],
    ids=lambda entry: f"{entry.method} {entry.address} {entry.what}",
)
def test_each_operation_of_the_emulator_is_on_the_page(operation: Operation) -> None:
    assert told(operation), operation


def test_each_action_of_the_record_service_is_on_the_page() -> None:
    generic = {
        spec.key for spec in registry.actions() if spec.group in {"records", "sublists", "batch", "metadata", "queries"}
    }
    assert generic <= set(WORDS.findall(PAGE)) | {"export-query"}, generic - set(WORDS.findall(PAGE))
