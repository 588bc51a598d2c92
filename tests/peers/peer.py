"""What is known of a program that somebody else wrote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Led = Literal["hosts", "proxy"]
Language = Literal["Python", "Node"]


@dataclass(frozen=True, slots=True)
class Peer:
    """One public client and the program that lets it do its normal work.

    Attributes:
        key: Names it on the command line, its program and its folder in the cache.
        title: As its users know it.
        version: The one that is installed.
        registry: Where it comes from.
        sign_in: How the client signs in to the account.
        program: File in ``programs``; it says what it has done, a line for each step, and fails when something differs.
        packages: What is installed, with versions, as the registry's own installer takes it.
        led: Whether a hosts file leads the client to the emulator, or a proxy.
        settings: Switches of the emulator that this client needs, as ``--setting`` takes them.
        limit_s: How long its work may take.
    """

    key: str
    title: str
    version: str
    registry: Literal["PyPI", "npm"]
    sign_in: str
    program: str
    packages: tuple[str, ...]
    led: Led = "hosts"
    settings: tuple[str, ...] = ()
    limit_s: float = 120

    @property
    def language(self) -> Language:
        """What the client is written in."""
        return "Python" if self.registry == "PyPI" else "Node"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it.

    Attributes:
        result: ``works``, ``differs`` or ``skipped``.
        steps: What the program said it has done.
        reason: Why it was skipped, or what it said at its end.
    """

    peer: Peer
    result: Literal["works", "differs", "skipped"]
    steps: tuple[str, ...] = ()
    reason: str = ""
