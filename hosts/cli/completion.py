"""``suiteplug completion``: the script that makes a shell complete commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from suiteplug.hosts.cli.layout import examples


@click.command(
    epilog=examples(
        "suiteplug completion bash >> ~/.bashrc",
        "suiteplug completion zsh >> ~/.zshrc",
        "suiteplug completion fish > ~/.config/fish/completions/suiteplug.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of your shell."""
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"no completion for {shell}")
    root = click.get_current_context().find_root().command
    click.echo(kind(root, {}, "suiteplug", "_SUITEPLUG_COMPLETE").source())
