"""Serve an account under its https names.

Clients come through a proxy that they find in ``HTTPS_PROXY``, or because a hosts file says that the names are here.
"""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from suiteplug.emulator.https.authority import ServerIdentity, issue
from suiteplug.emulator.https.tunnel import tunnel
from suiteplug.emulator.server import TlsFiles, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from suiteplug.emulator.account import Account


@dataclass(frozen=True, slots=True)
class HttpsNames:
    """What a client needs in its environment.

    Attributes:
        proxy_url: For ``HTTPS_PROXY``.
        authority_file: For ``SSL_CERT_FILE``, ``REQUESTS_CA_BUNDLE`` or ``NODE_EXTRA_CA_CERTS``.
        port: Of the server itself, on loopback; a hosts file can lead clients to it where it is 443.
        hosts: The names it answers to.
    """

    proxy_url: str
    authority_file: Path
    port: int
    hosts: tuple[str, ...]

    @property
    def hosts_line(self) -> str:
        """For a hosts file."""
        return f"127.0.0.1 {' '.join(self.hosts)}"


def host_names(host_label: str) -> tuple[str, ...]:
    """The account's hosts (Oracle help: section_1498251763), and those that belong to no account."""
    own = (f"{host_label}.{family}.netsuite.com" for family in ("suitetalk.api", "restlets.api", "app"))
    return (*own, "system.netsuite.com", "rest.netsuite.com")


@contextlib.asynccontextmanager
async def serve_https_names(account: Account, directory: Path, port: int = 0) -> AsyncIterator[HttpsNames]:
    """Serve in the running event loop, on a free port by default.

    Writes ``netsuite-emulator-ca.pem`` into the directory.
    """
    names = host_names(account.settings.host_label)
    identity = issue(names)
    authority_file = _write_authority(identity, directory)
    with tempfile.TemporaryDirectory(prefix="suiteplug-emulator-") as private:
        files = _write_server_files(identity, Path(private))
        async with (
            serve(account, port, tls=files) as base_url,
            tunnel(frozenset(names), _port_of(base_url)) as proxy_port,
        ):
            yield HttpsNames(f"http://127.0.0.1:{proxy_port}", authority_file, _port_of(base_url), names)


def _port_of(base_url: str) -> int:
    """The port a base URL ends with."""
    return int(base_url.rpartition(":")[2])


def _write_authority(identity: ServerIdentity, directory: Path) -> Path:
    """What clients must trust."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = directory / "netsuite-emulator-ca.pem"
    path.write_text(identity.authority, encoding="ascii")
    return path


def _write_server_files(identity: ServerIdentity, directory: Path) -> TlsFiles:
    """What the server reads at its start; the directory is private and goes with the server."""
    files = TlsFiles(directory / "key.pem", directory / "certificate.pem")
    files.key.write_text(identity.private_key, encoding="ascii")
    files.certificate.write_text(identity.certificate, encoding="ascii")
    return files
