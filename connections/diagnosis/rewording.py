"""The same refusal in better words: what NetSuite said stays, cause and fix become our own."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from suiteplug.connector.errors import ConnectionSetupError

if TYPE_CHECKING:
    from suiteplug.connector.errors import SignInError

E = TypeVar("E", bound=ConnectionSetupError)


def reworded(
    error: SignInError, kind: type[E], *, cause: str, fix: str, code: str = "", field: str = "", message: str = ""
) -> E:
    """An error of ``kind`` about the same reply."""
    return kind(
        message or error.message,
        code=code or error.code,
        cause=cause,
        fix=fix,
        field=field or error.field,
        details=error.details,
        http_status=error.http_status,
        operation_id=error.operation_id,
        request=error.request,
        reply=error.reply,
    )
