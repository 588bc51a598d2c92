"""Inputs written as the command line that gives them."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

from suiteplug.hosts.cli.options import flag_of, resolved, takes_many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ONE_LINE = 90


def command_line(entry: Mapping[str, Any], inputs: Mapping[str, Any]) -> str:
    """``suiteplug run KEY --option value ...`` for a POSIX shell; long ones over several lines."""
    schema = entry["inputSchema"]
    options = [
        option
        for name, value in inputs.items()
        for option in _options(name, value, resolved(schema["properties"].get(name, {}), schema))
    ]
    parts = [f"suiteplug run {entry['key']}", *options]
    joined = " ".join(parts)
    return joined if len(joined) <= _ONE_LINE else " \\\n    ".join(parts)


def _options(name: str, value: Any, field: Mapping[str, Any]) -> Iterator[str]:
    flag = flag_of(name)
    if value is None:
        return
    if isinstance(value, bool):
        yield flag if value else f"--no-{flag.removeprefix('--')}"
    elif isinstance(value, list) and takes_many(field):
        for item in value:
            yield f"{flag} {shlex.quote(str(item))}"
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield f"{flag} {shlex.quote(text)}"
