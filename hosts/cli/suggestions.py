"""What a shell offers while somebody types: names of actions, data sources and connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug import manifest_file

if TYPE_CHECKING:
    import click


def action_keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001 - click's
    """Keys of actions."""
    return _matching([entry["key"] for entry in manifest_file.load()["actions"]], incomplete)


def data_sources(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Keys of data sources."""
    return _matching([entry["key"] for entry in manifest_file.load()["dataSources"]], incomplete)


def connections(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Names of connections of this machine."""
    from suiteplug.connections import sources  # noqa: PLC0415 - only when names are wanted

    return _matching(list(sources.names()), incomplete)


def _matching(names: list[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
