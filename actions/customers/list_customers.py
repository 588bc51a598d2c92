"""List customers."""

from __future__ import annotations

from typing import Literal

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter, Join, created, last_modified
from suiteplug.connector.shortcuts.conditions import contains, equals, flag, same_text, since, within
from suiteplug.connector.shortcuts.entities import email_filter, inactive_filter, modified_filter
from suiteplug.connector.shortcuts.families import CUSTOMERS
from suiteplug.connector.shortcuts.fields import ZONE, Moment, Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=CUSTOMERS,
    table="customer c",
    order="c.id",
    # accounts without subsidiaries do not have this table; the list then does without the column
    joins=(
        Join(
            name="primary",
            sql="LEFT JOIN customersubsidiaryrelationship s ON s.entity = c.id AND s.isprimarysub = 'T'",
        ),
    ),
    columns=(
        Column(name="id", sql="c.id", description="Internal ID.", essential=True),
        Column(name="entity_id", sql="c.entityid", description="Customer ID as NetSuite shows it."),
        Column(name="company_name", sql="c.companyname", description="Company name; null for persons."),
        Column(name="first_name", sql="c.firstname", description="First name of a person."),
        Column(name="last_name", sql="c.lastname", description="Last name of a person."),
        Column(name="is_person", sql="c.isperson", kind=Kind.BOOLEAN, description="Person (true) or company (false)."),
        Column(name="email", sql="c.email", description="E-mail address."),
        Column(name="phone", sql="c.phone", description="Phone number."),
        Column(name="stage", sql="c.searchstage", description="Lead, Prospect or Customer."),
        Column(name="subsidiary_id", sql="s.subsidiary", join="primary", description="Internal ID of its primary one."),
        Column(name="currency", sql="BUILTIN.DF(c.currency)", description="Primary currency by name."),
        Column(
            name="balance", sql="c.balancesearch", kind=Kind.NUMBER, description="Open balance in the primary currency."
        ),
        Column(
            name="overdue_balance", sql="c.overduebalancesearch", kind=Kind.NUMBER, description="Overdue part of it."
        ),
        Column(name="is_inactive", sql="c.isinactive", kind=Kind.BOOLEAN, description="Whether it is inactive."),
        Column(name="external_id", sql="c.externalid", description="External ID."),
        created("c.datecreated"),
        last_modified("c.lastmodifieddate"),
    ),
    filters=(
        email_filter("c"),
        Filter(
            name="name",
            type=Words,
            description="Part of the customer ID, the company name or the person's name, upper or lower case.",
            build=contains("c.entityid", "c.companyname", "c.altname", "(c.firstname || ' ' || c.lastname)"),
        ),
        Filter(
            name="stage",
            type=Literal["Lead", "Prospect", "Customer"],
            description="Only this sales stage.",
            build=same_text("c.searchstage"),
        ),
        inactive_filter("c"),
        Filter(
            name="is_person",
            type=bool,
            description="True: only persons. False: only companies.",
            build=flag("c.isperson"),
        ),
        Filter(
            name="subsidiary_id",
            type=RecordId,
            description="Only customers that belong to this subsidiary, as primary or further one.",
            build=within("c.id", "SELECT entity FROM customersubsidiaryrelationship WHERE subsidiary = ?"),
            choices="subsidiaries",
        ),
        Filter(
            name="sales_rep_id",
            type=RecordId,
            description="Only customers of this sales representative.",
            build=equals("c.salesrep"),
            choices="employees",
        ),
        modified_filter("c"),
        Filter(
            name="created_since",
            type=Moment,
            description=f"Created at this time or later. {ZONE}",
            build=since("c.datecreated"),
        ),
    ),
)

ACTION = _LIST.action(
    description="Lists customers with names, contact data, balance and dates, by e-mail, name, stage and more.",
    guidance="Use it to find a customer by e-mail or part of a name, or customers changed since a time; leads and "
    "prospects are customers too. get-customer reads one with its addresses.",
    examples=(
        Example(
            "Active customers with a word in their name",
            {"name": "kiln", "is_inactive": False},
            one_page(
                {
                    "id": "1013",
                    "entity_id": "CUST1001",
                    "company_name": "Blue Kiln Ltd",
                    "first_name": None,
                    "last_name": None,
                    "is_person": False,
                    "email": "ap@bluekilnltd.example",
                    "phone": "+1 415 555 0001",
                    "stage": "Customer",
                    "subsidiary_id": "1",
                    "currency": "US Dollar",
                    "balance": 48.99,
                    "overdue_balance": None,
                    "is_inactive": False,
                    "external_id": "ERP-C-0001",
                    "created": "2025-11-25T09:07:00",
                    "last_modified": "2025-11-25T09:07:00",
                },
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
