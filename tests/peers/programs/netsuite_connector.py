"""PyPI NetSuite-Connector: RESTlets with all four methods, records, and SuiteQL through its ODBC class."""

import json
import os
from pathlib import Path

from NetSuite_Connector.NetSuite import NetSuite
from NetSuite_Connector.ODBC import ODBC

FIELDS = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / "tba.json").read_text())
KEYS = {
    "account_id": FIELDS["account_id"],
    "consumer_keys": {"consumer_key": FIELDS["consumer_key"], "consumer_secret": FIELDS["consumer_secret"]},
    "token_keys": {"token_key": FIELDS["token_id"], "token_secret": FIELDS["token_secret"]},
}
RESTLET = "https://1234567-sb1.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=101&deploy=1"
RECORDS = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest/record/v1"
JSON = {"Content-Type": "application/json"}


def main() -> None:
    """What its README shows."""
    client = NetSuite(**KEYS)
    assert client.get(url=RESTLET, headers=JSON, params={"tag": "a b"}).code == 200
    assert client.delete(url=RESTLET, headers=JSON).code in {200, 204}
    for method in (client.post, client.put):
        said = method(url=RESTLET, headers=JSON, body={"name": "Zo\u00eb"})
        assert (said.code, "Zo\u00eb" in json.dumps(json.loads(said.response), ensure_ascii=False)) == (200, True), said
    print("+ RESTlet with GET, POST, PUT and DELETE")
    made = client.post(
        url=f"{RECORDS}/customer", headers=JSON, body={"companyName": "L\u00f3pez", "subsidiary": {"id": "1"}}
    )
    assert made.code == 204, made
    rows = json.loads(ODBC(**KEYS).query("SELECT TOP 10 id, companyname FROM customer ORDER BY id DESC").response)
    assert rows["items"][0]["companyname"] == "L\u00f3pez"
    assert ODBC(**KEYS).query("SELEKT").code == 400
    print("+ created a customer, asked for it with SuiteQL's TOP")


main()
