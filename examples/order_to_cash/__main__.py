"""``python -m examples.order_to_cash``: the web shop's orders to cash, and three questions about the result."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:  # started by path instead of with -m
    sys.path.insert(0, str(ROOT))

import suiteplug  # noqa: E402 - after the path is right
from examples.order_to_cash import report  # noqa: E402
from examples.order_to_cash.check_totals import disagreements  # noqa: E402
from examples.order_to_cash.desk import Desk  # noqa: E402
from examples.order_to_cash.emulated import emulator  # noqa: E402
from examples.order_to_cash.flow import take_to_cash, totals  # noqa: E402
from examples.order_to_cash.look_up import earlier_records, load_books  # noqa: E402
from examples.order_to_cash.outcome import End  # noqa: E402
from examples.order_to_cash.questions import QUESTIONS  # noqa: E402
from examples.order_to_cash.shop import read_orders  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from examples.order_to_cash.outcome import Outcome

Connection = str | dict[str, Any]

EXPECTED_REFUSALS = {"#1009", "#1010", "#UK1003"}
"""Orders of examples/orders that NetSuite has to refuse; a run that refuses others or fewer has failed."""

BY_CERTIFICATE, BY_TOKEN, BY_CONSENT = "oauth-client-credentials", "tba", "oauth-authorization-code"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; gives the exit code."""
    options = parser().parse_args(arguments)
    console = Console(markup=False)  # names and messages may hold brackets
    started = time.monotonic()
    try:
        outcomes, agree = _run(console, options)
    except suiteplug.NetSuiteConnectorError as error:
        report.show_error(console, error)
        return error.exit_code
    console.print(f"Done in {time.monotonic() - started:.1f} s.")
    return exit_code(outcomes, expected=None if options.connection else EXPECTED_REFUSALS) if agree else 1


def _run(console: Console, options: argparse.Namespace) -> tuple[list[Outcome], bool]:
    """Against the named connection, or an emulator started for this run."""
    with contextlib.ExitStack() as stack:
        if options.connection:
            ways: dict[str, Connection] = {"the connection": options.connection}
        else:
            account = stack.enter_context(emulator(options.data))
            console.print(f"NetSuite account emulator at {account.base_url}, data in {options.data}")
            ways = {kind: account.connections[kind] for kind in (BY_CERTIFICATE, BY_TOKEN, BY_CONSENT)}
        return asyncio.run(run(console, ways, options.orders))


def parser() -> argparse.ArgumentParser:
    """The options."""
    options = argparse.ArgumentParser(prog="python -m examples.order_to_cash", description=__doc__)
    options.add_argument(
        "--connection", help="name of a suiteplug connection to use; without it the emulator is started"
    )
    options.add_argument("--data", type=Path, default=ROOT / ".demo", help="folder for the emulated account")
    options.add_argument("--orders", type=Path, default=ROOT / "examples" / "orders", help="folder of order JSON")
    return options


async def run(console: Console, ways: dict[str, Connection], folder: Path) -> tuple[list[Outcome], bool]:
    """Sign in each way, do the work, ask, and show; gives the outcomes and whether all totals agree."""
    async with contextlib.AsyncExitStack() as stack:
        open_ways = {
            name: await stack.enter_async_context(suiteplug.connect(connection)) for name, connection in ways.items()
        }
        first = next(iter(open_ways.values()))
        checks = [(name, await netsuite.run("verify-connection")) for name, netsuite in open_ways.items()]
        report.show_sign_ins(console, checks)
        worker, asker, reader = (open_ways.get(name, first) for name in (BY_CERTIFICATE, BY_TOKEN, BY_CONSENT))

        orders = read_orders(folder)
        books, known = await load_books(worker, orders), await earlier_records(worker)
        with report.ProgressBars(console, totals(orders) | {"Questions": len(QUESTIONS)}) as bars:
            desk = Desk(worker, books, known, bars.advance)
            outcomes = await take_to_cash(desk, orders)
            answers = []
            for question in QUESTIONS:
                answers.append(await question(asker))
                bars.advance("Questions")
        wrong = await disagreements(reader, orders)

    report.show_records(console, desk.tally)
    report.show_ends(console, outcomes)
    report.show_totals(console, wrong)
    for answer in answers:
        report.show_answer(console, answer)
    report.show_troubles(console, outcomes)
    return outcomes, not wrong


def exit_code(outcomes: Sequence[Outcome], expected: set[str] | None) -> int:
    """0 when nothing failed, and only the expected orders were refused where that is known beforehand."""
    refused = {one.name for one in outcomes if one.end is End.REFUSED}
    if any(one.end is End.FAILED for one in outcomes):
        return 1
    return 0 if expected is None or refused == expected else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
