"""Types of inputs that shortcuts share."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

_LOCAL = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?\Z")
_LOCAL_PATTERN = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$"


def _date(value: object) -> object:
    """Only ISO text or a date: pydantic alone would take a number for seconds since 1970."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("not a date; give YYYY-MM-DD")


def _local(value: object) -> object:
    if isinstance(value, str) and _LOCAL.match(value):
        return datetime.fromisoformat(value)
    if isinstance(value, datetime) and value.tzinfo is None:
        return value
    raise ValueError("not a local time; give YYYY-MM-DDTHH:MM:SS without a zone")


Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A date, YYYY-MM-DD."""

Moment = Annotated[datetime, BeforeValidator(_local), WithJsonSchema({"type": "string", "pattern": _LOCAL_PATTERN})]
"""A time as the account shows it; see ``ZONE``."""

ZONE = (
    "YYYY-MM-DDTHH:MM:SS or YYYY-MM-DD, without a zone, as the account's clock shows it: NetSuite does not document "
    "the zone in which it compares, so leave a margin of some hours."
)
"""The caveat that goes with every ``Moment`` (Oracle help: article_0122025133 tells of several zones)."""

Words = Annotated[str, Field(min_length=1, max_length=300)]
"""A text to look for."""
