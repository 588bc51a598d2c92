"""Whatever stands in a reply: it loads, comes back, and breaks no filter and no query."""

from __future__ import annotations

import copy
import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

HOST = "https://7654321-sb2.suitetalk.api.netsuite.com"
KEPT = {"id", "links", "createdDate", "dateCreated", "created", "lastModifiedDate", "lastModified"}
UNRULED = ("customrecord_kiln", "binworksheet")  # rules expect what every real record of their type has
FOLDER = Path(__file__).parent / "replies"
ODD: tuple[Any, ...] = (
    None, "", "x", 7, -1.5, 1e300, True, [], {}, {"links": []}, {"id": "1"}, {"id": None}, {"items": []},
    {"items": [7]},
    {"items": [{}], "totalResults": 1}, {"links": [], "id": "9", "refName": "Nine"}, [1, {"a": 2}], "2026-13-45",
    "2026-02-03", "2026-02-03T04:05:06Z", "25:61",
    {"links": [{"rel": "self", "href": "nowhere"}], "items": [{"a": 1}]},
    {"links": [{"rel": "self", "href": f"{HOST}/services/rest/record/v1/thing/5"}], "id": "5", "refName": "Five"},
    {"deep": {"deeper": {"items": [{"line": 1, "x": {"y": "z"}}]}}}, "\x01", "😀", "a" * 5000,
)  # fmt: skip


def spoiled(reply: dict[str, Any], pick: random.Random) -> dict[str, Any]:
    """A reply with some members replaced by something else, or gone."""
    changed = copy.deepcopy(reply)
    places = [(changed, name) for name in changed if name not in KEPT]
    for value in list(changed.values()):
        if isinstance(value, dict):
            places += [(value, name) for name in value]
            for line in value.get("items", ()):
                places += [(line, name) for name in line]
    for owner, name in pick.sample(places, min(len(places), 6)):
        if pick.random() < 0.3:
            owner.pop(name, None)
        else:
            owner[name] = copy.deepcopy(pick.choice(ODD))
    changed[f"odd{pick.randrange(9)}"] = copy.deepcopy(pick.choice(ODD))
    return changed


@settings(
    max_examples=15,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_odd_replies(load: Callable[..., Any], seed: int) -> None:
    pick = random.Random(seed)
    replies = [spoiled(json.loads(path.read_text()), pick) for path in sorted(FOLDER.glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "replies.json"
        source.write_text(json.dumps(replies))
        mirror = load(source, origin=HOST)
    for reply in replies:
        path = "/".join(reply["links"][0]["href"].partition("?")[0].split("/")[-2:])
        assert mirror.get(f"{path}?expandSubResources=true") == reply
        for asked in ("", "?simpleEnumFormat=true", "?fields=id"):
            assert mirror.get(f"{path}{asked}")["links"]
        record_type, record_id = path.split("/")
        assert record_id in mirror.ids(record_type)
        for name in reply:
            part = mirror.answer("GET", f"/services/rest/record/v1/{path}/{name}")
            assert part.status in {200, 400, 404, 501}, name
        if record_type in UNRULED:
            change = {"memo": "changed", "name": "changed"}
            mirror.answer("PATCH", f"/services/rest/record/v1/{path}", change, {"prefer": ""})
        assert mirror.get(f"{path}?expandSubResources=true")["id"] == reply["id"]
    for table in ("transaction", "transactionline", "customer", "vendor", "item", "entity", "customrecord_kiln"):
        mirror.rows(f"SELECT count(*) AS n FROM {table}")  # noqa: S608
