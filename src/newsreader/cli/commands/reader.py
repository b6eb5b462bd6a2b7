"""Opening the reader."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from newsreader.article import ARTICLE_ID
from newsreader.cli.common import common_options, complete_articles, fail, read, settings

LOOK = 4_096
"""Bytes of a file that are looked at before the screen is taken, so that what is wrong with it is said in a line."""


@click.command("open", hidden=True)
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]", shell_complete=complete_articles)
@click.option("--plain", is_flag=True, help="Plain lines and typed commands instead of a screen.")
@click.option("--width", type=click.IntRange(0), help="Cells of a line with --plain; 0 not to wrap.")
@common_options
def open_reader(sources: tuple[str, ...], plain: bool, width: int | None) -> int:
    """Open SOURCES in the reader; print them where standard output is no terminal."""
    _refuse_misspelt(sources)
    if plain:
        return _read_plainly(sources, width)
    if width is not None:
        raise click.UsageError("--width goes with --plain")
    if not (sys.stdout.isatty() or os.environ.get("TEXTUAL_DRIVER")):  # a page in a browser is no terminal
        from newsreader.cli.commands.show import print_articles, print_library

        if sources:
            print_articles(sources, "text")
        else:
            print_library()
        return 0
    from newsreader.config import load_config
    from newsreader.paths import config_file

    # What is imported and made until the first picture stays: to look through it for garbage takes a tenth of the time
    # to that picture. The reading screen switches collecting on again.
    gc.disable()
    config = load_config(config_file())
    with _standard_input(sources) as given:
        opened = [s for s in given if _can_be_opened(s)]
        if sources and not opened:
            return 1
        from newsreader.tui.app import run_reader

        return run_reader(opened, settings().paths, config)


def _refuse_misspelt(sources: tuple[str, ...]) -> None:
    """Say which command was meant by a first word that is nearly one and names no file.

    Raises:
        click.UsageError: If there is such a word.
    """
    if not sources or not sources[0].isalpha() or Path(sources[0]).exists():
        return
    import difflib

    from newsreader.cli.app import COMMANDS

    if near := difflib.get_close_matches(sources[0], COMMANDS, 1):
        raise click.UsageError(f"{sources[0]} is no command, and there is no such file; did you mean {near[0]}?")


def _read_plainly(sources: tuple[str, ...], width: int | None) -> int:
    from newsreader.config import load_config
    from newsreader.paths import config_file
    from newsreader.plain.loop import run_plain

    if "-" in sources and not sys.stdout.isatty():
        raise click.UsageError("with --plain, standard input brings the commands: name a file")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    config = load_config(config_file())
    with _standard_input(sources) as given:
        return run_plain(given, settings().paths, config, given=sys.stdin, out=sys.stdout, width=width)


@contextlib.contextmanager
def _standard_input(sources: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Put what came on standard input into a file, so that the keyboard can take its place."""
    if "-" not in sources:
        yield sources
        return
    with tempfile.TemporaryDirectory(prefix="newsreader-") as folder:
        path = Path(folder) / "standard-input"
        path.write_bytes(sys.stdin.buffer.read())
        terminal = os.open("CON" if sys.platform == "win32" else "/dev/tty", os.O_RDWR)
        os.dup2(terminal, sys.stdin.fileno())
        os.close(terminal)
        yield tuple(str(path) if s == "-" else s for s in sources)


def _can_be_opened(source: str) -> bool:
    """Whether there is anything to open; what is plainly wrong with a source is said."""
    path = Path(source)
    if "://" in source or (ARTICLE_ID.fullmatch(source) and not path.exists()):
        return True
    if path.is_file() and _looks_like_text(path):
        return True
    if path.is_dir():
        from newsreader.sources.kinds import SUFFIXES
        from newsreader.sources.reading import endings

        found = {p.suffix.lower() for p in path.rglob("*")}
        if found & SUFFIXES or found & endings():
            return True
        fail(f"{source}: there are no articles in this folder; text, Markdown and HTML files are looked for")
        return False
    return next(iter(read([source])), None) is not None


def _looks_like_text(path: Path) -> bool:
    """Whether the first bytes of a file are words; if not, reading it tells in a line what is wrong."""
    try:
        with path.open("rb") as file:
            head = file.read(LOOK)
    except OSError:
        return False
    return bool(head.strip()) and b"\0" not in head and sum(b < 9 or 13 < b < 27 for b in head) < len(head) // 50
