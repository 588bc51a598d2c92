"""A key pair on this machine: made once under a name, and found again by who comes back after the upload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connections.signing.certificate import NewCertificate, new_certificate, read_certificate
from suiteplug.connections.storage.home import home
from suiteplug.connections.storage.private_files import read_private, write_private

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True, repr=False)
class KeyFiles:
    """A pair and where its two files are."""

    key_file: Path
    certificate_file: Path
    pair: NewCertificate


def key_files(name: str, *, now: datetime, passphrase: str | None = None) -> KeyFiles:
    """The pair of this name in the folder ``keys`` beside the connections; made when there is none.

    A pair that is there is never written over: its certificate may be in NetSuite already.
    """
    folder = home() / "keys"
    key_file, certificate_file = folder / f"{name}-key.pem", folder / f"{name}-certificate.pem"
    if key_file.exists():
        text = certificate_file.read_text(encoding="utf-8")
        facts = read_certificate(text)
        key = read_private(key_file, "private key file", field="private_key_file")
        return KeyFiles(key_file, certificate_file, NewCertificate(key, text, facts.thumbprint, facts.not_after))
    made = new_certificate(now=now, passphrase=passphrase)
    write_private(certificate_file, made.certificate)
    write_private(key_file, made.private_key)  # last: where the key is, its certificate is as well
    return KeyFiles(key_file, certificate_file, made)
