"""An export by the words of a caller: a query, a place, and what to do when it was begun before."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ContractError, InputError, RejectedError
from suiteplug.connector.export.columns import columns_of
from suiteplug.connector.export.destinations.files import (
    STANDARD_OUTPUT,
    Csv,
    Form,
    JsonLines,
    RawJsonLines,
    Stream,
    TextFile,
)
from suiteplug.connector.export.journal import Journal, fingerprint
from suiteplug.connector.export.reader import Reader
from suiteplug.connector.export.run import Exported, export
from suiteplug.connector.suiteql.dated import with_iso_dates
from suiteplug.connector.suiteql.paging import MAX_PAGE
from suiteplug.connector.suiteql.statement import prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from suiteplug.connector.export.destinations.port import Destination
    from suiteplug.connector.session import Session
    from suiteplug.connector.suiteql.binding import Param
    from suiteplug.connector.suiteql.kinds import Kind
    from suiteplug.connector.suiteql.statement import Statement

PAGE_ROWS = MAX_PAGE
FORMS = ("jsonl", "csv")
"""Forms of text, by the ending of the file's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to export and where to.

    ``to`` is a file, whose name ends in its form, or ``-`` for the host's stream with ``form``. ``typed`` False leaves
    all values the texts that NetSuite sends. ``restart`` forgets what an earlier run left.
    """

    query: str
    to: str
    params: tuple[Param, ...] = ()
    form: str = ""
    key: str = ""
    types: Mapping[str, Kind] = field(default_factory=dict)
    typed: bool = True
    restart: bool = False


async def run_export(
    session: Session, wanted: Wanted, report: Callable[[int, int | None, str], None] | None = None
) -> Exported:
    """Export a query.

    Raises:
        InputError: Query, key, types or destination cannot be; nothing was sent.
        NetSuiteConnectorError: See ``export``.
    """
    statement = prepare(wanted.query)
    if wanted.typed:
        statement = with_iso_dates(statement)
    form = _form(session, wanted, statement)
    destination, journal = _place(session, wanted, form)
    try:
        reader = Reader(
            session.suiteql,
            statement,
            wanted.params,
            key=wanted.key,
            lanes=session.connection.side_by_side,
            page=PAGE_ROWS,
            plan=journal.plan if journal else None,
            on_plan=journal.keep_plan if journal else None,
        )
        return await export(reader, destination, journal, report or session.report)
    except (InputError, RejectedError, ContractError):
        # the corrected query is another export: what has no committed rows must not stand in its way
        if journal is not None and journal.mark is None:
            destination.discard()
            journal.remove()
        raise


def _place(session: Session, wanted: Wanted, form: Form) -> tuple[Destination, Journal | None]:
    if wanted.to != STANDARD_OUTPUT:
        path = session.outlets.file(wanted.to)
        return TextFile(path, form), _journal(session, wanted, path)
    if session.outlets.stream is None:
        raise InputError(
            "This host has no stream to export to.",
            code="EXPORTS_OFF",
            field="to",
            fix="Give the name of a file.",
        )
    return Stream(session.outlets.stream, form), None


def _form(session: Session, wanted: Wanted, statement: Statement) -> Form:
    form = wanted.form or Path(wanted.to).suffix.lower().lstrip(".")
    if form not in FORMS:
        raise InputError(
            f"'{form}' is no form of export." if form else "The form of the export is not said.",
            code="FORM_UNKNOWN",
            field="to",
            fix=f"Give a file whose name ends in .{' or .'.join(FORMS)}, or say the form.",
        )
    starred = statement.outputs is None or any(output.star for output in statement.outputs)
    if form == "jsonl" and (starred or not wanted.typed):
        return RawJsonLines()
    columns = columns_of(statement, wanted.types)
    if not wanted.typed:
        columns = columns.as_text()
    make = JsonLines if form == "jsonl" else Csv
    return make(columns, session.connection.date_format)


def _journal(session: Session, wanted: Wanted, path: Path) -> Journal:
    account = session.account
    of = fingerprint(
        wanted.query, wanted.params, wanted.key, dict(wanted.types), wanted.typed, account.account_id, account.base_url
    )
    journal = Journal(path.with_name(path.name + ".journal"), of)
    journal.open(restart=wanted.restart)
    return journal
