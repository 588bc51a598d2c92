"""suiteplug: a NetSuite connector.

Names are imported when they are first used, so that ``import suiteplug`` stays light (docs/adr/0002).
"""

from __future__ import annotations

from pathlib import Path as _Path

_root = _Path(__file__).resolve().parent.parent
if (_root / "pyproject.toml").is_file():  # a checkout: the code is in the top-level folders
    __path__.insert(0, str(_root))
