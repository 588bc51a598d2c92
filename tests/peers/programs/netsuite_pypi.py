"""PyPI netsuite: records, metadata, a RESTlet, SuiteQL, and a realm spelt wrongly."""

import asyncio
import json
import os
from pathlib import Path

from netsuite import Config, NetSuiteRestApi, TokenAuth
from netsuite.exceptions import NetsuiteAPIRequestError
from netsuite.restlet import NetSuiteRestlet

FIELDS = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / "tba.json").read_text())
AUTH = TokenAuth(**{name: FIELDS[name] for name in ("consumer_key", "consumer_secret", "token_id", "token_secret")})
CONFIG = Config(account=FIELDS["account_id"], auth=AUTH)
QUERY = "SELECT companyname FROM customer WHERE companyname LIKE 'Written%'"


async def main() -> None:
    """Everything its README shows."""
    api = NetSuiteRestApi(CONFIG)
    page = await api.get("/record/v1/customer?limit=2")
    assert [len(page["items"]), page["count"], page["hasMore"]] == [2, 2, True]
    one = await api.get("/record/v1/customer/" + page["items"][0]["id"])
    print("+ listed and read customers")
    await api.post("/record/v1/customer", json={"companyName": "Written By Others Ltd", "subsidiary": {"id": "1"}})
    await api.patch("/record/v1/customer/" + one["id"], json={"comments": "seen"})
    assert (await api.get("/record/v1/customer/" + one["id"]))["comments"] == "seen"
    rows = await api.suiteql(QUERY, limit=10)
    assert [row["companyname"] for row in rows["items"]] == ["Written By Others Ltd"], rows
    print("+ wrote two, found with SuiteQL")
    assert len((await api.jsonschema("salesOrder"))["properties"]) > 50
    assert "salesOrder" in (await api.openapi(["salesOrder"]))["components"]["schemas"]
    print("+ JSON Schema and OpenAPI metadata")
    assert await NetSuiteRestlet(CONFIG).post("101", json={"a": 1})
    print("+ RESTlet")
    try:
        await NetSuiteRestApi(Config(account="1234567_sb1", auth=AUTH)).get("/record/v1/customer")
    except NetsuiteAPIRequestError as error:
        assert "INVALID_LOGIN" in str(error)
        print("+ refused with a realm in lower case")
    else:
        raise SystemExit("a wrong realm was accepted")


asyncio.run(main())
