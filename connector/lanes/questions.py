"""Who asks whether it may be the probe, from any event loop, and how the answer gets there."""

from __future__ import annotations

import asyncio
from typing import NamedTuple


class Question(NamedTuple):
    """Whether a call may be the probe through ``door``; the answer goes to ``answer`` in ``loop``."""

    door: str
    loop: asyncio.AbstractEventLoop
    answer: asyncio.Future[bool]


def ask(door: str) -> Question:
    """A question of the running event loop."""
    loop = asyncio.get_running_loop()
    return Question(door, loop, loop.create_future())


def reply(question: Question, *, may: bool) -> None:
    """Hand the answer over, from any thread. A loop that is closed waits no more."""
    try:
        question.loop.call_soon_threadsafe(_set, question.answer, may)
    except RuntimeError:
        return


def _set(answer: asyncio.Future[bool], may: bool) -> None:  # noqa: FBT001 - call_soon takes no keywords
    if not answer.done():
        answer.set_result(may)
