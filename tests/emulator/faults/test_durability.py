"""What was answered stays, however the process ends: kill -9 right after the reply, then the same file again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Self

import httpx

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMER = "/services/rest/record/v1/customer"


class Program:
    """The emulator as a process of its own, on a file."""

    def __init__(self, data: Path, connections: Path) -> None:
        command = [sys.executable, "-m", "suiteplug.emulator", "--seed", "empty", "--data", str(data)]
        self.process = subprocess.Popen(
            [*command, "--connections-dir", str(connections)], stdout=subprocess.PIPE, text=True
        )
        said = self.process.stdout.readline() if self.process.stdout else ""
        found = re.search(r"http://\S+", said)
        assert found, said
        self.base_url = found[0]

    def client(self) -> httpx.Client:
        """Signed in by a token of its own."""
        asked = httpx.post(f"{self.base_url}/emulator/connections", json={"type": "oauth-authorization-code"})
        return httpx.Client(base_url=self.base_url, headers={"Authorization": f"Bearer {asked.json()['access_token']}"})

    def kill(self) -> None:
        """As the machine's memory manager would."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.kill()
        if self.process.stdout:
            self.process.stdout.close()


def test_killed_right_after_each_reply(tmp_path: Path) -> None:
    data, connections = tmp_path / "account.sqlite", tmp_path / "connections"
    body = {"companyName": "Blue Kiln Ltd", "externalId": "KEPT-1", "subsidiary": {"id": "1"}}
    with Program(data, connections) as program, program.client() as http:
        assert http.post(CUSTOMER, json=body).status_code == 204
        program.kill()
    with Program(data, connections) as program, program.client() as http:
        customer = http.get(f"{CUSTOMER}/eid:KEPT-1").json()
        assert customer["companyName"] == "Blue Kiln Ltd"
        accepted = http.post(CUSTOMER, json={**body, "externalId": "KEPT-2"}, headers={"Prefer": "respond-async"})
        assert accepted.status_code == 202
        token = http.headers["Authorization"]
        program.kill()
    with Program(data, connections) as program:
        http = httpx.Client(base_url=program.base_url, headers={"Authorization": token})
        with http:
            assert http.get(f"{CUSTOMER}/{customer['id']}").status_code == 200
            job = httpx.URL(accepted.headers["location"]).raw_path.decode()
            while not http.get(job).json()["completed"]:
                pass
            assert http.get(f"{CUSTOMER}/eid:KEPT-2").status_code == 200
            assert http.delete(f"{CUSTOMER}/{customer['id']}").status_code == 204
        program.kill()
    with Program(data, connections) as program, program.client() as http:
        assert http.get(f"{CUSTOMER}/eid:KEPT-1").status_code == 404
