"""Partners and projects."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, COMPANY, ENTITY, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    number,
    record,
    reference,
    required,
    sublist,
    text,
)

PARTNER = record(
    "partner",
    "Partner",
    ENTITY,
    COMPANY,
    CLASSIFICATION,
    form("-60", "Standard Partner Form"),
    required(reference("subsidiary", subsidiary="Primary Subsidiary")),
    reference("partner", parent="Sub-partner of"),
    text(partnerCode="Partner Code", referringUrl="Referring URL", taxIdNum="Tax ID"),
    boolean(eligibleForCommission="Eligible for Commission", subPartnerLogin="Sub-Partner Login"),
    kind="entity",
    code="Partner",
    permission="LIST_PARTNER",
)

JOB = record(
    "job",
    "Project",
    ENTITY,
    COMPANY,
    form("-70", "Standard Project Form"),
    reference("customer", parent="Customer"),
    reference("customer", customer="Customer"),
    reference("subsidiary", subsidiary="Subsidiary"),
    reference("currency", currency="Currency"),
    reference((), choices.JOB_STATUS, entityStatus="Project Status"),
    reference((), {"1": "Fit-out", "2": "Event"}, jobType="Project Type"),
    enum(choices.JOB_BILLING, jobBillingType="Billing Type"),
    reference("employee", projectManager="Project Manager"),
    date(startDate="Start Date", projectedEndDate="Estimated End Date", endDate="Actual End Date"),
    currency(jobPrice="Project Price", estimatedCost="Estimated Cost", estimatedRevenue="Estimated Revenue"),
    number(percentComplete="Percent Complete", fxRate="Exchange Rate"),
    boolean(allowTime="Allow Time Entry", allowExpenses="Allow Expenses", limitTimeToAssignees="Limit Time"),
    sublist(
        "jobResources",
        "Resources",
        reference("employee", jobResource="Name"),
        reference((), {"-2": "Project Manager", "-3": "Staff"}, role="Role"),
    ),
    kind="entity",
    code="Job",
    permission="LIST_JOB",
)

TYPES = (PARTNER, JOB)
