"""Write docs/faults.md: what becomes of each kind of work when it meets each kind of fault, as it was just tried.

``--check`` tells whether the page is as it would be written.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path

from suiteplug.emulator.account import Account
from suiteplug.emulator.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "faults.md"
sys.path.insert(0, str(ROOT / "tests" / "faults"))

HEAD = """# What becomes of a request that meets a fault

Written by `python scripts/write_faults.py`, which tries each case on the emulator; tests hold every cell. Whatever
the cell says, **the work was never done twice**.

| word | meaning |
|---|---|
| looked up | sent once, answer lost; a look showed that it was done, and the call ends as if nothing had been |
| sent again | not done, or repeating changes nothing; the call ends as if nothing had been |
| **unknown** | `OutcomeUnknownError`: nothing tells whether it was done. `suiteplug settle` lists and settles it |

"done" in the name of a fault: NetSuite has done the work and its answer is lost. "done minutes later": NetSuite goes
on working after the connection is gone. A web page is what a RESTlet may answer with: it is taken as its answer.

"""


async def _page() -> str:
    import cases  # noqa: PLC0415 - it stands beside the tests that hold it

    lines = [f"| | {' | '.join(cases.WORK)} |", f"|---{'|---' * len(cases.WORK)}|"]
    with Account.open(Settings()) as account:
        rows = {name: await cases.row(account, work) for name, work in cases.WORK.items()}
    for fault in cases.FAULTS:
        cells = [str(rows[work][fault]) for work in cases.WORK]
        lines.append(f"| {fault} | {' | '.join('**unknown**' if cell == 'unknown' else cell for cell in cells)} |")
    return HEAD + "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the page."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SUITEPLUG_HOME"] = home
        page = asyncio.run(_page())
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") != page:
        print("docs/faults.md is not what the faults do: run python scripts/write_faults.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
