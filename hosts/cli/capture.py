"""``suiteplug emulator capture``: a sample of an account in a file that the emulator can load."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from suiteplug.hosts.cli import suggestions
from suiteplug.hosts.cli.layout import examples
from suiteplug.hosts.cli.progress import watching

if TYPE_CHECKING:
    from suiteplug.hosts.capture.capture import Plan

_EPILOG = examples(
    "suiteplug emulator capture -c my-account -o sample.jsonl.gz --mask default",
    "suiteplug emulator capture -c my-account -o orders.jsonl --records salesOrder,invoice --limit 50",
    "suiteplug emulator --load sample.jsonl.gz",
)


@click.command(epilog=_EPILOG)
@click.option(
    "-c",
    "--connection",
    help="Name of the connection. [default: $SUITEPLUG_CONNECTION]",
    shell_complete=suggestions.connections,
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; .gz packs it.",
)
@click.option(
    "--records", default="", metavar="TYPES", help="Record types, separated by commas. [default: everyday ones]"
)
@click.option("--limit", default=100, show_default=True, type=click.IntRange(1), help="Records of each type.")
@click.option("--query", default="", help="SuiteQL that chooses the records: columns id and recordtype.")
@click.option("--depth", default=2, show_default=True, type=click.IntRange(0, 9), help="How many references to follow.")
@click.option(
    "--setup",
    default="all",
    show_default=True,
    type=click.Choice(["all", "referred"]),
    help="Lists such as accounts and periods: whole, or only what is referred to.",
)
@click.option("--most", default=20_000, show_default=True, type=click.IntRange(1), help="Records altogether.")
@click.option("--rows/--no-rows", default=True, help="Ask SuiteQL for the rows of the records, too. [default: rows]")
@click.option("--mask", default="", metavar="WHAT", help="Replace by pseudonyms: default, or a list; see the guide.")
@click.option("--mask-key", default="", envvar="SUITEPLUG_MASK_KEY", help="Gives the same pseudonyms in every capture.")
def capture(**given: Any) -> None:
    """Copy a sample of an account into a file that the emulator loads.

    Reads only. A capture that was stopped goes on when it is called again with the same options.
    """
    from suiteplug.hosts.capture.capture import Plan  # noqa: PLC0415 - help must not load the connector

    plan = Plan(
        records=_listed(given["records"]),
        limit=given["limit"],
        query=given["query"],
        depth=given["depth"],
        setup=given["setup"],
        most=given["most"],
        rows=given["rows"],
        mask=_mask(given["mask"]),
    )
    counts, gaps = asyncio.run(_run(given["connection"], given["output"], plan, given["mask_key"]))
    _tell(given["output"], counts, gaps, plan)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _mask(text: str) -> tuple[str, ...]:
    from suiteplug.hosts.capture.masking import CATEGORIES, DEFAULT  # noqa: PLC0415

    wanted: set[str] = set()
    for part in _listed(text):
        if part != "default" and part not in CATEGORIES:
            raise click.BadParameter(f"{part!r} is none of default, {', '.join(CATEGORIES)}", param_hint="--mask")
        wanted |= DEFAULT if part == "default" else {part}
    return tuple(sorted(wanted))


async def _run(
    connection: str | None, output: Path, plan: Plan, mask_key: str
) -> tuple[dict[str, int], list[tuple[str, str, str]]]:
    from suiteplug.api import NetSuite  # noqa: PLC0415
    from suiteplug.hosts.capture.capture import Capture  # noqa: PLC0415
    from suiteplug.hosts.capture.spool import Spool  # noqa: PLC0415
    from suiteplug.hosts.capture.writing import write_file  # noqa: PLC0415
    from suiteplug.opening import Options  # noqa: PLC0415

    with watching() as watch, Spool(output.with_name(f"{output.name}.part")) as spool:
        hooks = (watch.attempt,) if watch else ()
        async with NetSuite(connection, Options(hooks=hooks)) as netsuite:
            capturing = Capture(
                netsuite.session, spool, plan, mask_key=mask_key, report=watch.report if watch else None
            )
            header = await capturing.run()
        write_file(spool, output, header)
        found = spool.counts(), spool.gaps()
    spool.path.unlink()
    return found


def _tell(output: Path, counts: dict[str, int], gaps: list[tuple[str, str, str]], plan: Plan) -> None:
    total = sum(counts.values())
    click.echo(f"{output}: {total} records of {len(counts)} types", err=True)
    click.echo("  " + ", ".join(f"{name} {count}" for name, count in counts.items()), err=True)
    for name, record_id, reason in gaps[:20]:
        click.echo(f"  left out: {' '.join(filter(None, (name, record_id)))}: {reason}", err=True)
    if len(gaps) > 20:  # noqa: PLR2004 - more than anybody reads
        click.echo(f"  and {len(gaps) - 20} more, which the file names", err=True)
    if not plan.mask:
        click.echo("  Nothing is masked: names and addresses are in the file as they are.", err=True)
    click.echo(f"Load it with: suiteplug emulator --load {output}", err=True)
