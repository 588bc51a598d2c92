"""Explaining works from whatever somebody has: a code, a status, a reply, a page, a line of a log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import suiteplug
from suiteplug.connector.errors import InputError, RetryClass
from suiteplug.connector.faults.catalogue import catalogue, reply_entries
from suiteplug.connector.faults.explain import explain, nearest_codes

if TYPE_CHECKING:
    from suiteplug.connector.faults.entry import Entry


def problem(message: str, code: str, status: int = 400, **more: Any) -> dict[str, Any]:
    detail = {"detail": message, "o:errorCode": code}
    return {"type": "about:blank", "title": "Bad Request", "status": status, "o:errorDetails": [detail], **more}


LOCKED = "Error while accessing a resource. This record has been locked by a user defined workflow."
REFERENCE = (
    "Error while accessing a resource. You have entered an Invalid Field Value 99 for the following field: item."
)
FAULT = """<soapenv:Envelope><soapenv:Body><soapenv:Fault><faultcode>soapenv:Server</faultcode>
<faultstring>SuiteTalk concurrent request limit exceeded. Request blocked.</faultstring><detail>
<platformFaults:exceededConcurrentRequestLimitFault><platformFaults:code>WS_REQUEST_BLOCKED</platformFaults:code>
</platformFaults:exceededConcurrentRequestLimitFault></detail></soapenv:Fault></soapenv:Body></soapenv:Envelope>"""
OURS = InputError("There is no record type 'custmer' that this role sees.", code="UNKNOWN_RECORD_TYPE").to_dict()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("429", "over-the-limit"),
        ("HTTP 503", "netsuite-down"),
        ("status 401", "invalid-login"),
        ("USER_ERROR", "user-error"),
        ("user_error", "user-error"),
        ("INVALID_LOGIN", "invalid-login"),
        ("token_rejected", "audit-tba-token-rejected"),
        ("SignatureValidation", "audit-oauth2-signature-validation"),
        ("WS_REQUEST_BLOCKED", "over-the-limit-soap"),
        ("invalid_grant", "token-endpoint-invalid-grant"),
        ("NO_ANSWER", "no-answer"),
        ("closed-period", "closed-period"),
        ("Please enter value(s) for: Customer.", "missing-fields"),
        (LOCKED, "record-locked"),
        (json.dumps(problem(LOCKED, "USER_ERROR")), "record-locked"),
        (f"2026-11-20 12:00:01 ERROR worker: 400 {json.dumps(problem(REFERENCE, 'USER_ERROR'))}", "wrong-reference"),
        (f"log: {json.dumps(json.dumps(problem(REFERENCE, 'USER_ERROR')))}", "wrong-reference"),
        ('{"error":{"code":"SSS_REQUEST_LIMIT_EXCEEDED","message":"No."}}', "over-the-limit-restlet"),
        ('{"code":"SSS_MISSING_REQD_ARGUMENT","message":"Missing: id"}', "script-argument-missing"),
        ("error code: SSS_INVALID_SCRIPTLET_ID\nerror message: That Suitelet is invalid.", "no-such-deployment"),
        ("<error><code>INVALID_REQUEST</code><message>malformed</message></error>", "invalid-request"),
        (FAULT, "over-the-limit-soap"),
        ("<html><head><title>NetSuite - Customer Login</title></head><body></body></html>", "login-page"),
        ("<html><head><title>Access Denied</title></head></html>", "page-instead-of-answer"),
        ('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="1", error="invalid_token"', "invalid-token"),
        ("requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://x", "invalid-login"),
        ("Search error occurred: Record 'subsidiary' was not found.", "subsidiaries-hidden"),
        ("suiteplug.connector.errors.InputError: It is not there. [UNKNOWN_FIELD]", "unknown-field"),
        (json.dumps(OURS), "unknown-record-type"),
    ],
)
def test_the_first_explanation_is_the_right_one(text: str, wanted: str) -> None:
    found = explain(text)
    assert found
    assert found[0].id == wanted


@pytest.mark.parametrize("entry", reply_entries(), ids=[entry.id for entry in reply_entries()])
def test_every_reply_of_the_catalogue_is_explained_by_its_entry(entry: Entry) -> None:
    sample = entry.sample
    assert sample is not None
    text = sample.reply or json.dumps(problem(sample.message, sample.code, sample.status))
    if not sample.message and not sample.reply:
        text = str(sample.status)
    found = explain(text)
    assert entry.id in [one.id for one in found]


def test_every_code_is_explained() -> None:
    missing = [
        code
        for entry in catalogue()
        for code in entry.all_codes
        if entry.id not in [x.id for x in explain(code, most=9)]
    ]
    shared = {
        "Too Many Requests",
        "INVALID_PARAMETER",
        "UNEXPECTED_ERROR",
        "UnexpectedErrorFault",
        "FeatureDisabled",
        "InvalidSignature",
    }
    assert sorted(set(missing) - shared) == []


def test_what_the_text_names_is_in_the_fix() -> None:
    found = explain(REFERENCE)[0]
    assert "99" in found.fix
    assert "'item'" in found.fix
    assert found.retry is RetryClass.AFTER_FIX
    assert found.docs == "docs/errors.md#wrong-reference"


def test_a_bare_code_that_stands_for_many_things_says_so() -> None:
    assert "paste the whole message" in explain("USER_ERROR")[0].fix
    assert "paste" not in explain("INVALID_LOGIN")[0].fix


def test_nothing_is_known_about_nonsense_and_near_codes_are_named() -> None:
    assert explain("") == ()
    assert explain("the coffee machine is out of beans") == ()
    assert nearest_codes("INVALID_LOGN")[0] == "INVALID_LOGIN"


def test_it_is_part_of_the_public_face() -> None:
    assert suiteplug.explain("429")[0].to_dict()["error"] == "ThrottledError"


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    assert len(explain(text)) <= 3


@given(st.dictionaries(st.sampled_from(["o:errorDetails", "error", "status", "message", "code", "detail"]), st.none()))
def test_any_json_can_be_asked(body: dict[str, Any]) -> None:
    assert len(explain(json.dumps(body))) <= 3
