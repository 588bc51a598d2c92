"""Addresses of a customer: lines of the sublist addressBook, each with the subrecord addressBookAddress.

A line without its key is added by every PATCH (Oracle help: section_1545142420), so a given address is first looked
for among those that are there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from suiteplug.connector.errors import InputError, NotFoundError
from suiteplug.connector.inputs import ActionModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Address(ActionModel):
    """One address."""

    label: str | None = Field(
        default=None,
        min_length=1,
        max_length=300,
        description="Name of the address in NetSuite. On an update it tells which address is meant.",
    )
    addressee: str | None = Field(default=None, description="Name of the person or company on the address.")
    attention: str | None = Field(default=None, description="Attention line.")
    addr1: str | None = Field(default=None, description="First line: street and number.")
    addr2: str | None = Field(default=None, description="Second line.")
    addr3: str | None = Field(default=None, description="Third line.")
    city: str | None = Field(default=None, description="City.")
    state: str | None = Field(default=None, description="State or province, as NetSuite lists it: NY, ON.")
    zip: str | None = Field(default=None, description="Postal code.")
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="Country as ISO code: US, GB, DE.")
    phone: str | None = Field(default=None, description="Phone number of the address.")
    default_billing: bool | None = Field(default=None, description="Whether it is the default billing address.")
    default_shipping: bool | None = Field(default=None, description="Whether it is the default shipping address.")
    is_residential: bool | None = Field(default=None, description="Whether it is a home.")


class AddressChange(Address):
    """One address to add or to change."""

    line_id: int | None = Field(
        default=None, description="Key of the line (internalId in addressBook) that is changed; left out: by label."
    )


_LINE = {
    "label": "label",
    "default_billing": "defaultBilling",
    "default_shipping": "defaultShipping",
    "is_residential": "isResidential",
}
_ADDRESS = {
    "addressee": "addressee",
    "attention": "attention",
    "addr1": "addr1",
    "addr2": "addr2",
    "addr3": "addr3",
    "city": "city",
    "state": "state",
    "zip": "zip",
    "country": "country",
    "phone": "addrPhone",
}


@dataclass(frozen=True, slots=True)
class AddressPlan:
    """Lines to send, and how many of them are new or change one that is there."""

    lines: list[dict[str, Any]]
    added: int
    changed: int


def new_lines(addresses: Sequence[Address]) -> list[dict[str, Any]]:
    """Lines for a new customer. Raises InputError when two addresses are the default for the same purpose."""
    _check_defaults(addresses)
    return [_line(address) for address in addresses]


def plan_changes(addresses: Sequence[AddressChange], present: Sequence[Mapping[str, Any]]) -> AddressPlan:
    """Lines for a customer that has the lines ``present``.

    An address is found by ``line_id``, else by its label, else by what it contains; not found, it is new.

    Raises:
        InputError: Two addresses mean the same line, or are the default for the same purpose.
        NotFoundError: There is no line ``line_id``.
    """
    _check_defaults(addresses)
    lines, taken = [], set[int]()
    for address in addresses:
        key = _find(address, present)
        if key is not None and key in taken:
            raise InputError(
                f"Two addresses mean line {key}.",
                code="SAME_ADDRESS_TWICE",
                field="addresses",
                fix="Give each address once; labels differ by more than upper and lower case.",
            )
        lines.append(_line(address) if key is None else _keyed(address, key))
        taken |= set() if key is None else {key}
    return AddressPlan(lines, added=len(addresses) - len(taken), changed=len(taken))


def _line(address: Address) -> dict[str, Any]:
    line = {field: value for name, field in _LINE.items() if (value := getattr(address, name)) is not None}
    parts = {field: value for name, field in _ADDRESS.items() if (value := getattr(address, name)) is not None}
    if "country" in parts:
        parts["country"] = {"id": parts["country"]}
    return {**line, "addressBookAddress": parts} if parts else line


def _keyed(address: AddressChange, key: int) -> dict[str, Any]:
    """A line that is there. A label that only found it is not sent, so that its spelling stays."""
    line = _line(address)
    if address.line_id is None:
        line.pop("label", None)
    return {"internalId": key, **line}


def _find(address: AddressChange, present: Sequence[Mapping[str, Any]]) -> int | None:
    keys = [_key(line) for line in present]
    if address.line_id is not None:
        if address.line_id not in keys:
            raise NotFoundError(
                f"The customer has no address line {address.line_id}.",
                code="ADDRESS_NOT_FOUND",
                field="addresses",
                cause="NetSuite would add it as a new address.",
                fix=f"Lines that are there: {', '.join(map(str, keys)) or 'none'}. Leave line_id out for a new one.",
            )
        return address.line_id
    same = _same_label if address.label is not None else _same_content
    return next((key for key, line in zip(keys, present, strict=True) if same(address, line)), None)


def _same_label(address: Address, line: Mapping[str, Any]) -> bool:
    return str(line.get("label") or "").strip().casefold() == str(address.label).strip().casefold()


def _same_content(address: Address, line: Mapping[str, Any]) -> bool:
    parts = line.get("addressBookAddress") or {}
    wanted = _line(address).get("addressBookAddress") or {}
    return bool(wanted) and all(_plain(parts.get(field)) == _plain(value) for field, value in wanted.items())


def _plain(value: Any) -> str:
    return str(value.get("id", "")) if isinstance(value, dict) else str(value if value is not None else "")


def _key(line: Mapping[str, Any]) -> int:
    return int(line.get("internalId") or line["id"])


def _check_defaults(addresses: Sequence[Address]) -> None:
    for name in ("default_billing", "default_shipping"):
        if sum(bool(getattr(address, name)) for address in addresses) > 1:
            raise InputError(
                f"More than one address has {name}.",
                code="TWO_DEFAULTS",
                field="addresses",
                fix=f"Set {name} on one address; a customer has one default of each kind.",
            )
