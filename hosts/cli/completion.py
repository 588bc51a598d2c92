"""``suiteplug completion``: the script that makes a shell complete commands, options and values."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    r"""Print the completion script of your shell.

    \b
    Examples:
      suiteplug completion bash >> ~/.bashrc
      suiteplug completion fish > ~/.config/fish/completions/suiteplug.fish
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.BadParameter(f"no completion for {shell}")
    root = click.get_current_context().find_root().command
    click.echo(kind(root, {}, "suiteplug", "_SUITEPLUG_COMPLETE").source())
