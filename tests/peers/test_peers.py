"""The table of clients and what is written of it; the clients themselves are run by scripts/try_public_clients.py."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.peers.environment import CannotInstallError, prepare
from tests.peers.peer import Outcome, Peer
from tests.peers.report import write
from tests.peers.table import PEERS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PLACE = """Before
<!-- clients: begin (written by scripts/try_public_clients.py --write) -->
old
<!-- clients: end -->
After
"""


def by(peers: tuple[Peer, ...], name: str) -> Iterator[str]:
    return (getattr(peer, name) for peer in peers)


def test_the_table_is_sound() -> None:
    assert len(set(by(PEERS, "key"))) == len(PEERS)
    programs = {path.name for path in (ROOT / "tests" / "peers" / "programs").iterdir() if path.is_file()}
    assert set(by(PEERS, "program")) == programs
    for peer in PEERS:
        separator = "==" if peer.registry == "PyPI" else "@"
        assert all(separator in package.removeprefix("@") for package in peer.packages), "every version is named"
        assert peer.version in peer.packages[0]


def test_what_has_to_be_there() -> None:
    assert {peer.language for peer in PEERS} == {"Python", "Node"}
    assert {peer.led for peer in PEERS} == {"hosts", "proxy"}
    ways = " ".join(by(PEERS, "sign_in"))
    assert all(way in ways for way in ("TBA", "authorization code", "client credentials", "three-step"))


def test_the_document_lists_them() -> None:
    document = (ROOT / "docs" / "peers.md").read_text(encoding="utf-8")
    table = document.partition("<!-- clients: begin")[2].partition("<!-- clients: end")[0]
    rows = [line.split(" | ") for line in table.splitlines() if line.startswith("| ")][2:]
    assert [(row[0].removeprefix("| "), row[1]) for row in rows] == [(peer.title, peer.version) for peer in PEERS]


def test_what_happened_is_written(tmp_path: Path) -> None:
    document = tmp_path / "peers.md"
    document.write_text(PLACE)
    write(
        document,
        [Outcome(PEERS[0], "works", ("this", "a|b")), Outcome(PEERS[1], "skipped", reason="no node on this machine")],
    )
    text = document.read_text()
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter\n")
    assert "| this; a\\|b | works |" in text
    assert "| skipped: no node on this machine |" in text
    assert "old" not in text


def test_a_document_without_a_place_for_it(tmp_path: Path) -> None:
    document = tmp_path / "peers.md"
    document.write_text("Nothing here\n")
    with pytest.raises(ValueError, match="no place"):
        write(document, [])


def test_a_missing_tool_is_a_reason_to_skip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    node = next(peer for peer in PEERS if peer.registry == "npm")
    with pytest.raises(CannotInstallError, match="no node on this machine"):
        prepare(node, tmp_path)
