"""Secrets of a connection appear in no output, log, error or cassette, whatever is run and however it fails."""

from __future__ import annotations

import json
import logging
import pickle
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug import registry
from suiteplug.connector.errors import NetSuiteConnectorError
from suiteplug.emulator.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.api import NetSuite
    from suiteplug.emulator.account import Account

KINDS = ["tba", "oauth-client-credentials", "oauth-authorization-code"]
SECRET_FIELDS = ("consumer_secret", "token_secret", "private_key", "client_secret", "access_token", "refresh_token")
CASSETTES = Path(__file__).parents[1] / "wire" / "cassettes"


def secrets_of(fields: dict[str, Any]) -> list[str]:
    """The secret values, a private key also by the middle of its text."""
    found = [str(fields[name]) for name in SECRET_FIELDS if fields.get(name)]
    return found + [line for text in found if "PRIVATE KEY" in text for line in text.splitlines()[1:3]]


def shown(error: BaseException) -> str:
    """All that a host may print of an error."""
    parts = [str(error), repr(error), "".join(traceback.format_exception(error)), repr(vars(error))]
    if isinstance(error, NetSuiteConnectorError):
        parts += [json.dumps(error.to_dict()), error.reply, repr(pickle.dumps(error))]
    return "\n".join(parts)


@pytest.mark.parametrize("kind", KINDS)
async def test_every_action_run_with_debug_keeps_them(
    kind: str,
    connection: Callable[..., dict[str, Any]],
    connect: Callable[..., NetSuite],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fields = connection(kind)
    netsuite = connect(fields)
    seen = [repr(netsuite.session), repr(netsuite.session.connection), str(netsuite.session.connection.model_dump())]
    with caplog.at_level(logging.DEBUG):
        for spec in registry.actions():
            if spec.key == "wait-for-job":
                continue  # its example waits for a job; the reading actions of the same service are run
            try:
                inputs = {**spec.examples[0].inputs, "debug": True}
                seen.append(json.dumps(await netsuite.run(spec.key, inputs)))
            except NetSuiteConnectorError as error:  # an example may have been used up by the one before
                seen.append(shown(error))
    text = "\n".join([*seen, caplog.text])
    assert "> GET" in caplog.text or "> POST" in caplog.text
    assert [secret for secret in secrets_of(fields) if secret in text] == []


@pytest.mark.parametrize("kind", KINDS)
async def test_replies_that_give_them_back_are_scrubbed(
    kind: str,
    connection: Callable[..., dict[str, Any]],
    connect: Callable[..., NetSuite],
    caplog: pytest.LogCaptureFixture,
) -> None:
    fields = connection(kind)
    leaked = json.dumps(
        {"o:errorDetails": [{"detail": "x " + " ".join(secrets_of(fields)), "o:errorCode": "USER_ERROR"}]}
    )

    def echo(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            return httpx.Response(
                200, json={"access_token": "fresh-token-of-the-test", "expires_in": 3600, "token_type": "bearer"}
            )
        return httpx.Response(400, content=leaked.encode(), headers={"content-type": "application/json"})

    netsuite = connect(fields, http=httpx.MockTransport(echo))
    with caplog.at_level(logging.DEBUG), pytest.raises(NetSuiteConnectorError) as caught:
        await netsuite.run("get-record", {"record_type": "customer", "record_id": "1", "debug": True})
    text = shown(caught.value) + caplog.text
    assert [secret for secret in [*secrets_of(fields), "fresh-token-of-the-test"] if secret in text] == []


async def test_a_request_in_an_error_carries_no_headers(connect: Callable[..., NetSuite]) -> None:
    def refuse(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(404, json={})

    netsuite = connect("tba", http=httpx.MockTransport(refuse))
    with pytest.raises(NetSuiteConnectorError) as caught:
        await netsuite.run("get-record", {"record_type": "customer", "record_id": "1"})
    assert "oauth" not in json.dumps(caught.value.to_dict()).lower()


def test_cassettes_sign_in_nobody() -> None:
    for path in CASSETTES.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").lower()
        assert not any(
            word in text for word in ("authorization:", "oauth_signature", "bearer ", "access_token", "private key")
        )


@pytest.mark.parametrize("kind", ["oauth-client-credentials", "oauth-authorization-code"])
async def test_a_proxy_that_echoes_the_request_gives_no_token_away(
    kind: str, account: Account, connect: Callable[..., NetSuite], caplog: pytest.LogCaptureFixture
) -> None:
    tokens: list[str] = []
    emulator = httpx.ASGITransport(create_app(account))

    class Echo(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("/token"):
                return await emulator.handle_async_request(request)
            tokens.append(request.headers["authorization"].removeprefix("Bearer "))
            return httpx.Response(400, text=f"bad request: authorization: {request.headers['authorization']}")

    netsuite = connect(kind, http=Echo())
    with caplog.at_level(logging.DEBUG), pytest.raises(NetSuiteConnectorError) as caught:
        await netsuite.run("get-record", {"record_type": "customer", "record_id": "1", "debug": True})
    assert len(tokens[0]) > 100
    assert [token for token in tokens if token in shown(caught.value) + caplog.text] == []
