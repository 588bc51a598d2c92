"""External IDs in bodies. Pure."""

from __future__ import annotations

from typing import Any

from suiteplug.connector.errors import InputError


def with_external_id(body: dict[str, Any], external_id: str | None) -> dict[str, Any]:
    """The body with this external ID. Raises InputError when it carries another one."""
    if external_id is None:
        return body
    given = body.get("externalId", external_id)
    if str(given) != external_id:
        raise InputError(
            f"The body has the external ID '{given}', the input '{external_id}'.",
            code="TWO_EXTERNAL_IDS",
            field="external_id",
            fix="Give it once.",
        )
    return {**body, "externalId": external_id}
