"""Replies of the asynchronous service, read in every form that Oracle's pages and public clients show. Pure.

Oracle help: subsect_161278579295 (job), article_0127092747 (task list), subsect_161252896355 (task),
subsect_161252889998 (result).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ContractError
from suiteplug.connector.jobs.model import Job, Task, TaskResult, is_success
from suiteplug.connector.records.shapes import without_links

if TYPE_CHECKING:
    from suiteplug.connector.exchange import Reply

_JOB = re.compile(r"/async/v[0-9]+/job/([^/?#]+)")
_TASK = re.compile(r"/task/([^/?#]+)/?(?:[?#].*)?\Z")
_CREATED = 201
_NO_CONTENT = 204


def job_id_in(location: str) -> str:
    """The job that a ``Location`` leads to, absolute or relative; empty when it leads elsewhere."""
    match = _JOB.search(location)
    return match[1] if match else ""


def read_job(job_id: str, data: Any) -> Job:
    """A job's state. ``progress`` may be a word or a number."""
    members = _object(data, f"job {job_id}")
    progress = str(members.get("progress", ""))
    return Job(str(members.get("id") or job_id), _completed(members, progress), progress)


def read_task(task_id: str, data: Any) -> Task:
    """A task's state."""
    members = _object(data, f"task {task_id}")
    progress = str(members.get("progress", ""))
    return Task(
        str(members.get("id") or task_id),
        _completed(members, progress),
        progress,
        started=str(members.get("startTime") or ""),
        ended=str(members.get("endTime") or ""),
    )


def _completed(members: dict[str, Any], progress: str) -> bool:
    completed = members.get("completed")
    if completed is None:
        return is_success(progress)
    return completed is True or str(completed).lower() == "true"


def read_task_ids(data: Any) -> tuple[str, ...]:
    """IDs of all tasks, in the order of their numbers.

    Oracle's sample holds them all as links of one item; one item for each is read as well.
    """
    found: dict[str, None] = {}
    for item in _object(data, "task list").get("items") or []:
        links = item.get("links") or []
        for link in links:
            match = _TASK.search(str(link.get("href", "")))
            if match:
                found[match[1]] = None
        if not links and item.get("id") is not None:
            found[str(item["id"])] = None
    ids = tuple(found)
    return tuple(sorted(ids, key=int)) if all(task_id.isdecimal() for task_id in ids) else ids


def is_error_body(reply: Reply) -> bool:
    """Whether a reply with a success status holds an error: how failed tasks show is not published."""
    data = reply.data
    if "type=error" in reply.headers.get("content-type", "").replace(" ", ""):
        return True
    return isinstance(data, dict) and ("o:errorDetails" in data or "o:errorCode" in data)


def read_result(reply: Reply) -> TaskResult:
    """The result of a task that met no error.

    A write shows as the reply that it would have had at once (204 with ``Location``), or as a body that names ``id``
    and ``location``; a read as the record.
    """
    data = reply.data if isinstance(reply.data, dict) else None
    location = reply.headers.get("location", "") or str((data or {}).get("location") or "")
    record_id = _number(location.partition("?")[0].rstrip("/").rpartition("/")[2])
    if data is not None:
        record_id = record_id or _number(str(data.get("id") or "")) or _number(_own_address(data))
    is_record = data is not None and not data.keys() <= {"id", "location", "links"}
    return TaskResult(
        record_id=record_id or None,
        external_id=str(data["externalId"]) if data and data.get("externalId") else None,
        body=without_links(data) if data is not None and is_record else None,
        warnings=reply.warnings,
        created=reply.status == _CREATED,
        decisive=reply.status in {_CREATED, _NO_CONTENT} or bool(record_id) or is_record,
    )


def _own_address(data: dict[str, Any]) -> str:
    """The last part of a body's own link: the ID, where the body is a record."""
    for link in data.get("links") or []:
        if isinstance(link, dict) and link.get("rel") == "self":
            return str(link.get("href", "")).partition("?")[0].rstrip("/").rpartition("/")[2]
    return ""


def _number(text: str) -> str:
    return text if text.lstrip("-").isdecimal() else ""


def _object(data: Any, what: str) -> dict[str, Any]:
    if isinstance(data, dict):
        return data
    raise ContractError(
        f"NetSuite's answer about the {what} is no JSON object.",
        code="UNEXPECTED_ANSWER",
        cause="NetSuite documents no such answer.",
        fix="Look at the exchange with debug, and report it.",
    )
