"""The account under its own https names, for clients whose addresses cannot be changed."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from suiteplug.emulator.https.names import HttpsNames, host_names, serve_https_names

if TYPE_CHECKING:
    from pathlib import Path

    from suiteplug.emulator.account import Account

SERVER_TIME = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/system/v1/serverTime"


def client(names: HttpsNames) -> httpx.AsyncClient:
    trust = ssl.create_default_context(cafile=str(names.authority_file))
    return httpx.AsyncClient(proxy=names.proxy_url, verify=trust)


async def test_signed_for_the_real_name(account: Account, tba: Any, tmp_path: Path) -> None:
    async with serve_https_names(account, tmp_path) as names, client(names) as http:
        reply = await http.get(SERVER_TIME, headers=tba.headers(SERVER_TIME))
        assert reply.status_code == 200
        urls = await http.get("https://rest.netsuite.com/rest/datacenterurls?account=1234567-sb1")
        assert urls.json()["systemDomain"] == "https://1234567-sb1.app.netsuite.com"


@pytest.mark.parametrize("host", ["7654321.suitetalk.api.netsuite.com", "www.netsuite.com", "example.com"])
async def test_no_way_out_to_other_hosts(account: Account, tmp_path: Path, host: str) -> None:
    async with serve_https_names(account, tmp_path) as names, client(names) as http:
        with pytest.raises(httpx.ProxyError, match="403"):
            await http.get(f"https://{host}/")


async def test_only_connect(account: Account, tmp_path: Path) -> None:
    async with serve_https_names(account, tmp_path) as names, httpx.AsyncClient() as http:
        assert (await http.get(names.proxy_url)).status_code == 403


async def test_led_here_by_a_hosts_file(account: Account, tba: Any, tmp_path: Path) -> None:
    async with serve_https_names(account, tmp_path) as names:
        address, *hosts = names.hosts_line.split()
        assert address == "127.0.0.1"
        trust = ssl.create_default_context(cafile=str(names.authority_file))
        async with httpx.AsyncClient(verify=trust) as http:
            reply = await http.get(
                f"https://{address}:{names.port}{httpx.URL(SERVER_TIME).path}",
                headers=tba.headers(SERVER_TIME) | {"host": hosts[0]},
                extensions={"sni_hostname": hosts[0]},
            )
        assert reply.status_code == 200


def test_names_of_an_account() -> None:
    assert host_names("1234567-rp")[:3] == (
        "1234567-rp.suitetalk.api.netsuite.com",
        "1234567-rp.restlets.api.netsuite.com",
        "1234567-rp.app.netsuite.com",
    )
