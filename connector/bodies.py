"""JSON bodies as they go out."""

from __future__ import annotations

import json
from typing import Any

from suiteplug.connector.errors import InputError

JSON = "application/json"


def encode(body: Any, *, field: str = "body") -> bytes:
    """UTF-8 JSON. NaN and infinities are refused, because NetSuite (and JSON) have none."""
    try:
        return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError) as error:
        raise InputError(
            f"The {field} is not JSON: {error}.", code="NOT_JSON", field=field, fix="Use only JSON values."
        ) from error
