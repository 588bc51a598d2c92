"""Spans and metrics, seen through OpenTelemetry's own SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from suiteplug.connector.call import Call
from suiteplug.connector.errors import NotFoundError
from suiteplug.connector.telemetry.otel import Telemetry
from suiteplug.connector.watching import watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from suiteplug.api import NetSuite


class Seen:
    """What was told."""

    def __init__(self) -> None:
        self.spans = InMemorySpanExporter()
        self.tracers = TracerProvider()
        self.tracers.add_span_processor(SimpleSpanProcessor(self.spans))
        self.metrics = InMemoryMetricReader()
        self.meters = MeterProvider([self.metrics])
        self.telemetry = Telemetry(account="1", connection="shop", tracers=self.tracers, meters=self.meters)

    def figures(self) -> dict[str, Any]:
        data = self.metrics.get_metrics_data()
        assert data is not None
        return {
            metric.name: list(metric.data.data_points)
            for resource in data.resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }


@pytest.fixture
def seen() -> Iterator[Seen]:
    seen = Seen()
    yield seen
    seen.tracers.shutdown()
    seen.meters.shutdown()


async def test_a_call_and_its_attempts(connect: Callable[..., NetSuite], seen: Seen) -> None:
    netsuite = connect("tba", hooks=(seen.telemetry.attempt,), write_observers=(seen.telemetry.write,))
    body = {"companyName": "Canary Kiln", "isPerson": False, "subsidiary": {"id": "1"}}
    with watched((seen.telemetry.call,), Call(action="create-record")):
        await netsuite.run("create-record", {"record_type": "customer", "body": body})
    *attempts, call = seen.spans.get_finished_spans()
    assert call.name == "suiteplug create-record"
    assert attempts
    assert {span.parent.span_id for span in attempts if span.parent} == {call.context.span_id}
    assert {span.attributes["http.response.status_code"] for span in attempts if span.attributes} <= {200, 204}
    assert "anary" not in str([span.to_json() for span in (*attempts, call)])
    figures = seen.figures()
    assert figures["suiteplug.writes"][0].attributes["suiteplug.outcome"] == "done"
    assert figures["suiteplug.call.duration"][0].count == 1
    assert figures["http.client.request.duration"]


def test_an_error_is_told(seen: Seen) -> None:
    with pytest.raises(NotFoundError), watched((seen.telemetry.call,), Call(action="get-record")):
        raise NotFoundError("No such record.", code="NONEXISTENT_ID")
    (call,) = seen.spans.get_finished_spans()
    assert not call.status.is_ok
    assert call.attributes is not None
    assert call.attributes["error.type"] == "NotFoundError"
    assert call.attributes["netsuite.error.code"] == "NONEXISTENT_ID"
