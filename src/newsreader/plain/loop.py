"""Taking commands line by line and answering them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TextIO

from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.paths import DataPaths
from newsreader.plain.commands import perform
from newsreader.plain.holdings import Holdings
from newsreader.plain.phrases import sentence
from newsreader.plain.printer import Printer
from newsreader.plain.session import Session
from newsreader.text.clean import clean_line

WIDTH = 80
"""Cells of a row where neither ``COLUMNS`` nor the terminal tells."""

PROMPT = "Command:"


def run_plain(
    sources: Sequence[str],
    paths: DataPaths,
    config: Config,
    *,
    given: TextIO,
    out: TextIO,
    width: int | None = None,
) -> int:
    """Run the plain reader until the reader leaves or the input ends.

    Args:
        sources: What to open first; nothing for the list of the library.
        paths: Where data live.
        config: The reader's settings.
        given: Where commands come from; the reader is prompted if it is a terminal.
        out: Where replies go.
        width: Cells of a row, 0 not to wrap; ``COLUMNS`` or the width of the terminal by default.

    Returns:
        The exit status: 1 if commands came from a file or pipe and one of them could not be done, else 0.

    Raises:
        NewsreaderError: If sources are named and nothing could be read from any of them.
    """
    interactive = given.isatty()
    printer = Printer(out, shutil.get_terminal_size((WIDTH, 24)).columns if width is None else width)
    holdings = Holdings(paths, config)

    def ask(question: str) -> str | None:
        if interactive and question:
            printer.prompt(f"{question} ")
        elif question not in ("", PROMPT):
            printer.say(question)
        line = given.readline()
        return clean_line(line) if line else None

    session = Session(holdings, config, printer.say, ask)
    failed = 0
    try:
        _begin(session, sources, interactive)
        while not session.done and (line := ask(PROMPT)) is not None:
            failed += not _answer(session, line)
        if interactive and not session.done:
            printer.say("")
    finally:
        holdings.close()
    return int(failed > 0 and not interactive)


def _begin(session: Session, sources: Sequence[str], interactive: bool) -> None:
    """Open what was named, or say what there is."""
    if interactive:
        session.say("newsreader in plain lines. help lists the commands, quit leaves.")
    if not sources:
        perform(session, "library")
        return
    articles, errors = session.read_sources(sources)
    if not articles:
        raise errors[0]
    for error in errors:
        session.say(_refusal(error))
    if len(articles) > 1:
        perform(session, "list")
    session.open(articles[0])


def _answer(session: Session, line: str) -> bool:
    """Do one command; whether it could be done."""
    try:
        perform(session, line)
    except (NewsreaderError, OSError) as error:
        session.say(_refusal(error))
        return False
    except KeyboardInterrupt:
        session.say("Stopped.")
        return False
    return True


def _refusal(error: Exception) -> str:
    """Why something was not done, as a sentence."""
    text = sentence(str(error))
    return text[:1].upper() + text[1:]
