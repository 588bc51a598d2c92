"""Copies a sample of an account: what is asked for, what it refers to, and what the account needs to go on."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import (
    InputError,
    NetSuiteConnectorError,
    NotFoundError,
    PermissionDeniedError,
    RejectedError,
)
from suiteplug.connector.records.ref import RecordRef
from suiteplug.hosts.capture.masking import Masking
from suiteplug.hosts.capture.queries import Queries, custom_columns
from suiteplug.hosts.capture.sample import EVERYDAY, SETUP, kind_of, references
from suiteplug.hosts.capture.spool import Wanted
from suiteplug.hosts.capture.tables import TABLES, list_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from suiteplug.connector.session import Session
    from suiteplug.hosts.capture.spool import Spool
    from suiteplug.hosts.capture.tables import RowTable

Json = dict[str, Any]
_PAGE = 1000
_AT_ONCE = 40
_TYPES_AT_ONCE = 12
_REFUSED = (NotFoundError, PermissionDeniedError, RejectedError)
_SIGNED_OUT = 401


@dataclass(frozen=True, slots=True)
class Plan:
    """What to capture.

    Attributes:
        records: Record types to take a sample of; the everyday ones when empty.
        limit: Records of each of them, the newest transactions first.
        query: SuiteQL that chooses them instead: columns ``id`` and ``recordtype``, or ``id`` and one type.
        depth: How many references to follow from a chosen record.
        setup: ``all`` takes the set-up lists whole, ``referred`` only what is referred to.
        most: Records altogether.
        rows: Whether SuiteQL is asked for the rows of the records.
        mask: Categories to mask; see `masking.CATEGORIES`.
    """

    records: tuple[str, ...] = ()
    limit: int = 100
    query: str = ""
    depth: int = 2
    setup: str = "all"
    most: int = 20_000
    rows: bool = True
    mask: tuple[str, ...] = ()


class Capture:
    """One capture; `run` may be called again after it was stopped."""

    def __init__(
        self,
        session: Session,
        spool: Spool,
        plan: Plan,
        *,
        mask_key: str = "",
        report: Callable[[int, int | None, str], None] | None = None,
    ) -> None:
        """Begin, or go on where the spool stopped.

        Raises:
            InputError: The spool belongs to another capture.
        """
        self._session = session
        self._spool = spool
        self._plan = plan
        self._report = report or (lambda _done, _total, _what: None)
        self._names: dict[str, str] = {}
        asked = json.dumps({"plan": asdict(plan), "account": session.account.account_id})
        begun, key = spool.count() > 0, spool.said("key")
        if begun and (spool.said("asked") != asked or mask_key not in {"", key}):
            raise InputError(
                f"{spool.path} belongs to another capture that was stopped.",
                code="OTHER_CAPTURE",
                fix="Give the same options to go on with it, or remove that file.",
            )
        spool.say("asked", asked)
        if not begun:
            spool.say("key", mask_key or secrets.token_hex(16))
        self._masking = Masking(frozenset(plan.mask), str(spool.said("key")).encode())

    async def run(self) -> Json:
        """Fetch everything that is missing; gives the header of the file."""
        self._names = {name.lower(): name for name in await self._session.metadata.record_types()}
        if self._spool.said("chosen") is None:
            await self._choose()
            self._spool.say("chosen", value=True)
        for depth in range(self._plan.depth + 1):
            await self._fetch(depth)
        await self._describe()
        if self._plan.rows:
            await self._query()
        return self._header()

    def _header(self) -> Json:
        connection = self._session.connection
        return {
            "account_id": self._session.account.account_id,
            "captured_at": self._session.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
            "date_format": getattr(connection, "date_format", None),
            "one_world": "subsidiary" in self._names,
            "masked": sorted(self._plan.mask),
        }

    # --- which records ------------------------------------------------------------------------------------------

    async def _choose(self) -> None:
        if self._plan.query:
            await self._choose_by_query()
        else:
            for name in self._plan.records or EVERYDAY:
                await self._choose_of(name, asked_for=bool(self._plan.records))
        if self._plan.setup == "all":
            for name in SETUP:
                if name.lower() in self._names:
                    await self._list(self._names[name.lower()], _PAGE, self._plan.depth)

    async def _choose_of(self, name: str, *, asked_for: bool) -> None:
        spelt = self._names.get(name.lower())
        if spelt is None:
            if asked_for:
                self._spool.give_up(name, "", "The role sees no such record type.")
            return
        newest = await self._newest(spelt)
        if newest:
            self._spool.want(Wanted(spelt, each, 0) for each in newest)
        else:
            await self._list(spelt, self._plan.limit, 0)

    async def _newest(self, name: str) -> list[str]:
        """The newest transactions of a type; none for other types, or where the role may not query."""
        statement = "SELECT id FROM transaction WHERE recordtype = ? ORDER BY id DESC"
        try:
            result = await self._session.suiteql.run(
                statement, [name.lower()], all_pages=True, max_rows=self._plan.limit
            )
        except _REFUSED as error:
            _reason(error)
            return []
        return [str(row["id"]) for row in result.rows]

    async def _list(self, name: str, most: int, depth: int) -> None:
        offset = 0
        try:
            while offset < most:
                page = await self._session.records.list_page(name, limit=_PAGE, offset=offset)
                self._spool.want(Wanted(name, each, depth) for each in page.ids[: most - offset])
                offset += _PAGE
                if not page.has_more:
                    return
        except _REFUSED as error:
            self._spool.give_up(name, "", _reason(error))

    async def _choose_by_query(self) -> None:
        result = await self._session.suiteql.run(self._plan.query, all_pages=True, max_rows=self._plan.most)
        for row in result.rows:
            name = str(row.get("recordtype") or (self._plan.records[0] if len(self._plan.records) == 1 else ""))
            spelt = self._names.get(name.lower())
            if row.get("id") is None or spelt is None:
                raise InputError(
                    "The query does not say which records to capture.",
                    code="NO_RECORDS_NAMED",
                    field="query",
                    fix="Select id and recordtype, or id with exactly one type in --records.",
                )
            self._spool.want([Wanted(spelt, str(row["id"]), 0)])

    # --- records ------------------------------------------------------------------------------------------------

    async def _fetch(self, depth: int) -> None:
        while missing := self._spool.missing(depth, _AT_ONCE):
            await asyncio.gather(*(self._fetch_one(wanted) for wanted in missing))
            self._report(self._spool.count(fetched=True), self._spool.count(), "records")

    async def _fetch_one(self, wanted: Wanted) -> None:
        try:
            recorded = await self._session.records.recorded(RecordRef(wanted.record_type, wanted.record_id))
        except _REFUSED as error:
            self._spool.give_up(wanted.record_type, wanted.record_id, _reason(error))
            return
        if wanted.depth < self._plan.depth:
            self._follow(recorded, wanted.depth + 1)
        masked = self._masking.record(wanted.record_type, recorded)
        self._spool.keep(wanted.record_type, wanted.record_id, kind_of(wanted.record_type, recorded), masked)

    def _follow(self, recorded: Json, depth: int) -> None:
        room = self._plan.most - self._spool.count()
        found = sorted(references(recorded))
        known = [
            Wanted(self._names[each[0].lower()], each[1], depth) for each in found if each[0].lower() in self._names
        ]
        if room < len(known):
            self._spool.give_up("", "", f"More than {self._plan.most} records; references were not followed further.")
        self._spool.want(known[: max(room, 0)])

    # --- metadata and rows --------------------------------------------------------------------------------------

    async def _describe(self) -> None:
        done = {name for name, _ in self._spool.metadata()}
        missing = [name for name in self._spool.types() if name not in done]
        for start in range(0, len(missing), _TYPES_AT_ONCE):
            part = missing[start : start + _TYPES_AT_ONCE]
            self._report(len(done) + start, len(done) + len(missing), "metadata")
            await self._describe_types(part)

    async def _describe_types(self, names: Sequence[str]) -> None:
        try:
            schemas = await self._session.metadata.components(names)
        except _REFUSED as error:
            reason = _reason(error)
            if len(names) == 1:
                self._spool.give_up(f"metadata of {names[0]}", "", reason)
                return
            for name in names:
                await self._describe_types([name])
            return
        for name in names:
            own = {each: schema for each, schema in schemas.items() if each == name or each.startswith(f"{name}-")}
            self._spool.keep_metadata(name, own)

    async def _query(self) -> None:
        queries = Queries(self._session.suiteql)
        done = {name for name, _ in self._spool.tables()}
        lists = [list_table(name) for name in self._spool.types("list")]
        tables = [table for table in (*TABLES, *lists) if table.name not in done]
        for place, table in enumerate(tables):
            self._report(place, len(tables), f"rows of {table.name}")
            owners = self._spool.ids(table.owner)
            if not owners:
                continue
            try:
                await self._query_table(queries, table, owners)
            except PermissionDeniedError as error:
                self._spool.give_up("SuiteQL", "", _reason(error))
                return

    async def _query_table(self, queries: Queries, table: RowTable, owners: Sequence[tuple[str, int]]) -> None:
        types = {number: name for name, number in owners}
        answer = await queries.rows(table, list(types), self._custom(table, set(types.values())))
        if not answer.columns:
            return
        masked = (
            (types[owner], owner, [self._masking.row(row) for row in answer.rows.get(owner, ())]) for owner in types
        )
        about = {"key": table.key, "order": list(table.order or (table.key,)), "columns": answer.columns}
        self._spool.keep_table(table.name, about, masked)

    def _custom(self, table: RowTable, names: set[str]) -> dict[str, str]:
        schemas = (
            schema for name, text in self._spool.metadata() if name in names for schema in json.loads(text).values()
        )
        return custom_columns(schemas, table.custom) if table.custom else {}


def _reason(error: NetSuiteConnectorError) -> str:
    """Why something cannot be had. A refused sign-in is no gap: everything after it would be missing as well."""
    if error.http_status == _SIGNED_OUT:
        raise error
    return error.message
