"""Examples are shown as command lines that give exactly these inputs."""

from __future__ import annotations

import shlex
from typing import Any

import click
import pytest
from click.testing import CliRunner

from suiteplug import manifest_file
from suiteplug.hosts.cli.command_line import command_line
from suiteplug.hosts.cli.options import options_of

EXAMPLES = [
    pytest.param(entry, example["input"], id=f"{entry['key']}: {example['title']}")
    for entry in manifest_file.load()["actions"]
    for example in entry["examples"]
]


@pytest.mark.parametrize(("entry", "inputs"), EXAMPLES)
def test_the_command_line_of_an_example_gives_its_inputs(entry: dict[str, Any], inputs: dict[str, Any]) -> None:
    seen: dict[str, Any] = {}

    def note(**given: Any) -> None:
        seen.update({n: list(v) if isinstance(v, tuple) else v for n, v in given.items() if v not in (None, ())})

    words = shlex.split(command_line(entry, inputs).replace("\\\n", " "))
    assert words[:3] == ["suiteplug", "run", entry["key"]]
    command = click.Command(entry["key"], params=[*options_of(entry["inputSchema"])], callback=note)
    result = CliRunner().invoke(command, words[3:])
    assert result.exit_code == 0, result.output
    assert as_text(seen) == as_text(inputs)


def as_text(inputs: dict[str, Any]) -> dict[str, Any]:
    """Scalars as text: IDs may be given as number or text, and mean the same."""
    return {
        name: value if isinstance(value, bool | list | dict) or value is None else str(value)
        for name, value in inputs.items()
    }


def test_quotes_and_blanks_survive_the_shell() -> None:
    entry = {"key": "x", "inputSchema": {"properties": {"query": {"type": "string"}}}}
    inputs = {"query": "SELECT 'it''s' || \"a b\" FROM dual"}
    assert shlex.split(command_line(entry, inputs))[-1] == inputs["query"]
