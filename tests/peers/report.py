"""The table of docs/peers.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.peers.peer import Outcome

_BEGIN, _END = "<!-- clients: begin (written by scripts/try_public_clients.py --write) -->", "<!-- clients: end -->"
_COLUMNS = ("Client", "Version", "Language", "Signs in by", "Led here by", "Did", "Result")
_LED = {"hosts": "hosts file, TLS on port 443", "proxy": "`HTTPS_PROXY`, TLS"}


def write(document: Path, outcomes: Iterable[Outcome]) -> None:
    """Replace the table in the document.

    Raises:
        ValueError: The document has no place for it.
    """
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"{document} has no place for the table")
    rows = (_COLUMNS, ("---",) * len(_COLUMNS), *map(_cells, outcomes))
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    document.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _cells(outcome: Outcome) -> tuple[str, ...]:
    peer = outcome.peer
    did = "; ".join(outcome.steps).replace("|", "\\|")
    result = outcome.result if outcome.result != "skipped" else f"skipped: {outcome.reason}"
    return (peer.title, peer.version, f"{peer.language}, {peer.registry}", peer.sign_in, _LED[peer.led], did, result)
