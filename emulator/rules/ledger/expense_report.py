"""Expense reports of employees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.sales.sales_lines import number_lines
from suiteplug.emulator.rules.shared import settlement
from suiteplug.emulator.rules.shared.dependents import refuse_when_used
from suiteplug.emulator.rules.shared.money import amount_of, money, number
from suiteplug.emulator.rules.shared.posting import fill_posting_header
from suiteplug.emulator.rules.shared.refusals import invalid_value, missing, refuse
from suiteplug.emulator.rules.shared.required import check_required

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


class ExpenseReportRules:
    """Rules of ``expenseReport``."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def prepare(self, old: Body | None, new: Body) -> Body:
        """See `Family.prepare`."""
        context = self._context
        check_required("expenseReport", new)
        employee = context.lookup.get("employee", new["entity"])
        if employee is None or (old is None and employee.get("isInactive")):
            raise invalid_value(new["entity"], "entity", "entity")
        if "subsidiary" in employee:
            new.setdefault("subsidiary", employee["subsidiary"])
        fill_posting_header(context, "expenseReport", old, new, "payables")
        payable = context.lookup.account("accountType", "AcctPay")
        if payable is not None:
            new.setdefault("account", payable)
        new["expense"] = lines = number_lines(new.get("expense", ()))
        if not lines:
            raise refuse("You must enter at least one line item for this transaction.", "expense")
        for position, line in enumerate(lines):
            self._fill_line(new, line, f"expense.items[{position}]")
        new["total"] = new["amount"] = money(sum(line["amount"] for line in lines))
        unpaid = money(sum(line["amount"] for line in lines if line.get("isNonReimbursable")))
        new["nonReimbursable"], new["reimbursable"] = unpaid, money(new["total"] - unpaid)
        new["amountPaid"] = number((old or {}).get("amountPaid"))
        new["amountRemaining"] = money(new["total"] - new["amountPaid"])
        if new["amountRemaining"] < 0:
            raise refuse("The total of this expense report cannot be less than what is paid on it.", "expense")
        new["status"] = _status(new)
        return new

    def _fill_line(self, new: Body, line: Body, path: str) -> None:
        if not line.get("category"):
            raise missing(["Category"], f"{path}.category")
        category = self._context.lookup.get("expenseCategory", line["category"])
        if category is None or category.get("isInactive"):
            raise invalid_value(line["category"], "category", f"{path}.category")
        line["expenseAccount"] = category["expenseAcct"]
        if "amount" not in line and "quantity" in line and "rate" in line:
            line["amount"] = amount_of(line["quantity"], line["rate"])
        if "amount" not in line:
            raise missing(["Amount"], f"{path}.amount")
        line["amount"] = money(number(line["amount"]))
        line.setdefault("expenseDate", new["tranDate"])
        line.setdefault("currency", new["currency"])

    def after_save(self, old: Body | None, new: Body) -> None:
        """Nothing else follows until it is paid."""

    def before_delete(self, old: Body) -> None:
        """See `Family.before_delete`."""
        refuse_when_used(self._context, "applies", old["id"])


def _status(report: Body) -> str:
    """From the three ticks of the form: complete, supervisor, accounting."""
    if not report.get("complete"):
        return "A"
    if report.get("accountingApproval"):
        letters = settlement.SETTLED_TYPES["expenseReport"].letters
        return letters[0] if report["amountRemaining"] > 0 else letters[1]
    return "C" if report.get("supervisorApproval") else "B"
