"""Names and bodies checked before anything is sent, and explained when NetSuite refuses them.

Only what is remembered is used to check beforehand, so that no call costs a request more, unless the call asks for the
check. Before anything is refused the remembered metadata is read again: somebody may have added a field a minute ago.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import (
    ConnectionSetupError,
    InputError,
    InvalidQueryError,
    InvalidRecordError,
    NetSuiteConnectorError,
    NotFoundError,
    RejectedError,
    RetryableError,
)
from suiteplug.connector.metadata.names import did_you_mean
from suiteplug.connector.preflight.body_check import BodyCheck
from suiteplug.connector.preflight.problems import Problem, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from suiteplug.connector.metadata import MetadataService
    from suiteplug.connector.metadata.model import RecordMetadata

_UNKNOWN_NAME = re.compile(
    r"unknown (?:property|field|identifier)|(?:property|field|sub-?list|sub-?resource).*"
    r"(?:unknown|does not exist|not (?:recognized|found|valid))",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT_A_VALUE = re.compile(r"field value|invalid value|number of characters|maximum number|reference", re.IGNORECASE)
_LAST_NAME = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\W*\Z")


class NameChecks:
    """Checks against the metadata of the account."""

    def __init__(self, metadata: MetadataService) -> None:
        self._metadata = metadata
        self._compiled: dict[str, BodyCheck] = {}

    async def record_type(self, record_type: str) -> None:
        """Raises InputError when the remembered catalogue, and then a fresh one, has no such type."""
        known = self._metadata.known_types()
        if known is None or _has(known, record_type):
            return
        fresh = await self._metadata.record_types(refresh=True)
        if not _has(fresh, record_type):
            raise InputError(
                f"There is no record type '{record_type}' that this role sees.",
                code="UNKNOWN_RECORD_TYPE",
                field="record_type",
                cause="NetSuite has no such type, or the role lacks the permission behind it. Nothing was sent.",
                fix=f"{did_you_mean(record_type, fresh)} list-record-types shows what the role sees.".strip(),
            )

    async def body(self, record_type: str, body: Mapping[str, Any], *, field: str = "body") -> tuple[str, ...]:
        """Hold a body against the metadata; gives remarks about what NetSuite takes and leaves out.

        Raises:
            InputError: NetSuite would refuse it; names everything that is wrong. ``field`` is the input it stands in.
        """
        return await self.bodies(record_type, {field: body})

    async def bodies(self, record_type: str, bodies: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
        """The same for several bodies of one type, by the input that each stands in."""
        wanted = current_call.get().validate
        described = None if wanted is False else self._metadata.known(record_type)
        if described is None:
            if not wanted:
                return ()
            described = await self._metadata.describe(record_type)
        problems, remarks = self._check(described, bodies)
        if problems:
            problems, remarks = await self._check_afresh(record_type, bodies)
        if problems:
            raise refusal(described.record_type, problems)
        return remarks

    async def _check_afresh(
        self, record_type: str, bodies: Mapping[str, Mapping[str, Any]]
    ) -> tuple[list[Problem], tuple[str, ...]]:
        """With what the metadata says now. When that cannot be had, nothing is refused: NetSuite has the last word."""
        try:
            described = await self._metadata.describe(record_type, refresh=True)
        except (RejectedError, ConnectionSetupError, RetryableError):
            return [], ()
        return self._check(described, bodies)

    def _check(
        self, described: RecordMetadata, bodies: Mapping[str, Mapping[str, Any]]
    ) -> tuple[list[Problem], tuple[str, ...]]:
        key = described.record_type.lower()
        check = self._compiled.get(key)
        if check is None or check.described is not described:
            check = self._compiled[key] = BodyCheck(described)
        problems: list[Problem] = []
        remarks: dict[str, None] = {}
        for field, body in bodies.items():
            found = check.check(body)
            problems += [replace(one, path=f"{field}.{one.path}" if one.path else field) for one in found.problems]
            remarks.update(dict.fromkeys(found.warnings))
        return problems, tuple(remarks)

    async def sublist(self, record_type: str, sublist: str) -> None:
        """Raises InputError when the remembered metadata, and then fresh metadata, has no such sublist."""
        described = self._metadata.known(record_type)
        if described is None or described.sublist(sublist):
            return
        described = await self._metadata.describe(record_type, refresh=True)
        if described.sublist(sublist) is None:
            raise no_sublist(described, sublist)

    async def explain(self, error: RejectedError, record_type: str) -> None:
        """Add the nearest names to a refusal about a name that NetSuite does not know."""
        try:
            if isinstance(error, NotFoundError) and "record type" in error.message.lower():
                await self._metadata.with_nearest_types(error, record_type)
            elif isinstance(error, InvalidRecordError | InvalidQueryError) and _may_be_a_name(error):
                _add_nearest(error, await self._metadata.describe(record_type))
        except NetSuiteConnectorError:  # the refusal itself matters, not that its explanation could not be had
            return


def no_sublist(described: RecordMetadata, sublist: str) -> InputError:
    """The error for a sublist that the type does not have."""
    names = [entry.name for entry in described.sublists]
    return InputError(
        f"{described.record_type} has no sublist '{sublist}'.",
        code="UNKNOWN_SUBLIST",
        field="sublist",
        fix=did_you_mean(sublist, names) or f"Its sublists: {', '.join(names)}.",
    )


def _may_be_a_name(error: RejectedError) -> bool:
    """Whether a refusal may be about an unknown name: its wording is not published, only that it names the place."""
    if _ABOUT_A_VALUE.search(error.message) and not _UNKNOWN_NAME.search(error.message):
        return False
    return bool(_UNKNOWN_NAME.search(error.message) or (error.code == "INVALID_CONTENT" and error.field))


def _add_nearest(error: RejectedError, described: RecordMetadata) -> None:
    name = _named(error)
    if isinstance(error, InvalidQueryError):
        names = [field.name for field in described.fields if field.filterable]
        error.field = error.field or "query"
        if _has(described.names(), name):
            error.fix = f"'{name}' is no field that filters take; run-suiteql can filter by it."
            return
    else:
        names = list(_all_names(described))
        if _has(names, name):  # the name is right, what stands there is not
            return
    hint = did_you_mean(name, names) if name else ""
    if hint and hint not in error.fix:
        error.fix = f"{hint} {error.fix}".strip()


def _named(error: RejectedError) -> str:
    """The name a refusal complains about: quoted in its text, or last in its path."""
    quoted = re.search(r"'([A-Za-z][A-Za-z0-9_]*)'", error.message)
    if quoted:
        return quoted[1]
    last = _LAST_NAME.search(error.field) or _LAST_NAME.search(error.message)
    return last[1] if last else ""


def _all_names(described: RecordMetadata) -> Iterable[str]:
    yield from described.names()
    for sublist in described.sublists:
        yield from (field.name for field in sublist.fields)


def _has(known: Iterable[str], name: str) -> bool:
    return name.lower() in {entry.lower() for entry in known}
