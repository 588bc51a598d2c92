"""Run a NetSuite client that we did not write, unmodified, against the emulator.

Makes a throw-away environment with the ``netsuite`` package from PyPI (its own httpx, so it cannot share ours), starts
the emulator under NetSuite's https names, and lets the package sign in by TBA, read and write records, read
metadata, call a RESTlet and run SuiteQL. Exit code 0 when all of it works and a wrong realm is refused.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

PROGRAM = """
import asyncio, json, sys
from netsuite import Config, NetSuiteRestApi, TokenAuth
from netsuite.exceptions import NetsuiteAPIRequestError
from netsuite.restlet import NetSuiteRestlet

fields = json.load(open(sys.argv[1]))
names = ("consumer_key", "consumer_secret", "token_id", "token_secret")
auth = TokenAuth(**{name: fields[name] for name in names})
config = Config(account=fields["account_id"], auth=auth)

async def main():
    api = NetSuiteRestApi(config)
    page = await api.get("/record/v1/customer?limit=2")
    print("list customers:", [item["id"] for item in page["items"]], "of", page["totalResults"])
    one = await api.get("/record/v1/customer/" + page["items"][0]["id"])
    print("read one:", one["entityId"])
    await api.post("/record/v1/customer", json={"companyName": "Written By Others Ltd", "subsidiary": {"id": "1"}})
    await api.patch("/record/v1/customer/" + one["id"], json={"comments": "seen"})
    print("metadata:", len((await api.jsonschema("salesOrder"))["properties"]), "fields of salesOrder")
    print("RESTlet:", await NetSuiteRestlet(config).post("101", json={"a": 1}))
    rows = await api.suiteql("SELECT companyname FROM customer WHERE companyname LIKE 'Written%'", limit=10)
    assert [row["companyname"] for row in rows["items"]] == ["Written By Others Ltd"], rows
    print("SuiteQL finds what was written")
    try:
        await NetSuiteRestApi(Config(account="1234567_sb1", auth=auth)).get("/record/v1/customer")
    except NetsuiteAPIRequestError as error:
        assert "INVALID_LOGIN" in str(error)
        print("wrong realm refused")
    else:
        raise SystemExit("a wrong realm was accepted")

asyncio.run(main())
"""


def main() -> int:
    """Set up, run, clean up."""
    with tempfile.TemporaryDirectory(prefix="suiteplug-clients-") as directory:
        python = _environment(Path(directory) / "venv")
        connections = Path(directory) / "connections"
        command = [sys.executable, "-m", "suiteplug.emulator", "--https-names", "--connections-dir", str(connections)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as emulator:
            try:
                found = _proxy_settings(emulator)
                program = [str(python), "-W", "ignore", "-c", PROGRAM, str(connections / "tba.json")]
                return subprocess.run(program, env={**os.environ, **found}, check=False).returncode
            finally:
                emulator.terminate()


def _environment(directory: Path) -> Path:
    """A virtual environment with the client; gives its interpreter."""
    venv.create(directory, with_pip=True)
    python = directory / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "-q", "netsuite==0.12.0"], check=True)
    return python


def _proxy_settings(emulator: subprocess.Popen[str]) -> dict[str, str]:
    """What the emulator prints for clients that know no other address."""
    for line in emulator.stdout or ():
        if found := dict(re.findall(r"(HTTPS_PROXY|SSL_CERT_FILE)=(\S+)", line)):
            print(json.dumps(found))
            return found
    raise RuntimeError("the emulator did not start")


if __name__ == "__main__":
    sys.exit(main())
