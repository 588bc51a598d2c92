"""The catalogue covers every code and text that is known, and each of its entries is whole and can be reached."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from suiteplug.connector import errors
from suiteplug.connector.errors import ErrorDetail, NetSuiteConnectorError
from suiteplug.connector.faults import wording
from suiteplug.connector.faults.catalogue import by_code, catalogue, own_entry, reply_entries, table
from suiteplug.connector.faults.classify import error_of, look_up
from suiteplug.connector.faults.details import read_details
from suiteplug.connector.faults.entry import Entry, Kind

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ROOMS = ("actions", "connections", "connector", "hosts")
STATUSES = (301, 302, 307, 400, 401, 403, 404, 405, 406, 413, 415, 422, 429, 500, 501, 502, 503, 504)
_CODE = re.compile(r"[A-Z]{2,}[A-Z0-9]*(_[A-Z0-9]+)+|TWICE")
ENTRIES = catalogue()


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


class Codes(ast.NodeVisitor):
    """Codes that the errors of a module are made with."""

    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_Call(self, node: ast.Call) -> None:
        for keyword in node.keywords:
            if keyword.arg in {"code", "nothing"}:
                self._add(keyword.value)
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if "refus" in name or name in {"_bad", "_broken", "Words"}:
            for argument in node.args:
                self._add(argument)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if isinstance(node.target, ast.Name) and node.target.id == "code" and node.value is not None:
            self._add(node.value)
        self.generic_visit(node)

    def _add(self, node: ast.expr) -> None:
        values = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
        self.found |= {text for text in values if isinstance(text, str) and _CODE.fullmatch(text)}


def codes_in_use() -> set[str]:
    visitor = Codes()
    modules = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    for path in [*modules, *(ROOT / "suiteplug").glob("*.py")]:
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
    return visitor.found


def test_every_code_of_netsuite_is_covered() -> None:
    assert [code for code in lines("netsuite_codes.txt") if code.lower() not in by_code()] == []


def test_every_status_is_covered() -> None:
    assert [status for status in STATUSES if look_up(status, ()).entry is None] == []


@pytest.mark.parametrize("line", lines("netsuite_messages.txt"))
def test_every_text_of_netsuite_leads_to_its_entry(line: str) -> None:
    status, code, wanted, text = (part.strip() for part in line.split("|", 3))
    found = look_up(int(status), (ErrorDetail(text, code),)).entry
    assert found is not None
    assert found.id == wanted


def test_every_code_of_ours_is_covered() -> None:
    assert sorted(code for code in codes_in_use() if code.lower() not in by_code()) == []


def test_no_entry_of_ours_is_about_a_code_that_nobody_uses() -> None:
    used = codes_in_use()
    listed = {code for entry in ENTRIES if entry.kind is Kind.SUITEPLUG for code in entry.codes}
    assert sorted(code for code in listed - used if not code.startswith(("TOKEN_ENDPOINT_", "AUTHORIZATION_"))) == []


def test_ids_are_unique_and_fit_an_address() -> None:
    assert [name for name, times in Counter(ids(ENTRIES)).items() if times > 1] == []
    assert [name for name in ids(ENTRIES) if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


@pytest.mark.parametrize("entry", reply_entries(), ids=ids(reply_entries()))
def test_each_entry_is_reached_by_its_own_reply(entry: Entry) -> None:
    sample = entry.sample
    assert sample is not None
    details = read_details(sample.reply.encode()) if sample.reply else (ErrorDetail(sample.message, sample.code),)
    found = look_up(sample.status, details)
    assert found.entry is entry
    error = error_of(found, "It failed.", status=sample.status, method="POST")
    for text in (error.cause, error.fix):
        assert "{" not in re.sub(r'\{("|value|\.\.\.)', "", text)
        assert "''" not in text
    assert error.docs == f"docs/errors.md#{entry.id}"
    assert error.to_dict()["retry"] == entry.retry


class TestTexts:
    def test_nothing_is_missing(self) -> None:
        assert [e.id for e in ENTRIES if not (e.title and e.cause and e.fix)] == []
        assert [e.id for e in ENTRIES if e.title.endswith(".") or not e.cause.endswith(".")] == []
        assert [e.id for e in ENTRIES if not e.fix.endswith((".", "}"))] == []

    def test_nothing_is_too_long(self) -> None:
        assert [e.id for e in ENTRIES if len(e.title) > 80 or len(e.cause) > 300 or len(e.fix) > 300] == []

    def test_words_are_plain(self) -> None:
        unwanted = r"\b(?:please|oops|sorry|simply|just|obviously|utili[sz]e|via|invalid input)\b|!"
        texts = {e.id: f"{e.title} {e.cause} {e.fix}".lower() for e in ENTRIES}
        assert [name for name, text in texts.items() if re.search(unwanted, text)] == []

    def test_menu_paths_are_paths(self) -> None:
        assert [e.id for e in ENTRIES if e.menu and ">" not in e.menu] == []
        assert [e.id for e in ENTRIES if "{menu}" in f"{e.cause} {e.fix}"] == []

    def test_sources_are_pages(self) -> None:
        page = r"(?:(?:section|subsect|bridgehead|chapter|article)_\w+)?"
        assert [e.id for e in ENTRIES if not re.fullmatch(page, e.source)] == []


def test_an_error_of_ours_is_found_by_its_code() -> None:
    entry = own_entry("NOT_REACHED")
    assert entry is not None
    assert entry.error is errors.NetworkError
    assert own_entry("USER_ERROR") is None


def test_classes_of_our_own_codes_are_the_ones_that_are_raised() -> None:
    raised: dict[str, set[str]] = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                    name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                    for keyword in node.keywords:
                        if keyword.arg == "code" and isinstance(keyword.value, ast.Constant) and hasattr(errors, name):
                            raised.setdefault(str(keyword.value.value), set()).add(name)
    wrong = {
        code: names
        for code, names in raised.items()
        for entry in [own_entry(code)]
        if code != "UNKNOWN_FIELD"  # of a record type and of a connection
        and entry is not None
        and not any(_near(getattr(errors, name), entry.error) for name in names)
    }
    assert wrong == {}


def test_every_error_has_a_code_and_whole_sentences() -> None:
    names = {name for name in dir(errors) if name.endswith("Error")}
    complaints = []
    for path in (path for room in (*ROOMS, "suiteplug") for path in (ROOT / room).rglob("*.py")):
        if any(part.is_symlink() for part in path.parents):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in names and node.args:
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                texts = [node.args[0], given.get("cause"), given.get("fix")]
                ends = [end for text in texts if (end := _end(text))]
                if "code" not in given or any(not end.rstrip().endswith((".", "?", "}", '"', "'")) for end in ends):
                    complaints.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert complaints == []


def _end(text: ast.expr | None) -> str:
    """The last words of a text, where they are written out."""
    last = text.values[-1] if isinstance(text, ast.JoinedStr) else text
    return last.value if isinstance(last, ast.Constant) and isinstance(last.value, str) else ""


def test_words_of_the_login_audit_trail_are_those_of_the_connections() -> None:
    from suiteplug.connections.diagnosis.audit_trail import OAUTH2_CODES, TBA_CODES

    for name, codes in (("login-audit-tba", TBA_CODES), ("login-audit-oauth2", OAUTH2_CODES)):
        entries = {code: entry for entry in table(name) for code in entry.codes}
        for word in codes:
            entry = entries[word.code]
            assert (entry.cause.rstrip(".").lower(), entry.fix) == (word.cause.lower(), word.fix)


def _near(raised: type[NetSuiteConnectorError], listed: type[NetSuiteConnectorError]) -> bool:
    return raised.exit_code == listed.exit_code or raised is listed


class TestWording:
    def test_places_are_filled(self) -> None:
        assert wording.filled("Correct '{name}'. Then again.", {"name": "itm"}) == "Correct 'itm'. Then again."

    def test_a_sentence_about_what_is_not_known_is_left_out(self) -> None:
        assert wording.filled("Correct '{name}'. Tables: {available}. Else stop.", {"name": "x"}) == (
            "Correct 'x'. Else stop."
        )

    def test_the_only_sentence_stays(self) -> None:
        assert wording.filled("Switch '{name}' on under Setup.", {}) == "Switch on under Setup."

    def test_json_forms_are_no_places(self) -> None:
        assert wording.filled('A reference is {"id": "1"}.', {}) == 'A reference is {"id": "1"}.'
