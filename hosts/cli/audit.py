"""``suiteplug audit``: who wrote what, and whether the log is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from suiteplug.hosts.cli import output
from suiteplug.hosts.cli.layout import examples

if TYPE_CHECKING:
    from suiteplug.connector.audit.log import AuditLog

_BROKEN = 11
_FILTERS = (
    "connection",
    "action",
    "requester",
    "record_type",
    "record_id",
    "external_id",
    "idempotency_key",
    "outcome",
)


@click.group(short_help="Show the log of writes, and check that nobody changed it.")
def audit() -> None:
    """The audit log of this machine: every write through a named connection, who asked for it and what became of it."""


@audit.command(
    short_help="Show entries.",
    params=output.form_options(),
    epilog=examples(
        "suiteplug audit show --record-type invoice --last 20",
        "suiteplug audit show --outcome unknown --output json",
        "suiteplug audit show --output jsonl > audit.jsonl",
    ),
)
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last N that fit.")
@click.option("--connection", help="Only through this connection.")
@click.option("--action", help="Only of this action.")
@click.option("--requester", help="Only for this requester.")
@click.option("--record-type", help="Only records of this type.")
@click.option("--record-id", help="Only the record with this internal ID.")
@click.option("--external-id", help="Only the record with this external ID.")
@click.option("--idempotency-key", help="Only under this key.")
@click.option("--outcome", type=click.Choice(["done", "adopted", "replayed", "refused", "unknown"]), help="Only these.")
def show(last: int | None, form: str | None, columns: str | None, **wanted: str | None) -> None:
    """Entries in their order, oldest first."""
    from suiteplug.connector.audit.chain import entries  # noqa: PLC0415 - help must not load the connector

    rows: list[dict[str, Any]] = [
        {"number": number, **found.to_dict()}
        for number, found in entries(_log().links())
        if all(wanted.get(name) in {None, getattr(found, name)} for name in _FILTERS)
    ]
    output.write({"entries": rows[-last:] if last else rows}, form, rows="entries", columns=columns)


@audit.command(
    short_help="Check that no entry was changed or removed.",
    epilog=examples("suiteplug audit verify", "suiteplug audit verify --head 9f2c..."),
)
@click.option("--head", metavar="SEAL", help="A seal that was noted earlier: it must still be in the log.")
def verify(head: str | None) -> int:
    """Follow the chain of seals; the exit code is 11 where it is broken.

    Entries cut off at the end leave a chain that holds: note the last seal elsewhere from time to time, and give it
    with --head. Set SUITEPLUG_AUDIT_KEY, in a place that those who can write the log cannot read, and nobody else can
    make seals.
    """
    log = _log()
    verdict = log.verify()
    if verdict.broken_at is not None:
        click.echo(
            f"The log is broken at entry {verdict.broken_at}: it was changed, or an entry before it removed.", err=True
        )
        return _BROKEN
    if head and all(link.seal != head for link in log.links()):
        click.echo(
            f"The chain holds, but no entry has the seal {head}: entries were cut off its end, or it is another log's.",
            err=True,
        )
        return _BROKEN
    click.echo(f"{verdict.entries:,} entries, none changed. Last seal: {verdict.head}")
    return 0


def _log() -> AuditLog:
    from suiteplug.connector.audit.log import AuditLog  # noqa: PLC0415 - help must not load the connector
    from suiteplug.watchers import AUDIT, audit_file, audit_key  # noqa: PLC0415

    path = audit_file()
    if path is None:
        raise click.UsageError(f"The audit log is off: {AUDIT}=off.")
    return AuditLog(path, key=audit_key())
