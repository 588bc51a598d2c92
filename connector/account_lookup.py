"""Whether an account exists, asked of NetSuite's public directory of hosts. No credentials are sent.

An unknown account gets the generic hosts, with status 200 (Oracle help: chapter_157011836591).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from suiteplug.connector.errors import AccountNotFoundError

if TYPE_CHECKING:
    from suiteplug.connector.account import Account
    from suiteplug.connector.sign_in import PlainGet, PlainReply

_DIRECTORY = "https://rest.netsuite.com"
_GENERIC = frozenset({"https://rest.netsuite.com", "https://webservices.netsuite.com"})
_OK = 200
LOOKUP_HEADERS = {"accept": "application/json"}


def lookup_url(account: Account) -> str:
    """Where the hosts of the account are asked for: the public directory, or the emulator's."""
    return f"{account.base_url or _DIRECTORY}/rest/datacenterurls?account={quote(account.account_id, safe='')}"


def read_lookup(account: Account, reply: PlainReply) -> AccountNotFoundError | None:
    """The error when the directory does not know the account; None when it does, or says nothing usable."""
    text = reply.content.decode("utf-8", "replace")
    if "Company ID is invalid" in text:
        return _not_found(account)
    if reply.status != _OK:
        return None
    try:
        hosts = json.loads(text)
    except ValueError:
        return None
    domain = hosts.get("restDomain") if isinstance(hosts, dict) else None
    if isinstance(domain, str) and domain.rstrip("/").lower() in _GENERIC:
        return _not_found(account)
    return None


async def find_missing_account(account: Account, get: PlainGet) -> AccountNotFoundError | None:
    """Ask the directory once. None also when it could not be reached: that proves nothing."""
    reply = await get(lookup_url(account), LOOKUP_HEADERS)
    return read_lookup(account, reply) if reply is not None else None


def _not_found(account: Account) -> AccountNotFoundError:
    return AccountNotFoundError(
        f"There is no NetSuite account {account.account_id}.",
        code="ACCOUNT_NOT_FOUND",
        field="account_id",
        cause="NetSuite's directory of hosts does not know this account ID.",
        fix="Copy the Account ID from Setup > Company > Company Information; a sandbox has a suffix such as _SB1, "
        "release preview _RP.",
    )
