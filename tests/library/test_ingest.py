import itertools
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind, Link, RelatedTitle
from newsreader.library import AddResult, AddState, Library
from newsreader.library.ingest import BATCH
from tests.library.news import ALL, CAKE, DEAL, HARBOUR, TALKS, article

WHOLE = Article.of(
    [(BlockKind.HEADING, "What is known", 2), "The bridge at Lorn fell.", (BlockKind.LIST_ITEM, "Nobody was hurt", 1)],
    source="lorn.html",
    title="Bridge falls",
    byline="Ida Brask",
    published="2025-01-02T10:00:00Z",
    site="Lorn Gazette",
    url="https://lorn.example/bridge?id=7",
    categories=("Transport", "World News"),
    links=[Link(15, 25, "https://lorn.example/map")],
    related=[RelatedTitle("Older bridges", "https://lorn.example/old"), RelatedTitle("Ferries")],
    removed=("Subscribe to our letter",),
    language="en",
    lead_image="https://lorn.example/bridge.jpg",
    lead_image_description="The bridge before it fell",
    confidence=[("published", "meta:0.95")],
)


def test_every_field_of_an_article_comes_back(library: Library) -> None:
    library.add([WHOLE])
    assert library.get(WHOLE.id) == WHOLE


def test_an_article_is_there_when_the_library_is_opened_again(path: Path) -> None:
    with Library.open(path) as library:
        library.add(ALL)
    with Library.open(path) as library:
        assert [library.get(one.id) for one in ALL] == list(ALL)
        assert len(library) == len(ALL)


def test_an_article_that_is_not_there_is_none(library: Library) -> None:
    assert library.get("a0000000000000000") is None


line = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), max_size=12)


@given(st.lists(line.filter(bool), min_size=1, max_size=5), line, st.lists(line.filter(bool), max_size=3))
def test_any_clean_text_comes_back(parts: list[str], title: str, categories: list[str]) -> None:
    one = Article.of(parts, title=title, categories=categories)
    with TemporaryDirectory() as folder, Library.open(Path(folder) / "library.sqlite") as library:
        library.add([one])
        assert library.get(one.id) == one
        assert library.problems() == []


def test_lone_surrogates_are_replaced_one_for_one(library: Library) -> None:
    one = Article.of(["ab\ud800cd", "\ud83d\ude00"], title="odd")
    library.add([one])
    stored = library.get(one.id)
    assert stored is not None
    assert stored.text == "ab\ufffdcd\n\n\ufffd\ufffd"


def test_adding_again_changes_nothing(library: Library) -> None:
    assert [result.state for result in library.add([HARBOUR])] == [AddState.ADDED]
    assert library.add([HARBOUR]) == [AddResult(HARBOUR.id, AddState.UNCHANGED)]
    assert len(library) == 1
    assert library.problems() == []


def test_a_changed_text_is_a_revision_and_the_old_one_is_kept(library: Library) -> None:
    changed = article(
        HARBOUR.text + "\n\nThe mayor kept silent.", HARBOUR.title, published="2025-03-03", site="Coast Post"
    )
    library.add([HARBOUR])
    assert library.add([changed]) == [AddResult(HARBOUR.id, AddState.REVISED)]
    assert library.get(HARBOUR.id) == changed
    assert [revision.text for revision in library.revisions(HARBOUR.id)] == [HARBOUR.text, changed.text]
    assert [hit.id for hit in library.search("mayor")] == [HARBOUR.id]
    assert library.problems() == []


def test_the_index_forgets_the_words_of_an_old_text(library: Library) -> None:
    library.add([HARBOUR])
    library.add([article("Nothing more is known.", HARBOUR.title, published="2025-03-03", site="Coast Post")])
    assert list(library.search("grain")) == []


def test_the_same_article_twice_in_one_batch(library: Library) -> None:
    again = article("Quite another text about fish.", HARBOUR.title, published="2025-03-03", site="Coast Post")
    states = [result.state for result in library.add([HARBOUR, again, HARBOUR])]
    assert states == [AddState.ADDED, AddState.REVISED, AddState.REVISED]
    assert library.problems() == []


def test_what_a_new_version_leaves_empty_keeps_its_value(library: Library) -> None:
    library.add([WHOLE])
    bare = Article.of(["The bridge at Lorn fell."], url=WHOLE.url)
    library.add([bare])
    stored = library.get(WHOLE.id)
    assert stored is not None
    assert (stored.title, stored.site, stored.categories) == (WHOLE.title, WHOLE.site, WHOLE.categories)
    assert stored.text == "The bridge at Lorn fell."


def test_newest_first_by_day_of_publication_whatever_the_order_of_adding(library: Library) -> None:
    library.add([DEAL, CAKE, HARBOUR, TALKS])
    assert [row.id for row in library.articles()] == [one.id for one in (DEAL, TALKS, HARBOUR, CAKE)]
    assert [row.id for row in library.articles(2, 1)] == [TALKS.id, HARBOUR.id]


def test_a_day_with_more_articles_than_numbers_runs_over(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.library.numbering._DAY_BITS", 1)
    many = [article(f"Item {number}.", f"Item {number}", published="2025-01-01") for number in range(7)]
    library.add(many)
    assert {row.id for row in library.articles()} == {one.id for one in many}


def test_dates_that_are_none_or_far_away_are_taken(library: Library) -> None:
    odd = [
        article(f"Item {date}.", f"Item {date}", published=date) for date in ("", "soon", "9999-12-31", "0001-01-01")
    ]
    library.add(odd)
    assert len(library) == 4


def test_results_come_batch_by_batch_and_the_source_is_not_read_ahead(library: Library) -> None:
    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for number in itertools.count():
            taken += 1
            yield article(f"Item {number}.", f"Item {number}")

    results = library.ingest(source())
    next(results)
    assert taken == BATCH
    assert len(library) == BATCH


def test_removed_articles_are_out_of_sight_until_restored(library: Library) -> None:
    library.add(ALL)
    library.set_tags(HARBOUR.id, ["ports"])
    assert library.remove(HARBOUR.id, CAKE.id, "a0") == [HARBOUR.id, CAKE.id]
    assert library.get(HARBOUR.id) is None
    assert HARBOUR.id not in {hit.id for hit in library.search("velmar")}
    assert HARBOUR.id not in {post.id for post in library.related(DEAL.id)}
    assert len(library) == 3
    assert library.problems() == []
    assert library.restore(HARBOUR.id) == [HARBOUR.id]
    assert library.get(HARBOUR.id) == HARBOUR
    assert [hit.id for hit in library.search("tag:ports")] == [HARBOUR.id]
    assert library.problems() == []


def test_adding_a_removed_article_brings_it_back(library: Library) -> None:
    library.add([HARBOUR])
    library.remove(HARBOUR.id)
    assert library.add([HARBOUR]) == [AddResult(HARBOUR.id, AddState.ADDED)]
    assert library.get(HARBOUR.id) == HARBOUR


def test_only_removed_articles_can_be_purged(library: Library) -> None:
    library.add([HARBOUR, TALKS])
    library.remove(HARBOUR.id)
    assert library.purge(HARBOUR.id, TALKS.id) == [HARBOUR.id]
    assert library.restore(HARBOUR.id) == []
    assert library.get(TALKS.id) == TALKS
    assert library.problems() == []
