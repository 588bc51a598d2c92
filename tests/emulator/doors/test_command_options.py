"""Settings that cannot work are refused before the emulator starts."""

from __future__ import annotations

import pytest

from suiteplug.emulator.command import main, parser
from suiteplug.emulator.server import listen


@pytest.mark.parametrize(
    ("option", "value", "complaint"),
    [
        ("--lanes", "0", "give 1 or more"),
        ("--lanes", "many", "give 1 or more"),
        ("--account", "not an account", "is not an account ID"),
        ("--account", "1234567-sb1", "is not an account ID"),
        ("--port", "x", "invalid int"),
        ("--latency", "soon", "is not a time"),
        ("--tier", "gold", "invalid choice"),
        ("--seed", "huge", "no seed company called 'huge'"),
        ("--seed", "large:12", "N transactions from 1,000 to 10,000,000"),
    ],
)
def test_refused(option: str, value: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([option, value])
    assert caught.value.code == 2
    assert complaint in capsys.readouterr().err


def test_account_ids_that_are_some() -> None:
    for account in ("1234567", "1234567_SB1", "1234567_RP", "TSTDRV1234567"):
        assert parser().parse_args(["--account", account]).account == account


def test_a_taken_port_leaves_no_socket_open() -> None:
    with listen(0) as taken, pytest.raises(OSError, match="in use"):
        listen(taken.getsockname()[1])


@pytest.mark.parametrize(("text", "milliseconds"), [("100ms", 100), ("0.1s", 100), ("2.5", 2.5), ("0", 0)])
def test_latency(text: str, milliseconds: float) -> None:
    assert parser().parse_args(["--latency", text]).latency_ms == milliseconds
    assert parser().parse_args(["--latency-ms", text]).latency_ms == milliseconds
