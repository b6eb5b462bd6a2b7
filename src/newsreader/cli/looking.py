"""Looking articles of the library through for people and speakers, so that ``person:`` and ``said:`` find them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.cli.common import corrections_by_article, reader_analyzer, settings

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.article import Article
    from newsreader.library import Library


def look_through(library: Library, among: Sequence[str] | None = None) -> int:
    """Analyse articles whose present text the reader's analysis has not seen; what is done stays if it is broken off.

    Args:
        library: The library.
        among: The ids of the articles; all by default.

    Returns:
        How many were analysed.

    Raises:
        NewsreaderError: If the analysis cannot be used, or its results cannot be written.
    """
    from newsreader.exports.corrected import corrected

    analyzer, corrections = reader_analyzer(), corrections_by_article()
    waiting = len(library.unanalyzed(analyzer.version, sys.maxsize, among))

    def as_corrected(article: Article, found: Analysis) -> Analysis:
        return corrected(found, corrections.get(article.id, ()), article)

    done = library.look_through(analyzer, among, corrected=as_corrected)
    if not waiting or settings().quiet or not sys.stderr.isatty():
        return sum(1 for _ in done)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("people and speakers"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        return sum(1 for _ in progress.track(done, total=waiting))
