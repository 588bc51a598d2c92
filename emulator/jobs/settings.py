"""How the job queue behaves, where NetSuite's help leaves it open or it depends on the account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

DAY_S = 86_400.0


@dataclass(frozen=True, slots=True)
class JobSettings:
    """One switch for each thing that no Oracle page says.

    Attributes:
        moves: What makes jobs go on: ``requests`` counts the requests that reach the account (so that a program that
            polls sees a pending job first, whatever its clock does), ``clock`` follows the account's clock, ``hand``
            waits for the admin door.
        processors: Units of work at a time; an account gets more with SuiteCloud Plus (chapter_161251386312).
        delay: Requests, or seconds of the account's clock, from the submission to the first task.
        duration: The same for one task.
        batch_order: Order of a batch that asks for none; None follows the account's release: parallel in 2026.1,
            sequential since 2026.2 (section_N3950559).
        stop_on_error: Whether a sequential batch gives up after its first failed task.
        key_life_s: Seconds that an idempotency key is remembered; None: as long as its job.
        keep_s: Seconds that jobs and results are kept. SOAP jobs live 30 days (section_3771740553).
        location: Whether ``Location`` of a job is absolute; both are shown (subsect_161278579295).
        single_task_id: ID of the only task of a job that is no batch: the job's, as in Oracle's Postman collection,
            or ``1``.
        write_result: Result of a task that wrote: the reply it would have had at once (204 with ``Location``), or a
            body with ``id`` and ``location``, which one public client reads.
        error_result: Whether the result of a failed task comes with the error's status, or as 200 with its body.
        failed_word: ``progress`` of a failed task; only ``pending`` and ``succeeded`` are documented.
        failed_job_word: ``progress`` of a finished job with a failed task.
        forms: What an asynchronous request for a form or for select options becomes: a job like any record request
            (subsect_161278579295 speaks of all of them) with the form as its result, or nothing that waits: the form
            comes at once. Oracle's pages on forms do not mention it.
        progress: Whether ``progress`` of a job is a word, or a percentage, as one public client shows.
    """

    moves: Literal["requests", "clock", "hand"] = "requests"
    processors: int = 2
    delay: float = 1
    duration: float = 0.05
    batch_order: Literal["sequential", "parallel"] | None = None
    stop_on_error: bool = False
    key_life_s: float | None = None
    keep_s: float = 30 * DAY_S
    location: Literal["absolute", "relative"] = "absolute"
    single_task_id: Literal["job", "one"] = "job"
    write_result: Literal["reply", "body"] = "reply"
    error_result: Literal["status", "ok"] = "status"
    failed_word: str = "failed"
    failed_job_word: str = "failed"
    forms: Literal["job", "now"] = "job"
    progress: Literal["word", "percent"] = "word"
