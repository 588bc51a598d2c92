"""How long texts may be, and what an e-mail address and a telephone number look like.

Wording and the limits of ``addr1``, ``city`` and ``state`` as recorded by a public integration (getlago/lago-api pull
requests 3233, 3245, 4689); the other limits are those of the standard forms, not confirmed one by one. A field that is
not named here takes any text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.refusals import refuse, too_long

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.rules.ports import Body

_ADDRESS = {
    "addr1": 150,
    "addr2": 150,
    "addr3": 150,
    "addressee": 83,
    "attention": 83,
    "city": 50,
    "state": 30,
    "zip": 36,
    "addrPhone": 32,
}
_RECORD = {
    "memo": 999,
    "otherRefNum": 45,
    "tranId": 45,
    "entityId": 83,
    "companyName": 83,
    "firstName": 32,
    "middleName": 32,
    "lastName": 32,
    "email": 254,
    "phone": 32,
    "altPhone": 32,
    "mobilePhone": 32,
    "fax": 32,
    "itemId": 60,
    "externalId": 255,
    "comments": 4000,
    "message": 999,
}
_LINE = {"description": 999, "memo": 4000}
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_FEWEST_DIGITS = 7


def _check(body: Body, limits: Mapping[str, int], prefix: str = "") -> None:
    for name, limit in limits.items():
        value = body.get(name)
        if isinstance(value, str) and len(value) > limit:
            raise too_long(name, limit, prefix + name)


def check_address(address: Body, path: str) -> None:
    """Refuse an address part that is too long."""
    _check(address, _ADDRESS, f"{path}.")


def check_record(body: Body) -> None:
    """Refuse header and line texts that are too long, and unusable e-mail addresses and telephone numbers."""
    _check(body, _RECORD)
    lines = body.get("item")
    for position, line in enumerate(lines if isinstance(lines, list) else ()):
        _check(line, _LINE, f"item.items[{position}].")
    email = body.get("email")
    if isinstance(email, str) and not _EMAIL.fullmatch(email):
        raise refuse("You have entered an invalid email address.", "email")
    for name in ("phone", "altPhone", "mobilePhone"):
        number = body.get(name)
        if isinstance(number, str) and sum(char.isdigit() for char in number) < _FEWEST_DIGITS:
            raise refuse("Phone number should have seven digits or more.", name)
