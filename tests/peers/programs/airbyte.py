"""PyPI airbyte-source-netsuite: check, discover, a sync, a change, and another sync from the state of the first."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import requests
from requests_oauthlib import OAuth1

FIELDS = json.loads((Path(os.environ["PEER_CONNECTIONS"]) / "tba.json").read_text())
HOME = Path(os.environ["HOME"])
HOST = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest"
SYNCED = ("customer", "salesorder", "invoice", "inventoryitem")
CHANGED_ID = "1013"


def source(command: str, **files: Any) -> list[dict[str, Any]]:
    """One run of the source; what it writes, a message on each line."""
    arguments = []
    for name, content in files.items():
        path = HOME / f"{name}.json"
        path.write_text(json.dumps(content))
        arguments += [f"--{name}", str(path)]
    start = "from source_netsuite.run import run; run()"
    done = subprocess.run(
        [sys.executable, "-c", start, command, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def records(messages: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Synced records by stream and ID."""
    found: dict[str, dict[str, Any]] = {}
    for message in messages:
        if message["type"] == "RECORD":
            record = message["record"]
            found.setdefault(record["stream"], {})[record["data"]["id"]] = record["data"]
    return found


def main() -> None:
    """As a platform runs it."""
    config = {
        "realm": FIELDS["account_id"],
        "consumer_key": FIELDS["consumer_key"],
        "consumer_secret": FIELDS["consumer_secret"],
        "token_key": FIELDS["token_id"],
        "token_secret": FIELDS["token_secret"],
        "object_types": list(SYNCED),
        "start_datetime": "2020-01-01T00:00:00Z",
        "window_in_days": 1000,
    }
    status = next(message for message in source("check", config=config) if message["type"] == "CONNECTION_STATUS")
    assert status["connectionStatus"]["status"] == "SUCCEEDED", status
    print("+ checked the connection")
    streams = next(m for m in source("discover", config=config) if m["type"] == "CATALOG")["catalog"]["streams"]
    assert {stream["name"] for stream in streams} == set(SYNCED)
    assert all(len(stream["json_schema"]["properties"]) > 20 for stream in streams)
    print("+ discovered schemas")
    catalog = {
        "streams": [
            {
                "stream": stream,
                "sync_mode": "incremental" if stream.get("default_cursor_field") else "full_refresh",
                "destination_sync_mode": "append",
            }
            for stream in streams
        ]
    }
    first = source("read", config=config, catalog=catalog)
    synced = records(first)
    auth = OAuth1(
        FIELDS["consumer_key"],
        FIELDS["consumer_secret"],
        FIELDS["token_id"],
        FIELDS["token_secret"],
        realm=FIELDS["account_id"],
        signature_method="HMAC-SHA256",
    )
    for stream in SYNCED:
        total = requests.get(f"{HOST}/record/v1/{stream}?limit=1", auth=auth, timeout=30).json()["totalResults"]
        assert len(synced[stream]) == total, (stream, len(synced[stream]), total)
    print(f"+ synced {sum(map(len, synced.values()))} records of {len(SYNCED)} types, complete")
    change = {"comments": "changed after the first sync"}
    assert requests.patch(f"{HOST}/record/v1/customer/{CHANGED_ID}", json=change, auth=auth, timeout=30).ok
    states = [message["state"] for message in first if message["type"] == "STATE"]
    last = {state["stream"]["stream_descriptor"]["name"]: state for state in states}
    again = records(source("read", config=config, catalog=catalog, state=list(last.values())))
    assert again["customer"][CHANGED_ID]["comments"] == change["comments"]
    assert len(again["customer"]) < len(synced["customer"])
    print("+ the next sync brought the change and left out what it had")


main()
