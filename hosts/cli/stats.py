"""``suiteplug stats``: what the connections of this machine did, and whether that is as it should be."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from suiteplug.hosts.cli import output, suggestions
from suiteplug.hosts.cli.layout import examples

if TYPE_CHECKING:
    from suiteplug.connector.stats.summary import Figures

_ALERT = 10
_AGE = re.compile(r"(?P<number>[1-9]\d{0,4})(?P<unit>[hd])\Z")


def _age(_ctx: click.Context, _param: click.Parameter, value: str | None) -> timedelta | None:
    match = _AGE.match(value or "")
    if value is not None and match is None:
        raise click.BadParameter("give hours or days, such as 24h or 7d")
    return None if match is None else timedelta(hours=int(match["number"]) * (24 if match["unit"] == "d" else 1))


@click.command(
    short_help="Show calls, success rates, times and refusals.",
    params=output.form_options(),
    epilog=examples(
        "suiteplug stats --since 24h",
        "suiteplug stats --since 1h --alert 'success_rate<0.99' --alert 'unknown>0'",
        "suiteplug stats --prometheus > /var/lib/node_exporter/suiteplug.prom",
    ),
)
@click.option("--since", callback=_age, metavar="AGE", help="Only the last hours or days: 24h, 7d. [default: all]")
@click.option("-c", "--connection", default="", help="Only this connection.", shell_complete=suggestions.connections)
@click.option("--alert", "alerts", multiple=True, metavar="BOUND", help="Exit with 10 where this holds; repeatable.")
@click.option("--prometheus", is_flag=True, help="In the text format of Prometheus.")
def stats(
    since: timedelta | None,
    connection: str,
    alerts: tuple[str, ...],
    form: str | None,
    columns: str | None,
    *,
    prometheus: bool,
) -> int:
    """Calls, success rate, times (seconds), attempts, 429s and unknown outcomes, by connection and action.

    Counted by all processes of this machine that use named connections, in the hour of UTC in which a call ended.
    """
    from dataclasses import asdict  # noqa: PLC0415 - help must not load the connector

    from suiteplug.connector.stats.store import StatsStore  # noqa: PLC0415
    from suiteplug.connector.stats.summary import Alert, as_prometheus, summarize  # noqa: PLC0415
    from suiteplug.watchers import STATS, stats_file  # noqa: PLC0415

    bounds = [Alert.parse(text) for text in alerts]
    path = stats_file()
    if path is None:
        raise click.UsageError(f"The counters are off: {STATS}=off.")
    first = (datetime.now(UTC) - since).strftime("%Y-%m-%dT%H") if since else ""
    figures = [entry for entry in summarize(StatsStore(path).read(first, connection)) if entry.calls]
    if prometheus:
        click.echo(as_prometheus(figures), nl=False)
    else:
        output.write({"actions": [asdict(entry) for entry in figures]}, form, rows="actions", columns=columns)
    crossed = [(alert.text, entry) for alert in bounds for entry in figures if alert.goes_off(entry)]
    for text, entry in crossed:
        click.echo(
            f"ALERT {text}: {_subject(entry)} {getattr(entry, text.split('<')[0].split('>')[0].strip())}", err=True
        )
    return _ALERT if crossed else 0


def _subject(entry: Figures) -> str:
    return f"{entry.connection} {entry.action or '(outside of actions)'}"
