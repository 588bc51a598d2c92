"""Pages: windows, walls, and tables that change while they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.connector.errors import ContractError, InputError, InvalidQueryError, RejectedError, UnavailableError
from suiteplug.connector.exchange import Reply
from suiteplug.connector.suiteql import SuiteqlService
from suiteplug.connector.suiteql.paging import check_window

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Request

QUERY = "SELECT id FROM customer ORDER BY id ASC"


class Table:
    """Answers queries from numbered rows, as NetSuite pages them. ``shrink`` rows vanish after each page."""

    def __init__(self, size: int, *, shrink: int = 0, tells_more: bool = True, refuses: str = "") -> None:
        self.size = size
        self.shrink = shrink
        self.tells_more = tells_more
        self.refuses = refuses
        self.requests: list[Request] = []

    async def send(self, request: Request) -> Reply:
        self.requests.append(request)
        if self.refuses and self.refuses.encode() in request.content:
            raise RejectedError("refused", http_status=400)
        window = dict(request.query)
        limit, offset = int(window["limit"]), int(window["offset"])
        items = [{"links": [], "id": str(n)} for n in range(offset, min(offset + limit, self.size))]
        data: dict[str, Any] = {"items": items, "count": len(items), "offset": offset, "totalResults": self.size}
        if self.tells_more:
            data["hasMore"] = offset + limit < self.size
        self.size -= self.shrink
        return Reply(200, {}, b"", "", data)

    @property
    def windows(self) -> list[tuple[int, int]]:
        return [(int(dict(r.query)["limit"]), int(dict(r.query)["offset"])) for r in self.requests]


def service(table: Table) -> SuiteqlService:
    return SuiteqlService(table, date_format="M/D/YYYY")


async def test_one_page() -> None:
    table = Table(25)
    result = await service(table).run(QUERY, limit=10, offset=10)
    assert [row["id"] for row in result.rows] == [str(n) for n in range(10, 20)]
    assert (result.count, result.total, result.has_more, result.next_offset) == (10, 25, True, 20)
    assert table.windows == [(10, 10)]
    request = table.requests[0]
    assert (request.method, request.path) == ("POST", "/services/rest/query/v1/suiteql")
    assert request.headers["prefer"] == "transient"
    assert request.content == b'{"q":"SELECT id FROM customer ORDER BY id ASC"}'


@pytest.mark.parametrize("tells_more", [True, False])
async def test_all_pages(tells_more: bool) -> None:
    table, told = Table(25, tells_more=tells_more), []
    result = await service(table).run(
        QUERY, limit=10, all_pages=True, report=lambda done, total, what: told.append((done, total, what))
    )
    assert [row["id"] for row in result.rows] == [str(n) for n in range(25)]
    assert (result.has_more, result.next_offset, result.warnings) == (False, None, ())
    assert told == [(10, 25, "rows"), (20, 25, "rows"), (25, 25, "rows")]


@given(
    size=st.integers(0, 60),
    limit=st.integers(1, 20),
    skip=st.integers(0, 3),
    most=st.none() | st.integers(1, 70),
    all_pages=st.booleans(),
)
async def test_rows_are_those_asked_for(size: int, limit: int, skip: int, most: int | None, all_pages: bool) -> None:
    table, offset = Table(size), skip * limit
    result = await service(table).run(QUERY, limit=limit, offset=offset, all_pages=all_pages, max_rows=most)
    end = size if all_pages else offset + limit
    end = min(size, end, size if most is None else offset + most)
    assert [row["id"] for row in result.rows] == [str(n) for n in range(offset, end)]
    assert result.has_more is (max(end, offset) < size)
    assert result.next_offset == (end if result.has_more else None)
    assert all(start % width == 0 for width, start in table.windows)
    if result.next_offset is not None and result.next_offset % limit:
        assert "give limit" in result.warnings[-1]


@pytest.mark.parametrize(
    ("limit", "offset", "code", "hint"),
    [
        (0, 0, "INVALID_LIMIT", "1 to 1,000"),
        (1001, 0, "INVALID_LIMIT", "1 to 1,000"),
        (100, 150, "INVALID_OFFSET", "100 and 200"),
        (100, 150, "INVALID_OFFSET", "limit 50"),
        (100, -1, "INVALID_OFFSET", "0 and 100"),
        (1000, 100_000, "ROW_LIMIT", "WHERE id >"),
    ],
)
async def test_windows_that_netsuite_refuses_are_not_sent(limit: int, offset: int, code: str, hint: str) -> None:
    table = Table(5)
    with pytest.raises(InputError) as caught:
        await service(table).run(QUERY, limit=limit, offset=offset)
    assert caught.value.code == code
    assert hint in caught.value.fix
    assert table.requests == []


@given(st.integers(1, 1000), st.integers(0, 99_000))
def test_the_values_offered_for_a_wrong_offset_are_right(limit: int, offset: int) -> None:
    try:
        check_window(limit, offset)
    except InputError as error:
        if error.code == "ROW_LIMIT":
            return
        numbers = [int(word.strip(";.,")) for word in error.fix.split() if word.strip(";.,").isdigit()]
        below, above, same, narrower = numbers
        assert below < offset < above
        assert (below % limit, above % limit, same % narrower) == (0, 0, 0)
        assert 1 <= narrower <= 1000


async def test_a_result_that_netsuite_does_not_hand_out_whole_is_refused_after_one_page() -> None:
    table = Table(100_001)
    with pytest.raises(InvalidQueryError) as caught:
        await service(table).run(QUERY, all_pages=True)
    assert "100,001" in caught.value.message
    assert len(table.requests) == 1


async def test_the_first_rows_of_such_a_result_can_be_had() -> None:
    table = Table(100_001)
    result = await service(table).run(QUERY, all_pages=True, max_rows=1500)
    assert (result.count, result.total, result.has_more, result.next_offset) == (1500, 100_001, True, 1500)


async def test_a_changed_table_is_told() -> None:
    result = await service(Table(35, shrink=5)).run(QUERY, limit=10, all_pages=True)
    assert "from 35 to 25 rows" in result.warnings[0]


async def test_pages_without_a_firm_order_are_warned_of() -> None:
    query = "SELECT id FROM customer ORDER BY companyname ASC"
    assert "ORDER BY" in (await service(Table(25)).run(query, limit=10, all_pages=True)).warnings[0]
    assert (await service(Table(5)).run(query, limit=10, all_pages=True)).warnings == ()


async def test_many_columns_and_no_rows_are_suspicious() -> None:
    columns = ", ".join(f"custbody_{n}" for n in range(101))
    result = await service(Table(0)).run(f"SELECT {columns} FROM transaction")  # noqa: S608
    assert "101 columns" in result.warnings[0]


class Promising:
    """Announces more rows than it gives."""

    async def send(self, request: Request) -> Reply:
        offset = int(dict(request.query)["offset"])
        items = [{"id": "1"}] if offset == 0 else []
        return Reply(200, {}, b"", "", {"items": items, "hasMore": True})


async def test_an_endless_result_ends() -> None:
    with pytest.raises(ContractError) as caught:
        await SuiteqlService(Promising(), date_format="M/D/YYYY").run(QUERY, limit=1, all_pages=True)
    assert caught.value.code == "PAGING_BROKEN"


class Wordless:
    async def send(self, request: Request) -> Reply:
        return Reply(200, {}, b"<html>", "", None)


async def test_an_answer_without_rows_is_no_empty_result() -> None:
    with pytest.raises(ContractError):
        await SuiteqlService(Wordless(), date_format="M/D/YYYY").run(QUERY)


class TestBinding:
    """Accounts before 2026.2 do not know params."""

    QUERY = "SELECT id FROM customer WHERE email = ? ORDER BY id ASC"

    async def test_values_are_bound(self) -> None:
        table = Table(1)
        await service(table).run(self.QUERY, ("a'b",))
        assert table.requests[0].content.endswith(b'"params":["a\'b"]}')

    async def test_an_account_that_does_not_bind_gets_literals_from_then_on(self) -> None:
        table = Table(1, refuses="params")
        suiteql = service(table)
        await suiteql.run(self.QUERY, ("a'b",))
        await suiteql.run(self.QUERY, ("c",))
        assert ["params" in request.content.decode() for request in table.requests] == [True, False, False]
        assert b"email = 'a''b'" in table.requests[1].content

    async def test_an_account_that_binds_is_not_asked_twice(self) -> None:
        table = Table(1)
        suiteql = service(table)
        await suiteql.run(self.QUERY, ("x",))
        table.refuses = "params"
        with pytest.raises(RejectedError):
            await suiteql.run(self.QUERY, ("x",))
        assert len(table.requests) == 2

    async def test_a_bad_query_settles_nothing(self) -> None:
        table = Table(1, refuses="SELECT")
        suiteql = service(table)
        with pytest.raises(RejectedError):
            await suiteql.run(self.QUERY, ("x",))
        table.refuses = ""
        await suiteql.run(self.QUERY, ("x",))
        assert ["params" in request.content.decode() for request in table.requests] == [True, False, True]

    async def test_other_failures_are_not_taken_for_that(self) -> None:
        class Down(Table):
            async def send(self, request: Request) -> Reply:
                self.requests.append(request)
                raise UnavailableError("down", http_status=503)

        table = Down(1)
        with pytest.raises(UnavailableError):
            await service(table).run(self.QUERY, ("x",))
        assert len(table.requests) == 1
