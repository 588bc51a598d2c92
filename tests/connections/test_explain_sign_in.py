"""Why a sign-in was refused: clock, account, one question more, and what the reply allows to say."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connections.diagnosis.audit_trail import OAUTH2_CODES, TBA_CODES, as_table, read_on
from suiteplug.connections.diagnosis.clock_skew import find_clock_skew, skew_s
from suiteplug.connections.diagnosis.explain_sign_in import SignInDoctor
from suiteplug.connections.oauth_client_credentials import OAuthClientCredentials
from suiteplug.connections.tba import Tba
from suiteplug.connector.account import Account
from suiteplug.connector.account_lookup import find_missing_account, lookup_url
from suiteplug.connector.errors import (
    AccountNotFoundError,
    ClockSkewError,
    ErrorDetail,
    PermissionDeniedError,
    ReauthorizationRequiredError,
    RequestReference,
    SignInError,
)
from suiteplug.connector.sign_in import PlainReply, SignInRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.connections.signing.certificate import NewCertificate
    from tests.connections.conftest import MovableClock

HOST = "https://1234567.suitetalk.api.netsuite.com"
KNOWN = {"restDomain": "https://1234567.restlets.api.netsuite.com"}
UNKNOWN = {"restDomain": "https://rest.netsuite.com", "webservicesDomain": "https://webservices.netsuite.com"}


class Net:
    """Answers plain GETs as told, by the last part of the path; keeps what was asked."""

    def __init__(self, **answers: tuple[int, Any]) -> None:
        self.answers = answers
        self.headers: dict[str, str] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    async def __call__(self, url: str, headers: Mapping[str, str]) -> PlainReply | None:
        self.asked.append((url, headers))
        answer = self.answers.get(url.partition("?")[0].rpartition("/")[2])
        if answer is None:
            return None
        status, body = answer
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return PlainReply(status, self.headers, content)


@pytest.fixture
def tba() -> Tba:
    return Tba(account_id="1234567", consumer_key="k", consumer_secret="s", token_id="t", token_secret="u")


def refusal(now: MovableClock, *, path: str = "/services/rest/record/v1/customer", **headers: str) -> SignInRefusal:
    error = SignInError(
        "Invalid login attempt.",
        code="INVALID_LOGIN",
        http_status=401,
        operation_id="op",
        details=(ErrorDetail("Invalid login attempt.", "INVALID_LOGIN"),),
        request=RequestReference("GET", HOST + path),
        reply="{}",
    )
    return SignInRefusal(error, now(), headers)


def date(now: MovableClock, **ahead: float) -> str:
    return f"{now() + timedelta(**ahead):%a, %d %b %Y %H:%M:%S} GMT"


async def test_the_clock_comes_first(tba: Tba, now: MovableClock) -> None:
    net = Net()
    found = await SignInDoctor(tba, net).explain(refusal(now, date=date(now, minutes=10)))
    assert isinstance(found, ClockSkewError)
    assert "600 seconds behind" in found.message
    assert not net.asked


async def test_the_clock_can_be_seen_in_the_directory_too(tba: Tba, now: MovableClock) -> None:
    net = Net(datacenterurls=(200, KNOWN))
    net.headers = {"date": date(now, minutes=-10)}
    found = await SignInDoctor(tba, net).explain(refusal(now))
    assert isinstance(found, ClockSkewError)
    assert "600 seconds ahead" in found.message


async def test_then_the_account(tba: Tba, now: MovableClock) -> None:
    net = Net(datacenterurls=(200, UNKNOWN))
    found = await SignInDoctor(tba, net).explain(refusal(now))
    assert isinstance(found, AccountNotFoundError)
    (asked,) = net.asked
    assert asked[0] == "https://rest.netsuite.com/rest/datacenterurls?account=1234567"
    assert "authorization" not in asked[1], "no credentials leave for the directory"
    assert (found.request, found.operation_id) == (refusal(now).error.request, "op")


async def test_then_whom_the_token_belongs_to(tba: Tba, now: MovableClock) -> None:
    net = Net(datacenterurls=(200, KNOWN), tokeninfo=(200, {"roleName": "x"}))
    found = await SignInDoctor(tba, net).explain(refusal(now))
    assert (type(found), found.code) == (PermissionDeniedError, "ROLE_MAY_NOT_COME_IN")
    url, headers = net.asked[1]
    assert url == "https://1234567.restlets.api.netsuite.com/rest/tokeninfo"
    assert headers["authorization"].startswith('OAuth realm="1234567", ')


async def test_keys_refused_there_too(tba: Tba, now: MovableClock) -> None:
    net = Net(datacenterurls=(200, KNOWN), tokeninfo=(401, {}))
    found = await SignInDoctor(tba, net).explain(refusal(now))
    assert (type(found), found.code) == (SignInError, "TBA_KEYS_REFUSED")
    assert found.details == refusal(now).error.details
    assert found.http_status == 401


@pytest.mark.parametrize("answers", [{}, {"datacenterurls": (503, b"down"), "tokeninfo": (501, {})}])
async def test_when_nothing_can_be_asked_the_likely_causes_are_listed(
    tba: Tba, now: MovableClock, answers: dict[str, Any]
) -> None:
    found = await SignInDoctor(tba, Net(**answers)).explain(refusal(now))
    assert (type(found), found.code, found.message) == (SignInError, "INVALID_LOGIN", "Invalid login attempt.")
    for word in ("InvalidSignature", "token_rejected", "permission_denied", "temporary_locked", "Audit Trail"):
        assert word in found.fix


async def test_it_looks_again_after_a_minute(tba: Tba, now: MovableClock) -> None:
    net = Net(datacenterurls=(200, UNKNOWN))
    doctor = SignInDoctor(tba, net)
    for seconds in (0, 59, 2):
        now.move(seconds=seconds)
        assert isinstance(await doctor.explain(refusal(now)), AccountNotFoundError)
    assert len(net.asked) == 2


async def test_what_is_sure_stays(tba: Tba, now: MovableClock) -> None:
    for error in (ReauthorizationRequiredError("x"), ClockSkewError("y")):
        net = Net()
        assert await SignInDoctor(tba, net).explain(SignInRefusal(error, now())) is error
        assert not net.asked


@pytest.fixture
def machine(pair: NewCertificate) -> OAuthClientCredentials:
    return OAuthClientCredentials(
        account_id="1234567", client_id="c", certificate_id="x", private_key=pair.private_key, scope=["restlets"]
    )


async def test_a_refused_token_is_not_blamed_on_the_clock(machine: OAuthClientCredentials, now: MovableClock) -> None:
    got = refusal(now, path="/app/site/hosting/restlet.nl?script=1", date=date(now, minutes=10))
    found = await SignInDoctor(machine, Net()).explain(got)
    assert (type(found), found.code) == (PermissionDeniedError, "ROLE_MAY_NOT_COME_IN")


async def test_a_scope_that_is_missing(machine: OAuthClientCredentials, now: MovableClock) -> None:
    found = await SignInDoctor(machine, Net()).explain(refusal(now))
    assert (type(found), found.code) == (PermissionDeniedError, "SCOPE_MISSING")
    assert "rest_webservices" in found.fix


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("Sat, 21 Nov 2026 11:59:00 GMT", 60), ("Sat, 21 Nov 2026 12:00:30 -0000", -30), ("never", None), ("", None)],
)
def test_reading_the_date_header(now: MovableClock, text: str, seconds: float | None) -> None:
    assert skew_s({"date": text}, now()) == seconds


def test_five_minutes_are_allowed(now: MovableClock) -> None:
    assert find_clock_skew({"date": date(now, seconds=300)}, now()) is None
    assert find_clock_skew({"date": date(now, seconds=301)}, now()) is not None


@pytest.mark.parametrize(
    ("status", "body", "missing"),
    [
        (200, UNKNOWN, True),
        (200, {"restDomain": "https://REST.netsuite.com/"}, True),
        (200, KNOWN, False),
        (200, b"USER_ERROR: Company ID is invalid", True),
        (400, b"USER_ERROR: Company ID is invalid", True),
        (200, b"<html>", False),
        (200, [], False),
        (200, {"restDomain": 7}, False),
        (503, UNKNOWN, False),
    ],
)
async def test_reading_the_directory(status: int, body: Any, missing: bool) -> None:
    found = await find_missing_account(Account.parse("1234567"), Net(datacenterurls=(status, body)))
    assert (found is not None) is missing


def test_the_emulator_has_a_directory_of_its_own() -> None:
    account = Account.parse("1234567_SB1", "http://127.0.0.1:8080")
    assert lookup_url(account) == "http://127.0.0.1:8080/rest/datacenterurls?account=1234567_SB1"


def test_the_table_of_audit_words() -> None:
    for codes in (TBA_CODES, OAUTH2_CODES):
        assert len({entry.code for entry in codes}) == len(codes)
        assert all(entry.cause and entry.fix for entry in codes)
    assert "IntegrationBlocked: the integration record is blocked" in read_on(OAUTH2_CODES, "IntegrationBlocked")


def test_the_guide_shows_the_same_table() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "connections.md").read_text(encoding="utf-8")
    assert as_table(TBA_CODES) in guide
    assert as_table(OAUTH2_CODES) in guide
