"""What coverage.md is made from: sources are found where the code names them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
MODULE = '''"""What a room does (Oracle help: section_1).

More of it.
"""

LIFE = 60
"""No page says how long; the figure is ours."""
# Recorded in issue 7 of a public repository.
ORDER = 1


class Door:
    """A door."""

    def open(self) -> int:
        """Opens. That it squeaks is reported by public clients."""
        # ours: the sound
        return 1

    def _oil(self) -> None:
        """Nothing to tell."""
'''


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sources() -> Any:
    return load("coverage_sources")


def found(sources: Any, path: Path, *, each_function: bool) -> dict[str, tuple[str, str]]:
    path.write_text(MODULE, encoding="utf-8")
    return {rule.place: (rule.says, rule.known) for rule in sources.rules_of(path, each_function=each_function)}


def test_rules_that_name_their_source(sources: Any, tmp_path: Path) -> None:
    rules = found(sources, tmp_path / "room.py", each_function=False)
    assert rules == {
        "": ("What a room does (Oracle help: section_1).", "documented"),
        "LIFE": ("No page says how long; the figure is ours.", "ours"),
        "ORDER": ("Recorded in issue 7 of a public repository.", "recorded"),
        "Door.open": ("Opens. That it squeaks is reported by public clients.", "field report"),
        "open": ("ours: the sound", "ours"),
    }


def test_every_public_function_where_each_is_a_rule(sources: Any, tmp_path: Path) -> None:
    rules = found(sources, tmp_path / "room.py", each_function=True)
    assert rules["Door"] == ("A door.", "documented")
    assert "Door._oil" not in rules


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Oracle help: bridgehead_1500275603", "documented"),
        ("julienchriqui-okkoer/netsuite-mcp-server, recorded in 2026", "recorded, field report"),
        ("hotgluexyz/tap-netsuite-rest selects it", "field report"),
        ("which no page tells", "ours"),
        ("nothing at all", ""),
    ],
)
def test_known_from(sources: Any, text: str, known: str) -> None:
    assert sources.known_from(text) == known


def test_every_operation_and_every_switch_says_where_it_is_known_from(sources: Any) -> None:
    writer = load("write_coverage")
    from suiteplug.emulator.operations import OPERATIONS

    assert all(sources.known_from(operation.source) for operation in OPERATIONS)
    assert all(row[3] for row in writer._switches(writer.Settings(), ""))
