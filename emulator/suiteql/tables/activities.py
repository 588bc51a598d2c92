"""Tasks, calls, events, messages, support cases, hours of work; expense categories and tax types."""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

_STAMPS = "externalid s, createddate t, lastmodifieddate t"
_STAMPED = "lastmodifieddate"
_PLAN = """
    id k, title s, message s, status x, company >entity, contact >contact, transaction >transaction,
    supportcase >supportcase, owner >employee, startdate d, enddate d, completeddate d, timedevent b
"""

TABLES = (
    table(
        "task",
        _PLAN,
        "assigned >employee, priority x, duedate d, parent >task, percentcomplete n, estimatedwork s=estimatedtime",
        _STAMPS,
        display="title",
        permission="LIST_TASK",
        required=_STAMPED,
    ),
    table(
        "phonecall",
        _PLAN,
        "assigned >employee, priority x, phone s",
        _STAMPS,
        display="title",
        permission="LIST_CALL",
        required=_STAMPED,
    ),
    table(
        "calendarevent",
        _PLAN,
        "organizer >employee, accesslevel x, alldayevent b, location s, attendee m>entity",
        _STAMPS,
        display="title",
        permission="LIST_EVENT",
        required=_STAMPED,
    ),
    table(
        "message",
        """
        id k, subject s, message s, author >entity, authoremail s, recipient >entity, recipientemail s, cc s, bcc s,
        entity >entity, transaction >transaction, activity >supportcase, messagedate t, emailed b, incoming b,
        hasattachment b, htmlmessage b
        """,
        _STAMPS,
        display="subject",
        permission="LIST_MESSAGE",
        required=_STAMPED,
    ),
    table(
        "supportcase",
        """
        id k, casenumber s, title s, company >entity, contact >contact, assigned >employee, status k, priority k,
        origin k, category k, stage x, item >item, subsidiary >subsidiary, email s, phone s, startdate d, enddate d,
        lastmessagedate t, lastreopeneddate t, isinactive b, internalonly b, helpdesk b
        """,
        _STAMPS,
        display="title",
        permission="LIST_CASE",
        required=_STAMPED,
    ),
    # Columns as public queries of 2026 use them; a project stands in ``customer``.
    table(
        "timebill",
        """
        id k, employee >employee, customer >entity, item >item, hours n=durationdecimal, trandate d, timetype x,
        approvalstatus x, isbillable b, price >pricelevel, rate n, memo s, rejectionnote s, casetaskevent n,
        subsidiary >subsidiary, department >department, class >classification, location >location,
        nextapprover >employee, supervisorapproval b, overriderate b, paidexternally b, posted b, isexempt b,
        isproductive b, isutilized b, timemodified b
        """,
        _STAMPS,
        display="memo",
        permission="TRAN_TIMEBILL",
        required=_STAMPED,
        labels={"timetype": "timetype", "approvalstatus": "timestatus"},
    ),
    table(
        "expensecategory",
        "id k, name s, description s, expenseacct >account, isinactive b, externalid s, lastmodifieddate t",
        display="name",
        permission="LIST_EXPCATEGORY",
        required=_STAMPED,
    ),
    table(
        "taxtype",
        "id k, name s, description s, country x, isinactive b, externalid s, lastmodifieddate t",
        display="name",
        permission="LIST_TAXTYPE",
        required=_STAMPED,
    ),
)
