"""The pytest plugin ``suiteplug``: fixtures that give a test a NetSuite account of its own.

``netsuite_account`` lives in the process of the test, ``netsuite_server`` behind a socket for programs that need one.
The marker ``netsuite`` changes what the account is: members of ``Settings``, ``clock`` and ``faults``.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.emulator.account import Account
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.testing.emulated import EmulatedAccount
    from suiteplug.emulator.testing.seeds import Seeds

# The emulator itself is imported by the first fixture that needs it: pytest loads this module in every run.

_MARKER = "netsuite"


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line(
        "markers",
        f"{_MARKER}(clock=None, faults=None, **settings): the emulated account of this test: a frozen time, "
        "a fault script (mapping or path of a JSON file), and members of suiteplug.emulator.settings.Settings",
    )


@pytest.fixture(scope="session")
def netsuite_settings() -> Settings:
    """What accounts are like when no marker says otherwise; override it in your ``conftest.py``."""
    from suiteplug.emulator.settings import Settings  # noqa: PLC0415

    return Settings()


@pytest.fixture(scope="session")
def _netsuite_seeds() -> Iterator[Seeds]:
    """Companies that are seeded once."""
    from suiteplug.emulator.testing.seeds import Seeds  # noqa: PLC0415

    seeds = Seeds()
    yield seeds
    seeds.close()


@pytest.fixture
def _netsuite_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What suiteplug has written to another account, in another test, is not taken for written to this one."""
    monkeypatch.setenv("SUITEPLUG_LEDGER", str(tmp_path / "suiteplug-ledger.sqlite3"))


@pytest.fixture
def netsuite_account(
    request: pytest.FixtureRequest, netsuite_settings: Settings, _netsuite_seeds: Seeds, _netsuite_ledger: None
) -> Iterator[EmulatedAccount]:
    """An account of the test's own, in this process, without a socket."""
    from suiteplug.emulator.testing.emulated import IN_PROCESS_URL, EmulatedAccount  # noqa: PLC0415
    from suiteplug.emulator.testing.transport import AccountTransport  # noqa: PLC0415

    with _opened(request, netsuite_settings, _netsuite_seeds) as account:
        yield EmulatedAccount(account, IN_PROCESS_URL, AccountTransport(account))


@pytest.fixture
def netsuite_server(
    request: pytest.FixtureRequest, netsuite_settings: Settings, _netsuite_seeds: Seeds, _netsuite_ledger: None
) -> Iterator[EmulatedAccount]:
    """An account of the test's own, served on 127.0.0.1 from a thread."""
    from suiteplug.emulator.server import serve_account  # noqa: PLC0415
    from suiteplug.emulator.testing.emulated import EmulatedAccount  # noqa: PLC0415

    with _opened(request, netsuite_settings, _netsuite_seeds) as account, serve_account(account) as server:
        yield EmulatedAccount(account, server.base_url, None, server.between_requests)


@contextmanager
def _opened(request: pytest.FixtureRequest, settings: Settings, seeds: Seeds) -> Iterator[Account]:
    """The account that the test's markers ask for; the closest marker wins, name by name."""
    wanted: dict[str, Any] = {}
    for marker in request.node.iter_markers(_MARKER):
        wanted = {**marker.kwargs, **wanted}
    clock, faults = wanted.pop("clock", None), wanted.pop("faults", None)
    if unknown := wanted.keys() - {field.name for field in fields(settings)}:
        pytest.fail(f"@pytest.mark.{_MARKER} does not know {', '.join(sorted(unknown))}", pytrace=False)
    with seeds.open(replace(settings, **wanted), clock) as account:
        if isinstance(faults, str | Path):
            account.faults.load_file(Path(faults))
        elif faults is not None:
            account.faults.load(faults)
        yield account
