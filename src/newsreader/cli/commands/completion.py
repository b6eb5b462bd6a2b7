"""``newsreader completion``: what makes a shell complete words."""

from __future__ import annotations

import click

from newsreader.cli.common import common_options


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common_options
def completion(shell: str) -> None:
    """Print what makes SHELL complete commands and articles.

    \b
    newsreader completion bash > ~/.local/share/bash-completion/completions/newsreader
    newsreader completion zsh > ~/.zfunc/_newsreader
    newsreader completion fish > ~/.config/fish/completions/newsreader.fish
    """
    from newsreader.cli.completing import script

    click.echo(script(shell))
