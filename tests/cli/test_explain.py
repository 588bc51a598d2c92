"""``suiteplug explain`` needs no account and takes what people have."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

ROOT = Path(__file__).parents[2]


def test_a_code(suiteplug: CommandLine) -> None:
    ended = suiteplug("explain", "INVALID_LOGIN")
    assert ended.code == 0
    first = ended.result["explanations"][0]
    assert first["id"] == "invalid-login"
    assert "View Login Audit Trail" in first["fix"]
    assert first["retry"] == "after-fix"


def test_a_message_of_several_words_without_quotes(suiteplug: CommandLine) -> None:
    ended = suiteplug("explain", "Please", "enter", "value(s)", "for:", "Customer.", "--most", "1")
    assert [one["id"] for one in ended.result["explanations"]] == ["missing-fields"]


def test_a_file(suiteplug: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "reply.json"
    file.write_text('{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"No."}}')
    ended = suiteplug("explain", "--file", str(file), "--output", "jsonl")
    assert "over-the-limit-restlet" in ended.out


def test_standard_input(suiteplug: CommandLine) -> None:
    assert (
        suiteplug("explain", "-", stdin="HTTP/1.1 429 Too Many Requests").result["explanations"][0]["id"]
        == "over-the-limit"
    )


def test_what_nobody_knows(suiteplug: CommandLine) -> None:
    ended = suiteplug("explain", "INVALID_LOGN")
    assert ended.code == 1
    assert "INVALID_LOGIN" in ended.error["message"]


def test_the_page_of_errors_is_current_and_has_every_anchor() -> None:
    spec = importlib.util.spec_from_file_location("write_errors", ROOT / "scripts" / "write_errors.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.main(["--check"]) == 0, "run: python scripts/write_errors.py"
    from suiteplug.connector.faults.catalogue import catalogue

    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    codes = [code.lower().replace("_", "-").replace(" ", "-") for entry in catalogue() for code in entry.all_codes]
    assert [anchor for anchor in [*codes, *(e.id for e in catalogue())] if f'<a id="{anchor}"></a>' not in page] == []
