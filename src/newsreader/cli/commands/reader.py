"""Opening the reader."""

from __future__ import annotations

import sys

import click

from newsreader.cli.common import common_options, settings


@click.command("open", hidden=True)
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
@common_options
def open_reader(sources: tuple[str, ...]) -> int:
    """Open SOURCES in the reader; print them where standard output is no terminal."""
    if not sys.stdout.isatty():
        from newsreader.cli.commands.show import print_articles, print_library

        if sources:
            print_articles(sources, "text")
        else:
            print_library()
        return 0
    from newsreader.config import load_config
    from newsreader.paths import config_file

    config = load_config(config_file())
    opened = _readable(sources)
    if sources and not opened:
        return 1
    from newsreader.tui.app import run_reader

    return run_reader(opened, settings().paths, config)


def _readable(sources: tuple[str, ...]) -> list[str]:
    """The sources that may be opened; what is plainly not there is said before the screen is taken."""
    from pathlib import Path

    from newsreader.cli.common import ARTICLE_ID, fail, read

    kept: list[str] = []
    for source in sources:
        if source == "-" or "://" in source or (ARTICLE_ID.fullmatch(source) and not Path(source).exists()):
            kept.append(source)
        elif not Path(source).exists():
            fail(f"{source}: no such file or folder")
        elif Path(source).is_dir():
            kept.append(source) if _holds_articles(Path(source)) else fail(f"{source}: no articles in this folder")
        elif Path(source).stat().st_size > _QUICK or next(iter(read([source])), None) is not None:
            kept.append(source)
    return kept


_QUICK = 300_000  # bytes of a file that is read twice without anybody noticing


def _holds_articles(folder: object) -> bool:
    from pathlib import Path

    from newsreader.sources.kinds import SUFFIXES

    return any(p.suffix.lower() in SUFFIXES for p in Path(str(folder)).rglob("*"))
