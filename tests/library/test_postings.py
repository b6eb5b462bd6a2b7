"""Postings of the articles added last wait in a table of their own, and nobody can tell."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.article import Article
from newsreader.library import Library
from newsreader.library.postings import EXACT_BELOW, RECENT
from tests.library.news import ALL, DEAL, HARBOUR, TALKS, TELESCOPE, article


def stories(count: int, start: int = 0) -> list[Article]:
    return [
        article(f"The ferry of Osk was late. Passenger {number} of boat b{number % 7} complained.", f"Ferry {number}")
        for number in range(start, start + count)
    ]


def rows(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def singly(library: Library, articles: list[Article]) -> None:
    for one in articles:
        library.add([one])


def test_added_one_by_one_or_together_the_index_is_the_same(path: Path, tmp_path: Path) -> None:
    articles = stories(RECENT + 30)
    with Library.open(path) as library, Library.open(tmp_path / "other.sqlite") as other:
        singly(library, articles)
        other.add(articles)
        assert library.problems() == other.problems() == []
        for one in articles[::17]:
            here, there = ({post.id for post in each.related(one.id, 200)} for each in (library, other))
            assert here == there


def test_what_was_added_last_is_related_at_once_and_again_when_it_is_worked_in(path: Path) -> None:
    with Library.open(path) as library:
        singly(library, [*ALL])
        assert rows(path, "recent_postings") > 0
        assert {post.id for post in library.related(HARBOUR.id)} == {TALKS.id, DEAL.id}
        singly(library, stories(RECENT))
        assert {post.id for post in library.related(HARBOUR.id)} == {TALKS.id, DEAL.id}
        assert rows(path, "uncounted") < RECENT


def test_a_batch_is_worked_in_at_once(path: Path) -> None:
    with Library.open(path) as library:
        library.add(stories(RECENT))
        assert rows(path, "recent_postings") == rows(path, "uncounted") == 0
        assert rows(path, "postings") > 0
        assert library.problems() == []


@pytest.mark.parametrize(
    "taken", [lambda all_: all_[:EXACT_BELOW], lambda all_: all_[-20:], lambda all_: all_], ids=["first", "last", "all"]
)
def test_articles_are_taken_out_whether_they_wait_or_not(
    path: Path, taken: Callable[[list[Article]], list[Article]]
) -> None:
    articles = stories(EXACT_BELOW + 25)
    with Library.open(path) as library:
        library.add(articles[:EXACT_BELOW])
        singly(library, articles[EXACT_BELOW:])
        gone = [one.id for one in taken(articles)]
        library.remove(*gone)
        assert library.problems() == []
        library.restore(*gone)
        assert library.problems() == []


def test_a_changed_text_takes_the_place_of_the_old_one(path: Path) -> None:
    old, new = (
        article(text, "What happened", url="https://coast.example/today")
        for text in (HARBOUR.text, "A comet fell on Mount Karu.\n\nThe telescope had been repaired.")
    )
    with Library.open(path) as library:
        singly(library, [old, TALKS, TELESCOPE, *stories(EXACT_BELOW)])
        assert {post.id for post in library.related(old.id)} == {TALKS.id}
        library.add([new])
        assert library.problems() == []
        assert {post.id for post in library.related(new.id)} == {TELESCOPE.id}
