"""Run NetSuite clients and OAuth programs that we did not write, unmodified, against the emulator.

Installs each into a throw-away environment in the user's cache folder, starts an emulator under NetSuite's https names
and lets the client do its normal work. ``--write`` puts what happened into docs/peers.md. A client that cannot be
installed here is skipped, with the reason. Exit code 0 when none of the others found a difference.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.peers.environment import cache_folder  # noqa: E402 - found through the line above
from tests.peers.report import write  # noqa: E402
from tests.peers.run import run  # noqa: E402
from tests.peers.table import PEERS  # noqa: E402

if TYPE_CHECKING:
    from tests.peers.peer import Outcome


def main() -> int:
    """Run those that were asked for; gives the exit code."""
    options = argparse.ArgumentParser(description="Unmodified public clients against the emulator.")
    options.add_argument("clients", nargs="*", metavar="CLIENT", help="only these: " + ", ".join(p.key for p in PEERS))
    options.add_argument("--write", action="store_true", help="write the table of docs/peers.md (all clients)")
    options.add_argument("--cache", type=Path, default=cache_folder(), help="where the environments are kept")
    chosen = options.parse_args()
    unknown = set(chosen.clients) - {peer.key for peer in PEERS}
    if unknown or (chosen.write and chosen.clients):
        options.error(f"no such client: {', '.join(sorted(unknown))}" if unknown else "--write runs all clients")
    outcomes = []
    for peer in PEERS:
        if not chosen.clients or peer.key in chosen.clients:
            outcome = run(peer, chosen.cache)
            _tell(outcome)
            outcomes.append(outcome)
    if chosen.write:
        write(ROOT / "docs" / "peers.md", outcomes)
    return int(any(outcome.result == "differs" for outcome in outcomes))


def _tell(outcome: Outcome) -> None:
    """One paragraph per client."""
    peer = outcome.peer
    print(f"{peer.key}: {peer.title} {peer.version} ({peer.language}, {peer.sign_in}): {outcome.result}")
    for step in outcome.steps:
        print(f"  + {step}")
    for line in outcome.reason.splitlines():
        print(f"    {line}")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
