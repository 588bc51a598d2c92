"""``q`` of record lists (Oracle help: section_1545222128)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger


async def ids(ns: Stranger, q: str) -> set[str]:
    return {item["id"] for item in (await ns.get(f"/customer?q={quote(q)}"))["items"]}


@pytest.mark.parametrize(
    ("q", "statement"),
    [
        ('companyName START_WITH "Blue Kiln"', "companyname LIKE 'Blue Kiln%'"),
        ("companyName ENDWITH Ltd", "companyname LIKE '%Ltd'"),
        ("isInactive IS true", "isinactive = 'T'"),
        ("isInactive IS_NOT true", "isinactive = 'F'"),
        ("id ANY_OF [1013, 1015,1016]", "id IN (1013, 1015, 1016)"),
        ("id BETWEEN_NOT [1013, 1042]", "id NOT BETWEEN 1013 AND 1042"),
        ("companyName EMPTY", "companyname IS NULL"),
        (
            "isPerson IS true OR id EQUAL 1013 AND isInactive IS false",
            "isperson = 'T' OR id = 1013 AND isinactive = 'F'",
        ),
        (
            'dateCreated ON_OR_AFTER "1/1/2019" AND dateCreated BEFORE "1/1/2040"',
            "datecreated >= TO_DATE('2019', 'YYYY') AND datecreated < TO_DATE('2040', 'YYYY')",
        ),
    ],
)
async def test_filters_agree_with_queries(ns: Stranger, q: str, statement: str) -> None:
    found = await ns.rows(f"SELECT id FROM customer WHERE {statement}")  # noqa: S608 - the conditions above
    expected = {row["id"] for row in found}
    assert await ids(ns, q) == expected


@pytest.mark.parametrize(
    "q", ['dateCreated AFTER "2019-01-01"', "companyName IS", quote("companyName IS x"), "nosuch IS 1", "id NEAR 3"]
)
async def test_refused_filters(ns: Stranger, q: str) -> None:
    """ISO dates are none, a value is encoded once (airbytehq/airbyte issue 21871; recorded by clients)."""
    reply = await ns("GET", f"/customer?q={quote(q)}")
    (detail,) = reply.json()["o:errorDetails"]
    assert (reply.status_code, detail["o:errorCode"], detail["o:errorQueryParam"]) == (400, "INVALID_PARAMETER", "q")
    assert detail["detail"].startswith("Invalid search query")
