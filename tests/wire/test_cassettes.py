"""What each action sends and reads, held against recorded exchanges: a change on the wire cannot pass unseen.

The cassettes hold the examples of the catalogue, played against the emulator with its clock stopped. Record them anew,
after a wanted change, with ``pytest tests/wire --record``; the difference then shows in review.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vcr
from vcr.record_mode import RecordMode

from suiteplug import registry

if TYPE_CHECKING:
    from suiteplug.api import NetSuite

HERE = Path(__file__).parent
MATTER = ("content-type", "accept", "prefer", "x-netsuite-propertynamevalidation", "x-netsuite-propertyvaluevalidation")
KEPT_OF_REPLY = {"content-type", "location", "preference-applied", "x-netsuite-propertyvalidation", "x-n-operationid"}
CASES = [
    pytest.param(spec.key, number, id=f"{spec.key}-{number}")
    for spec in registry.actions()
    for number in range(len(spec.examples))
]


def _same_headers(ours: Any, recorded: Any) -> None:
    """Headers that NetSuite acts on are part of the wire."""
    for name in MATTER:
        assert ours.headers.get(name) == recorded.headers.get(name), name


def _scrubbed_reply(response: dict[str, Any]) -> dict[str, Any]:
    """Only headers that matter; nothing that identifies or signs in anybody."""
    response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() in KEPT_OF_REPLY}
    return response


def _recorder() -> vcr.VCR:
    recorder = vcr.VCR(
        filter_headers=["authorization", "user-agent", "host", "connection", "content-length"],
        before_record_response=_scrubbed_reply,
        decode_compressed_response=True,
        match_on=["method", "scheme", "host", "port", "path", "query", "body", "sent headers"],
    )
    recorder.register_matcher("sent headers", _same_headers)
    return recorder


@pytest.mark.parametrize(("key", "number"), CASES)
async def test_the_exchange_is_the_recorded_one_and_the_example_is_true(
    key: str, number: int, request: pytest.FixtureRequest, netsuite: NetSuite
) -> None:
    recording = bool(request.config.getoption("--record"))
    cassette = HERE / "cassettes" / f"{key}-{number}.yaml"
    example = registry.action(key).examples[number]
    if recording:
        cassette.unlink(missing_ok=True)
    mode = RecordMode.ALL if recording else RecordMode.NONE
    with _recorder().use_cassette(str(cassette), record_mode=mode) as tape:
        output = await netsuite.run(key, dict(example.inputs))
        if not recording:
            assert tape.all_played, "fewer requests were sent than recorded"
    assert _lasting(output) == _lasting(dict(example.output))


def _lasting(output: dict[str, Any]) -> dict[str, Any]:
    """Without what is new in every exchange: raw-request shows operation ID and headers of the reply."""
    return {name: value for name, value in output.items() if name not in {"operation_id", "headers"}}


def test_no_cassette_is_left_from_a_renamed_action() -> None:
    wanted = {str(case.id) for case in CASES}
    assert {path.stem for path in (HERE / "cassettes").glob("*.yaml")} == wanted
