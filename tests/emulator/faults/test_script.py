"""Which requests a script spoils, what it refuses to read, and where it can be given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suiteplug.emulator.command import parser
from suiteplug.emulator.core.wire import Request
from suiteplug.emulator.faults import Faults, FaultScriptError
from suiteplug.emulator.faults.rule import Moment, Rule
from suiteplug.emulator.faults.script import schema

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

    from suiteplug.emulator.account import Account

DROP = {"kind": "drop"}
TIME = "/services/rest/system/v1/serverTime"


def request(method: str = "POST", path: str = "/services/rest/record/v1/salesOrder", body: bytes = b"") -> Request:
    return Request(method, "http://127.0.0.1:1", path, body=body)


def fires(rule: Rule, number: int) -> list[int]:
    """Which of so many equal requests the rule would spoil, from 1."""
    fired = []
    for place in range(1, number + 1):
        sent = request()
        if rule.fits(sent):
            rule.pick(sent)
            fired.append(place)
    return fired


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({}, [1, 2, 3, 4, 5, 6]),
        ({"nth": 2}, [2]),
        ({"nth": [2, 5]}, [2, 5]),
        ({"every": 3}, [3, 6]),
        ({"times": 2}, [1, 2]),
        ({"every": 2, "times": 2}, [2, 4]),
        ({"probability": 0}, []),
        ({"probability": 1}, [1, 2, 3, 4, 5, 6]),
    ],
)
def test_when_a_rule_fires(limits: dict[str, Any], expected: list[int]) -> None:
    assert fires(Rule({"fault": DROP, **limits}, seed=""), 6) == expected


@pytest.mark.parametrize(
    ("pattern", "is_meant"),
    [
        ({}, True),
        ({"method": "POST"}, True),
        ({"method": ["PUT", "PATCH"]}, False),
        ({"path": "*/SALESORDER"}, True),
        ({"path": "/services/rest/record/v1/customer"}, False),
        ({"path": "*/sales?rder"}, True),
        ({"contains": "SHOP-1"}, True),
        ({"contains": "SHOP-2"}, False),
    ],
)
def test_which_requests_are_meant(pattern: dict[str, Any], is_meant: bool) -> None:
    rule = Rule({"fault": DROP, **pattern}, seed="")
    assert rule.fits(request(body=b'{"externalId":"SHOP-1"}')) is is_meant
    assert rule.seen == int(is_meant)


@given(st.integers(0, 2**32), st.floats(0, 1))
def test_chance_repeats_itself(seed: int, probability: float) -> None:
    rule = Rule({"fault": DROP, "probability": probability}, seed=str(seed))
    first = fires(rule, 50)
    rule.rewind()
    assert fires(rule, 50) == first


def test_a_limit_does_not_change_which_ones() -> None:
    free = fires(Rule({"fault": DROP, "probability": 0.3}, seed="1"), 100)
    limited = fires(Rule({"fault": DROP, "probability": 0.3, "times": 4}, seed="1"), 100)
    assert limited == free[:4]
    assert 15 < len(free) < 45


@pytest.mark.parametrize(
    ("script", "where"),
    [
        ({}, "'rules' is a required property"),
        ({"rules": [{}]}, r"\$\.rules\[0\]: 'fault' is a required property"),
        ({"rules": [{"fault": {"kind": "flood"}}]}, r"\$\.rules\[0\]\.fault"),
        ({"rules": [{"fault": {"kind": "reply"}}]}, "'status' is a required property"),
        ({"rules": [{"fault": {"kind": "reply", "status": 204}}]}, r"\.fault\.status"),
        ({"rules": [{"fault": {"kind": "drop", "when": "later"}}]}, "'later' is not one of"),
        ({"rules": [{"fault": DROP, "pth": "*"}]}, "'pth' was unexpected"),
        ({"rules": [{"fault": DROP, "nth": 0}]}, r"\.nth"),
        ({"rules": [{"fault": DROP, "probability": 2}]}, "greater than the maximum"),
        ({"rules": [{"fault": DROP, "method": "FETCH"}]}, r"\.method"),
    ],
)
def test_mistakes_are_found(script: dict[str, Any], where: str) -> None:
    faults = Faults()
    faults.add(DROP)
    with pytest.raises(FaultScriptError, match=where):
        faults.load(script)
    assert len(faults.rules) == 1


def test_every_kind_of_the_schema_can_be_had() -> None:
    needed = {"reply": {"status": 503}, **{kind: {"seconds": 1} for kind in ("slow", "clock-skew", "late")}}
    kinds = [branch["properties"]["kind"]["const"] for branch in schema()["$defs"]["fault"]["oneOf"]]
    faults = Faults()
    for kind in kinds:
        faults.add({"kind": kind, **needed.get(kind, {})})
    assert [rule.name for rule in faults.rules] == kinds


async def test_first_rule_decides_and_all_count(http: httpx.AsyncClient, account: Account) -> None:
    later = account.faults.add({"kind": "reply", "status": 503}, nth=2, name="second")
    both = account.faults.add({"kind": "reply", "status": 502}, nth=[2, 3])
    assert [(await http.get(TIME)).status_code for _ in range(4)] == [200, 503, 502, 200]
    assert [(rule.seen, rule.fired) for rule in (later, both)] == [(4, 1), (4, 1)]
    assert [exchange.fault for exchange in account.traffic.exchanges] == ["", "second", "reply", ""]
    account.faults.clear()
    assert (await http.get(TIME)).status_code == 200


async def test_by_the_admin_door(http: httpx.AsyncClient) -> None:
    rule = {"path": TIME, "times": 1, "fault": {"kind": "reply", "status": 503}}
    await http.post("/emulator/faults", json={"seed": 3, "rules": [rule]})
    assert [(await http.get(TIME)).status_code for _ in range(2)] == [503, 200]
    state = (await http.get("/emulator/faults")).json()
    assert (state["seed"], state["rules"]) == (3, [{**rule, "seen": 2, "fired": 1}])
    assert state["injected"] == {"reply": 1}
    await http.post("/emulator/reset")
    assert (await http.get("/emulator/faults")).json()["rules"][0]["fired"] == 0
    wrong = await http.post("/emulator/faults", json={"rules": [{}]})
    assert (wrong.status_code, "required" in wrong.json()["error"]) == (400, True)
    await http.post("/emulator/faults", json={"rules": []})
    assert (await http.get(TIME)).status_code == 200


def test_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "faults.json"
    path.write_text(json.dumps({"rules": [{"fault": DROP}]}), encoding="utf-8")
    assert parser().parse_args(["--faults", str(path)]).faults == path
    faults = Faults()
    faults.load_file(path)
    assert [rule.name for rule in faults.rules] == ["drop"]
    path.write_text("rules:", encoding="utf-8")
    with pytest.raises(FaultScriptError, match="is no JSON"):
        faults.load_file(path)
    for wrong, words in ((path, "is no JSON"), (tmp_path / "nothing.json", "No such file")):
        with pytest.raises(SystemExit):
            parser().parse_args(["--faults", str(wrong)])
        assert words in capsys.readouterr().err


def bodies(*texts: str) -> list[Request]:
    """Requests that differ in their bodies."""
    return [request(body=text.encode()) for text in texts]


@given(st.permutations([f"order {number}" for number in range(30)]))
def test_chance_does_not_depend_on_the_order(texts: list[str]) -> None:
    rule = Rule({"fault": DROP, "probability": 0.3}, seed="7")
    unlucky = {sent.body for sent in bodies(*texts) if rule.fits(sent)}
    rule.rewind()
    assert unlucky == {sent.body for sent in bodies(*sorted(texts)) if rule.fits(sent)}
    assert 3 <= len(unlucky) <= 15


def test_a_repeat_has_luck_of_its_own() -> None:
    rule = Rule({"fault": DROP, "probability": 0.5}, seed="7")
    luck = {rule.fits(sent) for sent in bodies(*["the same"] * 20)}
    assert luck == {True, False}


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ({"nth": 2, "burst": 3}, [2, 3, 4]),
        ({"every": 4, "burst": 2}, [4, 5, 8]),
        ({"nth": [1, 2], "burst": 3}, [1, 2, 3, 4]),
        ({"nth": 2, "burst": 5, "times": 2}, [2, 3]),
    ],
)
def test_bursts(limits: dict[str, Any], expected: list[int]) -> None:
    rule = Rule({"fault": DROP, **limits}, seed="")
    assert fires(rule, 8) == expected


def test_trouble_for_some_time() -> None:
    rule = Rule({"fault": DROP, "nth": 1, "lasts_s": 10}, seed="")
    assert [rule.fits(request(), Moment(now=now)) for now in (100, 105, 109.9, 110, 120)] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_trouble_with_load() -> None:
    rule = Rule({"fault": DROP, "min_in_flight": 3}, seed="")
    assert [rule.fits(request(), Moment(in_flight=number)) for number in (0, 2, 3, 4)] == [False, False, True, True]
    assert rule.seen == 2


def test_one_of_several_is_drawn() -> None:
    several = [{"kind": "drop"}, {"kind": "reply", "status": 503}, {"kind": "truncate"}]
    rule = Rule({"faults": several}, seed="3")
    first = [rule.pick(sent)[0] for sent in bodies(*map(str, range(30)))]
    assert set(first) == {"drop", "reply", "truncate"}
    rule.rewind()
    assert [rule.pick(sent)[0] for sent in bodies(*map(str, range(30)))] == first


@pytest.mark.parametrize(
    "rule", [{"fault": DROP, "faults": [DROP]}, {"faults": []}, {"faults": [{"kind": "flood"}]}, {"faults": DROP}]
)
def test_mistakes_with_several(rule: dict[str, Any]) -> None:
    with pytest.raises(FaultScriptError, match=r"\$\.rules\[0\]"):
        Faults().load({"rules": [rule]})


async def test_what_was_injected_is_counted(http: httpx.AsyncClient, account: Account) -> None:
    account.faults.load(
        {
            "seed": 1,
            "rules": [
                {"name": "lost", "nth": 2, "fault": {"kind": "reply", "status": 502}},
                {"name": "any", "nth": [3, 4], "faults": [{"kind": "content-type"}, {"kind": "reply", "status": 429}]},
            ],
        }
    )
    for _ in range(5):
        await http.get(TIME)
    report = (await http.get("/emulator/faults")).json()
    assert sum(report["injected"].values()) == 3
    assert report["injected"]["reply"] >= 1
    assert (report["peak_in_flight"], report["over_limit"]) == (1, account.traffic.by_status[429])
    assert [rule["fired"] for rule in report["rules"]] == [1, 2]


async def test_limits_are_counted(http: httpx.AsyncClient, account: Account) -> None:
    account.lanes.held = account.lanes.limit
    await http.get(TIME)
    await http.get("/app/site/hosting/restlet.nl?script=101&deploy=1")
    report = (await http.get("/emulator/faults")).json()
    assert (report["over_limit"], report["peak_in_flight"]) == (2, 0)
