"""Address book lines of entities and the addresses that transactions copy from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.lengths import check_address

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body

_COUNTRY_NAMES = {
    "US": "United States",
    "GB": "United Kingdom",
    "DE": "Germany",
    "CA": "Canada",
    "FR": "France",
    "AT": "Austria",
    "NL": "Netherlands",
    "IE": "Ireland",
    "JP": "Japan",
}


def address_text(address: Body) -> str:
    """The label as printed: addressee, lines, town, country."""
    town = " ".join(str(address[key]) for key in ("city", "state", "zip") if address.get(key))
    country = address.get("country")
    parts = [address.get(key) for key in ("attention", "addressee", "addr1", "addr2", "addr3")]
    parts += [town, _COUNTRY_NAMES.get(str(country), country)]
    return "\n".join(str(part) for part in parts if part)


def complete_address(address: Body, path: str, addressee: str | None = None) -> Body:
    """Check the lengths, and write ``addrText`` unless the caller overrides it."""
    check_address(address, path)
    done = dict(address)
    if addressee is not None:
        done.setdefault("addressee", addressee)
    if not (done.get("override") and done.get("addrText")):
        done["addrText"] = address_text(done)
    return done


def complete_address_book(context: Context, body: Body, addressee: str) -> None:
    """Number the lines, and make the first one the default for billing and shipping when none is."""
    lines = [dict(line) for line in body.get("addressBook", ())]
    for position, line in enumerate(lines):
        place = f"addressBook.items[{position}].addressBookAddress"
        if line.get("internalId") is None:
            line["internalId"] = line.get("id") or context.numbering.next_key("address")
        line["id"] = line["internalId"]
        line["addressId"] = str(line["internalId"])
        address = complete_address(line.get("addressBookAddress") or {}, place, addressee)
        line["addressBookAddress"] = address
        line["addressBookAddress_text"] = address["addrText"]
        for flag in ("defaultBilling", "defaultShipping", "isResidential"):
            line.setdefault(flag, False)
    for flag in ("defaultBilling", "defaultShipping"):
        _keep_one_default(lines, flag)
    if lines:
        body["addressBook"] = lines
        body["defaultAddress"] = _default(lines, "defaultBilling")["addressBookAddress_text"]
    else:
        body.pop("addressBook", None)
        body.pop("defaultAddress", None)


def _keep_one_default(lines: list[Body], flag: str) -> None:
    """The last line that claims to be the default is; with none, the first."""
    claimed = [line for line in lines if line[flag]]
    for line in claimed[:-1]:
        line[flag] = False
    if lines and not claimed:
        lines[0][flag] = True


def _default(lines: list[Body], flag: str) -> Body:
    return next(line for line in lines if line[flag])


def default_address(entity: Body, flag: str) -> tuple[str, Body] | None:
    """``(address book line ID, address)`` of an entity's default for ``defaultBilling`` or ``defaultShipping``."""
    for line in entity.get("addressBook", ()):
        if line.get(flag):
            return str(line["internalId"]), dict(line["addressBookAddress"])
    return None


def chosen_address(entity: Body, line_id: str) -> Body | None:
    """The address of one address book line."""
    for line in entity.get("addressBook", ()):
        if str(line["internalId"]) == line_id:
            return dict(line["addressBookAddress"])
    return None
