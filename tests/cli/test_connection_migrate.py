"""``suiteplug connection migrate``: proved, switched, undone, and repeated; nothing is lost at any step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from suiteplug.connections import sources
from suiteplug.connections.storage.home import home
from suiteplug.emulator.access import seed
from suiteplug.emulator.access.certificates import read_certificate

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from tests.cli.conftest import CommandLine

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def shop(suiteplug: CommandLine, today: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A saved TBA connection with a setting of its own."""
    monkeypatch.delenv("SUITEPLUG_CONNECTION")
    fields = {**today, "timeout_s": 45}
    assert suiteplug("connection", "add", "shop", "--from", "-", "--no-verify", stdin=json.dumps(fields)).code == 0


def uploaded(account: Account, *, role_id: str = seed.FULL_ROLE) -> list[str]:
    """What an administrator does with the certificate; gives the options for what NetSuite then shows."""
    pem = (home() / "keys" / "shop-oauth-certificate.pem").read_text()
    row = read_certificate(pem, integration_id=seed.M2M_INTEGRATION, user_id=seed.USER.id, role_id=role_id)
    account.access.add_certificate(row)
    client_id = account.access.integrations[seed.M2M_INTEGRATION].client_id
    return ["--client-id", client_id, "--certificate-id", row.certificate_id]


def text_of(name: str) -> str:
    return sources.path_of(name).read_text()


def test_the_whole_way_there_and_back(suiteplug: CommandLine, account: Account) -> None:
    before = text_of("shop")
    steps = suiteplug("connection", "migrate", "shop")
    assert steps.code == 0
    assert "M2M" in steps.err
    assert "--client-id" in steps.err
    again = suiteplug("connection", "migrate", "shop")
    assert again.err == steps.err, "the same pair, not another one"

    options = uploaded(account)
    proved = suiteplug("connection", "migrate", "shop", *options)
    assert proved.code == 0
    rows = {row["what"]: row for row in proved.result["comparisons"]}
    assert all(row["equal"] for row in rows.values()), rows
    assert {"account", "checks", "record types", "number of transactions", "first customer"} <= rows.keys()
    assert not any("refused" in row["old"] for row in rows.values())
    assert text_of("shop") == before
    assert sources.load("shop-oauth").timeout_s == 45

    assert suiteplug("connection", "migrate", "shop", "--switch").code == 0
    assert sources.load("shop").type == "oauth-client-credentials"
    assert text_of("shop-tba") == before
    assert suiteplug("connection", "verify", "shop").code == 0
    repeated = suiteplug("connection", "migrate", "shop", "--switch")
    assert repeated.code == 0
    assert "already" in repeated.err

    assert suiteplug("connection", "migrate", "shop", "--undo").code == 0
    assert text_of("shop") == before
    assert sources.load("shop-oauth").type == "oauth-client-credentials"
    assert sources.names() == ("shop", "shop-oauth")


def test_another_role_is_not_switched_to(suiteplug: CommandLine, account: Account) -> None:
    suiteplug("connection", "migrate", "shop")
    ended = suiteplug("connection", "migrate", "shop", *uploaded(account, role_id=seed.SUBSIDIARY_ROLE), "--switch")
    assert ended.code == 4
    different = {row["what"] for row in ended.result["comparisons"] if not row["equal"]}
    assert {"user and role", "number of transactions"} <= different
    assert sources.load("shop").type == "tba"
    forced = suiteplug("connection", "migrate", "shop", "--switch", "--accept-differences")
    assert forced.code == 0
    assert sources.load("shop").type == "oauth-client-credentials"


def test_who_does_not_get_in_is_not_saved(suiteplug: CommandLine, account: Account) -> None:
    suiteplug("connection", "migrate", "shop")
    options = uploaded(account)
    ended = suiteplug("connection", "migrate", "shop", *options[:-1], "no-such-certificate")
    assert ended.code == 4
    assert ended.error["error"] == "SignInError"
    assert sources.names() == ("shop",)


def test_what_cannot_be_migrated_is_said(suiteplug: CommandLine, account: Account) -> None:
    before = text_of("shop")
    assert suiteplug("connection", "migrate", "shop", "--undo").error["code"] == "UNKNOWN_CONNECTION"
    assert suiteplug("connection", "migrate", "shop", "--undo", "--switch").code == 2
    suiteplug("connection", "migrate", "shop")
    suiteplug("connection", "migrate", "shop", *uploaded(account))
    assert suiteplug("connection", "migrate", "shop-oauth").error["code"] == "NOT_TBA"
    assert suiteplug("connection", "migrate", "shop", "--to", "shop").error["code"] == "NAME_TAKEN"
    sources.path_of("shop-tba").touch(mode=0o600)
    sources.path_of("shop-tba").write_text("{}")
    assert suiteplug("connection", "migrate", "shop", "--switch").error["code"] == "NAME_TAKEN"
    assert text_of("shop") == before


def test_the_way_back_overwrites_nothing(suiteplug: CommandLine) -> None:
    before = text_of("shop")
    for other in ("shop-tba", "shop-oauth"):
        sources.path_of(other).touch(mode=0o600)
        sources.path_of(other).write_text(f'{{"name": "{other}"}}')
    assert suiteplug("connection", "migrate", "shop", "--undo").error["code"] == "NAME_TAKEN"
    assert text_of("shop") == before
    assert "shop-tba" in text_of("shop-tba")
    assert "shop-oauth" in text_of("shop-oauth")


def test_a_connection_of_the_environment_is_not_replaced(
    suiteplug: CommandLine, today: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources.path_of("shop-tba").touch(mode=0o600)
    sources.path_of("shop-tba").write_text(text_of("shop"))
    monkeypatch.setenv("SUITEPLUG_CONNECTION_SHOP", json.dumps(today))
    assert suiteplug("connection", "migrate", "shop", "--undo").error["code"] == "NOT_A_FILE"
    assert sources.path_of("shop-tba").is_file()
