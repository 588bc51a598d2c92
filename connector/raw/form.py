"""Multipart forms (RFC 7578). Pure; the boundary follows from the content, so that equal forms are equal bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from suiteplug.connector.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class FormFile:
    """One file of a form; ``content_base64`` is its content."""

    name: str
    filename: str
    content_base64: str
    content_type: str = "application/octet-stream"


def encode_form(fields: Mapping[str, str], files: Sequence[FormFile]) -> tuple[bytes, str]:
    """The body and its content type."""
    parts = [(_head(name), value.encode()) for name, value in fields.items()]
    parts += [
        (_head(file.name, filename=file.filename, content_type=file.content_type), _content(index, file))
        for index, file in enumerate(files)
    ]
    digest = hashlib.sha256()
    for head, content in parts:
        digest.update(head + b"\0" + content + b"\0")
    boundary = f"suiteplug-{digest.hexdigest()[:40]}"
    body = b"".join(
        b"--" + boundary.encode() + b"\r\n" + head + b"\r\n\r\n" + content + b"\r\n" for head, content in parts
    )
    return body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"


def _head(name: str, *, filename: str | None = None, content_type: str = "") -> bytes:
    head = f'Content-Disposition: form-data; name="{_quoted(name)}"'
    if filename is not None:
        head += f'; filename="{_quoted(filename)}"\r\nContent-Type: {content_type}'
    return head.encode()


def _quoted(text: str) -> str:
    return text.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")


def _content(index: int, file: FormFile) -> bytes:
    try:
        return base64.b64decode(file.content_base64, validate=True)
    except binascii.Error as error:
        raise InputError(
            f"The content of the file '{file.filename}' is not base64.",
            code="NOT_BASE64",
            field=f"files[{index}].content_base64",
            fix="Encode the bytes of the file as base64, without line ends.",
        ) from error
