"""Where the emulator's code says a behaviour is known from: its docstrings and comments, read rule by rule."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAGS = {
    "documented": re.compile(
        r"Oracle help|Oracle's help|Oracle's page|section_|subsect_|article_\d|chapter_\d|bridgehead_"
    ),
    "recorded": re.compile(r"[Rr]ecorded|SuiteAnswers|issue \d|pull request|export of a live|[Ss]een live|\blive acc"),
    "field report": re.compile(
        r"public client|reported|reports|public forum|public status|seen in public|public quer|public tap|CData|"
        r"[\w-]+/[\w.-]*(?:netsuite|suiteql|salto|connectors)[\w.-]*"
    ),
    "ours": re.compile(r"\bours\b|not published|not documented|[Uu]nconfirmed|no Oracle page|[Nn]o page|does not say"),
}
_PAGE = re.compile(r"\b(?:section|subsect|article|chapter|bridgehead)_\w*\d")
_REPOSITORY = re.compile(r"\b[\w-]+/[\w.-]*(?:netsuite|suiteql|tap|salto|connectors|dbt|library)[\w.-]*")
_SENTENCE = re.compile(r"(?<=[.:;])\s+(?=[A-Z`])")


class Rule(NamedTuple):
    """One thing that the code says about a behaviour.

    Attributes:
        place: Function, class or constant it belongs to; empty for the module itself.
        says: What it is.
        known: Tags.
        pages: Pages and repositories named.
    """

    place: str
    says: str
    known: str
    pages: str


def rules_of(path: Path, *, each_function: bool) -> list[Rule]:
    """The module first, then everything inside that names a source or says that it is ours.

    Args:
        path: The module.
        each_function: Every public function and class is a rule, with the module's source when it names none.
    """
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    title = ast.get_docstring(tree) or ""
    module = Rule("", _first(title), known_from(title) or "ours", _pages(title))
    found = [module]
    for place, text, public in [*_docstrings(tree), *_comments(tree, source)]:
        told = known_from(text)
        if told:
            found.append(Rule(place, _telling(text), told, _pages(text)))
        elif each_function and public:
            found.append(Rule(place, _first(text), module.known, ""))
    return found


def known_from(text: str) -> str:
    """Tags of a text, empty when it names no source."""
    return ", ".join(tag for tag, pattern in TAGS.items() if pattern.search(text))


def _docstrings(tree: ast.Module) -> Iterator[tuple[str, str, bool]]:
    """Place, text, and whether the place is public; constants may have a text below them."""

    def walk(node: ast.AST, prefix: str, *, public: bool) -> Iterator[tuple[str, str, bool]]:
        body = getattr(node, "body", [])
        for before, child in zip([None, *body], body, strict=False):
            if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                seen = public and not child.name.startswith("_")
                text = ast.get_docstring(child)
                if text:
                    yield prefix + child.name, text, seen
                yield from walk(child, f"{prefix}{child.name}.", public=seen and isinstance(child, ast.ClassDef))
            elif _is_text(child) and isinstance(before, ast.Assign | ast.AnnAssign):
                yield prefix + _target(before), ast.literal_eval(child.value), False

    yield from walk(tree, "", public=True)


def _comments(tree: ast.Module, source: str) -> Iterator[tuple[str, str, bool]]:
    """Blocks of comments, at the function or constant they stand in or before."""
    places = sorted(
        (node.lineno, node.end_lineno or node.lineno, getattr(node, "name", "") or _target(node))
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        or (isinstance(node, ast.Assign | ast.AnnAssign) and node.col_offset == 0)
    )
    block: list[str] = []
    last = -1
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type != tokenize.COMMENT or "noqa" in token.string or "type: ignore" in token.string:
            continue
        if block and token.start[0] != last + 1:
            yield _place(places, last), " ".join(block), False
            block = []
        block.append(token.string.lstrip("# "))
        last = token.start[0]
    if block:
        yield _place(places, last), " ".join(block), False


def _place(places: list[tuple[int, int, str]], line: int) -> str:
    inside = [name for first, end, name in places if first <= line <= end]
    after = [name for first, _, name in places if first > line]
    return inside[-1] if inside else (after or [""])[0]


def _target(node: ast.AST) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _first(text: str) -> str:
    """The first sentence, or paragraph."""
    return _plain(text.split("\n\n", maxsplit=1)[0])


def _telling(text: str) -> str:
    """The sentences that name a source, with the first before them: that says what it is about."""
    sentences = _SENTENCE.split(_plain(text))
    told = [sentence for sentence in sentences[1:] if known_from(sentence)]
    return " ".join(sentences[:1] + told[:3])


def _pages(text: str) -> str:
    found = dict.fromkeys([*_PAGE.findall(text), *_REPOSITORY.findall(text)])
    return ", ".join(found)


def _plain(text: str) -> str:
    return " ".join(text.split())
