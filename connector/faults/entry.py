"""One kind of failure, as the tables beside this module describe it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from suiteplug.connector.errors import ErrorDetail, NetSuiteConnectorError, RetryClass


class Kind(StrEnum):
    """Where a failure is seen."""

    REPLY = "reply"
    AUDIT = "audit"
    SUITEPLUG = "suiteplug"


@dataclass(frozen=True, slots=True)
class Sample:
    """A reply of this kind: what the catalogue is checked with, and what the pages show."""

    status: int
    code: str
    message: str
    reply: str = ""


@dataclass(frozen=True)
class Entry:
    """One kind of failure.

    Attributes:
        id: Its name, and its anchor on the page of errors.
        kind: In a reply, in the login audit trail, or made by suiteplug itself.
        error: Class of the error tree.
        codes: The detail's code must be one of these; empty: any.
        status: The reply's status must be one of these; empty: any.
        pattern: Must be found in the detail's message or code; empty: nothing has to.
        also: Codes that mean the same and are not asked for when a reply is read.
        refused: NetSuite says it before anything runs.
        cause: Why, in one or two sentences. ``{name}`` is filled from the pattern's groups.
        fix: What to do about it.
        menu: Menu path in NetSuite where it is looked at or changed.
        permission: What the role needs, as the role page names it.
        feature: What the account has to switch on.
        field: Input or field that is at fault, where it is always the same.
        source: Oracle help page.
        retry: What running it again does.
        sample: A reply of this kind.
    """

    id: str
    kind: Kind
    title: str
    group: str
    error: type[NetSuiteConnectorError]
    cause: str
    fix: str
    retry: RetryClass
    codes: tuple[str, ...] = ()
    status: frozenset[int] = frozenset()
    pattern: str = ""
    also: tuple[str, ...] = ()
    refused: bool = False
    menu: str = ""
    permission: str = ""
    feature: str = ""
    field: str = ""
    source: str = ""
    sample: Sample | None = None

    @cached_property
    def expression(self) -> re.Pattern[str] | None:
        """The pattern, compiled when it is first needed."""
        return re.compile(self.pattern, re.IGNORECASE | re.DOTALL) if self.pattern else None

    @property
    def all_codes(self) -> tuple[str, ...]:
        """Every code that means this."""
        return (*self.codes, *self.also)

    def match(self, status: int, detail: ErrorDetail) -> re.Match[str] | bool:
        """Truthy when the reply is of this kind; a match object where the pattern has groups to fill."""
        if self.status and status not in self.status:
            return False
        if self.codes and detail.code not in self.codes:
            return False
        if self.expression is None:
            return True
        return self.expression.search(detail.message) or self.expression.search(detail.code) or False
