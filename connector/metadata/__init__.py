"""The metadata catalogue: the record types of the account, and what each is made of."""

from __future__ import annotations

from suiteplug.connector.metadata.service import MetadataService

__all__ = ["MetadataService"]
