"""How long to wait for what, and what may be added to bodies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OnceSettings:
    """Times in seconds.

    Attributes:
        window_s: How long NetSuite may work on a request whose caller has gone: it ends requests after 15 minutes
            (Oracle help: subsect_1559222360). Before that, not found does not mean that it did not happen.
        patience_s: How long a call without an idempotency key looks before it says that the outcome is unknown: as a
            rule somebody waits for it.
        derive_external_ids: Whether new records get an external ID from the idempotency key where they have none.
        lease_s: When a process that holds a call and says nothing counts as dead.
        turn_s: How long to wait for another run of the same call.
        most_sends: How often a write may be sent whose answers get lost.
        longest_output: Characters of an output that is kept for repeats of the call.
    """

    window_s: float = 900.0
    patience_s: float = 60.0
    derive_external_ids: bool = True
    lease_s: float = 60.0
    turn_s: float = 90.0
    most_sends: int = 5
    longest_output: int = 262_144
