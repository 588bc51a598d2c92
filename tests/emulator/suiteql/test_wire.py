"""The door: what it asks for, how a reply is built, how pages are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from oauthlib import oauth1

from suiteplug.emulator.app import create_app
from suiteplug.emulator.connection_files import ready_connection
from suiteplug.emulator.core.problems import Problem
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.suiteql.paging import read_page

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.emulator.suiteql.conftest import Asker

STATEMENT = {"q": "SELECT id FROM currency ORDER BY id ASC"}


def refused(asker: Asker, body: Any = STATEMENT, **request: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        asker.send(body, **request)
    return caught.value


def test_prefer_transient_is_required(company: Asker) -> None:
    problem = refused(company, headers={"content-type": "application/json"})
    assert (problem.status, problem.code, problem.header) == (400, "INVALID_HEADER", "Prefer")
    assert problem.detail.startswith("The required request header 'Prefer' is missing")


def test_only_post_is_served(company: Asker) -> None:
    problem = refused(company, method="GET")
    assert (problem.status, problem.headers["allow"]) == (405, "POST, OPTIONS")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"SELECT 1 FROM dual"', b""])
def test_a_body_that_is_no_object_is_invalid_content(company: Asker, body: bytes) -> None:
    problem = refused(company, body)
    assert (problem.status, problem.code) == (400, "INVALID_CONTENT")


@pytest.mark.parametrize("body", [{}, {"q": ""}, {"q": 5}])
def test_a_missing_statement_is_refused(company: Asker, body: dict[str, Any]) -> None:
    assert refused(company, body).query_param == "q"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("limit=0", "limit"),
        ("limit=1001", "limit"),
        ("limit=ten", "limit"),
        ("limit=-5", "limit"),
        ("offset=x", "offset"),
        ("limit=10&offset=15", "offset"),
        ("offset=500", "offset"),
        ("limit=10&offset=10000", "offset"),
        ("limit=1000&offset=100000", "offset"),
    ],
)
def test_bad_pages_name_their_parameter(company: Asker, query: str, parameter: str) -> None:
    problem = refused(company, query=query)
    assert (problem.status, problem.code, problem.query_param) == (400, "INVALID_PARAMETER", parameter)


def test_past_the_ceiling_an_account_may_answer_with_nothing(company: Asker) -> None:
    from suiteplug.emulator.core.wire import Request

    request = Request("POST", "http://x", "/suiteql", "limit=1000&offset=100000")
    assert read_page(request, truncate=True).offset == 100_000


def test_the_reply_of_one_page(company: Asker) -> None:
    reply = company.send({"q": "SELECT symbol AS Code, id, isBaseCurrency FROM Currency WHERE id < 3 ORDER BY id ASC"})
    assert reply == {
        "links": [
            {
                "rel": "self",
                "href": "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/query/v1/suiteql",
                "method": "POST",
            }
        ],
        "count": 2,
        "hasMore": False,
        "items": [
            {"links": [], "code": "USD", "id": "1", "isbasecurrency": "T"},
            {"links": [], "code": "GBP", "id": "2", "isbasecurrency": "F"},
        ],
        "offset": 0,
        "totalResults": 2,
    }


def test_keys_are_sorted_and_null_columns_left_out(company: Asker) -> None:
    item = company.page("SELECT 'b' AS b, NULL AS n, 'a' AS a, '' AS e FROM dual")["items"][0]
    assert list(item) == ["links", "a", "b"]


def test_unaliased_expressions_are_counted_without_a_star_before_them(company: Asker) -> None:
    row = company.rows("SELECT dummy, 1 + 1, 'x' AS named, UPPER(dummy) FROM dual")[0]
    assert row == {"dummy": "X", "expr1": "2", "named": "x", "expr2": "X"}
    assert company.rows("SELECT *, 2 FROM dual")[0] == {"dummy": "X", "expr1": "2"}


def test_pages_and_their_links(company: Asker) -> None:
    statement = "SELECT id FROM location ORDER BY id ASC"
    first = company.page(statement, limit=2)
    assert (first["count"], first["hasMore"], first["totalResults"], first["offset"]) == (2, True, 6, 0)
    assert [link["rel"] for link in first["links"]] == ["next", "last", "self"]
    middle = company.page(statement, limit=2, offset=2)
    hrefs = {link["rel"]: link["href"].partition("?")[2] for link in middle["links"]}
    assert hrefs == {
        "next": "limit=2&offset=4",
        "last": "limit=2&offset=4",
        "self": "limit=2&offset=2",
        "previous": "limit=2&offset=0",
        "first": "limit=2&offset=0",
    }
    last = company.page(statement, limit=2, offset=4)
    assert (last["count"], last["hasMore"]) == (2, False)
    beyond = company.page(statement, limit=2, offset=6)
    assert (beyond["count"], beyond["hasMore"], beyond["totalResults"], beyond["items"]) == (0, False, 6, [])


@pytest.mark.parametrize(
    ("statement", "total"),
    [
        ("SELECT TOP 3 id FROM location ORDER BY id ASC", 3),
        ("SELECT id FROM location ORDER BY id ASC FETCH FIRST 5 ROWS ONLY", 5),
        ("SELECT id FROM location ORDER BY id ASC OFFSET 4 ROWS FETCH NEXT 5 ROWS ONLY", 2),
        ("SELECT id FROM location WHERE ROWNUM <= 4", 4),
        ("SELECT DISTINCT subsidiary FROM location", 4),
        ("SELECT subsidiary, COUNT(*) FROM location GROUP BY subsidiary", 4),
        ("SELECT id FROM location UNION ALL SELECT id FROM location", 12),
    ],
)
def test_totals_count_the_statements_own_rows(company: Asker, statement: str, total: int) -> None:
    pages = [company.page(statement, limit=2, offset=offset) for offset in range(0, 14, 2)]
    assert {page["totalResults"] for page in pages} == {total}
    assert sum(page["count"] for page in pages) == total


def test_bound_values_are_matched_in_order(company: Asker) -> None:
    found = company.rows(
        "SELECT id, symbol FROM currency WHERE id BETWEEN ? AND ? AND symbol <> ? ORDER BY id ASC", "1", "3", "GBP"
    )
    assert found == [{"id": "1", "symbol": "USD"}, {"id": "3", "symbol": "CAD"}]


@pytest.mark.parametrize(
    ("value", "shown"), [("5", "5"), (5, "5"), (2.5, "2.5"), (True, "T"), (None, None), ("", None), ("o'x", "o'x")]
)
def test_bound_values_of_every_json_type(company: Asker, value: Any, shown: str | None) -> None:
    assert company.value("?", value) == shown


def test_a_parameter_may_be_used_where_it_is_rewritten_twice(company: Asker) -> None:
    assert company.value("NVL2(?, ?, 'no') || ROUND(? / ?, 2)", "x", "yes", "1", "3") == "yes0.33"


@pytest.mark.parametrize("params", [["1", "2"], []])
def test_the_number_of_values_must_fit(company: Asker, params: list[str]) -> None:
    problem = refused(company, {"q": "SELECT id FROM currency WHERE id = ?", "params": params})
    assert problem.headers["x-emulator-reason"] == f"The query has 1 parameters, {len(params)} values came."


@pytest.mark.parametrize("params", ["1", {"a": 1}, [["1"]]])
def test_params_is_an_array_of_plain_values(company: Asker, params: Any) -> None:
    problem = refused(company, {"q": "SELECT id FROM currency WHERE id = ?", "params": params})
    assert (problem.code, problem.path) == ("INVALID_CONTENT", "params")


def test_every_page_is_a_new_execution(own: Asker) -> None:
    statement = "SELECT id FROM term ORDER BY id DESC"
    before = own.page(statement, limit=2)
    own.account.store.put("term", {"name": "Net 90"})
    after = own.page(statement, limit=2, offset=2)
    assert after["items"][0] == before["items"][1]
    assert after["totalResults"] == before["totalResults"] + 1


async def test_over_http_with_a_signature(account: Account) -> None:
    fields = ready_connection(account, "tba", base_url="http://127.0.0.1:1")
    client: Any = oauth1.Client(
        fields["consumer_key"],
        fields["consumer_secret"],
        fields["token_id"],
        fields["token_secret"],
        signature_method=oauth1.SIGNATURE_HMAC_SHA256,
        realm=fields["account_id"],
    )
    url = "http://127.0.0.1:1/services/rest/query/v1/suiteql?limit=5&offset=0"
    _, signed, _ = client.sign(url, "POST")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_app(account))) as http:
        reply = await http.post(url, json=STATEMENT, headers={**signed, "Prefer": "transient"})
        _, signed, _ = client.sign(url, "POST")
        refusal = await http.post(
            url, json={"q": "SELECT nope FROM currency"}, headers={**signed, "Prefer": "transient"}
        )
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/vnd.oracle.resource+json; type=collection; charset=UTF-8"
    assert reply.headers["preference-applied"] == "transient"
    assert reply.headers["x-n-operationid"]
    assert [item["id"] for item in reply.json()["items"]] == ["1", "2", "3", "4"]
    assert refusal.json()["o:errorDetails"] == [
        {
            "detail": "Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown"
            " identifier 'nope'. Available identifiers are: {currency=currency}.",
            "o:errorQueryParam": "q",
            "o:errorCode": "INVALID_PARAMETER",
        }
    ]


def test_settings_default_to_what_accounts_were_seen_to_do() -> None:
    settings = Settings()
    assert (settings.suiteql_dialect, settings.suiteql_past_ceiling) == ("observed", "refuse")
    assert settings.suiteql_parameters
    assert not settings.suiteql_composite_status
