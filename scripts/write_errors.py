"""Writes docs/errors.md from the catalogue of errors.

Usage: python scripts/write_errors.py [--check]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from suiteplug.connector.faults.catalogue import catalogue
from suiteplug.connector.faults.entry import Kind
from suiteplug.connector.faults.explain import LEVEL
from suiteplug.connector.faults.wording import filled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.connector.faults.entry import Entry

PAGE = Path(__file__).resolve().parents[1] / "docs" / "errors.md"
_HELP = "https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/{}.html"
_RETRY = {
    "after-fix": "the same until it is corrected",
    "later": "may succeed later as it is",
    "look-first": "look whether it happened before repeating it",
    "never": "do not repeat it",
}
_INTRODUCTION = """\
# Errors

Everything that suiteplug can say, and what is behind it. Made from the tables in
[connector/faults/tables](../connector/faults/tables) by `scripts/write_errors.py`; do not edit this page.

`suiteplug explain` shows the same for a code or for any text that you paste: a reply, a message, a line of a log.
How to work with errors in code: [guides/errors.md](guides/errors.md).
"""


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` say whether it is current."""
    text = render()
    if "--check" in arguments:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    print(f"Wrote {PAGE}")
    return 0


def render() -> str:
    """The whole page."""
    entries = catalogue()
    groups = list(dict.fromkeys(entry.group for entry in entries))
    parts = [_INTRODUCTION, "\n".join(f"- [{group}](#{_anchor(group)})" for group in groups)]
    seen: Counter[str] = Counter()
    for group in groups:
        parts.append(f"## {group}")
        parts += ["\n".join(_section(entry, seen)) for entry in entries if entry.group == group]
    return "\n\n".join(parts) + "\n"


def _anchor(title: str) -> str:
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


def _section(entry: Entry, seen: Counter[str]) -> Iterator[str]:
    anchors = [entry.id, *(code.lower().replace("_", "-").replace(" ", "-") for code in entry.all_codes)]
    marks = []
    for anchor in dict.fromkeys(anchors):
        if not seen[anchor]:
            marks.append(f'<a id="{anchor}"></a>')
        seen[anchor] += 1
    yield f"### {''.join(marks)}{entry.title}"
    yield ""
    yield from _said(entry)
    texts = {"level": LEVEL, "name": "what the message names", "value": "it", "fields": "what the message names"}
    yield f"- Cause: {filled(entry.cause, texts)}"
    yield f"- Fix: {filled(entry.fix, texts)}"
    if entry.permission:
        yield f"- Permission: {entry.permission}"
    if entry.feature:
        yield f"- Feature: {entry.feature}"
    if entry.field:
        yield f"- Field: `{entry.field}`"
    yield f"- Error: `{entry.error.__name__}`, exit code {entry.error.exit_code}; repeating: {_RETRY[entry.retry]}"
    if entry.source:
        yield f"- Oracle help: [{entry.source}]({_HELP.format(entry.source)})"


def _said(entry: Entry) -> Iterator[str]:
    codes = ", ".join(f"`{code}`" for code in entry.all_codes)
    if entry.kind is not Kind.REPLY or entry.sample is None:
        yield f"- Code: {codes}"
        return
    said = entry.sample.reply or entry.sample.message
    code = codes or (f"`{entry.sample.code}`" if entry.sample.code else "")
    yield f"- Reply: {entry.sample.status}" + (f", {code}" if code else "") + (f": {_quoted(said)}" if said else "")


def _quoted(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
