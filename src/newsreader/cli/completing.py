"""What a shell offers when the reader presses Tab."""

from __future__ import annotations

import contextlib

import click
from click.shell_completion import CompletionItem

from newsreader.paths import DataPaths

LOOKED_AT = 2_000
"""Articles whose ids are compared, the newest."""

MOST = 60
"""Articles offered at once, the newest first."""


def complete_articles(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of articles of the library with their titles, and where none begins so, files."""
    found: list[CompletionItem] = []
    if not incomplete or incomplete.startswith("a"):
        with contextlib.suppress(Exception):  # a shell has no place for what went wrong
            found = _articles(incomplete)
    return found or [CompletionItem(incomplete, type="file")]


def _articles(begin: str) -> list[CompletionItem]:
    from newsreader.library import Library
    from newsreader.text.clean import clean_line

    path = DataPaths.of().library
    if not path.exists():
        return []
    found: list[CompletionItem] = []
    with Library.open(path, read_only=True) as library:
        for row in library.articles(LOOKED_AT):
            if row.id.startswith(begin):
                found.append(CompletionItem(row.id, help=clean_line(row.title)))
                if len(found) == MOST:
                    break
    return found


def script(shell: str) -> str:
    """What makes a shell complete the words of newsreader.

    Args:
        shell: ``bash``, ``zsh`` or ``fish``.
    """
    from click.shell_completion import get_completion_class

    from newsreader.cli.app import root

    kind = get_completion_class(shell)
    if kind is None:
        raise ValueError(f"no completion for {shell}")
    made = kind(root, {}, "newsreader", "_NEWSREADER_COMPLETE")
    text = made.source_template % made.source_vars()
    # Click's script for fish cuts what is said of a word at its first comma
    return text.replace('string split ","', 'string split --max 1 ","')
