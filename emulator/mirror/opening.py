"""What an account does with ``Settings.load`` when it is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.mirror.loading import Mirror, with_notes
from suiteplug.emulator.mirror.rows import RecordedRows
from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.schema.single import single_company
from suiteplug.emulator.settings import Settings

if TYPE_CHECKING:
    from suiteplug.emulator.mirror.kept import KeptReplies
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.state import AccountState

_STATE = "mirror"
SEEDED = "mirror"
"""What stands instead of the name of a seed company in an account that was loaded."""


def base_schema(settings: Settings) -> Schema:
    """The schema before anything was loaded."""
    return STANDARD if settings.one_world else single_company(STANDARD)


class Opening:
    """The mirror of one account, if it has one.

    Attributes:
        settings: Those that were given, with what the mirror says about the account.
    """

    def __init__(self, settings: Settings, state: AccountState, *, seeded: Any) -> None:
        """Look at the file of a new account.

        Raises:
            ValueError: The account holds something else already.
            MirrorError: The file cannot be read.
        """
        self._state = state
        self._looked_at: Mirror | None = None
        self._about: dict[str, Any] | None = state.load(_STATE)
        self.settings = settings
        if settings.load is not None:
            self._check(settings, settings.load, seeded)
        if settings.load is not None and self._about is None:
            self.look(settings.load)
        elif self._about is not None:
            self.settings = _adopted(settings, self._about["header"])

    def _check(self, settings: Settings, path: Path, seeded: Any) -> None:
        """Loading the same file twice is starting again; loading another one is a mistake."""
        known = None if self._about is None else self._about["path"]
        if known is None and seeded is not None:
            raise ValueError(f"{settings.data} holds an account already; only a new one can be loaded")
        if known is not None and known != str(path.resolve()):
            raise ValueError(f"{settings.data} was loaded from {known}; only a new account can be loaded")

    def look(self, path: Path) -> None:
        """Learn what the account is like."""
        before = self.settings
        mirror = Mirror(path, base_schema(before))
        self.settings = _adopted(before, mirror.about["header"])
        if self.settings.one_world != before.one_world:
            mirror = Mirror(path, base_schema(self.settings))
        self._looked_at, self._about = mirror, mirror.about
        self._state.save(_STATE, self._about)

    @property
    def is_mirror(self) -> bool:
        """Whether the account is loaded, not seeded."""
        return self._about is not None

    def rows(self, kept: KeptReplies) -> RecordedRows | None:
        """Rows that the account itself gave; None for an account that is no mirror."""
        return None if self._about is None else RecordedRows(kept, self._about["tables"], self._about["unknown"])

    def schema(self) -> Schema:
        """The schema of the account."""
        base = base_schema(self.settings)
        return base if self._about is None else with_notes(base, self._about)

    def mirror(self) -> Mirror:
        """What the account is filled from, looked at again when that was before.

        Raises:
            MirrorError: The file is gone.
        """
        if self._about is None:
            raise LookupError("the account has no mirror")
        if self._looked_at is None:
            self.look(Path(self._about["path"]))
        if self._looked_at is None:
            raise LookupError("the mirror was not looked at")
        found, self._looked_at = self._looked_at, None
        return found


def _adopted(settings: Settings, header: dict[str, Any]) -> Settings:
    """What the mirror says about the account, where the settings say nothing else."""
    usual = Settings()
    changes: dict[str, Any] = {}
    for name in ("date_format", "one_world"):
        if header.get(name) is not None and getattr(settings, name) == getattr(usual, name):
            changes[name] = header[name]
    return replace(settings, **changes) if changes else settings
