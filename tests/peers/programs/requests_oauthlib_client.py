"""PyPI requests-oauthlib: TBA's three steps, what the token is good for, and its revocation."""

import html
import json
import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import requests
from oauthlib.oauth1 import SIGNATURE_HMAC_SHA256
from requests_oauthlib import OAuth1, OAuth1Session
from requests_oauthlib.oauth1_session import TokenRequestDenied

ACCOUNT = "1234567_SB1"
HOST = "https://1234567-sb1.{}.netsuite.com"
RESTLETS = HOST.format("restlets.api")
RECORDS = HOST.format("suitetalk.api") + "/services/rest/record/v1"
AUTHORIZE = HOST.format("app") + "/app/login/secure/authorizetoken.nl"
FIELDS = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / "tba.json").read_text())


def session(**more: str) -> OAuth1Session:
    """Signs as NetSuite wants it."""
    return OAuth1Session(
        FIELDS["consumer_key"],
        FIELDS["consumer_secret"],
        signature_method=SIGNATURE_HMAC_SHA256,
        realm=ACCOUNT,
        callback_uri="http://localhost:8910/callback",
        **more,
    )


def decide(url: str, decision: str) -> str:
    """The browser of a user; gives where it is sent."""
    page = requests.get(url, timeout=30).text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    form = {name: html.unescape(value) for name, value in hidden} | {"decision": decision}
    return requests.post(AUTHORIZE, data=form, allow_redirects=False, timeout=30).headers["location"]


def main() -> None:
    """As the library's own guide to OAuth 1 goes."""
    asked = session()
    asked.fetch_request_token(f"{RESTLETS}/rest/requesttoken")
    back = decide(asked.authorization_url(AUTHORIZE, state="abc123"), "allow")
    given = {name: values[0] for name, values in parse_qs(urlsplit(back).query).items()}
    assert (given["company"], given["state"]) == (ACCOUNT, "abc123")
    asked.parse_authorization_response(back)
    token = asked.fetch_access_token(f"{RESTLETS}/rest/accesstoken")
    print("+ request token, consent, access token")

    refused = session()
    refused.fetch_request_token(f"{RESTLETS}/rest/requesttoken")
    assert parse_qs(urlsplit(decide(refused.authorization_url(AUTHORIZE), "deny")).query, keep_blank_values=True)[
        "oauth_verifier"
    ] == [""]
    replayed = session(
        resource_owner_key=token["oauth_token"],
        resource_owner_secret=token["oauth_token_secret"],
        verifier=given["oauth_verifier"],
    )
    try:
        replayed.fetch_access_token(f"{RESTLETS}/rest/accesstoken")
    except TokenRequestDenied as error:
        assert error.status_code in {400, 401, 403}
    else:
        raise SystemExit("a verifier was good twice")
    print("+ denied, and a verifier sent twice")

    auth = OAuth1(
        FIELDS["consumer_key"],
        FIELDS["consumer_secret"],
        token["oauth_token"],
        token["oauth_token_secret"],
        signature_method=SIGNATURE_HMAC_SHA256,
        realm=ACCOUNT,
    )
    awkward = "K\u00f6ln & S\u00f8n (50%) +1/\u20ac ~"
    created = requests.post(
        f"{RECORDS}/customer", json={"companyName": awkward, "subsidiary": {"id": "1"}}, auth=auth, timeout=30
    )
    assert created.status_code == 204, created.text
    question = {"q": f'companyName IS "{awkward}"', "limit": "5", "offset": "0"}
    found = requests.get(f"{RECORDS}/customer", params=question, auth=auth, timeout=30)
    assert found.json()["totalResults"] == 1, found.text
    said = requests.get(f"{RESTLETS}/rest/tokeninfo", auth=auth, timeout=30)
    assert ACCOUNT in said.text
    print("+ wrote and searched with awkward letters in the signed query")

    ended = {"consumerKey": FIELDS["consumer_key"], "token": token["oauth_token"]}
    assert requests.get(f"{RESTLETS}/rest/revoketoken", params=ended, auth=auth, timeout=30).ok
    assert requests.get(f"{RECORDS}/customer?limit=1", auth=auth, timeout=30).status_code == 401
    print("+ revoked")


main()
