"""Business rules on records in stored form: defaults, checks, amounts, numbers, statuses and their effects."""

from __future__ import annotations

from suiteplug.emulator.rules.engine import Rules
from suiteplug.emulator.rules.preferences import Preferences

__all__ = ["Preferences", "Rules"]
