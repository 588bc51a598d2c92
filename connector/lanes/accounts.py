"""The lanes of each account that this process works with: one object for all connections of the account."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from suiteplug.connector.lanes.account_lanes import AccountLanes

if TYPE_CHECKING:
    from suiteplug.connector.lanes.size import Terms

_accounts: WeakValueDictionary[str, AccountLanes] = WeakValueDictionary()
_lock = threading.Lock()


def lanes_of(account: str, terms: Terms) -> AccountLanes:
    """The lanes that all connections of this process to ``account`` share. The smallest wish counts."""
    with _lock:
        lanes = _accounts.get(account)
        if lanes is None:
            lanes = _accounts[account] = AccountLanes(terms)
        else:
            lanes.join(terms)
        return lanes
