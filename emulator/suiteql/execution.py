"""Runs compiled statements page by page; every page is a new execution, as on NetSuite."""

from __future__ import annotations

import sqlite3
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.suiteql.dialect.compiler import Compiler
from suiteplug.emulator.suiteql.dialect.faults import data_error, unsupported
from suiteplug.emulator.suiteql.key_counts import range_of
from suiteplug.emulator.suiteql.paging import CEILING
from suiteplug.emulator.suiteql.reply import RowsWriter
from suiteplug.emulator.suiteql.sqlite_functions import register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.emulator.clock import Clock
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.suiteql.dialect.compiler import Plan
    from suiteplug.emulator.suiteql.dialect.environment import Environment
    from suiteplug.emulator.suiteql.key_counts import KeyCounts
    from suiteplug.emulator.suiteql.local_time import LocalTime
    from suiteplug.emulator.suiteql.paging import Page

_KEPT = 512
_WIDEST = 100
_STEPS_BETWEEN_CHECKS = 200_000


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of one page, and how many the query has altogether."""

    items: list[dict[str, Any]]
    total: int


class _TooLateError(Exception):
    """The query was given up."""


class Execution:
    """Compiles and runs statements over the account's tables."""

    def __init__(
        self, db: sqlite3.Connection, settings: Settings, clock: Clock, local_time: LocalTime, key_counts: KeyCounts
    ) -> None:
        self._db = db
        self._key_counts = key_counts
        self._clock = clock
        self._time = local_time
        self._limit_s = settings.suiteql_timeout_s
        self._shuffles = settings.suiteql_order == "shuffled"
        self._empty_when_late = settings.suiteql_timeout_reply == "empty"
        self._widest = _WIDEST if settings.suiteql_wide_is_empty else None
        self._writer = RowsWriter(settings.date_format, leading_zero=settings.suiteql_decimals == "0.5")
        self._errors = register(db, settings.date_format, local_time.utc_offset)
        self._plans: OrderedDict[tuple[int, str], tuple[Environment, Plan]] = OrderedDict()
        self._counts: OrderedDict[tuple[Any, ...], int] = OrderedDict()

    def run(self, environment: Environment, statement: str, parameters: Sequence[str | None], page: Page) -> Result:
        """One page of a statement's rows.

        Raises:
            Problem: The statement is refused, or a value in it does not convert.
        """
        plan = self._plan(environment, statement)
        if len(parameters) != plan.parameters:
            raise unsupported(f"The query has {plan.parameters} parameters, {len(parameters)} values came.")
        if self._widest is not None and len(plan.outputs) > self._widest:
            return Result([], 0)
        values: dict[str, Any] = {f"p{place}": value for place, value in enumerate(parameters, start=1)}
        if plan.tells_time:
            values["now"] = self._time.of_timestamp(self._clock.timestamp())
        try:
            return self._page(plan, values, page)
        except _TooLateError as late:
            if self._empty_when_late:
                return Result([], 0)
            detail = f"An unexpected error occurred. Error ID: {uuid.uuid4().hex}"
            told = {"x-emulator-reason": "The query ran too long."}
            raise Problem(500, "UNEXPECTED_ERROR", detail, headers=told) from late

    def _page(self, plan: Plan, values: dict[str, Any], page: Page) -> Result:
        wanted = min(page.limit, max(CEILING - page.offset, 0))
        if plan.cap is not None:
            wanted = min(wanted, max(plan.cap - page.offset, 0))
        sql = plan.shuffled if self._shuffles else plan.sql
        rows = self._rows(f"{sql} LIMIT {wanted} OFFSET {plan.skip + page.offset}", values) if wanted else []
        return Result(self._writer.write(plan.outputs, rows), self._total(plan, values, page, len(rows), wanted))

    def _plan(self, environment: Environment, statement: str) -> Plan:
        key = (id(environment), statement)
        known = self._plans.get(key)
        if known is None or known[0] is not environment:
            known = (environment, Compiler(environment).plan(statement))
            self._plans[key] = known
            if len(self._plans) > _KEPT:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return known[1]

    def _total(self, plan: Plan, values: dict[str, Any], page: Page, found: int, wanted: int) -> int:
        """How many rows there are: a page that is not full tells it; else they are counted, once per state of data."""
        if found < wanted and (found or not page.offset):
            return page.offset + found
        key = (plan.count_sql, tuple(values.values()), self._db.total_changes)
        total = self._counts.get(key)
        if total is None:
            keys = range_of(plan.count_sql, values)
            total = int(self._rows(plan.count_sql, values)[0][0]) if keys is None else self._key_counts.count(keys)
            self._counts[key] = total
            if len(self._counts) > _KEPT:
                self._counts.popitem(last=False)
        total = max(total - plan.skip, 0)
        return total if plan.cap is None else min(total, plan.cap)

    def _rows(self, sql: str, values: dict[str, Any]) -> list[Any]:
        deadline = time.monotonic() + self._limit_s
        self._errors.last = None
        self._db.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS_BETWEEN_CHECKS)
        try:
            return self._db.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._problem(error) from error
        finally:
            self._db.set_progress_handler(None, 0)

    def _problem(self, error: sqlite3.Error) -> Problem | _TooLateError:
        if self._errors.last is not None:
            return data_error(self._errors.last)
        return _TooLateError() if "interrupted" in str(error) else unsupported(str(error))
