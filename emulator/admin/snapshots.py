"""Snapshots by name, for the admin door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account
    from suiteplug.emulator.snapshot import Snapshot


class NamedSnapshots:
    """Kept until they are forgotten or the emulator ends."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._kept: dict[str, Snapshot] = {}

    def change(self, given: dict[str, Any]) -> dict[str, Any]:
        """Take, go back to, or forget one; gives the names there are.

        Raises:
            ValueError: Not exactly one of ``take``, ``restore``, ``forget``.
            KeyError: There is no such snapshot.
        """
        match given:
            case {"take": str(name), **others} if not others:
                self._forget(name)
                self._kept[name] = self._account.snapshot()
            case {"restore": str(name), **others} if not others:
                self._account.restore(self._kept[name])
            case {"forget": str(name), **others} if not others:
                self._forget(name)
            case _:
                raise ValueError('one of {"take": NAME}, {"restore": NAME}, {"forget": NAME}')
        return self.as_dict()

    def _forget(self, name: str) -> None:
        known = self._kept.pop(name, None)
        if known is not None:
            known.close()

    def as_dict(self) -> dict[str, Any]:
        """Names, oldest first."""
        return {"items": list(self._kept)}
