"""The list of articles, sorted and filtered, any window of it at once.

Opening a list reads the numbers of its rows, eight bytes each; a window then reads its own rows alone, so that the last
of 100,000 costs what the first does. A list is a picture of the moment it was opened: rows that are added later are not
in it, and rows that are removed leave gaps that are closed by opening it again.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from newsreader.library.matching import FROM_FEED, match_of
from newsreader.library.planning import WEIGHTS, plan
from newsreader.library.query import AllOf, Filter, Query
from newsreader.library.rows import split
from newsreader.library.spelling import Correction, forgiving

_VARIABLES = 500


class ListOrder(StrEnum):
    """How a list is sorted."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"
    TITLE = "title"
    SITE = "site"


_ORDER = {
    ListOrder.BEST: "a.number DESC",
    ListOrder.NEWEST: "a.number DESC",
    ListOrder.OLDEST: "a.number",
    ListOrder.ADDED: "a.added DESC, a.number DESC",
    ListOrder.TITLE: "a.title COLLATE NOCASE, a.number DESC",
    ListOrder.SITE: "a.site COLLATE NOCASE, a.number DESC",
}


@dataclass(frozen=True, slots=True)
class ListFilter:
    """Which articles a list holds: those that meet every condition that is given.

    Attributes:
        query: A search query, see `newsreader.library.query`; empty for all.
        typing: Whether the query's last word may still go on.
        site: Exact name of the publication.
        category: Exact name of a topic.
        feed: Part of a feed's title or address.
        tag: Exact tag, of the article or of one of its notes.
        unread: True for unread ones only, False for read ones only.
        ids: Only these, such as those that carry marks.
        after: Published on this day or later, ISO 8601.
        before: Published earlier than this day.
        deleted: The removed ones instead of the others.
    """

    query: str = ""
    typing: bool = False
    site: str = ""
    category: str = ""
    feed: str = ""
    tag: str = ""
    unread: bool | None = None
    ids: frozenset[str] | None = None
    after: str = ""
    before: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list shows of an article.

    Attributes:
        id: The article's id.
        title: Its headline.
        byline: Its authors.
        site: Its publication.
        published: ISO 8601 date or time, empty if unknown.
        categories: Its topics.
        words: Length of its text in words.
        added: UTC time when it came into the library, ISO 8601 with ``Z``.
        read: Whether the reader has read it.
        progress: The share of its text that was seen, 0 to 1.
        tags: The reader's tags and those of the notes.
    """

    id: str
    title: str
    byline: str
    site: str
    published: str
    categories: tuple[str, ...]
    words: int
    added: str
    read: bool
    progress: float
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """An opened list.

    Attributes:
        numbers: The numbers of its rows in order.
        query: What its articles answer.
        correction: Misspelt words with what was looked for in their place; empty unless nothing answered without.
        whole: Whether these are all rows, and not only the first.
    """

    numbers: Sequence[int]
    query: Query = field(default_factory=lambda: Query(AllOf(())))
    correction: Correction = ()
    whole: bool = True

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def has_words(self) -> bool:
        """Whether words are looked for, so that there is something to show of each article."""
        return next(self.query.words(), None) is not None


def open_list(
    connection: sqlite3.Connection, chosen: ListFilter, order: ListOrder, first: int | None = None
) -> Listing:
    """Read the numbers of the articles that a filter lets through, sorted.

    Args:
        connection: The reading connection.
        chosen: Which articles.
        order: How they are sorted; by relevance only if the words of the query are not too common for that.
        first: The most rows that are wanted, if the first will do for now; they come at once, newest or oldest first.

    Raises:
        QueryError: If the query cannot be understood.
    """
    query = _asked(chosen, typing=chosen.typing)
    opened = _opened(connection, chosen, query, order, first)
    if opened.numbers or not chosen.query:
        return opened
    query, correction = forgiving(connection, _asked(chosen))
    if not correction:
        return opened
    opened = _opened(connection, chosen, query, order, first)
    return replace(opened, correction=correction) if opened.numbers else opened


def _asked(chosen: ListFilter, *, typing: bool = False) -> Query:
    """The query of a filter with its dates."""
    query = Query.parse(chosen.query, typing=typing)
    dates = tuple(Filter(name, day) for name, day in (("after", chosen.after), ("before", chosen.before)) if day)
    parts = query.root.parts if isinstance(query.root, AllOf) else (query.root,)
    return Query(AllOf((*parts, *dates))) if dates else query


def _opened(
    connection: sqlite3.Connection, chosen: ListFilter, query: Query, order: ListOrder, first: int | None
) -> Listing:
    planned = plan(connection, query)
    match = match_of(query if first is None else planned.quick)
    conditions = [*match.conditions, *_conditions(chosen)]
    values: list[str | int] = [*match.values, *_values(chosen)]
    sorting, by_number = _ORDER[order], order in (ListOrder.BEST, ListOrder.NEWEST, ListOrder.OLDEST)
    table, number = "articles AS a", "a.number"
    if match.expression:
        # What was removed is not in the index. Its rows come in the order of their numbers, the first of them first.
        table, number, sorting = "search AS s", "s.rowid", sorting.replace("a.number", "s.rowid")
        if conditions or not by_number:
            table += " CROSS JOIN articles AS a ON a.number = s.rowid"
        if order is ListOrder.BEST and planned.ranked:
            sorting = f"bm25(search, {WEIGHTS}), {sorting}"
        conditions.insert(0, "s.search MATCH ?")
        values.insert(0, match.expression)
    if planned.numbers is not None:
        conditions.append(f"{number} BETWEEN ? AND ?")
        values += planned.numbers
    if chosen.deleted or not match.expression:
        conditions.append("a.deleted <> ''" if chosen.deleted else "a.deleted = ''")
    limit = "" if first is None else f" LIMIT {first + 1:d}"
    found = connection.execute(
        f"SELECT {number} FROM {table} WHERE {' AND '.join(conditions)} ORDER BY {sorting}{limit}", values
    )
    numbers = array("q", [number for (number,) in found])
    whole = first is None or (len(numbers) <= first and planned.quick is query)
    return Listing(numbers if whole else numbers[:first], query, whole=whole)


def _conditions(chosen: ListFilter) -> list[str]:
    """What a filter demands of an article's row."""
    conditions = [sql for sql, value in _columns(chosen) if value]
    if chosen.unread is not None:
        conditions.append("a.read = ''" if chosen.unread else "a.read <> ''")
    if chosen.ids is not None:
        conditions.append("a.id IN (SELECT value FROM json_each(?))")
    return conditions


def _values(chosen: ListFilter) -> list[str]:
    """The values of the question marks in `_conditions`."""
    values = [value for _, value in _columns(chosen) if value]
    if chosen.ids is not None:
        import orjson

        values.append(orjson.dumps(sorted(chosen.ids)).decode())
    return values


def _columns(chosen: ListFilter) -> tuple[tuple[str, str], ...]:
    return (
        ("a.site = ?", chosen.site),
        ("instr(char(10) || a.categories || char(10), char(10) || ? || char(10)) > 0", chosen.category),
        (FROM_FEED, chosen.feed),
        ("a.number IN (SELECT number FROM tags WHERE tag = ?)", chosen.tag),
    )


def window(connection: sqlite3.Connection, listing: Listing, start: int, count: int) -> list[ArticleRow]:
    """Read the rows ``start`` up to ``start + count`` of a list; rows that are gone by now are left out."""
    rows: list[ArticleRow] = []
    numbers = listing.numbers[max(0, start) : max(0, start + count)]
    for first in range(0, len(numbers), _VARIABLES):
        rows += _rows(connection, numbers[first : first + _VARIABLES])
    return rows


def _rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[ArticleRow]:
    marks = ",".join("?" * len(numbers))
    tags: dict[int, dict[str, None]] = {}
    for number, tag in connection.execute(
        f"SELECT number, tag FROM tags WHERE number IN ({marks}) ORDER BY tag", tuple(numbers)
    ):
        tags.setdefault(number, {})[tag] = None
    found: dict[int, ArticleRow] = {}
    for (
        number,
        identifier,
        title,
        byline,
        site,
        published,
        categories,
        words,
        added,
        read,
        furthest,
        length,
    ) in connection.execute(
        "SELECT a.number, id, title, byline, site, published, categories, words, added, read, furthest, length "
        f"FROM articles AS a LEFT JOIN progress USING (number) WHERE a.number IN ({marks})",
        tuple(numbers),
    ):
        found[number] = ArticleRow(
            id=identifier,
            title=title,
            byline=byline,
            site=site,
            published=published,
            categories=split(categories),
            words=words,
            added=added,
            read=read != "",
            progress=min(1.0, furthest / length) if length else 0.0,
            tags=tuple(tags.get(number, ())),
        )
    return [found[number] for number in numbers if number in found]


def ids(connection: sqlite3.Connection, opened: Listing) -> list[str]:
    """The ids of all articles of a list, in its order."""
    import orjson

    asked = orjson.dumps(list(opened.numbers)).decode()
    return [
        identifier
        for (identifier,) in connection.execute(
            "SELECT a.id FROM json_each(?) AS asked JOIN articles AS a ON a.number = asked.value ORDER BY asked.key",
            (asked,),
        )
    ]


class Facet(StrEnum):
    """What articles can be counted by."""

    SITE = "site"
    CATEGORY = "category"
    TAG = "tag"
    FEED = "feed"


def counts(connection: sqlite3.Connection, facet: Facet) -> list[tuple[str, int, int]]:
    """Count articles by site, category, tag or feed.

    Returns:
        Triples of name, articles and unread articles, the most articles first.
    """
    if facet is Facet.CATEGORY:
        everything: Counter[str] = Counter()
        unread: Counter[str] = Counter()
        for categories, articles, new in connection.execute(
            "SELECT categories, count(*), sum(read = '') FROM articles WHERE deleted = '' GROUP BY categories"
        ):
            for category in split(categories):
                everything[category] += articles
                unread[category] += new
        return [
            (name, count, unread[name])
            for name, count in sorted(everything.items(), key=lambda item: (-item[1], item[0]))
        ]
    source = {
        Facet.SITE: "SELECT site AS name, read FROM articles WHERE deleted = '' AND site <> ''",
        Facet.TAG: "SELECT DISTINCT tag AS name, read, number FROM tags JOIN articles USING (number) "
        "WHERE deleted = ''",
        Facet.FEED: "SELECT f.url AS name, read, number FROM entries JOIN feeds AS f USING (feed_id) "
        "JOIN articles AS a USING (number) WHERE deleted = '' GROUP BY f.feed_id, number",
    }
    found = connection.execute(
        f"SELECT name, count(*), sum(read = '') FROM ({source[facet]}) GROUP BY name ORDER BY count(*) DESC, name"
    )
    return [(name, articles, new) for name, articles, new in found]
