"""Looks in NetSuite whether a write happened. Reads only; says nothing that it does not know."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from suiteplug.connector import paths
from suiteplug.connector.errors import (
    ConnectionSetupError,
    InputError,
    NetSuiteConnectorError,
    NotFoundError,
    RejectedError,
    RetryableError,
)
from suiteplug.connector.exchange import Request
from suiteplug.connector.records.matching import matches, plain, same
from suiteplug.connector.suiteql import SuiteqlService
from suiteplug.connector.system import SystemService

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from suiteplug.connector.exactly_once.ledger import Ledger
    from suiteplug.connector.exactly_once.proof import AppendedLines, MadeFrom, Proof
    from suiteplug.connector.exchange import Sender

_SLACK = timedelta(seconds=3)  # two clocks that tell whole seconds, and the way of the reply between them
_OTHERS_SINCE_S = 3600.0
_MOST = 10
_STAMPS = ("createdDate", "dateCreated", "created")
_BY_LINE = (
    "SELECT t.id FROM transaction t JOIN transactionline l ON l.transaction = t.id "
    "WHERE l.mainline = 'T' AND l.createdfrom = ? AND t.recordtype = ? ORDER BY t.id DESC"
)
_BY_LINK = (  # payments have no createdfrom
    "SELECT t.id FROM transaction t JOIN nexttransactionlink k ON k.nextdoc = t.id "
    "WHERE k.previousdoc = ? AND t.recordtype = ? ORDER BY t.id DESC"
)


class Sight(StrEnum):
    """What a look shows. ``OLDER``: somebody else's record stands where the new one should."""

    HAPPENED = "happened"
    NOT_THERE = "not there"
    OLDER = "older"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of a look; ``how`` says in a sentence what was looked at."""

    sight: Sight
    record_id: str = ""
    how: str = ""


class Lookout:
    """Looks through the client of one account."""

    def __init__(self, sender: Sender, ledger: Ledger, account: str, now: Callable[[], datetime]) -> None:
        self._sender = sender
        self._ledger = ledger
        self._account = account
        self._now = now

    async def look(self, proof: Proof, *, age_s: Callable[[], float], body: bytes) -> Finding:
        """Look once for a write; ``age_s`` gives the seconds since it was first sent, as they pass.

        Raises:
            RetryableError: NetSuite cannot be asked now.
        """
        try:
            return await self._look(proof, age_s, body)
        except RetryableError:
            raise
        except NetSuiteConnectorError as error:
            return Finding(Sight.CANNOT_TELL, how=f"A look was refused: {error.message}")

    async def _look(self, proof: Proof, age_s: Callable[[], float], body: bytes) -> Finding:
        if proof.external_id:
            return await self._by_external_id(proof, age_s, body)
        if proof.lines is not None:
            return await self._by_lines(proof.lines, body)
        if proof.made_from is not None:
            ids = await self._made_from(proof.made_from, proof.record_type)
            return await self._youngest(proof, ids, age_s, f"what was made from {_words(proof.made_from)}")
        if proof.natural:
            shown = " and ".join(f"{name} {value}" for name, value in proof.natural.items())
            return await self._youngest(proof, await self._by_number(proof), age_s, f"{proof.record_type} with {shown}")
        return Finding(Sight.CANNOT_TELL, how="Nothing in the request says where to look.")

    async def _by_external_id(self, proof: Proof, age_s: Callable[[], float], body: bytes) -> Finding:
        how = f"Looked for {proof.record_type} with the external ID '{proof.external_id}'"
        record = await self._record(proof.record_type, paths.record_id(external_id=proof.external_id))
        if record is None:
            return Finding(Sight.NOT_THERE, how=f"{how}: there is none.")
        found = str(record.get("id", ""))
        if proof.derived:
            return Finding(Sight.HAPPENED, found, f"{how}: {found} has it.")
        made = _made_at(record)
        ours = _says_the_same(record, body) if made is None else made >= await self._since(age_s)
        if ours:
            return Finding(Sight.HAPPENED, found, f"{how}: {found}, made since.")
        return Finding(Sight.OLDER, found, f"{how}: {found} has it, and is older.")

    async def _by_lines(self, lines: AppendedLines, body: bytes) -> Finding:
        """Count the lines; with the body, see also that the last ones have what was sent."""
        how = f"Counted the lines of {lines.sublist}"
        if lines.before is None:
            return Finding(Sight.CANNOT_TELL, how="Nobody had counted the lines before they were sent.")
        request = Request(
            "GET",
            f"{lines.path}/{paths.segment(lines.sublist)}",
            f"count the lines of {lines.sublist}",
            query=(("expandSubResources", "true"), ("limit", "1000")),
        )
        data = (await self._sender.send(request)).data or {}
        shown = data.get("items") or []
        total = int(data.get("totalResults", len(shown)))
        how = f"{how}: {lines.before} before, {total} now, {lines.added} sent."
        if total == lines.before:
            return Finding(Sight.NOT_THERE, how=how)
        new, sent = shown[lines.before :], _lines_sent(body, lines.sublist)
        if total != lines.before + lines.added or (sent and not _are_among(new, sent)):
            return Finding(Sight.CANNOT_TELL, how=f"{how} Somebody else may have changed them.")
        return Finding(Sight.HAPPENED, lines.path.rpartition("/")[2], how)

    async def _made_from(self, source: MadeFrom, record_type: str) -> list[str]:
        source_id = source.record_id
        if source_id is None:
            record = await self._record(source.record_type, paths.record_id(external_id=source.external_id))
            source_id = str(record.get("id", "")) if record else ""
        suiteql = SuiteqlService(self._sender, date_format="YYYY-MM-DD")
        found: list[str] = []
        for query in (_BY_LINE, _BY_LINK):
            result = await suiteql.run(query, (source_id, record_type.lower()), limit=_MOST)
            found += [str(row["id"]) for row in result.rows if str(row["id"]) not in found]
        return found

    async def _by_number(self, proof: Proof) -> list[str]:
        conditions = " AND ".join(f'{name} IS "{value}"' for name, value in proof.natural.items())
        query = (("q", conditions), ("limit", str(_MOST)))
        path = paths.record(proof.record_type)
        reply = await self._sender.send(Request("GET", path, f"look for {conditions}", query=query))
        return [str(item["id"]) for item in (reply.data or {}).get("items", [])]

    async def _youngest(self, proof: Proof, ids: Iterable[str], age_s: Callable[[], float], what: str) -> Finding:
        """The one record that was made since, belongs to no other write and has what was sent."""
        taken = await self._ledger.made_records(self._account, await self._ledger.now() - age_s() - _OTHERS_SINCE_S)
        since = await self._since(age_s)
        fitting = []
        for record_id in sorted(ids, key=int, reverse=True):
            if f"{proof.record_type}/{record_id}".lower() in taken:
                continue
            record = await self._record(proof.record_type, record_id)
            made = _made_at(record or {})
            if record is None or (made is not None and made < since):
                continue
            if made is None:
                return Finding(Sight.CANNOT_TELL, how=f"Looked at {what}: {record_id} does not say when it was made.")
            if await self._fits(proof, record_id, record):
                fitting.append(record_id)
        if len(fitting) > 1:
            return Finding(Sight.CANNOT_TELL, how=f"Looked at {what}: {' and '.join(fitting)} were made since.")
        if fitting:
            return Finding(Sight.HAPPENED, fitting[0], f"Looked at {what}: {fitting[0]} was made since.")
        return Finding(Sight.NOT_THERE, how=f"Looked at {what}: nothing that fits was made since.")

    async def _fits(self, proof: Proof, record_id: str, record: dict[str, Any]) -> bool:
        """Whether a record has what was sent, as far as the proof says."""
        facts = {name: value for name, value in proof.expected.items() if name != "lines"}
        shown = {name.lower(): value for name, value in record.items()}
        if any(not same(shown[name.lower()], value) for name, value in facts.items() if name.lower() in shown):
            return False
        wanted = proof.expected.get("lines")
        if not wanted:
            return True
        path = f"{paths.record(proof.record_type, paths.record_id(record_id))}/item"
        query = (("expandSubResources", "true"),)
        data = (await self._sender.send(Request("GET", path, "read the lines", query=query))).data or {}
        numbered = {str(line["orderLine"]): line for line in data.get("items") or [] if line.get("orderLine")}
        return not numbered or all(_has_quantity(numbered.get(line), number) for line, number in wanted.items())

    async def _record(self, record_type: str, segment: str) -> dict[str, Any] | None:
        request = Request("GET", paths.record(record_type, segment), f"look at {record_type} {segment}")
        try:
            data = (await self._sender.send(request)).data
        except NotFoundError:
            return None
        return data if isinstance(data, dict) else {}

    async def _since(self, age_s: Callable[[], float]) -> datetime:
        """When the write was sent, by NetSuite's clock; by this machine's where NetSuite does not tell the time.

        The age is taken when the time is there: asking may have taken long, and a moment that is too late would make
        the new record look old.
        """
        try:
            now = await SystemService(self._sender).server_time()
        except (RejectedError, ConnectionSetupError):  # the service is there since 2025.2
            now = None
        return (now or self._now().astimezone(UTC)) - timedelta(seconds=age_s()) - _SLACK


def _made_at(record: dict[str, Any]) -> datetime | None:
    text = next((record[name] for name in _STAMPS if isinstance(record.get(name), str)), None)
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment is not None and moment.tzinfo else None


def _says_the_same(record: dict[str, Any], body: bytes) -> bool:
    """Whether a record shows all plain members that were sent."""
    sent = json.loads(body) if body.startswith(b"{") else {}
    members = {name: value for name, value in sent.items() if not isinstance(value, list) and not _has_items(value)}
    members.pop("externalId", None)
    try:
        return bool(members) and matches(record, members)
    except InputError:  # a reference by external ID, which NetSuite does not show
        return False


def _has_items(value: object) -> bool:
    return isinstance(value, dict) and "items" in value


def _lines_sent(body: bytes, sublist: str) -> list[dict[str, Any]]:
    sent = json.loads(body) if body.startswith(b"{") else {}
    value = next((value for name, value in sent.items() if name.lower() == sublist.lower()), None)
    items = value.get("items") if isinstance(value, dict) else value
    return [line for line in items or [] if isinstance(line, dict)]


def _are_among(shown: Sequence[dict[str, Any]], sent: Sequence[dict[str, Any]]) -> bool:
    """Whether each line shown is one of those sent; lines that are only links say nothing."""
    left = list(sent)
    for line in shown:
        if set(line) <= {"links"}:
            continue
        found = next((one for one in left if matches(line, _plain_members(one))), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _plain_members(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if not isinstance(value, list | dict) or "id" in value}


def _has_quantity(line: dict[str, Any] | None, quantity: object) -> bool:
    return line is not None and plain(line.get("quantity")) == plain(quantity)


def _words(source: MadeFrom) -> str:
    return f"{source.record_type} {source.record_id or source.external_id}"
