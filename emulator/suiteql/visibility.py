"""What a role sees of the tables (general NetSuite rule: what a role may not view does not exist for it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.roles import UNRESTRICTED
from suiteplug.emulator.suiteql.dialect.environment import Environment
from suiteplug.emulator.suiteql.restricted import conditions

if TYPE_CHECKING:
    from suiteplug.emulator.roles import Caller, Role
    from suiteplug.emulator.settings import Settings
    from suiteplug.emulator.store import RecordStore
    from suiteplug.emulator.suiteql.catalogue import Catalogue

_OF_TRANSACTIONS = {
    "transaction": "id",
    "transactionline": "transaction",
    "transactionaccountingline": "transaction",
    "nexttransactionlinelink": "nextdoc",
    "previoustransactionlinelink": "nextdoc",
    "nexttransactionlink": "nextdoc",
    "previoustransactionlink": "nextdoc",
    "transactionbillingaddress": "nkey",
    "transactionshippingaddress": "nkey",
    "salesordered": "transaction",
    "salesinvoiced": "transaction",
    "transactionshipment": "doc",
    "transactionhistory": "transaction",
}


class Visibility:
    """Makes, and keeps, the environment of each role."""

    def __init__(self, catalogue: Catalogue, store: RecordStore, settings: Settings) -> None:
        self._catalogue = catalogue
        self._store = store
        self._schema = store.schema
        self._settings = settings
        self._made: dict[tuple[str, str], tuple[Role, Environment]] = {}

    def of(self, caller: Caller) -> Environment:
        """The environment a caller's statements are compiled against.

        What a restricted role reaches depends on records, so it is found anew for every statement.
        """
        if caller.role.restrictions != UNRESTRICTED:
            return self._make(caller)
        key = (caller.role.id, caller.user.id)
        known = self._made.get(key)
        if known is None or known[0] is not caller.role:
            known = self._made[key] = (caller.role, self._make(caller))
        return known[1]

    def _make(self, caller: Caller) -> Environment:
        settings, role = self._settings, caller.role
        hidden = {
            table.name
            for table in self._catalogue.tables.values()
            if table.permission and not role.can(table.permission)
        }
        allowed = {kind.code for kind in self._schema.of_kind("transaction") if role.can(kind.permission)}
        if not allowed:
            hidden |= _OF_TRANSACTIONS.keys()
        return Environment(
            tables=self._catalogue.tables,
            hidden=frozenset(hidden) | self._catalogue.hidden_without_one_world,
            filters=tuple(self._filters(caller, allowed)),
            date_format=settings.date_format,
            documented=settings.suiteql_dialect == "documented",
            accepts_parameters=settings.suiteql_parameters,
            composite_status=settings.suiteql_composite_status,
            user_id=caller.user.id,
        )

    def _filters(self, caller: Caller, allowed: set[str]) -> list[tuple[str, str]]:
        """Rows are cut to the transaction types a role may view, and to what its restrictions leave."""
        cut = dict(conditions(self._store, caller)) if caller.role.restrictions != UNRESTRICTED else {}
        own = [cut.pop("transaction")] if "transaction" in cut else []
        if not allowed >= {kind.code for kind in self._schema.of_kind("transaction")}:
            listed = ", ".join(f"'{code}'" for code in sorted(allowed))
            own.append(f'"type" IN ({listed})')
        if own:
            mine = " AND ".join(own)
            others = f'IN (SELECT "id" FROM "suiteql_transaction" WHERE {mine})'
            for name, column in _OF_TRANSACTIONS.items():
                cut[name] = mine if name == "transaction" else f'"{column}" {others}'
        if self._settings.suiteql_own_notes and not caller.role.administrator:
            cut["systemnote"] = f"name = {int(caller.user.id)}"
        return list(cut.items())
