"""What comes before an order: opportunities and estimates."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    number,
    read_only,
    record,
    reference,
    sublist,
    text,
)
from suiteplug.emulator.schema.transactions import (
    FILTERABLE_TRANSACTION,
    SALES_HEADER,
    SALES_LINE,
    entity_of,
    item_list,
)

_FORECAST = (
    *text(title="Title"),
    *reference((), choices.ENTITY_STATUS, entityStatus="Status"),
    *number(probability="Probability"),
    *date(expectedCloseDate="Expected Close"),
    *enum(choices.FORECAST_TYPE, forecastType="Forecast Type"),
    *read_only(currency(weightedTotal="Weighted Total")),
)

OPPORTUNITY = record(
    "opportunity",
    "Opportunity",
    SALES_HEADER,
    _FORECAST,
    form("48", "Standard Opportunity"),
    entity_of("customer", "Company"),
    read_only(enum(choices.OPPORTUNITY_STATUS, status="Status")),
    reference((), {"1": "Price", "2": "No budget", "3": "Competitor"}, winLossReason="Win/Loss Reason"),
    text(actionItem="Action Item"),
    currency(projectedTotal="Projected Total", rangeLow="Low", rangeHigh="High", estimatedBudget="Estimated Budget"),
    boolean(isBudgetApproved="Budget Approved"),
    item_list(SALES_LINE),
    sublist(
        "estimates",
        "Estimates",
        read_only(reference("estimate", estimate="Estimate")),
        existing=("estimate",),
    ),
    plural="Opportunities",
    kind="transaction",
    code="Opprtnty",
    permission="TRAN_OPPRTNTY",
    filterable=f"{FILTERABLE_TRANSACTION} title probability expectedCloseDate",
)

ESTIMATE = record(
    "estimate",
    "Estimate",
    SALES_HEADER,
    _FORECAST,
    form("63", "Standard Estimate"),
    entity_of("customer", "Customer"),
    read_only(enum(choices.ESTIMATE_STATUS, status="Status")),
    reference("opportunity", opportunity="Opportunity"),
    reference("term", terms="Terms"),
    date(dueDate="Exp. Date"),
    boolean(visibleToCustomer="Visible to Customer"),
    item_list(SALES_LINE),
    kind="transaction",
    code="Estimate",
    permission="TRAN_ESTIMATE",
    filterable=f"{FILTERABLE_TRANSACTION} title probability dueDate",
)

TYPES = (OPPORTUNITY, ESTIMATE)
