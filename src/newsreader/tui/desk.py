"""Everything the app works with that is not on the screen: sources, library, notes, analysis.

Slow things run on threads of their own, one for the library and one for the notes, so that each keeps its order and
the screen never waits. Results come back as messages.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message

from newsreader.article import ARTICLE_ID, Article
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import Annotation
from newsreader.notes.history import Change
from newsreader.paths import DataPaths, dictionary_file
from newsreader.tui.aside import (
    LARGE,
    Aside,
    AsideError,
    add_to_library,
    analyse_for_library,
    related_in_library,
)
from newsreader.tui.controllers.memory import write_memory
from newsreader.tui.messages import (
    Analysed,
    ArticleRead,
    Exported,
    MarkRefused,
    MarkSaved,
    MarksLoaded,
    RelatedFound,
    RelatedPost,
    RevisionsListed,
    SourceFailed,
    SourcesDone,
    TookBack,
    TrashListed,
)

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.analysis.analyzer import Analyzer
    from newsreader.library import Library
    from newsreader.notes.correction import Correction
    from newsreader.notes.store import NoteStore

log = logging.getLogger(__name__)

RELATED_AT_ONCE = 10
"""Related posts shown at first, and with every "load more"."""


READ = 0.95
"""The share of a text from which on the article counts as read once it was in sight."""
PAINT_FIRST = 1.0
"""Seconds that work in the background waits at most for the first picture, so that it does not slow it down."""

BATCH = 50
"""Articles put into the library at one stroke; between two the program can be left."""


class Desk:
    """The app's articles and stores.

    Attributes:
        articles: Those opened in this run, by id, in order of opening.
        tags: All tags of marks, for completing what is typed.
    """

    def __init__(self, paths: DataPaths, post: Callable[[Message], Any], *, spacy: str = "") -> None:
        """Prepare; nothing is opened yet.

        Args:
            paths: Where data live.
            post: Takes a message from any thread.
            spacy: The pipeline that finds names, empty for the built-in one.
        """
        self.paths = paths
        self.articles: dict[str, Article] = {}
        self._post = post
        self._library: Library | None = None
        self._store: NoteStore | None = None
        self._marked: Article | None = None
        self._library_thread = ThreadPoolExecutor(1, "library")
        self._notes_thread = ThreadPoolExecutor(1, "notes")
        self._analysis_thread = ThreadPoolExecutor(1, "analysis")
        self._network_thread = ThreadPoolExecutor(1, "network")
        self._library_aside, self._analysis_aside = Aside(), Aside()
        self.tags: dict[str, None] = {}
        self._spacy = spacy
        self._analyze: Analyzer | None = None
        self._closing = False
        self._opening = threading.RLock()
        self._painted = threading.Event()

    def painted(self) -> None:
        """Say that the first article is on the screen: from now on the threads may take their share of the machine."""
        self._painted.set()

    # Threads

    def _submit(self, thread: ThreadPoolExecutor, work: Callable[[], None], *, first: bool = False) -> None:
        if self._closing:
            return

        def guarded() -> None:
            try:
                if not first:
                    self._painted.wait(PAINT_FIRST)
                work()
            except NewsreaderError as error:
                self._post(SourceFailed(str(error)))
            except Exception:
                log.exception("work in the background failed")
                self._post(SourceFailed(f"Something went wrong; details are in {self.paths.log}"))

        thread.submit(guarded)

    def close(self) -> None:
        """Finish what was begun with the notes, drop the rest, and close both stores."""
        self._closing = True
        self._analysis_aside.close()
        self._analysis_thread.shutdown(wait=False, cancel_futures=True)
        self._network_thread.shutdown(wait=False, cancel_futures=True)
        self._notes_thread.shutdown(wait=True)
        self._library_thread.shutdown(wait=True)
        self._library_aside.close()
        if self._store is not None:
            self._store.close()
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
        self._submit(self._library_thread, lambda: self._read(tuple(sources), shown), first=not shown)

    def _read(self, sources: tuple[str, ...], shown: bool) -> None:
        failed: list[str] = []

        def on_error(error: NewsreaderError) -> None:
            failed.append(str(error))
            self._post(SourceFailed(str(error)))

        read: list[Article] = []
        if sources:
            for article in self._articles(sources, on_error):
                if self._closing:
                    return
                read.append(article)
                self._post(ArticleRead(article, show=len(read) == 1 and not shown))
                if len(read) == 1:
                    self._painted.wait(PAINT_FIRST)
        else:
            self._stored()
        self._post(SourcesDone(len(read), len(failed)))
        for begin in range(0, len(read), BATCH):
            if not self._closing:
                self._keep(read[begin : begin + BATCH])
        if read and not self._closing:
            from newsreader.sources.categories import write_sections

            write_sections(self.paths.sections, self.open_library().sections())

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

        self._submit(self._library_thread, work)

    def list_revisions(self, article: Article) -> None:
        """Read the versions of an article; `RevisionsListed` comes back."""

        def work() -> None:
            self._post(RevisionsListed(article.id, tuple(self.open_library().revisions(article.id))))

        self._submit(self._library_thread, work)

    def fetch(self, url: str) -> None:
        """Fetch the article at an address that the reader asked for; it comes as `ArticleRead`."""

        def work() -> None:
            from newsreader.sources import read_address

            article = read_address(url)[0]
            self._keep([article])
            self._post(ArticleRead(article, show=True))

        self._submit(self._network_thread, work)

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

        self._submit(self._network_thread, work)

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
            posts = [
                RelatedPost(r.id, r.title, " · ".join(p for p in (r.site, r.published[:10], r.reason) if p))
                for r in found[:RELATED_AT_ONCE]
            ]
            more = len(found) > RELATED_AT_ONCE
            if not more:
                known = {p.title.casefold() for p in posts} | {a.title.casefold() for a in self.articles.values()}
                posts += [
                    RelatedPost("", t.title, "named by the page", t.url)
                    for t in article.related
                    if t.title.casefold() not in known
                ]
            self._post(RelatedFound(article.id, tuple(posts), offset, more))

        self._submit(self._library_thread, work)

    def _analyzer(self) -> Analyzer:
        """The analysis with the reader's dictionary; one that cannot be used is said once and left out."""
        if self._analyze is None:
            from newsreader.analysis.analyzer import Analyzer

            try:
                self._analyze = Analyzer.with_dictionary(dictionary_file(), self._spacy)
            except NewsreaderError as error:
                self._post(SourceFailed(str(error)))
                self._analyze = Analyzer(spacy=self._spacy)
        return self._analyze

    def analyse(self, article: Article) -> None:
        """Find quotes and entities; they come as `Analysed`."""

        def work() -> None:
            analyze = self._analyzer()
            analysis = self._known_analysis(article, analyze.version)
            if analysis is not None:
                self._post(Analysed(article.id, article.revision, analysis))
                return
            if len(article.text) >= LARGE:
                analysis = self._analysis_aside(analyse_for_library, self.paths.library, article, analyze)
                self._post(Analysed(article.id, article.revision, analysis))
                return
            analysis = analyze(article.text, article.published)
            self._post(Analysed(article.id, article.revision, analysis))
            self._tell_library(
                lambda library: library.put_analysis(
                    article.id, analysis, revision=article.revision, version=analyze.version
                )
            )

        self._submit(self._analysis_thread, work)

    def _known_analysis(self, article: Article, version: str) -> Analysis | None:
        """What an earlier run found in the same text in the same way, None if nothing is kept."""
        from newsreader.library import LibraryError

        try:
            return self.open_library().analysis(article.id, version, article.revision)
        except LibraryError:
            return None

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

        self._tell_library(tell)

    def _tell_library(self, tell: Callable[[Library], object]) -> None:
        """Let the library know something after all that was added before; one that cannot be written is passed over."""

        def work() -> None:
            library = self.open_library()
            if not library.read_only:
                tell(library)

        self._submit(self._library_thread, work)

    def _index_notes(self, change: Change) -> None:
        """Let search know the notes and tags of the article that a mark was changed on."""
        mark = change.after or change.before
        if isinstance(mark, Annotation):
            marks = self._open_store().of_article(mark.article.id)
            tags = dict.fromkeys(tag for m in marks for tag in m.all_tags)
            self._tell_library(lambda library: library.set_notes(mark.article.id, [m.note for m in marks], tags))

    def remember(self, contents: str) -> None:
        """Write down what the program shall know at its next start."""
        self._submit(self._library_thread, lambda: write_memory(self.paths.state, contents))

    # Notes

    def _open_store(self) -> NoteStore:
        with self._opening:
            if self._store is None:
                from newsreader.notes.store import NoteStore

                self.paths.notes.parent.mkdir(parents=True, exist_ok=True)
                self._store = NoteStore.open(self.paths.notes)
            return self._store

    def all_marks(self) -> list[Annotation]:
        """The marks of all articles; call it on a thread."""
        return self._open_store().all()

    def load_marks(self, article: Article) -> None:
        """Read the marks of an article, put where they belong in its present text; they come as `MarksLoaded`."""

        def work() -> None:
            from newsreader.notes.anchoring import settle

            store = self._open_store()
            made, verdicts = store.of_article(article.id), store.corrections.of_article(article.id)
            self._keep_text(article, (*made, *verdicts))
            self._marked = article
            marks = settle(made, article, store.texts.get)
            corrections = settle(verdicts, article, store.texts.get)
            reason = "another program has the notes open: marks cannot be changed here" if store.read_only else ""
            self._post(MarksLoaded(article.id, tuple(marks), reason, tuple(corrections)))
            if not self.tags:
                self.tags = dict.fromkeys(tag for mark in store.all() for tag in mark.all_tags)

        self._submit(self._notes_thread, work)

    def _keep_text(self, article: Article | None, made: Iterable[Annotation | Correction]) -> None:
        """Keep the text of an article beside the notes if one of these was made on it; call it on a thread.

        A full disk is no reason to refuse a mark: without the text, its own words find its place again.
        """
        if article is not None and any(one.target.revision == article.revision for one in made):
            store = self._open_store()
            if not store.read_only:
                try:
                    store.texts.keep(article.text)
                except OSError as error:
                    log.warning("the text of %s could not be kept beside the notes: %s", article.id, error)

    def _as_shown(self, change: Change) -> Change:
        """A change read from disk with the mark where it stands in the text on the screen."""
        if self._marked is None or change.after is None or change.after.article.id != self._marked.id:
            return change
        from newsreader.notes.anchoring import settle

        return replace(change, after=settle([change.after], self._marked, self._open_store().texts.get)[0])

    def write(self, serial: int, change: Change, article: Article | None = None) -> None:
        """Make a change of one mark or correction; `MarkSaved` or `MarkRefused` comes back with the serial number.

        Args:
            serial: Names the change.
            change: The change.
            article: The article that it is on.
        """

        def work() -> None:
            try:
                store = self._open_store()
                if change.after is not None:
                    self._keep_text(article, (change.after,))
                store.history.make(change)
            except (NewsreaderError, OSError) as error:
                self._post(MarkRefused(serial, str(error)))
            else:
                self._post(MarkSaved(serial))
                self._index_notes(change)

        self._submit(self._notes_thread, work)

    def take_back(self, *, again: bool = False) -> None:
        """Undo the last change, or redo the one undone last, also of an earlier run; `TookBack` comes back."""

        def work() -> None:
            history = self._open_store().history
            change = history.redo() if again else history.undo()
            shown = change if again or change is None else change.reverse
            self._post(TookBack(self._as_shown(shown) if shown is not None else None, again))
            if change is not None:
                self._index_notes(change)

        self._submit(self._notes_thread, work)

    def list_trash(self) -> None:
        """Look into the trash; `TrashListed` comes back."""
        self._submit(self._notes_thread, lambda: self._post(TrashListed(tuple(self._open_store().history.trash()))))

    def restore(self, mark_id: str) -> None:
        """Bring a mark back from the trash; `TookBack` comes back."""
        self._submit(
            self._notes_thread,
            lambda: self._post(
                TookBack(self._as_shown(Change(None, self._open_store().history.restore(mark_id))), False)
            ),
        )

    def export(self, article: Article, speakers: dict[str, str]) -> None:
        """Write the notes of an article as Markdown to the data folder's ``exports``; `Exported` comes back.

        Args:
            article: The article.
            speakers: Who says the words of a mark, by its id.
        """

        def work() -> None:
            from newsreader.exports.markdown import write_article

            annotations = self._open_store().of_article(article.id)
            if not annotations:
                self._post(Exported("Nothing to export: this article has no marks yet", failed=True))
                return
            path = write_article(self.paths.root / "exports", article, annotations, speakers)
            self._post(Exported(f"Notes written to {path}"))

        self._submit(self._notes_thread, work)
