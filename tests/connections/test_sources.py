"""Where connections come from: private files, the environment, a mapping; with errors that name the field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connections import kinds, sources
from suiteplug.connections.oauth_authorization_code import OAuthAuthorizationCode
from suiteplug.connections.oauth_client_credentials import OAuthClientCredentials
from suiteplug.connections.tba import Tba
from suiteplug.connections.tokens import FileTokenStore
from suiteplug.connector.errors import InvalidConnectionError
from suiteplug.connector.token_store import Token

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.connections.signing.certificate import NewCertificate
    from tests.connections.conftest import MovableClock

TBA = {
    "type": "tba",
    "account_id": "1234567",
    "consumer_key": "CANARY-a",
    "consumer_secret": "CANARY-b",
    "token_id": "CANARY-c",
    "token_secret": "CANARY-d",
}


def refused(connection: Any, **choices: Any) -> InvalidConnectionError:
    with pytest.raises(InvalidConnectionError) as caught:
        sources.load(connection, **choices)
    assert "CANARY" not in json.dumps(caught.value.to_dict())
    assert caught.value.fix
    return caught.value


def test_a_mapping_picks_its_model_by_type(pair: NewCertificate) -> None:
    common = {"account_id": "1234567", "client_id": "c"}
    machine = {**common, "type": "oauth-client-credentials", "certificate_id": "x", "private_key": pair.private_key}
    assert isinstance(sources.load(TBA), Tba)
    assert isinstance(sources.load(machine), OAuthClientCredentials)
    assert isinstance(sources.load({**common, "type": "oauth-authorization-code"}), OAuthAuthorizationCode)


def test_blanks_copied_along_are_dropped() -> None:
    model = sources.load({**TBA, "consumer_key": "  key\n", "account_id": " 1234567-sb1 "})
    assert isinstance(model, Tba)
    assert model.consumer_key.get_secret_value() == "key"
    assert model.account.account_id == "1234567_SB1"


@pytest.mark.parametrize(
    ("changes", "code", "field", "says"),
    [
        ({"type": "CANARY"}, "UNKNOWN_CONNECTION_TYPE", "type", "oauth-client-credentials"),
        ({"type": None}, "UNKNOWN_CONNECTION_TYPE", "type", "oauth-client-credentials"),
        (
            {"type": "oauth-client-credential"},
            "UNKNOWN_CONNECTION_TYPE",
            "type",
            "Did you mean oauth-client-credentials",
        ),
        ({"type": "tokens"}, "UNKNOWN_CONNECTION_TYPE", "type", "tba"),
        ({"token_secrets": "CANARY"}, "UNKNOWN_FIELD", "token_secrets", "Did you mean token_secret"),
        ({"token_secret": ""}, "INVALID_FIELD", "token_secret", "Access Tokens"),
        ({"token_secret": ["CANARY"]}, "INVALID_FIELD", "token_secret", "Access Tokens"),
        ({"account_id": "CANARY"}, "INVALID_ACCOUNT_ID", "account_id", "Company Information"),
        ({"account_id": "https://CANARY:1:2]"}, "INVALID_ACCOUNT_ID", "account_id", "Company Information"),
        ({"base_url": "https://CANARY@evil.example"}, "BASE_URL_REFUSED", "base_url", "Leave base_url empty"),
        ({"base_url": "https://evil.example\\.netsuite.com"}, "BASE_URL_REFUSED", "base_url", "emulator"),
        ({"base_url": "http://1234567.suitetalk.api.netsuite.com"}, "BASE_URL_REFUSED", "base_url", "emulator"),
        ({"base_url": "http://127.0.0.1:99999"}, "BASE_URL_REFUSED", "base_url", "emulator"),
        ({"lanes": "CANARY"}, "INVALID_FIELD", "lanes", "Integration Governance"),
        ({"lanes": 0}, "INVALID_FIELD", "lanes", "Integration Governance"),
    ],
)
def test_what_is_wrong_is_named_and_never_repeated(changes: dict[str, Any], code: str, field: str, says: str) -> None:
    error = refused({**TBA, **changes})
    assert (error.code, error.field) == (code, field)
    assert says in error.fix


def test_missing_fields_say_where_to_copy_them_from() -> None:
    error = refused({"type": "tba", "account_id": "1234567"})
    assert (error.code, error.field) == ("MISSING_FIELD", "consumer_key")
    assert "Setup > Integration > Manage Integrations" in error.fix
    assert [detail.path for detail in error.details] == [
        "$.consumer_key",
        "$.consumer_secret",
        "$.token_id",
        "$.token_secret",
    ]


def test_a_scope_that_does_not_exist() -> None:
    error = refused({"type": "oauth-authorization-code", "account_id": "1", "client_id": "c", "scope": ["mcp"]})
    assert error.field == "scope"
    assert "scope[0]" in error.message


def test_saved_connections_come_back(pair: NewCertificate, now: MovableClock) -> None:
    models = {
        "shop": sources.load({**TBA, "lanes": 9}),
        "machine": OAuthClientCredentials(
            account_id="1234567_SB1", client_id="c", certificate_id="x", private_key=pair.private_key
        ),
        "person": OAuthAuthorizationCode(
            account_id="1234567", client_id="c", refresh_token="CANARY-r", obtained_at=now()
        ),
    }
    for name, model in models.items():
        path = sources.save(name, model)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert sources.names() == ("machine", "person", "shop")
    assert {name: sources.load(name) for name in models} == models
    sources.remove("shop")
    assert sources.names() == ("machine", "person")
    with pytest.raises(InvalidConnectionError, match="no connection 'shop'"):
        sources.remove("shop")
    assert refused("shop").code == "UNKNOWN_CONNECTION"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o620])
def test_files_that_others_can_open_are_refused(mode: int) -> None:
    sources.save("shop", sources.load(TBA)).chmod(mode)
    error = refused("shop")
    assert error.code == "FILE_EXPOSED"
    assert "chmod 600" in error.fix


def test_a_path_is_a_connection_too(tmp_path: Path, pair: NewCertificate) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "key.pem").write_text(pair.private_key)
    fields = {
        "type": "oauth-client-credentials",
        "account_id": "1234567",
        "client_id": "c",
        "certificate_id": "x",
        "private_key_file": "key.pem",
    }
    path = folder / "connection.json"
    path.write_text(json.dumps(fields))
    path.chmod(0o600)
    model = sources.load(path)
    assert isinstance(model, OAuthClientCredentials)
    assert model.private_key_file == folder / "key.pem"
    sources.save("kept", model)
    assert sources.load("kept") == model


@pytest.mark.parametrize("text", ["{", "[]", '"CANARY"', "CANARY", '{"type": "tba", "x": CANARY}'])
def test_files_that_hold_no_connection(tmp_path: Path, text: str) -> None:
    path = tmp_path / "connection.json"
    path.write_text(text)
    path.chmod(0o600)
    assert refused(path).code == "CONNECTION_NOT_JSON"


def test_the_environment_gives_connections(tmp_path: Path) -> None:
    values = {"SUITEPLUG_CONNECTION_MY_SHOP": json.dumps(TBA), "SUITEPLUG_HOME": str(tmp_path)}
    for name in ("my-shop", "MY_SHOP", "my.shop"):
        assert isinstance(sources.load(name, environment=values), Tba)
    assert "my-shop" in sources.names(environment=values)
    assert isinstance(sources.load(None, environment=values), Tba), "the only one is the default"


def test_the_environment_goes_before_the_file() -> None:
    sources.save("shop", sources.load(TBA))
    values = {"SUITEPLUG_CONNECTION_SHOP": json.dumps({**TBA, "account_id": "7654321"})}
    values["SUITEPLUG_HOME"] = str(sources.path_of("shop").parent.parent)
    assert sources.load("shop", environment=values).account.account_id == "7654321"
    assert sources.names(environment=values) == ("shop",)


def test_the_default_connection() -> None:
    assert refused(None).code == "NO_CONNECTION"
    home = {"SUITEPLUG_HOME": str(sources.path_of("x").parent.parent)}
    sources.save("first", sources.load(TBA))
    assert sources.load(None) == sources.load("first")
    sources.save("second", sources.load({**TBA, "account_id": "2"}))
    error = refused(None)
    assert error.code == "NO_CONNECTION"
    assert "first, second" in error.fix
    assert sources.load(None, environment={**home, "SUITEPLUG_CONNECTION": "second"}).account_id == "2"
    in_place = json.dumps({**TBA, "account_id": "3"})
    assert sources.load(None, environment={**home, "SUITEPLUG_CONNECTION": in_place}).account_id == "3"
    sources.save("default", sources.load({**TBA, "account_id": "4"}))
    assert sources.load(None).account_id == "4"


@pytest.mark.parametrize("name", ["", "..", ".hidden", "-x", "a b", "a\n", "x" * 65])
def test_names_that_could_leave_the_folder(name: str) -> None:
    assert refused(name).code == "INVALID_CONNECTION_NAME"
    with pytest.raises(InvalidConnectionError):
        sources.save(name, sources.load(TBA))


def test_names_with_a_slash_are_paths(tmp_path: Path) -> None:
    assert refused("../x").code == "FILE_UNREADABLE"
    with pytest.raises(InvalidConnectionError):
        sources.save("../x", sources.load(TBA))


def test_tokens_go_with_the_connection(now: MovableClock) -> None:
    model = OAuthAuthorizationCode(account_id="1234567", client_id="c", refresh_token="r", obtained_at=now())
    path = sources.save("person", model)
    store = FileTokenStore(path.parent.parent / "tokens")
    store.save(model.token_key, Token("a", 1.0))
    sources.remove("person")
    assert store.load(model.token_key) is None
    sources.save("broken", model).write_text("{")
    sources.remove("broken")
    assert sources.names() == ()


def test_variables_that_name_nothing() -> None:
    assert sources.names(environment={"SUITEPLUG_CONNECTION_": "{}", "SUITEPLUG_HOME": "/nowhere"}) == ()


def test_home_follows_the_desktop_standard(tmp_path: Path) -> None:
    place = sources.path_of("x", environment={"XDG_CONFIG_HOME": str(tmp_path)})
    assert place == tmp_path / "suiteplug" / "connections" / "x.json"


def test_all_kinds_are_found_by_their_key() -> None:
    assert [spec.key for spec in kinds.specs()] == ["oauth-client-credentials", "oauth-authorization-code", "tba"]
    for spec in kinds.specs():
        assert kinds.spec_for(spec.key) is spec
        assert spec.model.model_fields["type"].default == spec.key
        assert spec.setup_steps
        assert spec.pitfalls
        assert spec.expiry
        assert all(source.startswith("https://docs.oracle.com/") for source in spec.sources)
    for no_kind in ("sources", "signing", "../tba", "", 7, None, ["tba"]):
        with pytest.raises(InvalidConnectionError):
            kinds.spec_for(no_kind)


def test_forms_can_be_drawn_from_the_models() -> None:
    for spec in kinds.specs():
        properties = spec.model.model_json_schema()["properties"]
        for name, entry in properties.items():
            assert entry.get("title"), name
            assert entry.get("description") or name == "type", name
        for name, info in spec.model.model_fields.items():
            if "Secret" in str(info.annotation):
                shown = properties[name].get("anyOf", [properties[name]])[0]
                assert (shown["format"], shown["writeOnly"]) == ("password", True)
        must_copy = set(spec.model.model_json_schema()["required"])
        assert all("x-menu-path" in properties[name] for name in must_copy)
