"""Everything the app works with that is not on the screen: sources, library, notes, analysis.

Slow things run on lanes of their own, one for the library and one for the notes, so that each keeps its order and the
screen never waits. Results come back as messages. The notes are in `newsreader.tui.notebook`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from newsreader.article import ARTICLE_ID, Article
from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.paths import DataPaths, dictionary_file
from newsreader.tui.aside import (
    LARGE,
    Aside,
    AsideError,
    add_to_library,
    analyse_for_library,
    look_through_library,
    related_in_library,
)
from newsreader.tui.carrying import Carrying
from newsreader.tui.controllers.memory import write_memory
from newsreader.tui.lane import PAINT_FIRST, Lane
from newsreader.tui.messages import (
    Analysed,
    ArticleRead,
    RelatedFound,
    RelatedPost,
    RevisionsListed,
    SourceFailed,
    SourcesDone,
)
from newsreader.tui.notebook import Notebook

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.analysis.analyzer import Analyzer
    from newsreader.library import Library

log = logging.getLogger(__name__)

RELATED_AT_ONCE = 10
"""Related posts shown at first, and with every "load more"."""


READ = 0.95
"""The share of a text from which on the article counts as read once it was in sight."""
IDLE = 5.0
"""Seconds after which articles that were not opened yet are looked through for people and speakers."""

LOOKED_THROUGH = 20
"""Articles looked through at one stroke; so many are lost when the program is left."""

AT_REST = 30.0
"""Seconds after the last article was analysed for which the models are held: so the next one does not wait for them."""

BATCH = 50
"""Articles put into the library at one stroke; between two the program can be left."""


class Desk:
    """The app's articles and stores.

    Attributes:
        articles: Those opened in this run, by id, in order of opening.
        notebook: The notes.
        carrying: The way out for them.
    """

    def __init__(self, paths: DataPaths, post: Callable[[Message], Any], config: Config) -> None:
        """Prepare; nothing is opened yet.

        Args:
            paths: Where data live.
            post: Takes a message from any thread.
            config: The reader's settings.
        """
        self.paths = paths
        self.articles: dict[str, Article] = {}
        self._post = post
        self._library: Library | None = None
        self._painted = threading.Event()
        self._library_lane, self._analysis_lane, self._network_lane, notes_lane, self._backlog_lane = (
            Lane(name, post, paths.log, self._painted)
            for name in ("library", "analysis", "network", "notes", "backlog")
        )
        self._library_aside, self._analysis_aside, self._backlog_aside = Aside(), Aside(AT_REST), Aside()
        self.notebook = Notebook(paths, post, notes_lane, self)
        self.carrying = self._carrying(config)
        self._spacy, self._added = config.spacy, config.analyzer
        self._analyze: Analyzer | None = None
        self._closing = threading.Event()
        self._looking_through = False
        self._opening = threading.RLock()

    def painted(self) -> None:
        """Say that the first article is on the screen: from now on the threads may take their share of the machine."""
        self._painted.set()

    def close(self) -> None:
        """Finish what was begun with the notes, drop the rest, and close both stores."""
        self._closing.set()
        self._analysis_aside.close()
        self._backlog_aside.close()
        self._backlog_lane.close(finish=False)
        self._analysis_lane.close(finish=False)
        self._network_lane.close(finish=False)
        self.notebook.finish()
        self._library_lane.close(finish=True)
        self._library_aside.close()
        self.notebook.close()
        if self._library is not None:
            self._library.close()

    # Articles

    def first_of(self, sources: Sequence[str]) -> Article | None:
        """The first article of sources if it can be had so quickly that the first picture shows it."""
        from newsreader.sources import read_at_once

        return read_at_once(sources[0], sections=self._sections()) if sources else None

    def _sections(self) -> frozenset[str]:
        from newsreader.sources.categories import read_sections

        return read_sections(self.paths.sections)

    def open_sources(self, sources: Sequence[str], *, shown: bool = False) -> None:
        """Read sources one by one; each article comes as `ArticleRead`, then `SourcesDone`.

        Args:
            sources: What to read; nothing for what the library holds.
            shown: Whether the first article is on the screen already.
        """
        if not sources:
            self._painted.set()
        self._library_lane.submit(lambda: self._read(tuple(sources), shown), first=not shown)

    def _read(self, sources: tuple[str, ...], shown: bool) -> None:
        failed: list[str] = []

        def on_error(error: NewsreaderError) -> None:
            failed.append(str(error))
            self._post(SourceFailed(str(error)))

        read: list[Article] = []
        if sources:
            for article in self._articles(sources, on_error):
                if self._closing.is_set():
                    return
                read.append(article)
                self._post(ArticleRead(article, show=len(read) == 1 and not shown))
                if len(read) == 1:
                    self._painted.wait(PAINT_FIRST)
        else:
            self._stored()
        self._post(SourcesDone(len(read), len(failed)))
        for begin in range(0, len(read), BATCH):
            if not self._closing.is_set():
                self._keep(read[begin : begin + BATCH])
        if read and not self._closing.is_set():
            from newsreader.sources.categories import write_sections

            write_sections(self.paths.sections, self.open_library().sections())
        self.look_through()

    def _keep(self, articles: Sequence[Article]) -> None:
        """Put articles into the library."""
        library = self.open_library()
        if sum(len(a.text) for a in articles) < LARGE or library.read_only:
            library.add(articles)
        else:
            self._library_aside(add_to_library, self.paths.library, articles)

    def _articles(self, sources: tuple[str, ...], on_error: Callable[[NewsreaderError], None]) -> Iterator[Article]:
        """The articles of sources; an id names one of the library."""
        from newsreader.sources import read_sources

        sections = self._sections()
        for source in sources:
            if not ARTICLE_ID.fullmatch(source) or Path(source).exists():
                yield from read_sources([source], on_error=on_error, sections=sections)
            elif (article := self.open_library().get(source)) is not None:
                yield article
            else:
                on_error(NewsreaderError(f"{source}: no such article in the library"))

    def _stored(self) -> None:
        """Show what the library holds."""
        library = self.open_library()
        for number, row in enumerate(library.articles(200, 0)):
            article = library.get(row.id)
            if article is not None:
                self._post(ArticleRead(article, show=number == 0))

    def open_library(self) -> Library:
        """The library; call it on a thread, as it is opened when it is wanted first. Any thread may use it."""
        with self._opening:
            if self._library is None:
                from newsreader.library import Library

                self.paths.root.mkdir(parents=True, exist_ok=True)
                self._library = Library.open(self.paths.library)
            return self._library

    def show(self, article_id: str) -> None:
        """Fetch an article from memory or the library; it comes as `ArticleRead`."""
        if article_id in self.articles:
            self._post(ArticleRead(self.articles[article_id], show=True))
            return

        def work() -> None:
            article = self.open_library().get(article_id)
            if article is None:
                self._post(SourceFailed("That article is no longer in the library"))
            else:
                self._post(ArticleRead(article, show=True))

        self._library_lane.submit(work)

    def list_revisions(self, article: Article) -> None:
        """Read the versions of an article; `RevisionsListed` comes back."""

        def work() -> None:
            self._post(RevisionsListed(article.id, tuple(self.open_library().revisions(article.id))))

        self._library_lane.submit(work)

    def fetch(self, url: str) -> None:
        """Fetch the article at an address that the reader asked for; it comes as `ArticleRead`."""

        def work() -> None:
            from newsreader.sources import read_address

            article = read_address(url)[0]
            self._keep([article])
            self._post(ArticleRead(article, show=True))

        self._network_lane.submit(work)

    def fetch_whole(self, article: Article) -> None:
        """Fetch the text of an article from its address; the new revision comes as `ArticleRead`."""

        def work() -> None:
            from newsreader.sources import read_address

            found = read_address(article.url)[0]
            if len(found.text) <= len(article.text):
                self._post(SourceFailed("There is no more at its address than is here already"))
                return
            # The page is the same article, whatever it calls itself: marks and places are kept under the id.
            whole = replace(found, id=article.id, title=found.title or article.title)
            self._keep([whole])
            self.articles.pop(article.id, None)
            self._post(ArticleRead(whole, show=True))

        self._network_lane.submit(work)

    def find_related(self, article: Article, offset: int = 0) -> None:
        """Look for related posts, `RELATED_AT_ONCE` from a position of the list on; they come as `RelatedFound`."""

        def work() -> None:
            from newsreader.library import LibraryError

            library = self.open_library()
            try:
                if len(article.text) < LARGE:
                    found = library.related(article.id, RELATED_AT_ONCE + 1, offset)
                else:
                    found = self._library_aside(
                        related_in_library, self.paths.library, article.id, RELATED_AT_ONCE + 1, offset
                    )
            except (LibraryError, AsideError):
                if library.get(article.id) is not None:
                    raise
                found = []  # an article that was never added, such as the welcome, is related to nothing
            posts = [RelatedPost.of(r) for r in found[:RELATED_AT_ONCE]]
            more = len(found) > RELATED_AT_ONCE
            if not more:
                known = {p.title.casefold() for p in posts} | {a.title.casefold() for a in self.articles.values()}
                posts += [
                    RelatedPost("", t.title, "named by the page", t.url)
                    for t in article.related
                    if t.title.casefold() not in known
                ]
            self._post(RelatedFound(article.id, tuple(posts), offset, more))

        self._library_lane.submit(work)

    def configure(self, config: Config) -> None:
        """Put settings into effect, but for the pipeline that finds names."""
        self.carrying = self._carrying(config)

    def _carrying(self, config: Config) -> Carrying:
        folder = Path(config.export_folder).expanduser() if config.export_folder else self.paths.root / "exports"
        return Carrying(self.notebook, folder, config.colors)

    def _analyzer(self) -> Analyzer:
        """The analysis with the reader's dictionary; one that cannot be used is said once and left out."""
        if self._analyze is None:
            from newsreader.analysis.analyzer import Analyzer

            try:
                self._analyze = Analyzer.with_dictionary(dictionary_file(), self._spacy, self._added)
            except NewsreaderError as error:
                self._post(SourceFailed(str(error)))
                self._analyze = Analyzer(spacy=self._spacy, added=self._added)
        return self._analyze

    def analyse(self, article: Article) -> None:
        """Find quotes and entities; they come as `Analysed`."""

        def work() -> None:
            analyze = self._analyzer()
            analysis = self.known_analysis(article)
            if analysis is not None:
                self._post(Analysed(article.id, article.revision, analysis))
                return
            if len(article.text) >= LARGE:
                analysis = self._analysis_aside(analyse_for_library, self.paths.library, article, analyze)
                self._post(Analysed(article.id, article.revision, analysis))
                self.notebook.index_speakers(article.id)
                return
            analysis = self._analysis_aside(analyze, article.text, article.published)
            self._post(Analysed(article.id, article.revision, analysis))
            self.tell_library(
                lambda library: library.put_analysis(
                    article.id, analysis, revision=article.revision, version=analyze.version
                )
            )
            self.notebook.index_speakers(article.id)

        self._analysis_lane.submit(work)

    def known_analysis(self, article: Article) -> Analysis | None:
        """What an earlier run found in the same text in the same way, None if nothing is kept; call it on a thread."""
        from newsreader.library import LibraryError

        try:
            return self.open_library().analysis(article.id, self._analyzer().version, article.revision)
        except LibraryError:
            return None

    def look_through(self) -> None:
        """Analyse what no analysis of this kind has seen yet, so that search knows people and speakers of it too.

        It begins when nothing has been asked for some seconds, in a process that stands back behind all others.
        """
        if self._looking_through or self._closing.is_set():
            return
        self._looking_through = True

        def work() -> None:
            try:
                if self._closing.wait(IDLE) or self.open_library().read_only:
                    return
                analyze = self._analyzer()
                while done := self._backlog_aside(look_through_library, self.paths.library, analyze, LOOKED_THROUGH):
                    for article_id in done:
                        self.notebook.index_speakers(article_id)
                    if self._closing.is_set():
                        return
            except (NewsreaderError, OSError) as error:
                if not self._closing.is_set():
                    log.warning("not all articles were looked through for people and speakers: %s", error)
            finally:
                self._looking_through = False
                self._backlog_aside.close()

        self._backlog_lane.submit(work)

    def note_progress(self, article: Article, caret: int, seen: int) -> None:
        """Let the library know how far an article was read.

        Args:
            article: The article.
            caret: The code point under the caret.
            seen: One past the last code point in sight.
        """

        def tell(library: Library) -> None:
            library.set_progress(article.id, caret, seen, len(article.text))
            if seen >= READ * len(article.text):
                library.set_read([article.id])

        self.tell_library(tell)

    def tell_library(self, tell: Callable[[Library], object]) -> None:
        """Let the library know something after all that was added before; one that cannot be written is passed over."""

        def work() -> None:
            library = self.open_library()
            if not library.read_only:
                tell(library)

        self._library_lane.submit(work)

    def remember(self, contents: str) -> None:
        """Write down what the program shall know at its next start."""
        self._library_lane.submit(lambda: write_memory(self.paths.state, contents))
