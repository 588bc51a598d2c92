"""What a role sees of the tables (general NetSuite rule: what a role may not view does not exist for it)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.dialect.environment import Environment

if TYPE_CHECKING:
    from suiteplug.emulator.roles import Caller, Role
    from suiteplug.emulator.schema import Schema
    from suiteplug.emulator.settings import Settings
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

    def __init__(self, catalogue: Catalogue, schema: Schema, settings: Settings) -> None:
        self._catalogue = catalogue
        self._schema = schema
        self._settings = settings
        self._made: dict[tuple[str, str], tuple[Role, Environment]] = {}

    def of(self, caller: Caller) -> Environment:
        """The environment a caller's statements are compiled against."""
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
            filters=tuple(self._filters(allowed)),
            date_format=settings.date_format,
            documented=settings.suiteql_dialect == "documented",
            accepts_parameters=settings.suiteql_parameters,
            composite_status=settings.suiteql_composite_status,
            user_id=caller.user.id,
        )

    def _filters(self, allowed: set[str]) -> list[tuple[str, str]]:
        """Rows are cut to the transaction types a role may view."""
        if allowed >= {kind.code for kind in self._schema.of_kind("transaction")}:
            return []
        listed = ", ".join(f"'{code}'" for code in sorted(allowed))
        own = f'"type" IN ({listed})'
        others = f'IN (SELECT "id" FROM "suiteql_transaction" WHERE {own})'
        return [
            (name, own if name == "transaction" else f'"{column}" {others}')
            for name, column in _OF_TRANSACTIONS.items()
        ]
