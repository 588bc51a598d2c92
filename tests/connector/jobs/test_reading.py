"""Replies of the asynchronous service in every form that Oracle's pages and public clients show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from suiteplug.connector.errors import ContractError
from suiteplug.connector.exchange import Reply
from suiteplug.connector.jobs import reading
from suiteplug.connector.jobs.model import Job, Task

by = pytest.mark.parametrize


def reply(status: int, data: Any = None, **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    content = b"" if data is None else json.dumps(data).encode()
    return Reply(status, named, content, "https://x/result", data)


@by(
    ("location", "job_id"),
    [
        ("/services/rest/async/v1/job/123456", "123456"),
        ("https://1234567.suitetalk.api.netsuite.com/services/rest/async/v1/job/7?x=1", "7"),
        ("/services/rest/async/v2/job/a-b/", "a-b"),
        ("https://x/services/rest/record/v1/customer/7", ""),
        ("", ""),
    ],
)
def test_the_job_in_a_location(location: str, job_id: str) -> None:
    assert reading.job_id_in(location) == job_id


@by(
    ("data", "job", "succeeded"),
    [
        ({"completed": False, "id": "1", "progress": "pending"}, Job("1", False, "pending"), None),
        ({"completed": True, "id": 1, "progress": "succeeded"}, Job("1", True, "succeeded"), True),
        ({"completed": True, "progress": 100}, Job("9", True, "100"), True),
        ({"completed": "true", "progress": "failed"}, Job("9", True, "failed"), False),
        ({"completed": True, "progress": "partially_failed"}, Job("9", True, "partially_failed"), False),
        ({"progress": "succeeded"}, Job("9", True, "succeeded"), True),
        ({"progress": 40}, Job("9", False, "40"), None),
        ({}, Job("9", False, ""), None),
    ],
)
def test_jobs(data: Any, job: Job, succeeded: bool | None) -> None:
    assert reading.read_job("9", data) == job
    assert job.succeeded is succeeded


def test_a_task_as_documented() -> None:
    data = {
        "links": [{"rel": "related", "href": "https://x/job/1/task/1/result"}],
        "completed": True,
        "endTime": "2026-08-12T12:04:40Z",
        "id": "1",
        "progress": "succeeded",
        "startTime": "2026-08-12T12:04:28Z",
    }
    assert reading.read_task("1", data) == Task("1", True, "succeeded", "2026-08-12T12:04:28Z", "2026-08-12T12:04:40Z")


def links(*numbers: object) -> list[dict[str, str]]:
    return [{"rel": "self", "href": f"https://x/job/5/task/{number}"} for number in numbers]


@by(
    ("data", "ids"),
    [
        ({"count": 1, "items": [{"links": links(1, 2, 3)}]}, ("1", "2", "3")),
        ({"items": [{"links": links(10, 9, 2)}]}, ("2", "9", "10")),
        ({"items": [{"links": links(1)}, {"links": links(2)}]}, ("1", "2")),
        ({"items": [{"links": links("b", "a")}]}, ("b", "a")),
        ({"items": [{"id": 4}, {"id": 3}]}, ("3", "4")),
        ({"items": [{"links": [*links(1), {"rel": "related", "href": "https://x/job/5/task/1/result"}]}]}, ("1",)),
        ({"items": []}, ()),
        ({}, ()),
    ],
)
def test_task_lists(data: Any, ids: tuple[str, ...]) -> None:
    assert reading.read_task_ids(data) == ids


@by("data", [None, [], "text"])
def test_what_is_no_object_is_a_broken_contract(data: Any) -> None:
    with pytest.raises(ContractError):
        reading.read_job("1", data)


RECORD = "https://x/services/rest/record/v1/customer/17"


@by(
    ("answer", "record_id", "decisive", "has_body"),
    [
        (reply(204, location=RECORD), "17", True, False),
        (reply(204), None, True, False),
        (reply(201, location=RECORD), "17", True, False),
        (reply(200, {"id": "17", "location": RECORD}), "17", True, False),
        (reply(200, {"location": RECORD}), "17", True, False),
        (reply(200, {"id": 17, "companyName": "Kiln"}), "17", True, True),
        (reply(200, {"links": [{"rel": "self", "href": RECORD + "?fields=a"}], "companyName": "K"}), "17", True, True),
        (reply(200, {"links": [{"rel": "self", "href": RECORD + "?limit=1"}], "items": []}), "17", True, True),
        (reply(200), None, False, False),
        (reply(200, {}), None, False, False),
        (reply(200, {"links": []}), None, False, False),
    ],
)
def test_results(answer: Reply, record_id: str | None, decisive: bool, has_body: bool) -> None:
    result = reading.read_result(answer)
    assert (result.record_id, result.decisive, result.body is not None) == (record_id, decisive, has_body)
    assert "links" not in (result.body or {})


@by(
    ("answer", "is_error"),
    [
        (reply(200, {"o:errorDetails": []}), True),
        (reply(200, {"o:errorCode": "USER_ERROR", "detail": "No."}), True),
        (reply(200, {"title": "x"}, content_type="application/vnd.oracle.resource+json; type=error"), True),
        (reply(200, {"id": "1"}), False),
        (reply(204), False),
    ],
)
def test_errors_behind_a_success_status(answer: Reply, is_error: bool) -> None:
    assert reading.is_error_body(answer) is is_error
