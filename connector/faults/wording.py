"""Texts of the catalogue with what a reply names put into them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACE = re.compile(r"\{(\w+)\}")
_SENTENCES = re.compile(r"(?<=[.;])\s+")
_LEVELS = {"POST": "Create", "PATCH": "Edit", "PUT": "Edit", "DELETE": "Full"}


def filled(text: str, groups: Mapping[str, str]) -> str:
    """The text with its ``{places}`` filled.

    A sentence about something that the reply does not name is left out, unless it is the only one; its place is then
    left empty.
    """
    if "{" not in text:
        return text
    sentences = _SENTENCES.split(text)
    known = [sentence for sentence in sentences if all(groups.get(name) for name in _PLACE.findall(sentence))]
    whole = " ".join(known or sentences)
    whole = _PLACE.sub(lambda match: groups.get(match[1], ""), whole)
    return re.sub(r"\s*''|\s{2,}", lambda match: "" if "'" in match[0] else " ", whole).strip()


def level_for(method: str) -> str:
    """The level of a permission that a request needs, as the role page names it.

    Reading asks for View; where NetSuite refuses that all the same, it wants Edit, because it loads records for editing
    (Oracle help: subsect_1544786455).
    """
    return _LEVELS.get(method, "View (or Edit, where View is not enough)")
