"""Canaries in every secret field of every connection: they show up nowhere but on the wire."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import traceback
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from pydantic import SecretStr, ValidationError

from suiteplug.connections import kinds
from suiteplug.connections.sources import load, parse, save
from suiteplug.connections.tokens import FileTokenStore
from suiteplug.connector.errors import InvalidConnectionError, NetSuiteConnectorError

if TYPE_CHECKING:
    from suiteplug.connections.signing.certificate import NewCertificate
    from suiteplug.connector.connection_model import ConnectionModel
    from tests.connections.conftest import FakeNetSuite, MovableClock

KINDS = ["tba", "oauth-client-credentials", "oauth-authorization-code"]
FIELDS = [
    (kind, name) for kind in KINDS for name in kinds.spec_for(kind).model.model_fields if name != "private_key_file"
]
CANARY = "CANARY-2c1f9a7e"


def filled(kind: str) -> dict[str, Any]:
    """Every field of a kind with a canary in each secret one."""
    fields: dict[str, Any] = {"type": kind, "account_id": "1234567"}
    for name, info in kinds.spec_for(kind).model.model_fields.items():
        if "Secret" in str(info.annotation):
            fields[name] = f"{CANARY}-{name}"
        elif info.is_required() and name not in fields:
            fields[name] = "plain"
    return fields


def texts_of(model: ConnectionModel) -> list[str]:
    return [
        repr(model),
        str(model),
        f"{model}",
        repr(model.model_dump()),
        repr(model.model_dump(mode="json")),
        model.model_dump_json(),
        repr(copy.deepcopy(model)),
        repr([model]),
        repr(list(model.__repr_args__())),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_models_show_no_secret(kind: str) -> None:
    model = parse(filled(kind))
    assert model.secrets(), "the canaries are in there"
    assert all(CANARY in secret for secret in model.secrets())
    assert not [text for text in texts_of(model) if CANARY in text]
    revealed = model.model_dump(mode="json", context={"reveal": True})
    assert {value for value in revealed.values() if isinstance(value, str) and CANARY in value} == set(model.secrets())


@pytest.mark.parametrize("kind", KINDS)
def test_flows_show_no_secret(kind: str, now: MovableClock, tmp_path: Any) -> None:
    auth = parse(filled(kind)).auth(FileTokenStore(tmp_path), now)
    assert CANARY not in repr(auth)
    assert CANARY not in str(auth)
    with pytest.raises(TypeError):
        pickle.dumps(auth)


@pytest.mark.parametrize(("kind", "name"), FIELDS, ids=[f"{kind} {name}" for kind, name in FIELDS])
def test_refused_values_are_not_repeated(kind: str, name: str) -> None:
    """A value of a wrong shape in any field at all."""
    for value in ([CANARY], {CANARY: CANARY}, CANARY * 100 + "\x00", -1):
        try:
            parse({**filled(kind), name: value})
        except InvalidConnectionError as error:
            shown = [
                str(error),
                repr(error),
                json.dumps(error.to_dict()),
                str(pickle.dumps(error)),
                "".join(traceback.format_exception(error)),
            ]
            assert not [text for text in shown if CANARY in text]


@pytest.mark.parametrize("kind", KINDS)
def test_pydantic_itself_hides_inputs(kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        kinds.spec_for(kind).model.model_validate({**filled(kind), "lanes": CANARY})
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("kind", KINDS)
def test_errors_after_use_show_no_secret(kind: str) -> None:
    """Saved, loaded back, damaged: the text of the file never comes along."""
    model = parse(filled(kind))
    path = save("canary", model)
    assert load("canary") == model
    text = path.read_text()
    assert CANARY in text
    path.write_text(text[:-3] + ",,}")
    with pytest.raises(InvalidConnectionError) as caught:
        load("canary")
    shown = "".join(traceback.format_exception(caught.value)) + json.dumps(caught.value.to_dict())
    assert CANARY not in shown


async def test_refusals_and_logs_show_no_secret(
    fake: FakeNetSuite, now: MovableClock, pair: NewCertificate, tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """A token endpoint that throws everything back at us."""
    caplog.set_level(logging.DEBUG)
    code = {
        **filled("oauth-authorization-code"),
        "access_token": None,
        "obtained_at": None,
    }
    machine = {**filled("oauth-client-credentials"), "private_key": pair.private_key, "private_key_passphrase": None}
    bodies: list[httpx.Response] = []

    def echo(form: dict[str, str], _number: int) -> httpx.Response:
        sent = json.dumps({**form, **dict(fake.token_requests[-1].headers)})
        bodies.append(httpx.Response(400, json={"error": "invalid_grant", "error_description": sent}))
        return bodies[-1]

    fake.issue = echo
    for fields in (code, machine):
        auth = parse(fields).auth(FileTokenStore(tmp_path), now)
        async with fake.client(auth) as client:
            with pytest.raises(NetSuiteConnectorError) as caught:
                await client.get("https://1234567.suitetalk.api.netsuite.com/x")
        error = caught.value
        shown = json.dumps(error.to_dict()) + repr(vars(error)) + str(pickle.dumps(error))
        shown += "".join(traceback.format_exception(error))
        for form in fake.forms:
            for secret in ("refresh_token", "client_assertion"):
                assert form.get(secret, CANARY) not in shown
        assert CANARY not in shown
    assert bodies
    assert CANARY not in caplog.text
    assert "BEGIN PRIVATE KEY" not in caplog.text


def test_an_error_survives_pickling() -> None:
    error = InvalidConnectionError("message", code="CODE", fix="fix", field="field")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert vars(again) == vars(error)
    assert isinstance(again, InvalidConnectionError)


def test_a_secret_is_a_secret_type() -> None:
    for kind in KINDS:
        model = parse(filled(kind))
        for name in type(model).model_fields:
            value = getattr(model, name)
            assert not (isinstance(value, str) and CANARY in value), name
            assert isinstance(value, SecretStr) or CANARY not in repr(value)
