"""``newsreader serve``: the reader in a browser."""

from __future__ import annotations

import shlex
import sys

import click

from newsreader.cli.common import common_options, complete_articles, say, settings
from newsreader.errors import NewsreaderError


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]", shell_complete=complete_articles)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8_000, show_default=True, help="The port.")
@common_options
def serve(sources: tuple[str, ...], host: str, port: int) -> None:
    """Open SOURCES, or the library, in a browser on this machine.

    \b
    newsreader serve
    newsreader serve article.txt --port 8080

    The address that is printed holds a key, and nobody without it gets in. All that the page needs comes from this
    machine. It takes the extra: pip install 'newsreader[serve]'.
    """
    try:
        from newsreader.cli.serving import ReaderServer, is_loopback
    except ImportError as error:
        raise NewsreaderError(
            f"serve takes a package that is not installed ({error.name}); pip install 'newsreader[serve]'"
        ) from error
    if not is_loopback(host):
        say(f"newsreader: {host} can be reached by other machines, and what is typed there is not encrypted")
    words = [sys.executable, "-m", "newsreader"]
    if (found := settings()).data_dir is not None:
        words += ["--data-dir", str(found.data_dir)]
    if found.notes is not None:
        words += ["--notes", str(found.notes)]
    command = shlex.join([*words, *sources])
    server = ReaderServer(command, host, port, lambda address: click.echo(f"Open {address}"))
    try:
        server.serve()
    except OSError as error:
        raise NewsreaderError(
            f"{host}:{port} cannot be listened at ({error.strerror}); choose another --port"
        ) from error
