"""The root command."""

from __future__ import annotations

import click

from newsreader import __version__


@click.group()
@click.version_option(__version__, prog_name="newsreader")
def run() -> None:
    """Read the news closely."""
