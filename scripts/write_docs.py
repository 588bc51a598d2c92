"""Write what restates the manifest: docs/actions/, docs/connections.md and the tables in README.md.

::

    python scripts/write_docs.py            write
    python scripts/write_docs.py --check    fail when a file does not say what the manifest says
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GENERATED = "<!-- Made from manifest.json by scripts/write_docs.py; do not edit. -->"
Json = dict[str, Any]


def main() -> int:
    """Write or check; gives the exit code."""
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    pages = {f"docs/actions/{group['key']}.md": group_page(manifest, group) for group in groups(manifest)}
    pages["docs/actions/README.md"] = index_page(manifest)
    pages["docs/connections.md"] = connections_page(manifest)
    pages["README.md"] = readme(manifest)
    pages["docs/guides/exactly-once.md"] = renewed("docs/guides/exactly-once.md", writes=writes_table(manifest))
    check = "--check" in sys.argv
    stale = [name for name, text in pages.items() if not same(ROOT / name, text)]
    stale += [str(page.relative_to(ROOT)) for page in orphans(pages)]
    if check:
        for name in stale:
            print(f"stale: {name} (run python scripts/write_docs.py)")
        return 1 if stale else 0
    for page in orphans(pages):
        page.unlink()
    for name, text in pages.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    print(f"{len(stale)} of {len(pages)} files changed")
    return 0


def same(path: Path, text: str) -> bool:
    """Whether the file says exactly this."""
    return path.is_file() and path.read_text(encoding="utf-8") == text


def orphans(pages: dict[str, str]) -> list[Path]:
    """Pages of groups that are gone."""
    folder = ROOT / "docs" / "actions"
    return [page for page in sorted(folder.glob("*.md")) if str(page.relative_to(ROOT).as_posix()) not in pages]


def groups(manifest: Json) -> list[Json]:
    """Groups that have actions."""
    used = {action["group"] for action in manifest["actions"]}
    return [group for group in manifest["groups"] if group["key"] in used]


def actions_of(manifest: Json, group: Json) -> list[Json]:
    """Actions of one group."""
    return [action for action in manifest["actions"] if action["group"] == group["key"]]


def group_page(manifest: Json, group: Json) -> str:
    """All actions of a group in full."""
    parts = [f"# {group['title']}", GENERATED, *map(action_section, actions_of(manifest, group))]
    return "\n\n".join(parts) + "\n"


def action_section(action: Json) -> str:
    """One action: what it does, inputs, output, an example."""
    lines = [f"## `{action['key']}`", action["description"]]
    facts = [
        f"**Effect:** {action['effect']}",
        f"**Repeating:** {action['idempotency']['kind']}",
        f"**Requests:** {action['cost']}",
    ]
    lines.append(" · ".join(facts))
    if action["idempotency"]["settle"]:
        lines.append(f"**If the outcome is unknown:** {action['idempotency']['settle']}")
    if action["permissions"]:
        lines.append("**Permissions:** " + "; ".join(action["permissions"]))
    if action["errors"]:
        lines.append("**Errors:** " + ", ".join(f"`{name}`" for name in action["errors"]))
    lines.append(fields_table("Input", action["inputSchema"]))
    lines.append(fields_table("Output", action["outputSchema"]))
    lines += [example_block(action["key"], example) for example in action["examples"]]
    if action["source"]:
        lines.append(f"NetSuite: <{action['source']}>")
    return "\n\n".join(lines)


def fields_table(title: str, schema: Json) -> str:
    """Properties of a schema as a table."""
    required = set(schema.get("required", []))
    rows = [f"| {title} | Type | Meaning |", "| --- | --- | --- |"]
    for name, field in schema.get("properties", {}).items():
        mark = " *(required)*" if name in required and title == "Input" else ""
        rows.append(f"| `{name}`{mark} | {type_of(field, schema)} | {meaning(field, schema)} |")
    return "\n".join(rows)


def resolved(field: Json, schema: Json) -> Json:
    """A field with its reference followed."""
    if "$ref" in field:
        return {**schema.get("$defs", {}).get(field["$ref"].rpartition("/")[2], {}), **field}
    return field


def type_of(field: Json, schema: Json) -> str:
    """The type in a few words."""
    field = resolved(field, schema)
    branches = field.get("anyOf")
    if branches:
        names = [type_of(branch, schema) for branch in branches if branch.get("type") != "null"]
        return " or ".join(dict.fromkeys(names))
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    kind = field.get("type", "any")
    if kind == "array":
        return f"list of {type_of(field.get('items', {}), schema)}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def meaning(field: Json, schema: Json) -> str:
    """Description and default, safe inside a table."""
    field = resolved(field, schema)
    text = str(field.get("description", ""))
    if field.get("default") not in (None, "", [], {}):
        text += f" Default: `{json.dumps(field['default'])}`."
    return text.replace("|", "\\|").replace("\n", " ").strip()


def example_block(key: str, example: Json) -> str:
    """An example as a command line and its result."""
    given = json.dumps(example["input"], ensure_ascii=False).replace("'", "'\\''")
    result = json.dumps(example["output"], indent=2, ensure_ascii=False)
    return f"{example['title']}:\n\n```sh\nsuiteplug run {key} --inputs '{given}'\n```\n\n```json\n{result}\n```"


def index_page(manifest: Json) -> str:
    """The list of all actions with links."""
    return f"# Actions\n\n{GENERATED}\n\n{actions_table(manifest)}\n"


def actions_table(manifest: Json) -> str:
    """All actions, a row each, with links to the pages beside this one."""
    rows = ["| Action | What it does | Effect |", "| --- | --- | --- |"]
    for group in groups(manifest):
        for action in actions_of(manifest, group):
            link = f"{group['key']}.md#{action['key']}"
            rows.append(
                f"| [`{action['key']}`]({link}) | {first_sentence(action['description'])} | {action['effect']} |"
            )
    return "\n".join(rows)


def groups_table(manifest: Json) -> str:
    """All actions, a row for each group, with links from the root of the repository."""
    rows = ["| Group | Actions |", "| --- | --- |"]
    for group in groups(manifest):
        page = f"docs/actions/{group['key']}.md"
        links = [f"[`{action['key']}`]({page}#{action['key']})" for action in actions_of(manifest, group)]
        rows.append(f"| [{group['title']}]({page}) | {' '.join(links)} |")
    return "\n".join(rows)


def first_sentence(text: str) -> str:
    """Up to the first full stop that ends a sentence."""
    return re.split(r"(?<=\.)\s", text, maxsplit=1)[0].replace("|", "\\|")


def connections_page(manifest: Json) -> str:
    """Connection types: fields with their menu paths, set-up steps, pitfalls."""
    parts = ["# Connections", GENERATED, connections_table(manifest)]
    for entry in manifest["connections"]:
        parts.append(f"## {entry['title']}\n\n{entry['description']}")
        parts.append("**Set it up:**\n\n" + "\n".join(f"{n}. {step}" for n, step in enumerate(entry["setupSteps"], 1)))
        rows = ["| Field | Meaning | Where in NetSuite |", "| --- | --- | --- |"]
        for name, field in entry["inputSchema"]["properties"].items():
            secret = " (secret)" if name in entry["secrets"] else ""
            rows.append(
                f"| `{name}`{secret} | {meaning(field, entry['inputSchema'])} | {field.get('x-menu-path', '')} |"
            )
        parts.append("\n".join(rows))
        parts.append("**Pitfalls:**\n\n" + "\n".join(f"- {text}" for text in entry["pitfalls"]))
    return "\n\n".join(parts) + "\n"


def connections_table(manifest: Json) -> str:
    """Connection types, a row each."""
    rows = ["| Connection | For | Credentials live | Ends |", "| --- | --- | --- | --- |"]
    for entry in manifest["connections"]:
        mark = " (default)" if entry["default"] else ""
        ends = entry["ends"] or "no end announced"
        rows.append(f"| `{entry['key']}`{mark} | {entry['description']} | {entry['expiry']} | {ends} |")
    return "\n".join(rows)


def readme(manifest: Json) -> str:
    """README.md with its generated sections renewed."""
    return renewed("README.md", actions=groups_table(manifest), connections=connections_table(manifest))


def writes_table(manifest: Json) -> str:
    """How a lost answer is settled, and what a repeat does, for each action that writes."""
    ways: dict[tuple[str, str], list[str]] = {}
    for action in manifest["actions"]:
        safe = action["idempotency"]
        if "settledBy" in safe:
            ways.setdefault((safe["settledBy"], safe["kind"]), []).append(action["key"])
    rows = ["| A lost answer is settled by | A repeat without a key | Actions |", "| --- | --- | --- |"]
    for (settled, kind), keys in sorted(ways.items()):
        names = " ".join(f"`{key}`" for key in sorted(keys))
        rows.append(f"| {settled} | {_REPEATS[kind]} | {names} |")
    return "\n".join(rows)


_REPEATS = {
    "natural": "gives the same",
    "external ID": "gives the same with an external ID",
    "idempotency key": "does it again; NetSuite knows the same `create-records`",
    "none": "does it again",
}


def renewed(page: str, **sections: str) -> str:
    """A page with its generated sections renewed."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for name, body in sections.items():
        pattern = re.compile(rf"(<!-- {name}: begin[^>]*-->\n).*?(<!-- {name}: end -->)", re.DOTALL)
        text = pattern.sub(lambda match, body=body: f"{match[1]}{body}\n{match[2]}", text)  # type: ignore[misc]
    return text


if __name__ == "__main__":
    sys.exit(main())
