"""``POST /services/rest/query/v1/suiteql`` (Oracle help: section_157909186990)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.core.wire import Response
from suiteplug.emulator.suiteql.catalogue import Catalogue
from suiteplug.emulator.suiteql.local_time import LocalTime
from suiteplug.emulator.suiteql.paging import links, read_page
from suiteplug.emulator.suiteql.projection import logins, scripts
from suiteplug.emulator.suiteql.projection.projector import Projector
from suiteplug.emulator.suiteql.visibility import Visibility

if TYPE_CHECKING:
    from suiteplug.emulator.access.registry import Access
    from suiteplug.emulator.audit import LoginAuditTrail
    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.core.wire import Request
    from suiteplug.emulator.mirror.rows import RecordedRows
    from suiteplug.emulator.restlet.registry import RestletRegistry
    from suiteplug.emulator.roles import Caller
    from suiteplug.emulator.rules import Rules
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.store import RecordStore
    from suiteplug.emulator.suiteql.columns import Table
    from suiteplug.emulator.suiteql.dialect.environment import Environment
    from suiteplug.emulator.suiteql.execution import Execution, Result
    from suiteplug.emulator.suiteql.paging import Page


class SuiteqlService:
    """The query service of one account.

    Attributes:
        stored_time: The zone that times in the tables are in.

    sqlglot and the compiler above it are imported with the first query: an account that is only written to starts
    without them.
    """

    def __init__(
        self,
        store: RecordStore,
        rules: Rules,
        settings: Settings,
        clock: Clock,
        access: Access,
        *,
        recorded: RecordedRows | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._clock = clock
        self._access = access
        self._time = LocalTime(rules.preferences.time_zone)
        catalogue = Catalogue(
            store.schema,
            one_world=settings.one_world,
            recorded=recorded,
            disputed=settings.suiteql_disputed_columns,
        )
        self._catalogue = catalogue
        self._visibility = Visibility(catalogue, store, settings)
        kept = self._time if settings.suiteql_zone == "account" else LocalTime("UTC")
        self.stored_time = kept
        self._projector = Projector(store, rules, clock, catalogue, kept, one_world=settings.one_world)
        self._projector.recorded = recorded
        self._execution: Execution | None = None
        self._logins: logins.LoginRows | None = None
        self._scripts: scripts.ScriptRows | None = None
        self._projector.journal.user_id = int(next(iter(access.users), 0)) or None
        self._projector.journal.actor = lambda: store.actor
        store.listeners.append(self._projector.journal.listen)

    def mark_all(self) -> None:
        """Let the next query make all rows anew."""
        self._projector.mark_all()

    @property
    def tables(self) -> dict[str, Table]:
        """Every table of the account by name."""
        return self._catalogue.tables

    def rebuild(self) -> None:
        """Make all rows anew from the records. The logs of changes and deletions stay."""
        self._projector.mark_all()
        self._projector.refresh()

    def show_logins(self, audit: LoginAuditTrail) -> None:
        """Let ``loginaudit`` tell what the login audit trail does."""
        self._logins = logins.LoginRows(audit, self._access, self._time)

    def show_scripts(self, restlets: RestletRegistry) -> None:
        """Let ``script`` and ``scriptdeployment`` tell what is deployed."""
        self._scripts = scripts.ScriptRows(restlets)

    def refresh(self) -> None:
        """Bring the tables up to date with the records; every query does so first."""
        self._projector.refresh()

    def environment(self, caller: Caller) -> Environment:
        """What a caller's statements are compiled against."""
        return self._visibility.of(caller)

    def handle(self, request: Request) -> Response:
        """Answer a query.

        Raises:
            Problem: The request or the statement is refused.
        """
        statement, parameters = self._read(request)
        page = read_page(request, truncate=self._settings.suiteql_past_ceiling == "truncate")
        if request.caller is None:
            raise LookupError("queries are behind the sign-in")
        result = self.rows(request.caller, statement, parameters, page)
        body = {
            "links": links(request, page, result.total),
            "count": len(result.items),
            "hasMore": page.offset + len(result.items) < result.total,
            "items": result.items,
            "offset": page.offset,
            "totalResults": result.total,
        }
        return Response.json(body, kind="collection", headers={"preference-applied": "transient"})

    def rows(self, caller: Caller, statement: str, parameters: tuple[str | None, ...], page: Page) -> Result:
        """One page of a statement's rows, as the caller's role sees them."""
        self._projector.refresh()
        self._projector.write_access(self._access.roles, self._access.users)
        asked = statement.lower()
        if self._logins is not None and logins.NAME in asked:
            self._projector.write_logins(self._logins)
        if self._scripts is not None and scripts.NAME in asked:
            self._projector.write_scripts(self._scripts)
        return self._executor().run(self.environment(caller), statement, parameters, page)

    def _executor(self) -> Execution:
        if self._execution is None:
            from suiteplug.emulator.suiteql.execution import Execution  # noqa: PLC0415 - see the class

            self._execution = Execution(
                self._store.db, self._settings, self._clock, self._time, self._projector.key_counts
            )
        return self._execution

    def _read(self, request: Request) -> tuple[str, tuple[str | None, ...]]:
        """Statement and bound values of a request."""
        if request.segments:
            raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)
        if request.method != "POST":
            headers = {"allow": "POST, OPTIONS"}
            raise Problem(405, "INVALID_METHOD", f"Method {request.method} is not allowed.", headers=headers)
        if "transient" not in request.prefers:
            detail = "The required request header 'Prefer' is missing or is not set to 'transient'."
            raise Problem(400, "INVALID_HEADER", detail, header="Prefer")
        body = _body(request)
        statement = body.get("q")
        if not isinstance(statement, str) or not statement.strip():
            raise Problem(400, "INVALID_PARAMETER", "The query 'q' is missing.", query_param="q")
        parameters = _parameters(body.get("params"))
        if not all(map(_is_text, (statement, *parameters))):
            raise Problem(400, "INVALID_CONTENT", "Invalid content in the request body.")
        return statement, parameters


def _is_text(value: str | None) -> bool:
    """Whether a value can be stored as text: JSON can spell half characters and NUL."""
    return value is None or not ("\x00" in value or any("\ud800" <= mark <= "\udfff" for mark in value))


def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except ValueError as error:
        raise Problem(400, "INVALID_CONTENT", "Invalid content in the request body.") from error
    if not isinstance(body, dict):
        raise Problem(400, "INVALID_CONTENT", "Invalid content in the request body.")
    return body


def _parameters(values: Any) -> tuple[str | None, ...]:
    """Bound values as text, the form Oracle's own sample sends numbers in; other types are not documented."""
    if values is None:
        return ()
    if not isinstance(values, list) or any(isinstance(value, list | dict) for value in values):
        raise Problem(400, "INVALID_CONTENT", "'params' must be an array of plain values.", path="params")
    return tuple(_text(value) for value in values)


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "T" if value else "F"
    return value if isinstance(value, str) else repr(value)
