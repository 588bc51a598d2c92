"""Importing the package and drawing help load nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

import suiteplug

HEAVY = "{'pydantic', 'httpx', 'authlib', 'jsonschema', 'cryptography', 'sqlglot', 'joserfc', 'uvicorn', 'rich'}"


@pytest.mark.parametrize(
    "work",
    [
        "import suiteplug",
        "import suiteplug; suiteplug.NotFoundError",
        "from suiteplug.hosts.cli.app import run; run(['--help'])",
        "from suiteplug.hosts.cli.app import run; run(['run', 'get-record', '--help'])",
        "from suiteplug.hosts.cli.app import run; run(['connection', 'add', '--help'])",
    ],
)
def test_stays_light(work: str) -> None:
    check = f"{work}\nimport sys\nloaded = {HEAVY} & set(sys.modules)\nassert not loaded, loaded"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_all_names_are_there() -> None:
    for name in suiteplug.__all__:
        assert getattr(suiteplug, name) is not None
    assert sorted(suiteplug.__all__) == suiteplug.__all__
    assert set(suiteplug.__all__) <= set(dir(suiteplug))


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_like_it"):
        suiteplug.nothing_like_it  # noqa: B018
