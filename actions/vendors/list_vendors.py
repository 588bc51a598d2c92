"""List vendors."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter, Join, created, last_modified
from suiteplug.connector.shortcuts.conditions import contains, within
from suiteplug.connector.shortcuts.entities import email_filter, inactive_filter, modified_filter
from suiteplug.connector.shortcuts.families import VENDORS
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=VENDORS,
    table="vendor x",
    order="x.id",
    # accounts without subsidiaries do not have this table; the list then does without the column
    joins=(
        Join(
            name="primary",
            sql="LEFT JOIN vendorsubsidiaryrelationship s ON s.entity = x.id AND s.isprimarysub = 'T'",
        ),
    ),
    columns=(
        Column(name="id", sql="x.id", description="Internal ID.", essential=True),
        Column(name="entity_id", sql="x.entityid", description="Vendor ID as NetSuite shows it."),
        Column(name="company_name", sql="x.companyname", description="Company name; null for persons."),
        Column(name="first_name", sql="x.firstname", description="First name of a person."),
        Column(name="last_name", sql="x.lastname", description="Last name of a person."),
        Column(name="is_person", sql="x.isperson", kind=Kind.BOOLEAN, description="Person (true) or company (false)."),
        Column(name="email", sql="x.email", description="E-mail address."),
        Column(name="phone", sql="x.phone", description="Phone number."),
        Column(name="category", sql="BUILTIN.DF(x.category)", description="Category by name."),
        Column(name="terms", sql="BUILTIN.DF(x.terms)", description="Payment terms by name."),
        Column(name="subsidiary_id", sql="s.subsidiary", join="primary", description="Internal ID of its primary one."),
        Column(name="currency", sql="BUILTIN.DF(x.currency)", description="Primary currency by name."),
        Column(name="balance", sql="x.balance", kind=Kind.NUMBER, description="What the company owes the vendor."),
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
            description="Part of the vendor ID, the company name or the person's name, upper or lower case.",
            build=contains("x.entityid", "x.companyname", "x.altname", "(x.firstname || ' ' || x.lastname)"),
        ),
        Filter(
            name="subsidiary_id",
            type=RecordId,
            description="Only vendors that work for this subsidiary.",
            build=within("x.id", "SELECT entity FROM vendorsubsidiaryrelationship WHERE subsidiary = ?"),
            choices="subsidiaries",
        ),
        inactive_filter("x"),
        modified_filter("x"),
    ),
)

ACTION = _LIST.action(
    description="Lists vendors with names, contact data, terms and balance, by e-mail, name, subsidiary and more.",
    guidance="Use it to find a vendor by e-mail or part of a name, or vendors changed since a time; get-vendor reads "
    "one with its addresses.",
    examples=(
        Example(
            "A vendor by part of its name",
            {"name": "kiln"},
            one_page(
                {
                    "id": "1007",
                    "entity_id": "VEND1001",
                    "company_name": "Kiln Parts and Clay Co.",
                    "first_name": None,
                    "last_name": None,
                    "is_person": False,
                    "email": "accounts@kilnpartsandclayco.example",
                    "phone": "+1 212 555 0501",
                    "category": None,
                    "terms": "Net 30",
                    "subsidiary_id": "1",
                    "currency": "US Dollar",
                    "balance": 163168.0,
                    "is_inactive": False,
                    "external_id": "ERP-V-001",
                    "created": "2025-11-25T09:07:00",
                    "last_modified": "2025-11-25T09:07:00",
                }
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
