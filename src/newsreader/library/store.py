"""The library: everything opened or fetched, kept in one SQLite file.

Any thread may call any method. Writes wait for one another; reads wait for one another, but never for a write, so a
search answers while a long ingest runs. Opening makes or migrates the file, which takes a few milliseconds: an app
opens it in a worker thread and paints without waiting. `Library.interrupt` stops a running search or list from another
thread.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsreader.analysis.model import Analysis
from newsreader.article import Article
from newsreader.library import analyses, doctor, ingest, listing, marks, related
from newsreader.library.analyses import Analyzes
from newsreader.library.database import BUSY_TIMEOUT_MS, Database
from newsreader.library.errors import LibraryError
from newsreader.library.feeds import SubscriptionStore
from newsreader.library.ingest import AddResult
from newsreader.library.listing import ArticleRow, Facet, ListFilter, Listing, ListOrder
from newsreader.library.marks import Progress
from newsreader.library.query import Query
from newsreader.library.related import Related
from newsreader.library.revisions import Revision, present_revisions, revisions_of
from newsreader.library.search import Hit, SearchResults, hits, search
from newsreader.library.searches import SavedSearches
from newsreader.notes.clock import now

if TYPE_CHECKING:
    from newsreader.sources.feeds.model import Feed, ParsedFeed

_LOOKED_THROUGH = 200


class Library:
    """An open library.

    Attributes:
        subscriptions: The feeds; a `newsreader.sources.feeds.model.FeedStore`.
        searches: The saved searches.
    """

    def __init__(self, database: Database) -> None:
        """Use `open`."""
        self._database = database
        self.subscriptions = SubscriptionStore(database)
        self.searches = SavedSearches(database)

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = False, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> Self:
        """Open or make the library in a file.

        Args:
            path: The file; its folder is made if missing.
            read_only: Never write; also so if the folder cannot be written.
            busy_timeout_ms: How long a write waits for another process that writes.

        Raises:
            LibraryError: If it cannot be opened, is no library, or is of a newer version.
        """
        return cls(Database(Path(path), read_only=read_only, busy_timeout_ms=busy_timeout_ms))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._database.read_only

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def interrupt(self) -> None:
        """Stop what is being read; the reading call raises `SearchInterruptedError`."""
        self._database.interrupt()

    def add(self, articles: Iterable[Article]) -> list[AddResult]:
        """Add articles, or revise those whose text changed; what is returned is on disk.

        Raises:
            LibraryError: If it cannot be written; whole batches of `ingest.BATCH` before that stay.
        """
        return list(self.ingest(articles))

    def ingest(self, articles: Iterable[Article]) -> Iterator[AddResult]:
        """Add as `add` does, yielding each result when its article is on disk, with bounded memory."""
        return ingest.ingest(self._database, articles)

    def get(self, article_id: str) -> Article | None:
        """Read an article, None if the library does not hold it."""
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return None if number is None else ingest.read_article(connection, number)[0]

    def remove(self, *article_ids: str) -> list[str]:
        """Hide articles until `restore`, with all that is known of them.

        Returns:
            The ids of those that were there, which `restore` takes.

        Raises:
            LibraryError: If it cannot be written; then none is hidden.
        """
        moment = now()
        return self._each(article_ids, lambda connection, number: ingest.delete(connection, number, moment))

    def removed_last(self) -> list[str]:
        """The ids of the articles that `remove` hid last, at one stroke; empty if none is hidden."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id FROM articles WHERE deleted <> '' "
                "AND deleted = (SELECT max(deleted) FROM articles) ORDER BY number DESC"
            )
            return [article_id for (article_id,) in found]

    def restore(self, *article_ids: str) -> list[str]:
        """Bring removed articles back, with their revisions, marks of reading and tags; the ids of those that were."""
        return self._each(article_ids, ingest.restore, deleted=True)

    def purge(self, *article_ids: str) -> list[str]:
        """Delete removed articles for good; the ids of those that were removed before."""
        return self._each(article_ids, ingest.purge, deleted=True)

    def _each(
        self, article_ids: Iterable[str], action: Callable[[sqlite3.Connection, int], None], *, deleted: bool = False
    ) -> list[str]:
        done: list[str] = []
        with self._database.write() as connection:
            for article_id in dict.fromkeys(article_ids):
                number = _number(connection, article_id, deleted=deleted)
                if number is not None:
                    action(connection, number)
                    done.append(article_id)
        return done

    def open_list(
        self, chosen: ListFilter | None = None, order: ListOrder = ListOrder.NEWEST, first: int | None = None
    ) -> Listing:
        """Open a list; its length and any `window` of it are then at hand.

        Args:
            chosen: Which articles; all by default.
            order: How they are sorted.
            first: The most rows that are wanted, if the first will do for now: they come at once, however many there
                are. `Listing.whole` tells whether these are all.

        Raises:
            QueryError: If the filter's query cannot be understood.
            SearchInterruptedError: If `interrupt` stopped it.
        """
        with self._database.read() as connection:
            return listing.open_list(connection, chosen or ListFilter(), order, first)

    def window(self, opened: Listing, start: int, count: int) -> list[ArticleRow]:
        """Read some rows of an opened list; rows that are gone by now are left out."""
        with self._database.read() as connection:
            return listing.window(connection, opened, start, count)

    def hits(self, opened: Listing, start: int, count: int) -> list[Hit]:
        """Where some rows of an opened list answer its query; those that are gone by now are left out."""
        with self._database.read() as connection:
            return list(hits(connection, opened.numbers[start : start + count], opened.query))

    def ids(self, opened: Listing) -> list[str]:
        """The ids of all articles of an opened list, in its order; those that are gone by now are left out."""
        with self._database.read() as connection:
            return listing.ids(connection, opened)

    def articles(self, limit: int = 100, offset: int = 0) -> list[ArticleRow]:
        """List articles, newest first by the day of publication."""
        with self._database.read() as connection:
            opened = listing.open_list(connection, ListFilter(), ListOrder.NEWEST)
            return listing.window(connection, opened, offset, limit)

    def sections(self) -> frozenset[str]:
        """The names of categories that the articles teach, see `newsreader.sources.categories`."""
        from newsreader.sources.categories import learnt_sections

        return learnt_sections((name, articles) for name, articles, _ in self.counts(Facet.CATEGORY))

    def take(self, feed: Feed, parsed: ParsedFeed | None) -> int:
        """Put the entries of a feed that are new into the library.

        Args:
            feed: The subscription.
            parsed: What the feed holds now; None for nothing.

        Returns:
            How many were new.

        Raises:
            LibraryError: If they cannot be written.
        """
        from newsreader.sources.feeds.parse import entry_article

        if parsed is None:
            return 0
        known = self.subscriptions.seen(feed.url, [e.id for e in parsed.entries])
        articles = [(e.id, entry_article(e, parsed, feed.url)) for e in parsed.entries if e.id not in known]
        self.add([article for _, article in articles])
        self.subscriptions.record(feed.url, [(name, article.id) for name, article in articles])
        return len(articles)

    def counts(self, facet: Facet) -> list[tuple[str, int, int]]:
        """Count articles by a facet: triples of name, articles and unread ones, the most articles first."""
        with self._database.read() as connection:
            return listing.counts(connection, facet)

    def revisions(self, article_id: str) -> list[Revision]:
        """Read all versions of an article, the oldest first and the present one last; empty if it is not there."""
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return [] if number is None else revisions_of(connection, number)

    def old_text(self, article_id: str, revision: str) -> str | None:
        """The text that an article had in a revision; None if it is not kept."""
        return next((r.text for r in self.revisions(article_id) if r.revision == revision), None)

    def present_revisions(self, article_ids: Sequence[str]) -> dict[str, str]:
        """The revision of the present text of each of these articles that is there."""
        with self._database.read() as connection:
            return present_revisions(connection, article_ids)

    def set_read(self, article_ids: Iterable[str], read: bool = True) -> None:
        """Mark articles read, or unread."""
        with self._database.write() as connection:
            marks.set_read(connection, _numbers(connection, article_ids), read)

    def set_progress(self, article_id: str, last: int, furthest: int, length: int) -> None:
        """Note how far an article was read.

        Args:
            article_id: The article.
            last: Where the reader stopped, in code points.
            furthest: The furthest that was on the screen; an earlier note that is further stays.
            length: Length of the text.
        """
        with self._database.write() as connection:
            for number in _numbers(connection, [article_id]):
                marks.set_progress(connection, number, last, furthest, length)

    def progress(self, article_id: str) -> Progress | None:
        """How far an article was read, None if it never was."""
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return None if number is None else marks.progress_of(connection, number)

    def tags(self, article_id: str) -> tuple[str, ...]:
        """The reader's tags of an article."""
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return () if number is None else marks.tags_of(connection, number)

    def set_tags(self, article_id: str, tags: Iterable[str]) -> None:
        """Replace the reader's tags of an article."""
        with self._database.write() as connection:
            for number in _numbers(connection, [article_id]):
                marks.set_tags(connection, number, tags)

    def retag(self, article_ids: Iterable[str], on: Collection[str], off: Collection[str]) -> None:
        """Give tags to articles and take others off them, all at one stroke."""
        with self._database.write() as connection:
            for number in _numbers(connection, article_ids):
                kept = dict.fromkeys((*marks.tags_of(connection, number), *on))
                marks.set_tags(connection, number, (tag for tag in kept if tag not in off))

    def set_notes(self, article_id: str, notes: Iterable[str], tags: Iterable[str] = ()) -> None:
        """Tell the index the words and tags of the notes on an article, in place of what it knew."""
        with self._database.write() as connection:
            for number in _numbers(connection, [article_id]):
                marks.set_notes(connection, number, notes, tags)

    def index_names(self, article_id: str, analysis: Analysis) -> None:
        """Let the index know the people and speakers of an analysis that the reader has corrected."""
        with self._database.write() as connection:
            for number in _numbers(connection, [article_id]):
                analyses.index_names(connection, number, analysis)

    def put_analysis(
        self, article_id: str, analysis: Analysis, *, revision: str, version: str, names: Analysis | None = None
    ) -> bool:
        """Keep a result of analysis and let the index know its people and speakers.

        Args:
            article_id: The article.
            analysis: The result.
            revision: The revision of the text that was analysed.
            version: The version of the analyser.
            names: The result as the reader has corrected it, whose people and speakers the index shall know.

        Returns:
            False if the article is not there or has another text by now; nothing is kept then.
        """
        with self._database.write() as connection:
            number = _number(connection, article_id)
            return number is not None and analyses.put_analysis(
                connection, number, analysis, revision=revision, version=version, names=names
            )

    def look_through(
        self,
        analyze: Analyzes,
        among: Sequence[str] | None = None,
        limit: int | None = None,
        corrected: Callable[[Article, Analysis], Analysis] = lambda _, found: found,
    ) -> Iterator[str]:
        """Analyse articles of which there is no result of this analyser for their present text, the newest first.

        Args:
            analyze: The analyser.
            among: The ids of the articles to look through; all by default.
            limit: Most articles; all by default.
            corrected: Gives a result as the reader has corrected it, for the index.

        Yields:
            The id of each article whose result is on disk; to go on later, call it again.

        Raises:
            LibraryError: If a result cannot be written.
        """
        done = 0
        while limit is None or done < limit:
            at_once = _LOOKED_THROUGH if limit is None else min(_LOOKED_THROUGH, limit - done)
            ids = self.unanalyzed(analyze.version, at_once, among)
            for article_id in ids:
                article = self.get(article_id)
                if article is None:
                    continue
                found = analyze(article.text, article.published)
                names = corrected(article, found)
                self.put_analysis(article_id, found, revision=article.revision, version=analyze.version, names=names)
                done += 1
                yield article_id
            if not ids:
                return

    def analysis(self, article_id: str, version: str, revision: str = "") -> Analysis | None:
        """Read a result of analysis.

        Args:
            article_id: The article.
            version: The version of the analyser.
            revision: The revision of the text that was analysed; the present one by default.

        Returns:
            None if there is none of this version for that text.
        """
        with self._database.read() as connection:
            number = _number(connection, article_id)
            return None if number is None else analyses.get_analysis(connection, number, version, revision)

    def unanalyzed(self, version: str, limit: int = 100, among: Sequence[str] | None = None) -> list[str]:
        """Ids of articles that this version of the analyser has not seen in their present text, newest first."""
        with self._database.read() as connection:
            return analyses.unanalyzed(connection, version, limit, among)

    def count_unanalyzed(self) -> int:
        """Count the articles whose people and speakers are not known, as no analyser has seen their present text."""
        with self._database.read() as connection:
            return analyses.count_unanalyzed(connection)

    def problems(self) -> list[str]:
        """Check that file, indexes and articles agree; empty if all is well. See `doctor.examine` for repair."""
        return doctor.problems(self._database)

    def __len__(self) -> int:
        with self._database.read() as connection:
            (count,) = connection.execute("SELECT value FROM totals WHERE name = 'articles'").fetchone()
            return int(count)

    def related(self, article_id: str, limit: int = 10, offset: int = 0) -> list[Related]:
        """Find posts related to a stored article, best first; a page shorter than ``limit`` is the last.

        Raises:
            LibraryError: If the library does not hold the article.
        """
        with self._database.read() as connection:
            number = _number(connection, article_id)
            if number is None:
                raise LibraryError(f"the library does not hold the article {article_id}; add it first")
            return related.related_to(connection, number, limit, offset)

    def search(
        self, query: str | Query, limit: int = 20, offset: int = 0, *, newest_first: bool = False, typing: bool = False
    ) -> SearchResults:
        """Find articles; see `newsreader.library.query` for the language.

        Args:
            query: What to look for.
            limit: Most hits.
            offset: Hits to leave out first.
            newest_first: In the order of time instead of relevance.
            typing: Whether the last word may still go on.

        Raises:
            QueryError: If the query cannot be understood.
            SearchInterruptedError: If `interrupt` stopped it.
        """
        parsed = Query.parse(query, typing=typing) if isinstance(query, str) else query
        with self._database.read() as connection:
            return search(connection, parsed, limit, offset, newest_first=newest_first)


def _number(connection: sqlite3.Connection, article_id: str, *, deleted: bool = False) -> int | None:
    row = connection.execute(
        "SELECT number FROM articles WHERE id = ? AND (deleted <> '') = ?", (article_id, deleted)
    ).fetchone()
    return None if row is None else int(row[0])


def _numbers(connection: sqlite3.Connection, article_ids: Iterable[str]) -> list[int]:
    found = (_number(connection, article_id) for article_id in article_ids)
    return [number for number in found if number is not None]
