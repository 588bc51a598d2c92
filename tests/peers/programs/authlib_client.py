"""PyPI Authlib: authorization code with PKCE through its requests session; client credentials by private_key_jwt."""

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import requests
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

HOST = "https://1234567-sb1.suitetalk.api.netsuite.com"
TOKEN = f"{HOST}/services/rest/auth/oauth2/v1/token"
REVOKE = f"{HOST}/services/rest/auth/oauth2/v1/revoke"
AUTHORIZE = "https://1234567-sb1.app.netsuite.com/app/login/oauth2/authorize.nl"
CUSTOMERS = f"{HOST}/services/rest/record/v1/customer?limit=1"


def fields(kind: str) -> dict[str, Any]:
    """A ready connection."""
    found: dict[str, Any] = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / f"{kind}.json").read_text())
    return found


def consent(url: str) -> str:
    """The browser of a user who agrees; gives where it is sent."""
    page = requests.get(url, timeout=30).text
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    form = {name: html.unescape(value) for name, value in hidden} | {"decision": "allow"}
    return requests.post(AUTHORIZE, data=form, allow_redirects=False, timeout=30).headers["location"]


def main() -> None:
    """Both grants."""
    code = fields("oauth-authorization-code")
    renewed: list[dict[str, Any]] = []
    session = OAuth2Session(
        code["client_id"],
        code["client_secret"],
        scope="rest_webservices",
        redirect_uri="http://localhost:8910/callback",
        code_challenge_method="S256",
        token_endpoint=TOKEN,
        update_token=lambda token, **_: renewed.append(token),
    )
    verifier = generate_token(48)
    url, state = session.create_authorization_url(AUTHORIZE, code_verifier=verifier)
    token = session.fetch_token(TOKEN, authorization_response=consent(url), code_verifier=verifier, state=state)
    assert session.get(CUSTOMERS).json()["count"] == 1
    session.token = {**token, "expires_at": 1}
    assert session.get(CUSTOMERS).ok
    assert len(renewed) == 1
    assert session.revoke_token(REVOKE, token=token["refresh_token"]).ok
    print("+ authorization code with PKCE, a token renewed by itself, revoked")

    machine = fields("oauth-client-credentials")
    robot = OAuth2Session(machine["client_id"], machine["private_key"], token_endpoint_auth_method="private_key_jwt")
    robot.register_client_auth_method(
        PrivateKeyJWT(TOKEN, {"scope": ["rest_webservices"]}, {"kid": machine["certificate_id"]}, alg="ES256")
    )
    granted = robot.fetch_token(TOKEN, grant_type="client_credentials")
    assert "refresh_token" not in granted
    query = {"q": "SELECT COUNT(*) AS n FROM customer"}
    rows = robot.post(f"{HOST}/services/rest/query/v1/suiteql", json=query, headers={"Prefer": "transient"}).json()
    assert int(rows["items"][0]["n"]) > 0
    print("+ client credentials with private_key_jwt, SuiteQL")


main()
