"""The library, the feeds, and the marks of all articles."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsreader.plain import phrases
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session

if TYPE_CHECKING:
    from newsreader.library import Snippet
    from newsreader.sources.feeds.model import Feed

MOST = 20
"""Articles or marks that are said at one time."""


def library(session: Session, words: str) -> None:
    """List the newest articles of the library, or search them."""
    verb, _, rest = words.partition(" ")
    if verb == "search":
        _search(session, rest.strip())
    elif verb == "remove":
        _remove(session, rest.strip())
    elif verb == "restore":
        if not session.holdings.library.restore(rest.strip()):
            raise CommandError(f"{phrases.quoted(rest)} is no article that was removed")
        session.say(f"{rest.strip()} is in the library again.")
    elif verb and not verb.isdecimal():
        raise CommandError(f"library cannot {phrases.quoted(verb)}; it can search, remove and restore")
    else:
        _list(session, int(verb or 1))


def _list(session: Session, page: int) -> None:
    rows = session.holdings.library.articles(MOST + 1, max(0, page - 1) * MOST)
    if not rows:
        empty = "The library is empty; open FILE or open ADDRESS puts an article there."
        session.say(empty if page <= 1 else "There are no more articles.")
    session.list_articles(
        [
            (
                row.id,
                phrases.sentence(row.title or "Untitled", row.site, row.published[:10], "read" if row.read else ""),
            )
            for row in rows[:MOST]
        ]
    )
    if len(rows) > MOST:
        session.say(f"library {max(1, page) + 1} lists the next ones.")


def _search(session: Session, query: str) -> None:
    if not query:
        raise CommandError("name what to look for: library search ferry")
    found = session.holdings.library.search(query, MOST)
    if not found:
        raise CommandError(f"nothing in the library answers {phrases.quoted(query)}")
    for old, new in found.correction:
        session.say(f"Nothing has “{old}”; “{new}” was looked for.")
    session.list_articles(
        [
            (hit.id, phrases.sentence(hit.title or "Untitled", hit.site, hit.published[:10]) + _snippet(hit.snippet))
            for hit in found
        ]
    )


def _snippet(snippet: Snippet) -> str:
    words = " ".join(snippet.text.split())
    return f" There: {words}…" if words else ""


def _remove(session: Session, words: str) -> None:
    known = words.isdecimal() and 1 <= int(words) <= len(session.listed)
    name = session.listed[int(words) - 1] if known else words
    if not session.holdings.library.remove(name):
        raise CommandError(f"{phrases.quoted(words)} is no article of the library")
    session.say(f"Removed; its marks are kept, and library restore {name} brings it back.")


def feeds(session: Session, words: str) -> None:
    """List, add, refresh and remove feeds."""
    verb, _, rest = words.partition(" ")
    match verb:
        case "":
            _list_feeds(session)
        case "add":
            _add_feed(session, rest.strip())
        case "refresh":
            _refresh(session)
        case "remove":
            feed = _feed(session, rest.strip())
            session.holdings.library.subscriptions.remove(feed.url)
            session.say(f"{feed.title or feed.url} is removed; its articles stay.")
        case _:
            raise CommandError(f"feeds cannot {phrases.quoted(verb)}; it can add, refresh and remove")


def _list_feeds(session: Session) -> None:
    known = session.holdings.library.subscriptions.feeds()
    for number, feed in enumerate(known, 1):
        trouble = "gone for good" if feed.gone else feed.error
        session.say(phrases.listed(number, feed.title or feed.url, "/".join(feed.folder), feed.url, trouble))
    if not known:
        session.say("There are no feeds; feeds add ADDRESS subscribes to one.")


def _feed(session: Session, words: str) -> Feed:
    known = session.holdings.library.subscriptions.feeds()
    if words.isdecimal() and 1 <= int(words) <= len(known):
        return known[int(words) - 1]
    found = session.holdings.library.subscriptions.get(words) if words else None
    if found is None:
        raise CommandError(f"{phrases.quoted(words)} is no feed of yours; feeds lists them")
    return found


def _add_feed(session: Session, address: str) -> None:
    from newsreader.sources.feeds.subscribe import find_feed

    if not address:
        raise CommandError("name the address: feeds add https://paper.example/rss")
    shelf = session.holdings.library
    feed, parsed = find_feed(address)
    fresh = shelf.subscriptions.add(feed)
    count = shelf.take(feed, parsed)
    said = f"{feed.title or feed.url} is {'added' if fresh else 'subscribed already'}"
    session.say(phrases.sentence(said, phrases.counted(count, "new article")))


def _refresh(session: Session) -> None:
    from newsreader.sources.feeds.refresh import is_due, refresh

    shelf, moment = session.holdings.library, datetime.now(UTC)
    asked = [feed for feed in shelf.subscriptions.feeds() if is_due(feed, moment)]
    if not asked:
        session.say("No feed is due to be asked yet.")
    for result in refresh(asked):
        shelf.subscriptions.save(result.feed, old_url=result.before.url)
        count = shelf.take(result.feed, result.parsed)
        news = result.feed.error or phrases.counted(count, "new article")
        session.say(phrases.sentence(result.feed.title or result.feed.url, news))


def notes(session: Session, words: str) -> None:
    """List the marks of all articles, the newest first, or those that a query fits."""
    from newsreader.notes.query import parse_query

    verb, _, rest = words.partition(" ")
    asked = parse_query(rest if verb == "search" else words, session.config.colors)
    if asked.needs_speaker:
        raise CommandError("who speaks is known of the open article alone; quotes by NAME lists that")
    found = [mark for mark in session.holdings.all_marks() if asked.fits(mark)]
    found.reverse()
    session.list_articles(
        [
            (
                mark.article.id,
                phrases.sentence(phrases.quoted(mark.target.exact), phrases.color_words(mark, session.config))
                + (f" Tagged {phrases.sentence(*mark.tags)}" if mark.tags else "")
                + (f" Note: {phrases.sentence(phrases.shortened(mark.note))}" if mark.note else "")
                + f" In {phrases.sentence(mark.article.title or 'an article without a title')}",
            )
            for mark in found[:MOST]
        ]
    )
    more = f"the newest {MOST} were said" if len(found) > MOST else "open NUMBER opens the article"
    session.say(phrases.sentence(phrases.counted(len(found), "mark"), more if found else ""))


COMMANDS = (
    Command(
        "library",
        library,
        "library; library 2; library search WORDS; library remove 3; library restore ID",
        "Lists the library, the newest first, or searches it.",
        ("lib",),
    ),
    Command(
        "feeds",
        feeds,
        "feeds; feeds add ADDRESS; feeds refresh; feeds remove 2",
        "Lists the feeds, subscribes, and asks for what is new.",
    ),
    Command(
        "notes",
        notes,
        "notes; notes search budget; notes tag:budget newer:1w",
        "Lists the marks of all articles, or those that a query fits.",
    ),
)
"""The commands of this subject."""
