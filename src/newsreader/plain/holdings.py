"""What the plain reader works with: library, notes and analysis, each opened when it is wanted first.

Everything is done when a method returns: there is no screen that must not wait, and a reply that comes first and the
deed later would be a false one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from newsreader.analysis import Analysis
from newsreader.analysis.analyzer import Analyzer
from newsreader.article import ARTICLE_ID, Article
from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.library import Library, LibraryError, Related, standing
from newsreader.notes.annotation import Annotation
from newsreader.notes.correction import Correction
from newsreader.notes.history import Change
from newsreader.notes.store import NoteStore
from newsreader.paths import DataPaths, dictionary_file

BATCH = 50
"""Articles put into the library at one stroke."""

log = logging.getLogger(__name__)


class Holdings:
    """The stores of one run.

    Args:
        paths: Where data live.
        config: The reader's settings.
    """

    def __init__(self, paths: DataPaths, config: Config) -> None:
        self.paths = paths
        self.config = config
        self._found: dict[tuple[str, str], Analysis] = {}

    def close(self) -> None:
        """Close what was opened."""
        if "notes" in self.__dict__:
            self.notes.close()
        if "library" in self.__dict__:
            self.library.close()

    @cached_property
    def library(self) -> Library:
        """The articles."""
        try:
            self.paths.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(f"{self.paths.root}: cannot be made ({error.strerror}); use --data-dir") from error
        return Library.open(self.paths.library)

    @cached_property
    def notes(self) -> NoteStore:
        """The marks."""
        return NoteStore.open(self.paths.notes)

    @cached_property
    def analyzer(self) -> Analyzer:
        """The analysis as the reader has set it up."""
        return Analyzer.with_dictionary(dictionary_file(), self.config.spacy, self.config.analyzer)

    # Articles

    def read(self, source: str, on_error: Callable[[NewsreaderError], None]) -> Iterator[Article]:
        """The articles of a file, folder, address or id; what cannot be read is handed over and passed over."""
        if ARTICLE_ID.fullmatch(source) and not Path(source).exists():
            article = self.library.get(source)
            if article is None:
                on_error(LibraryError(f"{source}: no such article in the library; library lists them"))
            else:
                yield article
            return
        from newsreader.sources import read_sources
        from newsreader.sources.categories import read_sections

        yield from read_sources([source], on_error=on_error, sections=read_sections(self.paths.sections))

    def keep(self, articles: Sequence[Article]) -> None:
        """Put articles into the library, unless it cannot be written.

        Raises:
            LibraryError: The library cannot be opened, or not all of them could be kept.
        """
        if not self.library.read_only:
            for begin in range(0, len(articles), BATCH):
                self.library.add(articles[begin : begin + BATCH])

    def related(self, article: Article, limit: int) -> list[Related]:
        """What else the library has on the subject; an article that it does not hold is related to nothing."""
        if self.library.get(article.id) is None:
            return []
        return self.library.related(article.id, limit)

    def analysis(self, article: Article) -> Analysis:
        """Quotes and entities as the reader has corrected them."""
        from newsreader.exports.corrected import corrected

        key = article.id, article.revision
        if key not in self._found:
            self._found[key] = self._analysis(article)
        return corrected(self._found[key], self.corrections(article))

    def _analysis(self, article: Article) -> Analysis:
        """What an earlier run found in the same text in the same way, else what is found now."""
        version = self.analyzer.version
        try:
            known = self.library.analysis(article.id, version, article.revision)
        except LibraryError as error:
            log.warning("no analysis could be looked up: %s", error)
            return self.analyzer(article.text, article.published)
        if known is None:
            known = self.analyzer(article.text, article.published)
            self._tell(lambda: self.library.put_analysis(article.id, known, revision=article.revision, version=version))
        return known

    # Marks

    def marks(self, article: Article) -> list[Annotation]:
        """The marks of an article where they stand in its present text."""
        from newsreader.notes.anchoring import settle

        made = self.notes.of_article(article.id)
        self._keep_text(article, made)
        return settle(made, article, lambda revision: self._old_text(article, revision))

    def corrections(self, article: Article) -> list[Correction]:
        """What the reader set right in an article, where it stands in the present text."""
        from newsreader.notes.anchoring import settle

        made = self.notes.corrections.of_article(article.id)
        return settle(made, article, lambda revision: self._old_text(article, revision))

    def all_marks(self) -> Sequence[Annotation]:
        """The marks of all articles where they stand in the texts that the library has, the oldest first."""
        marks = self.notes.all()
        try:
            return standing(self.library, marks, self.notes.texts.get).marks
        except LibraryError as error:
            log.warning("marks are listed as they were made: %s", error)
            return marks

    def _old_text(self, article: Article, revision: str) -> str | None:
        text = self.notes.texts.get(revision)
        if text is not None:
            return text
        try:
            return self.library.old_text(article.id, revision)
        except LibraryError:
            return None

    def _keep_text(self, article: Article, made: Iterable[Annotation | Correction]) -> None:
        """Keep the text of an article beside the notes if one of these was made on it."""
        if not self.notes.read_only and any(one.target.revision == article.revision for one in made):
            try:
                self.notes.texts.keep(article.text)
            except OSError as error:
                log.warning("the text of %s could not be kept beside the notes: %s", article.id, error)

    def make(self, change: Change, article: Article) -> None:
        """Make a change of a mark or correction; it is on disk when this returns.

        Raises:
            NotesError: It could not be made; all is as before.
        """
        if change.after is not None:
            self._keep_text(article, (change.after,))
        self.notes.history.make(change)
        self.index(change, article)

    def index(self, change: Change, article: Article | None) -> None:
        """Let search know what a change that is on disk has changed.

        Args:
            change: The change.
            article: The article that is open.
        """
        one = change.after or change.before
        if isinstance(one, Annotation):
            name = one.article.id
            marks = self.notes.of_article(name)
            tags = dict.fromkeys(tag for mark in marks for tag in mark.all_tags)
            self._tell(lambda: self.library.set_notes(name, [mark.note for mark in marks], tags))
        elif one is not None and article is not None and one.article.id == article.id:
            self._tell(lambda: self.library.index_names(article.id, self.analysis(article)))

    def left_at(self, article: Article) -> int:
        """The code point at which the reader left an article, 0 if that is not known."""
        try:
            progress = self.library.progress(article.id)
        except LibraryError as error:
            log.warning("no progress could be looked up: %s", error)
            return 0
        return progress.last if progress is not None else 0

    def note_progress(self, article: Article, start: int, seen: int) -> None:
        """Let the library know how far an article was read, in code points of its text."""

        def tell() -> None:
            self.library.set_progress(article.id, start, seen, len(article.text))
            if seen >= len(article.text):
                self.library.set_read([article.id])

        self._tell(tell)

    def _tell(self, tell: Callable[[], object]) -> None:
        """Let the library know something that holds no work of the reader: one that cannot take it is no error."""
        try:
            if not self.library.read_only:
                tell()
        except LibraryError as error:
            log.warning("the library could not be told: %s", error)
