"""Typed inputs and free fields become one body."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.actions.customers import create_customer, update_customer
from suiteplug.connector.errors import InputError
from suiteplug.connector.shortcuts.customer_fields import told_kind


def test_typed_inputs_take_netsuites_names() -> None:
    inputs = update_customer.Inputs(
        record_id="1",
        company_name="Acme",
        is_inactive=False,
        terms_id=2,
        fields={"custentity_vip": True, "phone": None},
    )
    assert inputs.body() == {
        "companyName": "Acme",
        "isInactive": False,
        "terms": {"id": "2"},
        "custentity_vip": True,
        "phone": None,
    }


@pytest.mark.parametrize("name", ["companyName", "companyname", "CompanyName"])
def test_a_field_is_given_once(name: str) -> None:
    inputs = update_customer.Inputs(record_id="1", company_name="Acme", fields={name: "Other"})
    with pytest.raises(InputError) as caught:
        inputs.body()
    assert caught.value.field == f"fields.{name}"
    assert "company_name" in caught.value.fix


@pytest.mark.parametrize(
    ("members", "is_person"),
    [
        ({"company_name": "Acme"}, False),
        ({"first_name": "Ann", "last_name": "Lee"}, True),
        ({"company_name": "Acme", "first_name": "Ann"}, False),
        ({"company_name": "Acme", "is_person": True}, None),
        ({"last_name": "Lee", "fields": {"isPerson": True}}, None),
        ({"fields": {"companyName": "Acme"}}, False),
    ],
)
def test_names_tell_persons_from_companies(members: dict[str, Any], is_person: bool | None) -> None:
    assert told_kind(create_customer.Inputs(**members)) is is_person


def test_a_customer_has_a_name() -> None:
    with pytest.raises(InputError) as caught:
        told_kind(create_customer.Inputs(email="a@b.example"))
    assert caught.value.code == "NAME_MISSING"
