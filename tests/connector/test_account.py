"""Account IDs in any spelling, and where credentials may go."""

from __future__ import annotations

import pytest

from suiteplug.connector.account import Account, Environment, Service
from suiteplug.connector.errors import InvalidConnectionError


@pytest.mark.parametrize(
    ("given", "account_id", "label", "environment"),
    [
        ("1234567", "1234567", "1234567", Environment.PRODUCTION),
        (" 1234567_SB1 ", "1234567_SB1", "1234567-sb1", Environment.SANDBOX),
        ("1234567-sb1", "1234567_SB1", "1234567-sb1", Environment.SANDBOX),
        ("1234567_rp", "1234567_RP", "1234567-rp", Environment.RELEASE_PREVIEW),
        ("tstdrv1234567", "TSTDRV1234567", "tstdrv1234567", Environment.PRODUCTION),
        ("https://1234567-sb2.app.netsuite.com/", "1234567_SB2", "1234567-sb2", Environment.SANDBOX),
        ("1234567.suitetalk.api.netsuite.com", "1234567", "1234567", Environment.PRODUCTION),
    ],
)
def test_spellings(given: str, account_id: str, label: str, environment: Environment) -> None:
    account = Account.parse(given)
    assert (account.account_id, account.host_label, account.environment) == (account_id, label, environment)
    assert account.origin() == f"https://{label}.suitetalk.api.netsuite.com"
    assert account.origin(Service.RESTLETS) == f"https://{label}.restlets.api.netsuite.com"


@pytest.mark.parametrize("given", ["", "my company", "1234567_XX", "1234567_SB1.evil.com", "../1234567", "12 34"])
def test_what_is_no_account_id_is_refused_with_the_place_to_copy_it(given: str) -> None:
    with pytest.raises(InvalidConnectionError) as caught:
        Account.parse(given)
    assert caught.value.field == "account_id"
    assert "Company Information" in caught.value.fix


@pytest.mark.parametrize(
    "base_url",
    [
        "http://example.com",
        "https://example.com",
        "http://1234567.suitetalk.api.netsuite.com",
        "https://netsuite.com.evil.com",
        "https://evilnetsuite.com",
        "http://127.0.0.1.evil.com",
        "https://user@127.0.0.1",
        "http://127.0.0.1:1/path",
        "ftp://127.0.0.1",
    ],
)
def test_base_urls_elsewhere_are_refused(base_url: str) -> None:
    with pytest.raises(InvalidConnectionError) as caught:
        Account.parse("1234567", base_url)
    assert caught.value.code == "BASE_URL_REFUSED"


def test_credentials_stay_at_home() -> None:
    account = Account.parse("1234567_SB1")
    assert account.owns("https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1/customer")
    assert account.owns("https://1234567-SB1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=1")
    for url in (
        "http://1234567-sb1.suitetalk.api.netsuite.com/",
        "https://1234567-sb1.suitetalk.api.netsuite.com.evil.com/",
        "https://1234567-sb1.suitetalk.api.netsuite.com@evil.com/",
        "https://1234567-sb1.suitetalk.api.netsuite.com:8443/",
        "https://7654321.suitetalk.api.netsuite.com/",
    ):
        assert not account.owns(url)


def test_base_url_replaces_all_hosts() -> None:
    account = Account.parse("1234567", "http://127.0.0.1:8080/")
    assert {account.origin(service) for service in Service} == {"http://127.0.0.1:8080"}
    assert not account.owns("https://1234567.suitetalk.api.netsuite.com/")
