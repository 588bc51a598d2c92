"""The lanes of each account that this process works with: one object for all connections of the account."""

from __future__ import annotations

import atexit
import os
import threading
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from suiteplug.connector.lanes.account_lanes import AccountLanes

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.size import Terms
    from suiteplug.connector.lanes.stores.store import LaneStore

_accounts: WeakValueDictionary[str, AccountLanes] = WeakValueDictionary()
_lock = threading.Lock()


def lanes_of(
    account: str, terms: Terms, *, longest_s: float = 0.0, store: Callable[[], LaneStore] | None = None
) -> AccountLanes:
    """The lanes that all connections of this process to ``account`` share.

    ``longest_s`` is the longest time-out of a request. With ``store`` other processes share the lanes as well.
    Each call is matched by one of ``AccountLanes.leave``.
    """
    with _lock:
        lanes = _accounts.get(account)
        if lanes is None:
            lanes = _accounts[account] = AccountLanes(account)
        lanes.join(terms, longest_s, store)
        return lanes


def _close_all() -> None:
    """The process ends: what was not closed gives its lanes back at once and not when their lease is over."""
    for lanes in list(_accounts.values()):
        lanes.close()


def forget_all() -> None:
    """Begin without any lanes, and without what was learnt of accounts."""
    for lanes in list(_accounts.values()):
        lanes.forget()
    _accounts.clear()


def _after_fork() -> None:
    """The child begins without the parent's lanes."""
    global _lock  # noqa: PLW0603 - it may have been held by a thread that the child does not have
    _lock = threading.Lock()
    forget_all()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
