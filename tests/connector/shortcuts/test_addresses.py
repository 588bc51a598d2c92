"""Addresses are recognized before they are sent."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.connector.errors import InputError, NotFoundError
from suiteplug.connector.shortcuts.addresses import Address, AddressChange, new_lines, plan_changes

PRESENT: list[dict[str, Any]] = [
    {
        "internalId": 7,
        "label": "Head office",
        "addressBookAddress": {
            "addr1": "1 Quay",
            "city": "Portland",
            "country": {"id": "US", "refName": "United States"},
        },
    },
    {"id": 9, "label": "", "addressBookAddress": {"addr1": "2 Dock", "country": {"id": "GB"}}},
    {"internalId": 12},
]


def change(**members: Any) -> AddressChange:
    return AddressChange(**members)


def test_a_new_address_is_a_line_with_its_subrecord() -> None:
    address = Address(
        label="HQ", addr1="1 Main St", country="US", phone="555", default_billing=True, is_residential=False
    )
    assert new_lines([address]) == [
        {
            "label": "HQ",
            "defaultBilling": True,
            "isResidential": False,
            "addressBookAddress": {"addr1": "1 Main St", "country": {"id": "US"}, "addrPhone": "555"},
        }
    ]


def test_an_address_without_a_place_sends_no_subrecord() -> None:
    assert new_lines([Address(label="HQ")]) == [{"label": "HQ"}]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (change(label="HEAD OFFICE ", city="Bath"), {"internalId": 7, "addressBookAddress": {"city": "Bath"}}),
        (change(line_id=7, label="HQ"), {"internalId": 7, "label": "HQ"}),
        (
            change(addr1="2 Dock", country="GB", default_shipping=True),
            {
                "internalId": 9,
                "defaultShipping": True,
                "addressBookAddress": {"addr1": "2 Dock", "country": {"id": "GB"}},
            },
        ),
        (change(addr1="2 Dock", country="US"), {"addressBookAddress": {"addr1": "2 Dock", "country": {"id": "US"}}}),
        (change(label="Shop", addr1="1 Quay"), {"label": "Shop", "addressBookAddress": {"addr1": "1 Quay"}}),
        (change(default_billing=True), {"defaultBilling": True}),
    ],
)
def test_an_address_is_found_by_key_label_or_content(address: AddressChange, line: dict[str, Any]) -> None:
    plan = plan_changes([address], PRESENT)
    assert plan.lines == [line]
    assert (plan.added, plan.changed) == ((0, 1) if "internalId" in line else (1, 0))


def test_a_line_that_is_not_there_is_not_added_under_its_number() -> None:
    with pytest.raises(NotFoundError) as caught:
        plan_changes([change(line_id=8)], PRESENT)
    assert "7, 9, 12" in caught.value.fix


def test_two_addresses_for_one_line_are_refused() -> None:
    with pytest.raises(InputError, match="line 7"):
        plan_changes([change(line_id=7, city="A"), change(label="head office", city="B")], PRESENT)


@pytest.mark.parametrize("name", ["default_billing", "default_shipping"])
def test_one_default_of_each_kind(name: str) -> None:
    addresses = [Address(**{"addr1": "a", name: True}), Address(**{"addr1": "b", name: True})]
    with pytest.raises(InputError, match=name):
        new_lines(addresses)
