"""Proof keys: the pair that Oracle publishes, and the one of RFC 7636."""

from __future__ import annotations

import re

import pytest

from suiteplug.connections.signing.pkce import ProofKey, new_state

ORACLE = (
    "abFOm_isZAwm7PpI9BtJRMEuiMqhU6sUqZlVWSsAAf1QutgIOD~on78mu-JdpbKc_RA7IEcf2e~q0XrKlJ1tE"
    ".8Un64PXLKQG16G4lwW-a5de_0aeU2mHnyVPg.Or8cE"
)


@pytest.mark.parametrize(
    ("verifier", "challenge"),
    [
        pytest.param(ORACLE, "Who5QBshz2Mu1Mq6GuAknYA5TnjA-0z7VhAgLloec1s", id="TV7 section_158081944642"),
        pytest.param(
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            id="TV13 RFC 7636 appendix B",
        ),
    ],
)
def test_published_pairs(verifier: str, challenge: str) -> None:
    assert ProofKey(verifier).challenge == challenge


def test_new_ones_keep_the_rules() -> None:
    verifiers = {ProofKey.new().verifier for _ in range(100)}
    states = {new_state() for _ in range(100)}
    assert len(verifiers) == len(states) == 100
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) for verifier in verifiers)
    assert all(22 <= len(state) <= 1024 and state.isascii() and state.isprintable() for state in states)


def test_the_verifier_does_not_show_itself() -> None:
    assert ORACLE not in repr(ProofKey(ORACLE))
