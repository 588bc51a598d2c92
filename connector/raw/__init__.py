"""Any request on the account's own services, for what has no action yet."""

from __future__ import annotations

from suiteplug.connector.raw.service import RawRequest, RawService

__all__ = ["RawRequest", "RawService"]
