"""Settings as text, and what the command makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from suiteplug.emulator.command import main
from suiteplug.emulator.settings import Settings
from suiteplug.emulator.switches import switched


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("consent=allow", "allow"),
        ("one_world=false", False),
        ("lock_after_failed_logins=True", True),
        ("suiteql_timeout_s=2.5", 2.5),
        ("locked_records=salesOrder/5001,invoice/7", frozenset({"salesOrder/5001", "invoice/7"})),
        ("jobs.processors=4", 4),
        ("jobs.batch_order=parallel", "parallel"),
        ("jobs.batch_order=none", None),
        ("jobs.key_life_s=60", 60.0),
        ("record_guesses.location_on_upsert=false", False),
        ("release = 2025.2", "2025.2"),
    ],
)
def test_changes_one_thing(text: str, value: Any) -> None:
    found: Any = switched(Settings(), [text])
    for name in text.partition("=")[0].strip().split("."):
        found = getattr(found, name)
    assert (found, type(found)) == (value, type(value))


def test_several_after_each_other() -> None:
    settings = switched(Settings(), ["jobs.moves=clock", "jobs.delay=5", "consent=deny"])
    assert (settings.jobs.moves, settings.jobs.delay, settings.consent) == ("clock", 5, "deny")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("consent", "'consent' is not NAME=VALUE"),
        ("consent=perhaps", "consent cannot be 'perhaps'; it takes ask or allow or deny"),
        ("one_world=2", "one_world cannot be '2'; it takes true or false"),
        ("jobs.keep_s=long", "jobs.keep_s cannot be 'long'; it takes a number"),
        ("jobs.processors=1.5", "jobs.processors cannot be '1.5'; it takes a whole number"),
        ("jobs.batch_order=sideways", "it takes sequential or parallel or none"),
        ("jobs=1", "there is no setting 'jobs'; there are account_id,"),
        ("jobs.speed=1", "there is no setting 'jobs.speed'"),
        ("colour=red", "there is no setting 'colour'"),
        ("consent.x=allow", "there is no setting 'consent.x'"),
    ],
)
def test_says_what_there_is(text: str, complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=complaint.replace("|", r"\|")):
        switched(Settings(), [text])
    with pytest.raises(SystemExit) as caught:
        main(["--setting", text])
    assert caught.value.code == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(("text", "option"), [("lanes=0", "--lanes"), ("account_id=no account", "--account")])
def test_what_has_an_option_is_given_by_it(text: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--setting", text])
    assert f"has an option of its own: {option}" in capsys.readouterr().err
