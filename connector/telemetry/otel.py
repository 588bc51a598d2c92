"""Spans for calls and attempts, and metrics. Imported only where OpenTelemetry is used.

Names follow OpenTelemetry's conventions for HTTP clients where they have one. No values of records, no paths (they
hold IDs that may be a customer's number) and no keys are told.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from opentelemetry import context, metrics, trace
from opentelemetry.trace import SpanKind, StatusCode

from suiteplug.connector.call import current_call
from suiteplug.connector.errors import NetSuiteConnectorError

if TYPE_CHECKING:
    from collections.abc import Callable

    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import TracerProvider

    from suiteplug.connector.call import Call
    from suiteplug.connector.client.hooks import AttemptDetails
    from suiteplug.connector.exactly_once.observing import WriteDetails

_NAME = "suiteplug"


class Telemetry:
    """A hook of the client, a watcher of calls and an observer of writes.

    Without ``tracers`` and ``meters`` it takes the providers that the host has set.
    """

    def __init__(
        self,
        *,
        account: str,
        connection: str,
        tracers: TracerProvider | None = None,
        meters: MeterProvider | None = None,
    ) -> None:
        self._tracer = trace.get_tracer(_NAME, tracer_provider=tracers)
        meter = metrics.get_meter(_NAME, meter_provider=meters)
        self._whose = {"netsuite.account": account, "suiteplug.connection": connection}
        self._calls = meter.create_histogram("suiteplug.call.duration", "s", "Calls of actions")
        self._attempts = meter.create_histogram("http.client.request.duration", "s", "Attempts of requests")
        self._lane_wait = meter.create_histogram("suiteplug.lane.wait", "s", "Waiting for a lane of the account")
        self._bytes = meter.create_counter("suiteplug.reply.bytes", "By", "Bytes of replies")
        self._writes = meter.create_counter("suiteplug.writes", "{write}", "Writes by what became of them")

    def call(self, call: Call) -> Callable[[BaseException | None], None]:
        """A span around a call; spans of its attempts, and the host's own inside it, are its children."""
        span = self._tracer.start_span(
            f"suiteplug {call.action}",
            attributes={**self._whose, "suiteplug.action": call.action, "suiteplug.priority": call.priority.name},
        )
        token = context.attach(trace.set_span_in_context(span))
        begun = time.monotonic()

        def end(error: BaseException | None) -> None:
            context.detach(token)
            attributes = {"suiteplug.action": call.action, **self._whose}
            if error is not None:
                attributes["error.type"] = type(error).__name__
                span.set_attribute("error.type", type(error).__name__)
                if isinstance(error, NetSuiteConnectorError) and error.code:
                    span.set_attribute("netsuite.error.code", error.code)
                span.set_status(StatusCode.ERROR)
            span.end()
            self._calls.record(time.monotonic() - begun, attributes)

        return end

    def attempt(self, details: AttemptDetails) -> None:
        """A span for an attempt that has just ended."""
        ended = time.time_ns()
        attributes: dict[str, str | int | float] = {
            "http.request.method": details.method,
            "http.request.resend_count": details.attempt - 1,
            "suiteplug.lane.wait_s": details.lane_wait_s,
            "suiteplug.lanes": details.lanes,
            "suiteplug.lanes.in_flight": details.in_flight,
            "netsuite.operation_id": details.operation_id,
        }
        if details.status is not None:
            attributes["http.response.status_code"] = details.status
        span = self._tracer.start_span(
            details.method,
            kind=SpanKind.CLIENT,
            start_time=ended - int(details.duration_s * 1e9),
            attributes=attributes,
        )
        if details.failure:
            span.set_attribute("error.type", details.failure)
            span.set_status(StatusCode.ERROR)
        span.end(ended)
        labels: dict[str, str | int] = {
            **self._whose,
            "suiteplug.action": current_call.get().action,
            "http.request.method": details.method,
            "http.response.status_code": details.status or 0,
        }
        self._attempts.record(details.duration_s, labels)
        self._lane_wait.record(details.lane_wait_s, self._whose)
        self._bytes.add(details.reply_bytes, self._whose)

    def write(self, details: WriteDetails) -> None:
        """Count a write."""
        outcome = {"suiteplug.outcome": str(details.outcome), "netsuite.record_type": details.record_type}
        self._writes.add(1, {**self._whose, **outcome})
