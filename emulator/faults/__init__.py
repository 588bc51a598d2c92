"""Scripted faults: which requests go wrong, and how."""

from suiteplug.emulator.faults.script import Faults, FaultScriptError

__all__ = ["FaultScriptError", "Faults"]
