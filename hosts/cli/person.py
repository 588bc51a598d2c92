"""Who is at the command line."""

from __future__ import annotations

import getpass


def person() -> str:
    """Name of the user, for the audit log; empty where the system does not say."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user ID without a name, as in many containers
        return ""
