"""Records of every type with any values: what one account answers, another one that loads it answers, too."""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from suiteplug.emulator.record.line_keys import line_key
from suiteplug.emulator.schema import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.emulator.schema import Field, Shape, Sublist

QUERIES = ("?expandSubResources=true", "", "?simpleEnumFormat=true")
_TEXTS = ("Blue Kiln", 'ä\n"ö"', "", "https://x.example/services/rest/record/v1/customer/1", '"href":"\\u0001/x"', "{}")
_DEEPEST = 3


class Maker:
    """Makes stored bodies that fit a schema, whatever they mean."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def body(self, shape: Shape, depth: int = 0) -> dict[str, Any]:
        made = {
            field.name: self._value(field, depth)
            for field in shape.fields.values()
            if field.name not in {"id", "externalId"} and self._random.random() < 0.7
        }
        for sublist in shape.sublists.values():
            lines = self._lines(sublist, depth)
            if lines and depth < _DEEPEST:
                made[sublist.name] = lines
        return {name: value for name, value in made.items() if value not in (None, {}, [])}

    def _lines(self, sublist: Sublist, depth: int) -> list[dict[str, Any]]:
        lines = [self.body(sublist.line, depth + 1) for _ in range(self._random.randrange(3))]
        found: dict[Any, dict[str, Any]] = {}
        for place, line in enumerate(lines, 1):
            for name in sublist.existing_key:
                if sublist.fields[name].kind in {"integer", "number"}:
                    line[name] = place * 3
            found[line_key(sublist, line, sublist.existing_key) if sublist.keyed else place] = line
        found.pop(None, None)
        return [line for line in found.values() if line]

    def _value(self, field: Field, depth: int) -> Any:
        pick = self._random
        if field.subrecord is not None:
            return self.body(field.subrecord, depth + 1) if depth < _DEEPEST else None
        if field.kind == "enum":
            return pick.choice(list(field.enum)) if field.enum else None
        day = f"2026-{pick.randrange(1, 13):02}-{pick.randrange(1, 29):02}"
        values = {
            "text": pick.choice(_TEXTS) or None,
            "integer": pick.randrange(1, 10**6),
            "boolean": pick.random() < 0.5,
            "date": day,
            "datetime": f"{day}T10:{pick.randrange(60):02}:00Z",
            "reference": str(pick.randrange(1, 8)),
            "multiselect": [str(each) for each in pick.sample(range(1, 8), pick.randrange(1, 4))],
        }
        return values.get(field.kind, round(pick.uniform(-100, 10**5), 2))


@settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_every_type_comes_back(load: Callable[..., Any], seed: int) -> None:
    made = load(seed="empty")
    maker, store = Maker(seed), made.account.store
    paths = []
    with store.transaction():
        for kind in STANDARD.types:
            body = {**maker.body(kind), "externalId": f"X-{kind.name}"}
            paths.append(f"{kind.name}/{store.put(kind.name, body)}")
    replies = [made.get(f"{path}?expandSubResources=true") for path in paths]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "replies.json"
        source.write_text(json.dumps(replies))
        mirror = load(source)
    for path, reply in zip(paths, replies, strict=True):
        assert json.dumps(mirror.get(f"{path}?expandSubResources=true")) == json.dumps(reply)
        for query in QUERIES[1:]:
            assert mirror.get(f"{path}{query}") == made.get(f"{path}{query}")
        record_type, _, record_id = path.partition("/")
        assert record_id in mirror.ids(record_type, f'externalId IS "X-{record_type}"')
    assert len(mirror.rows("SELECT id FROM transaction")) == sum(kind.kind == "transaction" for kind in STANDARD.types)


@pytest.mark.parametrize("record_type", ["customer", "salesOrder", "inventoryItem"])
def test_the_same_change_has_the_same_effect(
    opened: Callable[..., Any], company_replies: Path, record_type: str
) -> None:
    first, second = opened(), opened(company_replies)
    for record_id in first.ids(record_type)[:3]:
        for change in ({"externalId": f"changed-{record_id}"}, {"memo": "changed"}, {"isInactive": False}):
            for asker in (first, second):
                asker.answer("PATCH", f"/services/rest/record/v1/{record_type}/{record_id}", change, {"prefer": ""})
        path = f"{record_type}/{record_id}?expandSubResources=true"
        assert second.get(path) == first.get(path)
