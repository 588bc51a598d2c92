"""List contacts."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter, created, last_modified
from suiteplug.connector.shortcuts.conditions import contains, equals
from suiteplug.connector.shortcuts.entities import email_filter, inactive_filter, modified_filter
from suiteplug.connector.shortcuts.families import CONTACTS
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=CONTACTS,
    table="contact x",
    order="x.id",
    columns=(
        Column(name="id", sql="x.id", description="Internal ID.", essential=True),
        Column(name="entity_id", sql="x.entityid", description="Name of the contact as NetSuite shows it."),
        Column(name="first_name", sql="x.firstname", description="First name."),
        Column(name="last_name", sql="x.lastname", description="Last name."),
        Column(name="title", sql="x.title", description="Job title."),
        Column(name="email", sql="x.email", description="E-mail address."),
        Column(name="phone", sql="x.phone", description="Phone number."),
        Column(name="company_id", sql="x.company", description="Internal ID of the customer or vendor."),
        Column(name="company", sql="BUILTIN.DF(x.company)", description="Customer or vendor by name."),
        Column(name="subsidiary_id", sql="x.subsidiary", description="Internal ID of the subsidiary."),
        Column(name="is_inactive", sql="x.isinactive", kind=Kind.BOOLEAN, description="Whether it is inactive."),
        Column(name="external_id", sql="x.externalid", description="External ID."),
        created("x.datecreated"),
        last_modified("x.lastmodifieddate"),
    ),
    filters=(
        email_filter("x"),
        Filter(
            name="name",
            type=Words,
            description="Part of the contact's name, upper or lower case.",
            build=contains("x.entityid", "(x.firstname || ' ' || x.lastname)"),
        ),
        Filter(
            name="company_id",
            type=RecordId,
            description="Only contacts of this customer or vendor.",
            build=equals("x.company"),
            choices="customers",
        ),
        inactive_filter("x"),
        modified_filter("x"),
    ),
)

ACTION = _LIST.action(
    description="Lists contacts: persons at customers and vendors, with title, e-mail and phone.",
    guidance="Use it to find whom to write to at a customer (company_id), or a person by name or e-mail; get-contact "
    "reads one.",
    examples=(
        Example(
            "The contacts of a customer",
            {"company_id": "1013"},
            one_page(
                {
                    "id": "1014",
                    "entity_id": "Marcus Ltd (1)",
                    "first_name": "Marcus",
                    "last_name": "Ltd",
                    "title": "Buyer",
                    "email": "marcus@bluekilnltd.example",
                    "phone": "+1 415 555 0701",
                    "company_id": "1013",
                    "company": "CUST1001 Blue Kiln Ltd",
                    "subsidiary_id": "1",
                    "is_inactive": False,
                    "external_id": None,
                    "created": "2025-11-25T09:07:00",
                    "last_modified": "2025-11-25T09:07:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
