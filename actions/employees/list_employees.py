"""List employees."""

from __future__ import annotations

from suiteplug.connector.inputs import RecordId
from suiteplug.connector.shortcuts.columns import Column, Filter
from suiteplug.connector.shortcuts.conditions import contains, equals, only
from suiteplug.connector.shortcuts.entities import email_filter, inactive_filter
from suiteplug.connector.shortcuts.families import EMPLOYEES
from suiteplug.connector.shortcuts.fields import Words
from suiteplug.connector.shortcuts.listing import ListShortcut, one_page
from suiteplug.connector.spec import Example
from suiteplug.connector.suiteql.kinds import Kind

_LIST = ListShortcut(
    family=EMPLOYEES,
    table="employee x",
    order="x.id",
    columns=(
        Column(name="id", sql="x.id", description="Internal ID.", essential=True),
        Column(name="entity_id", sql="x.entityid", description="Name of the employee as NetSuite shows it."),
        Column(name="first_name", sql="x.firstname", description="First name."),
        Column(name="last_name", sql="x.lastname", description="Last name."),
        Column(name="title", sql="x.title", description="Job title."),
        Column(name="email", sql="x.email", description="E-mail address."),
        Column(name="phone", sql="x.phone", description="Phone number."),
        Column(name="supervisor_id", sql="x.supervisor", description="Internal ID of the supervisor."),
        Column(name="supervisor", sql="BUILTIN.DF(x.supervisor)", description="Supervisor by name."),
        Column(name="department_id", sql="x.department", description="Internal ID of the department."),
        Column(name="department", sql="BUILTIN.DF(x.department)", description="Department by name."),
        Column(name="subsidiary_id", sql="x.subsidiary", description="Internal ID of the subsidiary."),
        Column(name="is_sales_rep", sql="x.issalesrep", kind=Kind.BOOLEAN, description="Whether it is a sales rep."),
        Column(
            name="has_access", sql="x.giveaccess", kind=Kind.BOOLEAN, description="Whether it can log in to NetSuite."
        ),
        Column(name="is_inactive", sql="x.isinactive", kind=Kind.BOOLEAN, description="Whether it is inactive."),
        Column(name="external_id", sql="x.externalid", description="External ID."),
    ),
    filters=(
        email_filter("x"),
        Filter(
            name="name",
            type=Words,
            description="Part of the employee's name, upper or lower case.",
            build=contains("x.entityid", "(x.firstname || ' ' || x.lastname)"),
        ),
        Filter(
            name="supervisor_id",
            type=RecordId,
            description="Only employees who report to this one.",
            build=equals("x.supervisor"),
            choices="employees",
        ),
        Filter(
            name="department_id",
            type=RecordId,
            description="Only employees of this department.",
            build=equals("x.department"),
            choices="departments",
        ),
        Filter(
            name="sales_reps_only",
            type=bool,
            description="True: only sales representatives.",
            build=only("x.issalesrep = 'T'"),
        ),
        inactive_filter("x"),
    ),
)

ACTION = _LIST.action(
    description="Lists employees with title, supervisor, department and e-mail.",
    guidance="Use it to find an employee or sales representative by name, e-mail, department or supervisor; "
    "get-employee reads one.",
    examples=(
        Example(
            "Who reports to the sales director",
            {"supervisor_id": "1001", "limit": 2},
            one_page(
                {
                    "id": "1002",
                    "entity_id": "Samuel Okafor",
                    "first_name": "Samuel",
                    "last_name": "Okafor",
                    "title": "Account Manager",
                    "email": "samuel.okafor@clayandkettle.example",
                    "phone": "+1 503 555 0101",
                    "supervisor_id": "1001",
                    "supervisor": "Greta Lindqvist",
                    "department_id": "2",
                    "department": "Wholesale",
                    "subsidiary_id": "1",
                    "is_sales_rep": True,
                    "has_access": True,
                    "is_inactive": False,
                    "external_id": None,
                },
                {
                    "id": "1003",
                    "entity_id": "Ruth Ferreira",
                    "first_name": "Ruth",
                    "last_name": "Ferreira",
                    "title": "Account Manager",
                    "email": "ruth.ferreira@clayandkettle.example",
                    "phone": "+1 503 555 0102",
                    "supervisor_id": "1001",
                    "supervisor": "Greta Lindqvist",
                    "department_id": "1",
                    "department": "Web Shop",
                    "subsidiary_id": "1",
                    "is_sales_rep": True,
                    "has_access": True,
                    "is_inactive": False,
                    "external_id": None,
                },
                total=5,
            ),
        ),
    ),
)
Inputs = ACTION.inputs
Output = ACTION.output
