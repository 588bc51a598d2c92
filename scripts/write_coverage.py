"""Write emulator/coverage.md: what the emulator does, and where each behaviour is known from.

::

    python scripts/write_coverage.py            write
    python scripts/write_coverage.py --check    fail when the file does not say what the code says

Operations, record types, transforms, query tables, switches, faults and gaps are read from the code itself; rules and
their sources from the docstrings and comments that stand beside each behaviour.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coverage_sources import Rule, known_from, rules_of

from suiteplug.emulator.faults.script import schema as fault_schema
from suiteplug.emulator.operations import MISSING, OPERATIONS
from suiteplug.emulator.record.record_actions import DOCUMENTED, EFFECTS
from suiteplug.emulator.rules.engine import TRANSACTION_RULES
from suiteplug.emulator.rules.transforms import NOT_EMULATED, PAIRS
from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.suiteql.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
EMULATOR = ROOT / "emulator"
TARGET = EMULATOR / "coverage.md"
HEAD = """<!-- Made by scripts/write_coverage.py from the code; do not edit. -->
# What the emulator does, and how it is known

- **documented**: Oracle's help or REST API Browser says so; the page is named
  (`https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/<page>.html`).
- **recorded**: a public repository, issue or export shows NetSuite's own reply.
- **field report**: users or public clients report it, without a recording.
- **ours**: nothing is published. A rule that names no source is ours.

What is missing answers 501 `NOT_EMULATED` in NetSuite's error shape.
"""
# Rooms that stand for nothing in NetSuite, or hold no behaviour of their own.
SKIPPED = ("admin", "testing", "seed", "https", "faults", "mirror")
# Rooms where every public function is a rule of its own, whether or not it names its source.
RULE_BY_RULE = ("rules",)
ROOMS = {
    "access": "Who may sign in",
    "core": "Doors, sign-in, lanes, errors",
    "jobs": "Asynchronous requests and batches",
    "metadata": "Metadata",
    "oauth": "OAuth 2.0",
    "record": "Record service",
    "restlet": "RESTlets",
    "rules": "Business rules",
    "schema": "Record types: their fields",
    "suiteql": "SuiteQL and datasets",
    "system": "System service and discovery",
    "tba": "Token-based authentication",
    "": "The account as a whole",
}


def main() -> int:
    """Write or check; gives the exit code."""
    parts = (
        operations(),
        record_types(),
        transforms(),
        record_actions(),
        query_tables(),
        switches(),
        faults(),
        rules(),
        gaps(),
    )
    text = "\n".join([HEAD, *parts])
    if "--check" in sys.argv:
        if TARGET.is_file() and TARGET.read_text(encoding="utf-8") == text:
            return 0
        print("stale: emulator/coverage.md (run python scripts/write_coverage.py)")
        return 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([*lines, ""])


def operations() -> str:
    """Every operation with its source; tests send each of them."""
    rows: list[tuple[str, ...]] = []
    for operation in (*OPERATIONS, *MISSING):
        address = f"`{operation.method} {operation.address}`"
        header = f"`{operation.header}`" if operation.header else ""
        known = "501" if operation in MISSING else known_from(operation.source)
        rows.append((address, header, operation.what, known, operation.source.removeprefix("Oracle help: ")))
    text = "`B` is `/services/rest/record/v1`, `OAUTH` is `/services/rest/auth/oauth2/v1`.\n\n"
    return f"## Operations ({len(OPERATIONS)})\n\n{text}" + table(
        ("Operation", "Header", "What", "Known from", "Source"), rows
    )


def record_types() -> str:
    """Every record type; all have the nine standard operations and metadata."""
    rows: list[tuple[str, ...]] = []
    for kind in STANDARD.types:
        own = kind.name in TRANSACTION_RULES or kind.kind in {"entity", "item"}
        lists = ", ".join(f"`{name}`" for name in kind.sublists)
        how = "own rules" if own else "required fields, defaults"
        rows.append((f"`{kind.name}`", kind.label, kind.code or "", how, lists))
    head = ("Record type", "Label", "SuiteQL type", "Rules", "Sublists")
    loaded = (
        "Types of a real account that was loaded (`--load`, docs/guides/mirror.md) and that are not in this\n"
        "list are plain records: they can be listed, filtered, read, queried and written, and no rule knows\n"
        "them. They are known from that account's own replies.\n\n"
    )
    return f"## Record types ({len(rows)})\n\n" + loaded + table(head, rows)


def transforms() -> str:
    """Every published pair."""
    pairs = [(source, target, "yes") for source, target in PAIRS]
    pairs += [(source, target, "501") for source, targets in NOT_EMULATED.items() for target in targets]
    rows: list[tuple[str, ...]] = [(f"`{source}`", f"`{target}`", done) for source, target, done in sorted(pairs)]
    title = "## Transforms\n\nSource: Oracle help section_157901123882 and the REST API Browser. Others: 400.\n\n"
    return title + table(("From", "To", "Done"), rows)


def record_actions() -> str:
    """Every action of Oracle's list."""
    rows: list[tuple[str, ...]] = [
        (f"`{kind}`", f"`@{action}`", "yes" if (kind, action) in EFFECTS else "501")
        for kind, actions in sorted(DOCUMENTED.items())
        for action in sorted(actions)
    ]
    title = "## Record actions\n\nSource: Oracle help section_156631158782, section_1516982564. Others: 400.\n\n"
    return title + table(("Record type", "Action", "Done"), rows)


def query_tables() -> str:
    """Every table of SuiteQL; one more for each custom record type, list and segment."""
    rows: list[tuple[str, ...]] = [
        (f"`{each.name}`", ", ".join(each.columns), "shows other rows" if each.view or each.storage else "")
        for each in sorted(TABLES, key=lambda each: each.name)
        if not each.name.startswith("_")
    ]
    return f"## Tables of SuiteQL ({len(rows)})\n\n" + table(("Table", "Columns", ""), rows)


def switches() -> str:
    """Everything that `Settings` can choose: profiles, and behaviours that no page settles."""
    rows = list(_switches(Settings(), ""))
    text = "Given to `Settings(...)`, or `--setting NAME=VALUE` on the command line.\n\n"
    return f"## Switches ({len(rows)})\n\n{text}" + table(("Name", "Values", "Default", "What"), rows)


def _switches(group: Any, prefix: str) -> Iterator[tuple[str, ...]]:
    documents = _attributes(inspect.getdoc(type(group)) or "")
    for field in fields(group):
        value = getattr(group, field.name)
        if is_dataclass(value):
            yield from _switches(value, f"{prefix}{field.name}.")
            continue
        kind = re.sub(r"Literal\[(.*)\]", r"\1", str(field.type)).replace('"', "")
        yield f"`{prefix}{field.name}`", kind, f"`{value!r}`", documents.get(field.name, "")


def _attributes(text: str) -> dict[str, str]:
    """The ``Attributes:`` of a docstring."""
    section = text.partition("Attributes:\n")[2]
    entries = re.split(r"^ {4}(\w+):", section, flags=re.MULTILINE)[1:]
    return {name: " ".join(words.split()) for name, words in zip(entries[::2], entries[1::2], strict=True)}


def faults() -> str:
    """Kinds of faults, from the schema of the script."""
    kinds = fault_schema()["$defs"]["fault"]["oneOf"]
    rows: list[tuple[str, ...]] = [(f"`{kind['properties']['kind']['const']}`", kind["description"]) for kind in kinds]
    rule = fault_schema()["$defs"]["rule"]["properties"]
    limits = ", ".join(f"`{name}`" for name in rule if name not in {"name", "fault", "faults"})
    text = f"Which requests, and when: {limits}; `faults` draws one of several.\n\n"
    return f"## Faults ({len(rows)})\n\n{text}" + table(("Kind", "What happens"), rows)


def rules() -> str:
    """Every rule of every module, room by room."""
    found: dict[str, list[tuple[str, ...]]] = {room: [] for room in ROOMS}
    counts: Counter[str] = Counter()
    for path in sorted(EMULATOR.rglob("*.py")):
        name = path.relative_to(EMULATOR).as_posix()
        room = name.split("/")[0] if "/" in name else ""
        if room in SKIPPED or name.endswith(("__init__.py", "operations.py")):
            continue
        for rule in rules_of(path, each_function=room in RULE_BY_RULE):
            counts.update(rule.known.split(", "))
            found[room].append(_row(name, rule))
    parts = [
        f"### {ROOMS[room]}\n\n" + table(("Where", "Rule", "Known from", "Source"), rows)
        for room, rows in found.items()
        if rows
    ]
    total = sum(len(rows) for rows in found.values())
    told = ", ".join(f"{count} {tag}" for tag, count in counts.most_common())
    return f"## Rules ({total})\n\n{told} (several may be known of one).\n\n" + "\n".join(parts)


def _row(name: str, rule: Rule) -> tuple[str, ...]:
    place = f"`{name}`" if not rule.place else f"`{rule.place}`"
    return place, rule.says, rule.known, rule.pages


def gaps() -> str:
    """Every 501 that the code names."""
    names: set[str] = set()
    for path in EMULATOR.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name_of(node.func) == "not_emulated" and node.args:
                names.add(ast.unparse(node.args[0]).lstrip("f").strip("\"'"))
    listed = sorted(name for name in names if " " in name and "{" not in name)
    listed.append("the transforms and record actions that are marked 501 above")
    return "## Answered with 501\n\n" + "\n".join(f"- {name}" for name in listed) + "\n"


def _name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


if __name__ == "__main__":
    raise SystemExit(main())
