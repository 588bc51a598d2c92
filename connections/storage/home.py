"""Where connections and tokens are kept on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def home(environment: Mapping[str, str] | None = None) -> Path:
    """``$SUITEPLUG_HOME``, else ``$XDG_CONFIG_HOME/suiteplug``, else ``~/.config/suiteplug``."""
    values = os.environ if environment is None else environment
    if own := values.get("SUITEPLUG_HOME"):
        return Path(own).expanduser()
    base = values.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "suiteplug"
