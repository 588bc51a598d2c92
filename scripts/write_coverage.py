"""Write emulator/coverage.md: what the emulator does, and where each behaviour is known from.

::

    python scripts/write_coverage.py            write
    python scripts/write_coverage.py --check    fail when the file does not say what the code says

Record types, transforms, doors and gaps are read from the code itself; the sources from the docstrings and comments
that the modules carry beside each behaviour.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from pathlib import Path

from suiteplug.emulator.rules.engine import TRANSACTION_RULES
from suiteplug.emulator.rules.transforms import NOT_EMULATED, PAIRS
from suiteplug.emulator.schema import STANDARD

ROOT = Path(__file__).resolve().parent.parent
EMULATOR = ROOT / "emulator"
TARGET = EMULATOR / "coverage.md"
HEAD = """<!-- Made by scripts/write_coverage.py from the code; do not edit. -->
# What the emulator does, and how it is known

- **documented**: Oracle's help or REST API Browser says so; the page is named in the module.
- **recorded**: a public repository, issue or export shows NetSuite's own reply.
- **field report**: users or public clients report it, without a recording.
- **ours**: nothing is published; the choice is marked as ours in the module. A module that names no source is ours.

What is missing answers 501 `NOT_EMULATED` in NetSuite's error shape.
"""
TAGS = {
    "documented": re.compile(r"Oracle help|Oracle's help|Oracle's page|section_|subsect_|article_\d|chapter_\d"),
    "recorded": re.compile(r"[Rr]ecorded|SuiteAnswers|issue \d|pull request|[\w-]+/[\w.-]*(?:netsuite|suiteql)[\w.-]*"),
    "field report": re.compile(r"public client|reported|reports|public forum|public status|seen in public"),
    "ours": re.compile(r"\bours\b|not published|not documented|[Uu]nconfirmed|no Oracle page"),
}
# Rooms that stand for nothing in NetSuite, or hold no behaviour of their own.
SKIPPED = ("admin", "testing", "seed", "https", "faults")


def main() -> int:
    """Write or check; gives the exit code."""
    text = f"{HEAD}\n{doors()}\n{record_types()}\n{transforms()}\n{behaviours()}\n{gaps()}"
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


def doors() -> str:
    """Addresses, from the routing table of the account."""
    source = (EMULATOR / "account.py").read_text(encoding="utf-8")
    rows: list[tuple[str, ...]] = []
    for prefix, target in re.findall(r'^\s+"(/[^"]+)": Route\((.+)\),?$', source, re.MULTILINE):
        rows.append((f"`{prefix}`", "501" if "not_emulated" in target else "yes"))
    return "## Doors\n\n" + table(("Address", "Answered"), rows)


def record_types() -> str:
    """Every record type; all have the nine standard operations and metadata."""
    rows: list[tuple[str, ...]] = []
    for kind in STANDARD.types:
        rules = kind.name in TRANSACTION_RULES or kind.kind in {"entity", "item"}
        lists = ", ".join(f"`{name}`" for name in kind.sublists)
        how = "own rules" if rules else "required fields, defaults"
        rows.append((f"`{kind.name}`", kind.label, kind.code or "", how, lists))
    head = ("Record type", "Label", "SuiteQL type", "Rules", "Sublists")
    return f"## Record types ({len(rows)})\n\n" + table(head, rows)


def transforms() -> str:
    """Every published pair."""
    pairs = [(source, target, "yes") for source, target in PAIRS]
    pairs += [(source, target, "501") for source, targets in NOT_EMULATED.items() for target in targets]
    rows: list[tuple[str, ...]] = [(f"`{source}`", f"`{target}`", done) for source, target, done in sorted(pairs)]
    title = "## Transforms\n\nSource: Oracle help section_157901123882 and the REST API Browser. Others: 400.\n\n"
    return title + table(("From", "To", "Done"), rows)


def behaviours() -> str:
    """Every module with the sources it names."""
    rows: list[tuple[str, ...]] = []
    for path in sorted(EMULATOR.rglob("*.py")):
        name = path.relative_to(EMULATOR).as_posix()
        if name.split("/")[0] in SKIPPED or name.endswith("__init__.py"):
            continue
        source = path.read_text(encoding="utf-8")
        title = (ast.get_docstring(ast.parse(source)) or "").split("\n", maxsplit=1)[0]
        told = "\n".join(remarks(source))
        tags = [tag for tag, pattern in TAGS.items() if pattern.search(told)] or ["ours"]
        rows.append((f"`{name}`", title, ", ".join(tags)))
    return "## Behaviour by module\n\n" + table(("Module", "What", "Known from"), rows)


def remarks(source: str) -> list[str]:
    """Docstrings and comments of a module."""
    found = [
        text
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and (text := ast.get_docstring(node))
    ]
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return found + [token.string for token in tokens if token.type == tokenize.COMMENT]


def gaps() -> str:
    """Every 501 that the code names."""
    names: set[str] = set()
    for path in EMULATOR.rglob("*.py"):
        for what in re.findall(r'not_emulated\(f?"([^"]+)"', path.read_text(encoding="utf-8")):
            names.add(what)
    return "## Answered with 501\n\n" + "\n".join(f"- {name}" for name in sorted(names)) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
