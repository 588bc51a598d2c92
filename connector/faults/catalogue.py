"""The catalogue: which error a reply is, why it happens and what to do. Data, read from top to bottom.

The first entry whose status, code and message all match counts. ``fix`` may use the named groups of the pattern.
Codes and texts: Oracle help section_156570709583 and section_4634920277, and replies quoted in public issue
trackers; each wording that NetSuite may change is matched loosely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from suiteplug.connector import errors as e


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of refusal. ``refused`` marks those that NetSuite makes before anything runs."""

    kind: type[e.NetSuiteConnectorError]
    cause: str
    fix: str
    status: frozenset[int] = frozenset()
    code: str = ""
    message: re.Pattern[str] | None = None
    refused: bool = False

    def match(self, status: int, detail: e.ErrorDetail) -> re.Match[str] | bool:
        """Truthy when the reply is of this kind; a match object where a pattern has groups to fill."""
        if self.status and status not in self.status:
            return False
        if self.code and self.code != detail.code:
            return False
        return self.message.search(detail.message) or False if self.message else True


def _entry(
    kind: type[e.NetSuiteConnectorError],
    cause: str,
    fix: str,
    *,
    status: int | tuple[int, ...] = (),
    code: str = "",
    message: str = "",
    refused: bool = False,
) -> Entry:
    statuses = frozenset({status} if isinstance(status, int) else status)
    pattern = re.compile(message, re.IGNORECASE | re.DOTALL) if message else None
    return Entry(kind, cause, fix, statuses, code, pattern, refused)


_AUDIT_TRAIL = "Setup > Users/Roles > User Management > View Login Audit Trail (column Detail)"
_GOVERNANCE = "Setup > Integration > Integration Management > Integration Governance"
_PERMISSIONS = "Setup > Users/Roles > User Management > Manage Roles > (role) > Permissions"

CATALOGUE: tuple[Entry, ...] = (
    # -- concurrency ---------------------------------------------------------------------------------------------
    _entry(
        e.ThrottledError,
        "More requests are in flight than the account allows; all its integrations share that limit.",
        f"Lower 'lanes' of this connection, or see who uses the account's limit under {_GOVERNANCE}.",
        status=429,
        refused=True,
    ),
    _entry(
        e.ThrottledError,
        "More requests are in flight than the account allows; all its integrations share that limit.",
        f"Lower 'lanes' of this connection, or see who uses the account's limit under {_GOVERNANCE}.",
        code="SSS_REQUEST_LIMIT_EXCEEDED",
        refused=True,
    ),
    # -- sign-in -------------------------------------------------------------------------------------------------
    _entry(
        e.SignInError,
        "NetSuite refused the credentials. It never says why in the reply.",
        f"Read the true reason under {_AUDIT_TRAIL}, or run verify-connection, which looks for it.",
        status=401,
        refused=True,
    ),
    _entry(
        e.SignInError,
        "The role asks for a second factor, which a program cannot give.",
        "Use a role without mandatory two-factor authentication (not Administrator) with token credentials.",
        code="TWO_FA_REQD",
        refused=True,
    ),
    # -- permissions and features ----------------------------------------------------------------------------------
    _entry(
        e.FeatureDisabledError,
        "The account has the record type only as a beta, and the feature is off.",
        "Switch the feature on under Setup > Company > Enable Features > SuiteCloud, or use another record type.",
        status=403,
        message=r"only available as a beta",
    ),
    _entry(
        e.PermissionDeniedError,
        "The role of this connection may not do that.",
        f"Add the permission under {_PERMISSIONS}, with the level the action names (View, Create, Edit or Full).",
        status=403,
    ),
    _entry(
        e.PermissionDeniedError,
        "The role of this connection may not do that.",
        f"Add the permission under {_PERMISSIONS}.",
        code="INSUFFICIENT_PERMISSION",
    ),
    _entry(
        e.PermissionDeniedError,
        "The role lacks a permission. NetSuite loads records for editing even to read them.",
        f"Add the permission under {_PERMISSIONS}.",
        message=r"permission violation|for security reasons, only an administrator",
    ),
    # -- asynchronous requests -----------------------------------------------------------------------------------
    _entry(
        e.RejectedError,
        "The idempotency key was used before: NetSuite runs each key once.",
        "Look at the first job with get-job; to do it once more, give another idempotency_key.",
        code="IDEMPOTENCY_ERROR",
    ),
    # -- queries ---------------------------------------------------------------------------------------------------
    _entry(
        e.InvalidQueryError,
        "The query names a column that this table does not have, or that the role or a feature hides.",
        "Correct '{name}'. Available tables in the query: {available}. get-record-metadata shows filterable fields; "
        "a subsidiary, department, class or location column needs its feature and permission.",
        message=r"unknown identifier '(?P<name>[^']+)'(?:.*available identifiers are: \{(?P<available>[^}]*)\})?",
    ),
    _entry(
        e.InvalidQueryError,
        "There is no such table in SuiteQL.",
        "Correct '{name}'. Table names are singular: transaction, transactionline, customer, item, invoice lines are "
        "rows of transaction with type = 'CustInvc'.",
        message=r"invalid search type: (?P<name>[^.\s]+)",
    ),
    _entry(
        e.InvalidQueryError,
        "The table exists, but a feature is off or the role lacks the permission to see it.",
        f"Switch the feature behind '{{name}}' on, or add its permission under {_PERMISSIONS}.",
        message=r"record '(?P<name>[^']+)' was not found",
    ),
    _entry(
        e.InvalidQueryError,
        "A field does not exist, or a feature hides it.",
        "Correct the field '{name}', or leave it out for this account.",
        message=r"field '(?P<name>[^']+)' for record '[^']+' was not found",
    ),
    _entry(
        e.InvalidQueryError,
        "NetSuite parsed the query and cannot build it (BUILTIN.DF with DISTINCT or GROUP BY is a known case).",
        "Simplify the query: group by IDs, take display names outside, replace unsupported functions.",
        message=r"invalid or unsupported search",
    ),
    _entry(
        e.InvalidQueryError,
        "NetSuite cannot read the filter or the query.",
        'A q filter is FIELD OPERATOR VALUE joined by AND/OR, for example companyName START_WITH "Blue" AND '
        "isInactive IS false; dates in it follow the user's date format. "
        "SuiteQL has no LIMIT: use FETCH FIRST n ROWS ONLY.",
        code="INVALID_PARAMETER",
        message=r"invalid search query",
    ),
    _entry(
        e.RejectedError,
        "A query parameter has a value that NetSuite does not take.",
        "limit is 1 to 1000 and offset a multiple of limit.",
        code="INVALID_PARAMETER",
    ),
    # -- scripts: before the records, whose 404 would explain theirs -----------------------------------------------
    _entry(
        e.NotFoundError,
        "No released script deployment answers to these IDs, or the role is not in its audience.",
        "Check script and deploy under Customization > Scripting > Script Deployments: "
        "status Released, role in the audience.",
        message=r"SSS_INVALID_SCRIPTLET_ID|that suitelet is invalid",
    ),
    # -- records -----------------------------------------------------------------------------------------------------
    _entry(
        e.NotFoundError,
        "NetSuite has no record type of this name, or the role does not see it.",
        "list-record-types shows the names of this account. Items have a type per kind (inventoryItem, "
        "nonInventorySaleItem ...); there is no item, file or folder type.",
        message=r"record type '(?P<name>[^']+)' does not exist",
    ),
    _entry(
        e.NotFoundError,
        "There is no such record, or the role does not see it.",
        "Check the ID, the record type, and whether the record was deleted or merged.",
        status=404,
    ),
    _entry(
        e.NotFoundError,
        "There is no such record. NetSuite answers this way for a transaction ID that does not exist "
        "or is of another type.",
        "Check the ID and that the record type fits: an invoice's ID is not found among sales orders.",
        message=r"transaction type specified is incorrect",
    ),
    _entry(
        e.DuplicateRecordError,
        "A record of this type has this name or external ID already.",
        "Use upsert-record with the external ID, or update the existing record.",
        message=r"already exists|already been used|duplicate (?:name|entity|external)",
    ),
    _entry(
        e.RecordChangedError,
        "A workflow or a user has locked the record, or somebody saved it in between.",
        "Read the record again and repeat the change; unlock it in NetSuite if it stays locked.",
        message=r"has been locked|record has been changed|RCRD_HAS_BEEN_CHANGED",
    ),
    _entry(
        e.InvalidRecordError,
        "The form used by this role asks for these fields.",
        "Give a value for: {fields}.",
        message=r"please enter value\(s\) for:\s*(?P<fields>.+?)\.?\s*$",
    ),
    _entry(
        e.InvalidRecordError,
        "The accounting period of the date is closed or locked.",
        "Use a date in an open period, or open it under Setup > Accounting > Manage Accounting Periods.",
        message=r"period.*(?:closed|locked)|(?:closed|locked).*period",
    ),
    _entry(
        e.InvalidRecordError,
        "The value is longer than the field.",
        "Shorten '{name}' to {length} characters.",
        message=r"field (?P<name>.+?) contained more than the maximum number \(\s*(?P<length>\d+)\s*\) of characters",
    ),
    _entry(
        e.InvalidRecordError,
        "NetSuite has no country with this code.",
        "Give the two-letter code that NetSuite lists in place of {value}: GB rather than UK or EN, for example.",
        message=r"invalid field value (?P<value>\S+) for the following field: country\b",
    ),
    _entry(
        e.InvalidRecordError,
        "The referenced record does not exist, is inactive, or does not belong to this subsidiary, "
        "customer or currency.",
        "Check {value} in the field '{name}' against the record's subsidiary and whether it is active.",
        message=r"invalid field value (?P<value>\S+) for the following field: (?P<name>[^\s.]+)",
    ),
    _entry(
        e.InvalidRecordError,
        'The field takes another JSON form: a reference is {{"id": "1"}}, a multiselect {{"items": [{{"id": "1"}}]}}.',
        "Look the field '{name}' up with get-record-metadata and send that form.",
        message=r"invalid value for the resource or sub-resource field '(?P<name>[^']+)'",
    ),
    _entry(
        e.InvalidRecordError,
        "The line is not among those NetSuite offers: nothing is left on it, or it is the number of another order.",
        "Read the order's lines (get-sublist) and use their 'line' as orderLine; leave out lines that are done.",
        message=r"non-existent line",
    ),
    _entry(
        e.InvalidRecordError,
        "Nothing on the source is left to be transformed: all of it is fulfilled, billed, paid or closed, or its "
        "status does not allow it.",
        "Read the source's status and lines (get-record, get-sublist); an order must be approved before it is "
        "fulfilled.",
        message=r"can ?not initialize \S+: invalid reference",
    ),
    _entry(
        e.InvalidRecordError,
        "NetSuite makes no such record from that one.",
        "A salesOrder becomes itemFulfillment, invoice, cashSale or returnAuthorization; an invoice "
        "customerPayment or creditMemo; a purchaseOrder itemReceipt or vendorBill.",
        message=r"record transformation is not allowed",
    ),
    _entry(
        e.InvalidRecordError,
        "The transaction would have no lines. On a transform that means that what is left has no stock committed "
        "to it, or that every line was left out.",
        "Check the lines' quantities (quantityCommitted, quantityBackOrdered), or send at least one line.",
        message=r"at least one line item",
    ),
    _entry(
        e.InvalidRecordError,
        "The body has a property that this record type does not have.",
        "Correct the spelling; get-record-metadata lists the fields. "
        "Custom fields go by their ID (custbody_..., custentity_...).",
        message=r"unknown (?:property|field)|property.*(?:unknown|does not exist|not recognized)",
    ),
    _entry(
        e.InvalidRecordError,
        "NetSuite cannot read the body, or a reference in it leads nowhere.",
        "Check the JSON and the member named in the details.",
        code="INVALID_CONTENT",
    ),
    _entry(
        e.RejectedError,
        "NetSuite has no such operation at this address.",
        "Lines cannot be deleted by URL (remove-sublist-item does it by replacing the sublist); check path and method.",
        status=405,
    ),
    _entry(
        e.RejectedError,
        "NetSuite does not take this content type here.",
        "Send application/json; a RESTlet takes JSON, XML or plain text, never a form.",
        status=(406, 415),
    ),
    # -- scripts -----------------------------------------------------------------------------------------------------
    _entry(
        e.RejectedError,
        "The script used up its governance units or its time.",
        "Send less per call, or let the script hand long work to a Map/Reduce task.",
        message=r"SSS_USAGE_LIMIT_EXCEEDED|SSS_TIME_LIMIT_EXCEEDED|script execution usage limit|time limit exceeded",
    ),
    # -- NetSuite's own failures -----------------------------------------------------------------------------------
    _entry(
        e.UnavailableError,
        "NetSuite failed inside. The Error ID in the message lets NetSuite support find it.",
        "Repeat later; for a query, check for a field that does not exist, which also shows this way.",
        status=500,
    ),
    _entry(
        e.UnavailableError,
        "NetSuite or a gateway before it is down, overloaded or under maintenance.",
        "Repeat later; see status.netsuite.com.",
        status=(502, 503, 504),
    ),
    _entry(
        e.RejectedError,
        "The server has no such operation.",
        "The emulator lists what it does not do in its coverage table; a NetSuite account may have it.",
        status=501,
    ),
    # -- the rest ------------------------------------------------------------------------------------------------------
    _entry(
        e.ConnectionSetupError,
        "NetSuite redirects to another host; redirects are not followed, so that credentials stay at home.",
        "Check the account ID and the base URL against Setup > Company > Company Information > Company URLs.",
        status=(301, 302, 303, 307, 308),
    ),
    _entry(
        e.InvalidRecordError,
        "A business rule, a form or a script of the account refused the record.",
        "Correct what the message names; the same in the NetSuite user interface gives the same message.",
        code="USER_ERROR",
    ),
    _entry(
        e.RejectedError,
        "NetSuite refused the request.",
        "Correct what the message names.",
        status=tuple(range(400, 500)),
    ),
)
