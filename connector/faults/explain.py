"""What an error means, from its code or from whatever text about it somebody has. Works without an account."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from suiteplug.connector.errors import ERRORS_PAGE, RetryClass
from suiteplug.connector.faults.catalogue import by_code, catalogue
from suiteplug.connector.faults.classify import look_up, named_groups, without_prefix
from suiteplug.connector.faults.entry import Entry, Kind
from suiteplug.connector.faults.pasted import Reading, read_pasted
from suiteplug.connector.faults.wording import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from suiteplug.connector.errors import ErrorDetail

_WORD = re.compile(r"\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b|\b[A-Z][a-z]+(?:[A-Z][a-z]+)+[A-Z]?\b|\bTWICE\b")
_SURE, _TOPIC, _PATTERN, _CODE, _SHARED, _STATUS = 100, 95, 80, 70, 30, 20
_BONUS_MOST = 15
_NEAR = 18
_MANY = 4
_HELP = "https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/{}.html"
LEVEL = "the level that is missing (View, Create, Edit or Full)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One thing that an error can mean.

    Attributes:
        id: Name of the catalogue's entry.
        seen: Where it is seen: in a reply, in the login audit trail, or made by suiteplug.
        score: How sure it is, 0 to 100; explanations come with the highest first.
    """

    id: str
    title: str
    error: str
    code: str
    seen: str
    cause: str
    fix: str
    retry: RetryClass
    menu: str
    permission: str
    feature: str
    field: str
    docs: str
    source: str
    score: int

    def to_dict(self) -> dict[str, Any]:
        """As JSON, empty members left out."""
        return {key: value for key, value in asdict(self).items() if value != ""}


def explain(text: str, *, most: int = 3) -> tuple[Explanation, ...]:
    """What a code, a pasted reply, a line of a log or an error page can mean, the likeliest first.

    ``most`` bounds how many are given. Nothing is sent, and the text is not kept.
    """
    found: dict[str, Explanation] = {}
    for reading in read_pasted(text):
        for candidate in _candidates(reading):
            known = found.get(candidate.id)
            if known is None or candidate.score > known.score:
                found[candidate.id] = candidate
    ranked = sorted(found.values(), key=lambda one: -one.score)
    best = ranked[0].score if ranked else 0
    # beside something sure, what fits by its code or status alone only confuses
    return tuple(_with_a_hint(one, text) for one in ranked if one.score >= best - _NEAR)[:most]


def _with_a_hint(one: Explanation, text: str) -> Explanation:
    """A bare code that stands for many things says little: its message says which of them."""
    meanings = len(by_code().get(text.strip().lower(), ()))
    if meanings < _MANY:
        return one
    return replace(one, fix=f"{one.fix} This code stands for {meanings} different things: paste the whole message.")


def nearest_codes(text: str) -> list[str]:
    """Codes that are spelt like a text that no entry is about."""
    spelt = {code.lower(): code for entry in catalogue() for code in entry.all_codes}
    return [spelt[near] for near in get_close_matches(text.strip().lower(), list(spelt), n=3, cutoff=0.6)]


def _candidates(reading: Reading) -> Iterator[Explanation]:
    if reading.topic:
        yield from _named(reading.topic)
    if reading.status is not None:
        yield from _as_reply(reading, reading.status)
    for detail in reading.details:
        yield from _by_text(detail)
        yield from _by_code(detail.code, sure=True)
        for word in dict.fromkeys(_WORD.findall(detail.message)):
            yield from _by_code(word, sure=False)


def _named(topic: str) -> Iterator[Explanation]:
    wanted = topic.lower().replace("_", "-")
    for entry in catalogue():
        if entry.id == wanted:
            yield _explanation(entry, {}, "", _TOPIC)


def _as_reply(reading: Reading, status: int) -> Iterator[Explanation]:
    """The entry that the client itself would choose."""
    found = look_up(status, reading.details)
    if found.entry is not None:
        said = bool(found.entry.expression or found.entry.codes)
        plain = any(detail.code for detail in reading.details) or not reading.details
        yield _explanation(found.entry, found.groups, found.detail.code, _SURE if said or plain else _STATUS)


def _by_text(detail: ErrorDetail) -> Iterator[Explanation]:
    message = without_prefix(detail.message)
    for entry in catalogue():
        if entry.expression is None:
            continue
        match = entry.expression.search(message)
        if match:
            bonus = min(len(match[0]) // 4, _BONUS_MOST)
            yield _explanation(entry, named_groups(match), detail.code, _PATTERN + bonus)


def _by_code(code: str, *, sure: bool) -> Iterator[Explanation]:
    for entry in by_code().get(code.lower(), ()) if code else ():
        listed = code.lower() in {known.lower() for known in entry.all_codes}
        if not listed or (entry.expression is not None and entry.kind is Kind.REPLY):
            score = _SHARED  # the code is one of several that look like this, or says little by itself
        else:
            score = _CODE + 10 * sure + 5 * (code in entry.all_codes)
        yield _explanation(entry, {}, code, score)


def _explanation(entry: Entry, groups: Mapping[str, str], code: str, score: int) -> Explanation:
    texts = {"level": LEVEL, **groups}
    return Explanation(
        id=entry.id,
        title=entry.title,
        error=entry.error.__name__,
        code=code or next(iter(entry.all_codes), entry.sample.code if entry.sample else ""),
        seen=_SEEN[entry.kind],
        cause=filled(entry.cause, texts),
        fix=filled(entry.fix, texts),
        retry=entry.retry,
        menu=entry.menu,
        permission=entry.permission,
        feature=entry.feature,
        field=entry.field or groups.get("name", ""),
        docs=f"{ERRORS_PAGE}#{entry.id}",
        source=_HELP.format(entry.source) if entry.source else "",
        score=score,
    )


_SEEN = {Kind.REPLY: "reply", Kind.AUDIT: "login audit trail", Kind.SUITEPLUG: "suiteplug"}
