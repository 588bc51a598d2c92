"""A script that takes many records at once and works on them later: 202 and a task, then its status.

The statuses are those of SuiteScript's N/task. Time passes by the account's clock.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.restlet.errors import RestletError
from suiteplug.emulator.restlet.reply import RestletReply

if TYPE_CHECKING:
    from suiteplug.emulator.clock import Clock

_PENDING_S = 5.0
_PER_RECORD_S = 0.5
_LONG_AGO_S = 3600.0


@dataclass(frozen=True, slots=True)
class _Task:
    started: float
    records: int


class BulkQueue:
    """POST ``{"records": [...]}`` answers 202 with ``taskId``; GET ``?taskId=`` tells how far it is.

    One task of three records is done already when the account is opened.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks = {"MAPREDUCETASK_000001": _Task(clock.timestamp() - _LONG_AGO_S, 3)}

    def post(self, body: Any) -> RestletReply:
        """Take records in."""
        records = body.get("records") if isinstance(body, dict) else None
        if not isinstance(records, list) or not records:
            raise RestletError("SSS_MISSING_REQD_ARGUMENT", "post: Missing a required argument: records")
        task_id = f"MAPREDUCETASK_{len(self._tasks) + 1:06}"
        self._tasks[task_id] = _Task(self._clock.timestamp(), len(records))
        accepted = {"taskId": task_id, "accepted": len(records), "status": "PENDING"}
        return RestletReply(json.dumps(accepted), status=202)

    def get(self, parameters: Any) -> Any:
        """How far a task is."""
        task = self._tasks.get(str(parameters.get("taskId", "")))
        if task is None:
            raise RestletError("RCRD_DSNT_EXIST", "That record does not exist.")
        worked = self._clock.timestamp() - task.started - _PENDING_S
        done = max(0, min(task.records, int(worked / _PER_RECORD_S)))
        status = "PENDING" if worked < 0 else "COMPLETE" if done == task.records else "PROCESSING"
        return {"status": status, "done": done, "total": task.records}
