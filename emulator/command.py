"""The emulator as a program: one account on a loopback port until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from suiteplug.emulator.access.tiers import TIERS
from suiteplug.emulator.account import Account
from suiteplug.emulator.connection_files import write_connections
from suiteplug.emulator.database import is_to_grow
from suiteplug.emulator.faults import Faults, FaultScriptError
from suiteplug.emulator.https.names import serve_https_names
from suiteplug.emulator.seed import check_name
from suiteplug.emulator.seed.large import lives_on_disk
from suiteplug.emulator.server import serve
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.switches import switched

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130

_OWN_OPTIONS = {
    "account_id": "--account",
    "data": "--data",
    "lanes": "--lanes",
    "latency_ms": "--latency",
    "load": "--load",
    "seed": "--seed",
    "suitecloud_plus": "--suitecloud-plus",
    "tier": "--tier",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the emulator; gives the exit code."""
    options = parser().parse_args(arguments)
    settings = Settings(
        account_id=options.account,
        lanes=options.lanes,
        tier=options.tier,
        suitecloud_plus=options.suitecloud_plus,
        latency_ms=options.latency_ms,
        seed=options.seed,
        load=options.load,
        data=options.data,
    )
    try:
        settings = switched(settings, map(_without_option, options.setting))
        if settings.concurrency_limit < 1:
            parser().error("an account has one lane at least")
    except ValueError as error:
        parser().error(str(error))
    try:
        account = _opened(settings)
    except KeyboardInterrupt:
        return _INTERRUPTED
    asyncio.run(
        run(
            account,
            port=options.port,
            connections_dir=options.connections_dir,
            https_names=options.https_names,
            https_port=options.https_port,
            faults=options.faults,
        )
    )
    return 0


def parser() -> argparse.ArgumentParser:
    """The options, for other command lines to reuse."""
    options = argparse.ArgumentParser(
        prog="suiteplug emulator",
        description="A NetSuite account on this machine, for tests and demos.",
        epilog="'suiteplug emulator capture --help': copy a sample of your own account, to be opened with --load.",
    )
    options.add_argument("--port", type=int, default=0, help="port on 127.0.0.1; 0 takes a free one")
    options.add_argument(
        "--seed",
        type=_seed,
        default="small",
        help="seed company of a new account: small, stocked, empty, or large:N for one with N transactions",
    )
    options.add_argument(
        "--load",
        type=Path,
        default=None,
        metavar="FILE",
        help="instead of a seed company: a file that 'suiteplug emulator capture' wrote, or a file or folder of"
        " recorded replies",
    )
    lanes = options.add_mutually_exclusive_group()
    lanes.add_argument("--lanes", type=_lanes, default=15, help="requests in flight the account accepts")
    lanes.add_argument("--tier", choices=TIERS, default=None, help="or as many as this service tier has")
    options.add_argument("--suitecloud-plus", type=int, default=0, metavar="N", help="licences beside --tier")
    options.add_argument(
        "--latency",
        "--latency-ms",
        dest="latency_ms",
        type=_milliseconds,
        default=0,
        metavar="TIME",
        help="added to every request while it holds its lane: 100ms, 0.1s, or a number of milliseconds",
    )
    options.add_argument("--data", type=Path, default=None, help="SQLite file to keep the account in")
    options.add_argument("--account", type=_account_id, default="1234567_SB1", help="account ID, such as 1234567_SB1")
    options.add_argument("--connections-dir", type=Path, default=None, help="where to write the ready connection files")
    options.add_argument(
        "--faults", type=_fault_script, default=None, help="fault script (JSON): which requests go wrong"
    )
    options.add_argument(
        "--https-names",
        action="store_true",
        help="also serve the account's own https host names, through a proxy for clients that know no other address",
    )
    options.add_argument(
        "--https-port",
        type=int,
        default=0,
        help="port on 127.0.0.1 for --https-names; 443 serves clients that a hosts file leads here",
    )
    options.add_argument(
        "--setting",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any other choice of emulator/settings.py, such as one_world=false or jobs.moves=clock; repeatable",
    )
    return options


def _seed(name: str) -> str:
    """The name of a company that can be made."""
    try:
        check_name(name)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return name


def _without_option(assignment: str) -> str:
    """The assignment, unless an option of the setting's own checks what it is given."""
    name = assignment.partition("=")[0].strip()
    if name in _OWN_OPTIONS:
        raise ValueError(f"{name} has an option of its own: {_OWN_OPTIONS[name]}")
    return assignment


def _fault_script(path: str) -> Path:
    """A file that can be read and fits its schema."""
    try:
        Faults().load_file(Path(path))
    except (OSError, FaultScriptError) as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return Path(path)


def _milliseconds(text: str) -> float:
    """``100ms``, ``0.1s`` or ``100``."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s)?", text)
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 100ms or 0.1s")
    return float(found[1]) * (1000 if found[2] == "s" else 1)


def _lanes(text: str) -> int:
    """At least one, or nothing could ever be answered."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of lanes; give 1 or more")
    return int(text)


def _account_id(text: str) -> str:
    """As the NetSuite pages spell it (Oracle help: section_1498251763)."""
    if not re.fullmatch(r"[A-Z]*\d+(_(SB|RP)\d*)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not an account ID such as 1234567 or 1234567_SB1")
    return text


def _opened(settings: Settings) -> Account:
    """The account, and beforehand a word to who waits for a large one."""
    if is_to_grow(settings) or (settings.data is None and lives_on_disk(settings.seed)):
        sys.stderr.write(f"Making the company {settings.seed}; 100,000 transactions take some 20 seconds.\n")
    return Account.open(settings)


async def run(
    account: Account,
    *,
    port: int,
    connections_dir: Path | None,
    https_names: bool = False,
    https_port: int = 0,
    faults: Path | None = None,
) -> None:
    """Serve an account until the process is told to end, and close it."""
    done = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, done.set)
    with account:
        if faults is not None:
            account.faults.load_file(faults)
        async with serve(account, port) as base_url:
            directory = connections_dir or Path(tempfile.mkdtemp(prefix="suiteplug-emulator-"))
            files = write_connections(account, base_url, directory)
            _say(f"NetSuite emulator, account {account.settings.account_id}: {base_url}")
            _say("Connections: " + ", ".join(str(path) for path in files))
            if not https_names:
                await done.wait()
                return
            async with serve_https_names(account, directory, https_port) as names:
                _say(f"Unchanged clients: HTTPS_PROXY={names.proxy_url} SSL_CERT_FILE={names.authority_file}")
                _say(f"Hosts file, for port {names.port}: {names.hosts_line}")
                await done.wait()


def _say(line: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
