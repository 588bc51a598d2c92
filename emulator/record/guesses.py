"""What Oracle does not publish about the record service, one switch each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Guesses:
    """How an account behaves where neither a help page nor a recorded reply tells.

    Attributes:
        location_on_upsert: Whether PUT answers with ``Location``.
        location_on_transform: Whether a transform does; public clients depend on it.
        paths_of_rules: Whether a refusal by a business rule names the field in ``o:errorPath``. The recorded ones
            do not (ehmad11/netsuite-rest issue 26; julienchriqui-okkoer/netsuite-mcp-server).
        unknown_names_in_words: Whether the refusal of a misspelt property names it in its sentence, too, and not in
            ``o:errorPath`` only; no wording is published.
    """

    location_on_upsert: bool = True
    location_on_transform: bool = True
    paths_of_rules: bool = False
    unknown_names_in_words: bool = True


CONTRARY = Guesses(
    location_on_upsert=False, location_on_transform=False, paths_of_rules=True, unknown_names_in_words=False
)
"""Every guess the other way: a program that works with both does not depend on them."""
