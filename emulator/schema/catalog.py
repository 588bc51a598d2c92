"""All record types of the standard account in one catalog."""

from __future__ import annotations

from suiteplug.emulator.schema.shape import Schema

STANDARD = Schema(())
