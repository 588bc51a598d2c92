"""What people do for each other: tasks, calls, events, messages, support cases, hours of work."""

from __future__ import annotations

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import CLASSIFICATION, ENTITY_TYPES, ITEM_TYPES, form
from suiteplug.emulator.schema.declare import (
    boolean,
    date,
    enum,
    integer,
    moment,
    multiselect,
    number,
    read_only,
    record,
    reference,
    required,
    text,
)
from suiteplug.emulator.schema.transactions import TRANSACTION_TYPES

_STAMPS = read_only(moment(createdDate="Date Created", lastModifiedDate="Last Modified Date"))
_ABOUT = (
    *_STAMPS,
    *text(message="Message", externalId="External ID"),
    *reference(("customer", "vendor", "partner", "job"), company="Company"),
    *reference("contact", contact="Contact"),
    *reference(TRANSACTION_TYPES, transaction="Transaction"),
    *reference("supportCase", supportCase="Support Case"),
    *reference(ITEM_TYPES, relatedItem="Related Item"),
    *reference("employee", owner="Owner"),
    *date(startDate="Start Date", endDate="End Date", completedDate="Date Completed"),
    *text(startTime="Start Time", endTime="End Time", timezone="Time Zone"),
    *boolean(timedEvent="Reserve Time", sendEmail="Notify by Email"),
    *enum(choices.REMINDER, reminderType="Reminder Type"),
    *text(reminderMinutes="Reminder"),
)
_ANYBODY = ("customer", "vendor", "contact", "employee", "partner")

TASK = record(
    "task",
    "Task",
    _ABOUT,
    form("-120", "Standard Task Form"),
    required(text(title="Title")),
    required(reference("employee", assigned="Assigned To")),
    enum(choices.TASK_STATUS, status="Status"),
    enum(choices.PRIORITY, priority="Priority"),
    date(dueDate="Due Date"),
    boolean(accessLevel="Private Task"),
    reference("task", parent="Parent Task"),
    number(percentComplete="Percent Complete", percentTimeComplete="Percent Time Complete"),
    text(estimatedTime="Initial Time Estimate", actualTime="Actual Time", timeRemaining="Time Remaining"),
    integer(order="Insert Before"),
    kind="list",
    permission="LIST_TASK",
)

PHONE_CALL = record(
    "phoneCall",
    "Phone Call",
    _ABOUT,
    form("-130", "Standard Phone Call Form"),
    required(text(title="Subject")),
    text(phone="Phone Number"),
    reference("employee", assigned="Organizer"),
    enum(choices.CALL_STATUS, status="Status"),
    enum(choices.PRIORITY, priority="Priority"),
    boolean(accessLevel="Private Phone Call"),
    kind="list",
    permission="LIST_CALL",
)

CALENDAR_EVENT = record(
    "calendarEvent",
    "Event",
    _ABOUT,
    form("-140", "Standard Event Form"),
    required(text(title="Title")),
    text(location="Location"),
    reference("employee", organizer="Organizer"),
    enum(choices.EVENT_STATUS, status="Status"),
    enum(choices.EVENT_ACCESS, accessLevel="Event Access"),
    boolean(allDayEvent="All Day", noEndDate="No End Date"),
    text(frequency="Frequency", recurrence="Recurrence"),
    date(endByDate="End By", seriesStartDate="Series Start Date"),
    multiselect(ENTITY_TYPES, attendee="Attendees"),
    kind="list",
    permission="LIST_EVENT",
)

MESSAGE = record(
    "message",
    "Message",
    _STAMPS,
    required(text(subject="Subject")),
    text(message="Message", recipientEmail="To", cc="Cc", bcc="Bcc", authorEmail="From Email", time="Time"),
    reference(("employee", "customer", "vendor", "contact"), author="From"),
    reference(_ANYBODY, recipient="Recipient", primaryRecipient="Primary Recipient", entity="Entity"),
    reference(TRANSACTION_TYPES, transaction="Transaction"),
    reference("supportCase", activity="Activity"),
    read_only(moment(messageDate="Date")),
    boolean(emailed="Emailed", incoming="Incoming", htmlMessage="HTML", hasAttachment="Has Attachments"),
    kind="list",
    permission="LIST_MESSAGE",
)

SUPPORT_CASE = record(
    "supportCase",
    "Case",
    _STAMPS,
    form("-110", "Standard Case Form"),
    text(caseNumber="Number", email="Email", phone="Phone", incomingMessage="Message", outgoingMessage="Reply"),
    text(inboundEmail="Inbound Email", companyName="Company Name"),
    required(text(title="Subject")),
    required(reference(("customer", "vendor", "partner", "contact"), company="Company")),
    reference("contact", contact="Contact"),
    reference("employee", assigned="Assigned To"),
    reference("subsidiary", subsidiary="Subsidiary"),
    reference((), choices.CASE_STATUS, status="Status"),
    reference((), choices.CASE_PRIORITY, priority="Priority"),
    reference((), choices.CASE_ORIGIN, origin="Origin"),
    reference((), {"1": "Order", "2": "Product", "3": "Payment"}, category="Type"),
    reference((), {"1": "Standard Case Profile"}, profile="Profile"),
    reference(ITEM_TYPES, item="Item"),
    reference("inventoryNumber", serialNumber="Serial/Lot Number"),
    read_only(text(stage="Stage")),
    date(startDate="Incident Date", endDate="Date Closed"),
    text(startTime="Incident Time"),
    read_only(moment(lastMessageDate="Last Message Date", lastReopenedDate="Last Reopened Date")),
    boolean(isInactive="Inactive", helpDesk="Help Desk", emailForm="Send Reply", internalOnly="Internal Only"),
    boolean(messageNew="New Message", autoName="Auto"),
    kind="list",
    permission="LIST_CASE",
)

TIME_BILL = record(
    "timeBill",
    "Time",
    _STAMPS,
    CLASSIFICATION,
    form("-60", "Standard Time Form"),
    required(reference("employee", employee="Employee")),
    required(text(hours="Duration")),
    date(tranDate="Date"),
    reference(("customer", "job"), customer="Customer"),
    reference(("serviceSaleItem", "serviceResaleItem", "servicePurchaseItem"), item="Service Item"),
    reference(("task", "supportCase", "calendarEvent"), caseTaskEvent="Case/Task/Event"),
    reference("priceLevel", price="Price Level"),
    number(rate="Rate"),
    enum(choices.TIME_TYPE, timeType="Type"),
    enum(choices.TIME_STATUS, approvalStatus="Approval Status"),
    reference("employee", nextApprover="Next Approver"),
    reference("subsidiary", subsidiary="Subsidiary"),
    text(memo="Memo", rejectionNote="Rejection Note", externalId="External ID"),
    boolean(isBillable="Billable", overrideRate="Lock this Rate", paidExternally="Paid Externally"),
    boolean(isExempt="Exempt", isProductive="Productive", isUtilized="Utilized"),
    read_only(boolean(supervisorApproval="Supervisor Approval", posted="Posted", timeModified="Time Modified")),
    kind="list",
    permission="TRAN_TIMEBILL",
)

TYPES = (TASK, PHONE_CALL, CALENDAR_EVENT, MESSAGE, SUPPORT_CASE, TIME_BILL)
