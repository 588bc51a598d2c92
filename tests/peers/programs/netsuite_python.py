"""PyPI netsuite_python: its own certificate, PS256, typed replies of its generated client, SuiteQL, a RESTlet."""

import json
import os
import subprocess
import sys
from pathlib import Path

import requests
from netsuite import Netsuite
from netsuite.swagger_client import Customer

FIELDS = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / "oauth-client-credentials.json").read_text())
HOME = Path(os.environ["HOME"])
COMMAND = [str(Path(sys.executable).with_name("netsuite"))]


def main() -> None:
    """What its README shows."""
    asked = ["example.com", "Kiln", "IT", "Boston", "MA", "US", "it@example.com", str(HOME / "key.pem")]
    answers = "".join(f"{answer}\n" for answer in asked)
    command = [*COMMAND, "generate-certificate"]
    made = subprocess.run(command, cwd=HOME, input=answers, text=True, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    certificate = {"certificate": (HOME / "netsuite_certificate.pem").read_text()}
    uploaded = requests.post(
        f"{os.environ['PEER_EMULATOR']}/emulator/certificates", json=certificate, timeout=30
    ).json()
    credentials = {
        "CLIENT_ID": uploaded["client_id"],
        "CERT_ID": uploaded["certificate_id"],
        "NETSUITE_KEY_FILE": str(HOME / "key.pem"),
        "NETSUITE_APP_NAME": FIELDS["account_id"].lower().replace("_", "-"),
        "JSON_STORAGE_PATH": str(HOME / "tokens.json"),
    }
    (HOME / "credentials.json").write_text(json.dumps(credentials))
    netsuite = Netsuite(config_file=HOME / "credentials.json")
    assert netsuite.request_access_token().access_token, (HOME / "tokens.json").read_text()
    print("+ made a certificate, signed in with PS256")
    assert "customer" in netsuite.get_netsuite_recordtypes()
    print("+ listed record types")
    customers = netsuite.REST_CLIENT.customer_api
    page = customers.customer_get(limit=3)
    assert (page.count, len(page.items), page.has_more) == (3, 3, True)
    customer = customers.customer_id_get(id=page.items[0].id)
    assert customer.id == page.items[0].id
    assert customer.subsidiary.ref_name
    customers.customer_id_patch(Customer(comments="typed"), customer.id)
    assert customers.customer_id_get(id=customer.id).comments == "typed"
    contact = netsuite.REST_CLIENT.contact_api.contact_get(limit=1).items[0]
    assert netsuite.REST_CLIENT.contact_api.contact_id_get(id=contact.id, expand_sub_resources=True).id == contact.id
    print("+ read and changed records through models generated from another account's OpenAPI document")
    query = netsuite.QUERY_CLIENT.query_api.execute_query
    rows = query("SELECT id, companyname FROM customer WHERE comments = 'typed'", limit=10, offset=0)
    assert [row["id"] for row in rows] == [customer.id]
    print("+ SuiteQL")
    said = netsuite.RESTLET_CLIENT.restlet_api.execute_restlet({}, {"hello": 1}, script="101", deploy="1")
    assert said
    print("+ RESTlet")


main()
