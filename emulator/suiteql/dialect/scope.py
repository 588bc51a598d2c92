"""Which names mean what inside one SELECT."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suiteplug.emulator.suiteql.columns import ColumnKind
from suiteplug.emulator.suiteql.dialect.faults import unknown_field, unknown_identifier, unsupported
from suiteplug.emulator.suiteql.dialect.fragments import Fragment, identifier, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from suiteplug.emulator.suiteql.columns import Column

_WHOLE = frozenset({ColumnKind.KEY, ColumnKind.REFERENCE})


@dataclass(slots=True)
class Source:
    """One table of a FROM clause.

    Attributes:
        alias: Lower-case name queries use for it.
        shown: Table as error texts name it.
        sql_alias: Our own, unique in the statement.
        sql: What stands in the FROM clause.
        optional: On the open side of an outer join, so that any column may be NULL.
        table: Table of the account, as its name is spelt in lower case; empty for a derived one.
    """

    alias: str
    shown: str
    sql_alias: str
    sql: str
    columns: Mapping[str, Column]
    optional: bool = False
    table: str = ""


@dataclass(slots=True)
class Scope:
    """Tables of one SELECT, those of the SELECTs around it, and what the clause at hand allows.

    Attributes:
        outputs: Aliases of the select list, for ORDER BY.
        groups: SQL of the grouping expressions; None where the SELECT is not grouped.
        blanked: Grouping expressions that are NULL on this level of a ROLLUP.
        ungrouped: Columns met outside of aggregates and grouping expressions.
        in_aggregate: Whether an aggregate's argument is being built.
        wrapped: SQL alias of the derived table that numbers the rows, when ROWNUM asks for one.
        wrapped_columns: What that derived table must offer: name to SQL.
    """

    parent: Scope | None = None
    sources: dict[str, Source] = field(default_factory=dict)
    ctes: dict[str, Source] = field(default_factory=dict)
    outputs: dict[str, Fragment] = field(default_factory=dict)
    groups: frozenset[str] | None = None
    blanked: frozenset[str] = frozenset()
    ungrouped: list[str] = field(default_factory=list)
    in_aggregate: bool = False
    wrapped: str = ""
    wrapped_columns: dict[str, str] = field(default_factory=dict)

    def add(self, source: Source) -> None:
        """Take a table in.

        Raises:
            Problem: Another table of this FROM has the alias.
        """
        if source.alias in self.sources:
            raise unsupported(f"The alias {source.alias} is used twice.")
        self.sources[source.alias] = source

    def find_cte(self, name: str) -> Source | None:
        """A table of a WITH clause, here or further out."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.ctes:
                return scope.ctes[name]
            scope = scope.parent
        return None

    def resolve(self, name: str, qualifier: str = "") -> Fragment:
        """The column of that name.

        Raises:
            Problem: No table has it, or several have.
        """
        for scope in self._outwards():
            found = scope.own(name, qualifier)
            if found is not None:
                source, column = found
                return scope.fragment(source, column)
        if not qualifier:
            raise unknown_identifier(name, self.available())
        table = next((s.sources[qualifier].table for s in self._outwards() if qualifier in s.sources), "")
        raise unknown_field(name, table) if table else unknown_identifier(f"{qualifier}.{name}", self.available())

    def available(self) -> dict[str, str]:
        """Alias to table, as error texts list them."""
        return {source.alias: source.shown for source in self.sources.values()}

    def every_column(self, qualifier: str = "") -> Iterator[tuple[str, Fragment]]:
        """What ``*`` stands for."""
        if qualifier and qualifier not in self.sources:
            raise unknown_identifier(qualifier, self.available())
        for source in self.sources.values():
            if qualifier in {"", source.alias}:
                for name, column in source.columns.items():
                    yield name, self.fragment(source, column)

    def _outwards(self) -> Iterator[Scope]:
        scope: Scope | None = self
        while scope is not None:
            yield scope
            scope = scope.parent

    def own(self, name: str, qualifier: str) -> tuple[Source, Column] | None:
        """The column among this scope's own tables."""
        if qualifier:
            source = self.sources.get(qualifier)
            column = None if source is None else source.columns.get(name)
            return None if source is None or column is None else (source, column)
        holders = [source for source in self.sources.values() if name in source.columns]
        if len(holders) > 1:
            raise unsupported(f"Column {name} is in several tables: {', '.join(s.alias for s in holders)}.")
        return (holders[0], holders[0].columns[name]) if holders else None

    def fragment(self, source: Source, column: Column) -> Fragment:
        """A column as an expression; notes when it is not grouped."""
        sql = self.column_sql(source, column.name)
        if self.groups is not None and not self.in_aggregate and sql not in self.groups:
            self.ungrouped.append(column.name)
        return Fragment(
            sql,
            kind_of(column),
            column=column,
            owner=source.alias,
            whole=column.kind in _WHOLE,
            not_null=column.not_null and not source.optional,
        )

    def sibling(self, fragment: Fragment, name: str) -> str | None:
        """SQL of another column of the same row, or None when that table has no such column."""
        for scope in self._outwards():
            source = scope.sources.get(fragment.owner)
            if source is not None:
                return scope.column_sql(source, name) if name in source.columns else None
        return None

    def column_sql(self, source: Source, name: str) -> str:
        """SQL of a column, through the row-numbering table when there is one."""
        sql = f"{source.sql_alias}.{identifier(name)}"
        if not self.wrapped:
            return sql
        label = f"{source.sql_alias}.{name}"
        self.wrapped_columns[label] = sql
        return f"{self.wrapped}.{identifier(label)}"
