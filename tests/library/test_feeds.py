from dataclasses import replace
from pathlib import Path

from newsreader.library import Library
from newsreader.sources.feeds.model import Feed, FeedStore
from tests.library.news import HARBOUR, TALKS

FEED = Feed(
    url="https://coast.example/feed.xml",
    title="Coast Post",
    home="https://coast.example/",
    folder=("News", "Ports/Ships"),
    typed=True,
    etag='W/"7"',
    last_modified="Mon, 03 Mar 2025 10:00:00 GMT",
    checked="2025-03-03T10:00:00+00:00",
    due="2025-03-03T11:00:00+00:00",
    failures=2,
    error="timed out",
    moved_to="https://coast.example/new.xml",
    moved_times=1,
    attributes=(("category", "/x"), ("xmlUrl2", "é")),
)


def test_a_library_keeps_subscriptions_for_the_feed_code(library: Library) -> None:
    store: FeedStore = library.subscriptions
    store.save(FEED)
    assert list(store.feeds()) == [FEED]


def test_every_field_of_a_subscription_survives_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        assert library.subscriptions.add(FEED)
        assert not library.subscriptions.add(replace(FEED, title="Other"))
    with Library.open(path) as library:
        assert library.subscriptions.get(FEED.url) == FEED


def test_saving_replaces_what_was_known(library: Library) -> None:
    library.subscriptions.add(FEED)
    later = replace(FEED, failures=0, error="", gone=True)
    library.subscriptions.save(later)
    assert library.subscriptions.feeds() == [later]


def test_a_feed_that_moved_keeps_its_entries(library: Library) -> None:
    library.add([HARBOUR])
    library.subscriptions.add(FEED)
    library.subscriptions.record(FEED.url, [("e1", HARBOUR.id)])
    moved = replace(FEED, url="https://coast.example/new.xml")
    library.subscriptions.save(moved, old_url=FEED.url)
    assert library.subscriptions.feeds() == [moved]
    assert library.subscriptions.seen(moved.url, ["e1", "e2"]) == {"e1"}


def test_a_feed_that_moves_onto_another_becomes_one_with_it(library: Library) -> None:
    library.add([HARBOUR, TALKS])
    other = Feed("https://coast.example/new.xml", "New")
    library.subscriptions.add(FEED)
    library.subscriptions.add(other)
    library.subscriptions.record(FEED.url, [("e1", HARBOUR.id)])
    library.subscriptions.record(other.url, [("e1", HARBOUR.id), ("e2", TALKS.id)])
    library.subscriptions.save(replace(FEED, url=other.url), old_url=FEED.url)
    assert [feed.title for feed in library.subscriptions.feeds()] == ["Coast Post"]
    assert library.subscriptions.seen(other.url, ["e1", "e2"]) == {"e1", "e2"}
    assert library.problems() == []


def test_entries_of_removed_articles_are_still_known(library: Library) -> None:
    library.add([HARBOUR])
    library.subscriptions.add(FEED)
    library.subscriptions.record(FEED.url, [("e1", HARBOUR.id), ("e2", "")])
    library.remove(HARBOUR.id)
    library.purge(HARBOUR.id)
    assert library.subscriptions.seen(FEED.url, ["e1", "e2", "e3"]) == {"e1", "e2"}
    assert library.problems() == []


def test_ending_a_subscription_keeps_its_articles_and_can_be_undone(library: Library) -> None:
    library.add([HARBOUR])
    library.subscriptions.add(FEED)
    library.subscriptions.record(FEED.url, [("e1", HARBOUR.id)])
    removed = library.subscriptions.remove(FEED.url)
    assert removed == FEED
    assert library.subscriptions.feeds() == []
    assert library.get(HARBOUR.id) == HARBOUR
    assert library.subscriptions.add(removed)
    assert library.subscriptions.remove("https://nowhere.example") is None
