"""Deletions, system notes, and tables about the account itself."""

from __future__ import annotations

from suiteplug.emulator.suiteql.columns import table

DELETED_RECORD = table(
    "deletedrecord",
    """
    recordid n, type x, recordtypeid n, scriptid s, name s, deleteddate t, deletedby >employee, context x,
    iscustomlist b, iscustomrecord b, iscustomtransaction b
    """,
    primary="",
    indexes=("deleteddate", "recordid"),
    permission="LIST_DELETEDRECORD",
    labels={"type": "deletedtype"},
    required="recordid, deleteddate",
)
SYSTEM_NOTE = table(
    "systemnote",
    """
    id k, date t, name >entity, field x, oldvalue s, newvalue s, type n, context x, recordid n, recordtypeid n,
    lineid n, role >role
    """,
    indexes=("recordid", "date"),
    permission="LIST_SYSTEMNOTES",
    labels={"type": "systemnotetype"},
    required="recordid, date",
)
CUSTOM_RECORD_TYPE = table(
    "customrecordtype", "internalid k, name s, scriptid s, description s, owner >employee", primary="internalid"
)
CUSTOM_LIST = table(
    "customlist",
    "internalid k, name s, scriptid s, description s, owner >employee, isordered b, isinactive b",
    primary="internalid",
)
CUSTOM_FIELD = table(
    "customfield",
    """
    internalid k, id k=internalid, scriptid s, name s, description s, fieldtype x, fieldvaluetype x,
    fieldvaluetyperecord s, recordtype s, ismandatory b, isshowinlist b, isstored b, visibleontransactions b,
    owner >employee, lastmodifieddate t
    """,
    primary="internalid",
    required="lastmodifieddate",
)
ROLE = table("role", "id k, name s, isinactive b", display="name", permission="LIST_ROLE")
ROLE_PERMISSIONS = table(
    "rolepermissions",
    "role >role, name s, permkey s, permlevel n",
    primary="role, permkey",
    permission="LIST_ROLE",
)
EMPLOYEE_ROLES = table(
    "employeerolesforsearch", "entity >entity, role >role", primary="entity, role", permission="LIST_ROLE"
)
CUSTOM_SEGMENT = table(
    "customsegment",
    "internalid k, name s, scriptid s, recordtype s, isinactive b, balancing b, displayorder n, glimpact b, internal b",
    display="name",
    primary="internalid",
)
# Columns beside date and user: what the search on the page can filter by (Oracle help: section_1548084502); their
# names are ours.
LOGIN_AUDIT = table(
    "loginaudit",
    """
    date t, user >entity, role >role, status x, detail s, emailaddress s, ipaddress s, requesturi s, useragent s,
    oauthappname s, oauthaccesstokenname s, secchallenge x
    """,
    primary="",
    indexes=("date",),
    permission="ADMI_AUDITLOGIN",
    required="date",
)
# That these exist is told by Oracle's guide (oracle/netsuite-suitecloud-sdk, netsuite-sdf-safe-guide); their columns
# are ours. RESTlets are deployed here, nothing runs on a schedule, and no script writes a log.
SCRIPT = table("script", "id k, scriptid s, name s, scripttype x, isinactive b", display="name")
SCRIPT_DEPLOYMENT = table(
    "scriptdeployment",
    "primarykey k, scriptid s, script >script, title s, status x, isdeployed b",
    display="title",
    primary="primarykey",
)
SCRIPT_NOTE = table(
    "scriptnote",
    "internalid k, date t, script >script, type x, title s, detail s",
    display="title",
    primary="internalid",
    required="date",
)
SCRIPT_INSTANCE = table(
    "scheduledscriptinstance",
    "taskid s, scriptdeployment >scriptdeployment, status x, startdate t, enddate t, percentcomplete n",
    primary="taskid",
)
FILE = table(
    "file", "id k, name s, folder >mediaitemfolder, lastmodifieddate t", display="name", permission="LIST_FILECABINET"
)
FOLDER = table(
    "mediaitemfolder",
    "id k, name s, appfolder s, isinactive b, lastmodifieddate t",
    display="name",
    permission="LIST_FILECABINET",
)
FEATURES = table("companyfeaturesetup", "id x, name s, isavailable b, isactive b", display="name")

TABLES = (
    DELETED_RECORD,
    SYSTEM_NOTE,
    CUSTOM_RECORD_TYPE,
    CUSTOM_LIST,
    CUSTOM_FIELD,
    ROLE,
    ROLE_PERMISSIONS,
    EMPLOYEE_ROLES,
    CUSTOM_SEGMENT,
    LOGIN_AUDIT,
    SCRIPT,
    SCRIPT_DEPLOYMENT,
    SCRIPT_NOTE,
    SCRIPT_INSTANCE,
    FILE,
    FOLDER,
    FEATURES,
)
