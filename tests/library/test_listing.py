import pytest

from newsreader.article import Article
from newsreader.library import Facet, Library, ListFilter, ListOrder
from newsreader.sources.feeds.model import Feed
from tests.library.news import ALL, CAKE, DEAL, HARBOUR, TALKS, TELESCOPE, article

RAIL = Article.of(
    ["Trains stop in Brell."],
    title="Rail halt",
    site="The Tide",
    published="2025-03-20",
    categories=("World", "Rail Transport"),
)


@pytest.fixture(autouse=True)
def _stocked(library: Library) -> None:
    library.add([*ALL, RAIL])
    library.set_read([HARBOUR.id])
    library.set_tags(CAKE.id, ["sweet"])
    library.subscriptions.add(Feed("https://tide.example/feed", "Tide feed"))
    library.subscriptions.record("https://tide.example/feed", [("1", TALKS.id), ("2", RAIL.id)])


def titles(library: Library, chosen: ListFilter, order: ListOrder = ListOrder.NEWEST) -> list[str]:
    return [row.title for row in library.window(library.open_list(chosen, order), 0, 100)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (ListFilter(), [RAIL, DEAL, TALKS, TELESCOPE, HARBOUR, CAKE]),
        (ListFilter(site="Coast Post"), [DEAL, HARBOUR]),
        (ListFilter(category="World"), [RAIL]),
        (ListFilter(category="Rail"), []),
        (ListFilter(tag="sweet"), [CAKE]),
        (ListFilter(feed="tide feed"), [RAIL, TALKS]),
        (ListFilter(feed="tide.example"), [RAIL, TALKS]),
        (ListFilter(unread=False), [HARBOUR]),
        (ListFilter(unread=True, site="Coast Post"), [DEAL]),
        (ListFilter(ids=frozenset({CAKE.id, DEAL.id})), [DEAL, CAKE]),
        (ListFilter(ids=frozenset()), []),
        (ListFilter(after="2025-03-10", before="2025-03-17"), [TALKS]),
        (ListFilter(query="velmar -wages"), [TALKS, HARBOUR]),
        (ListFilter(query="feed:tide brell"), [RAIL]),
        (ListFilter(query="-velmar after:2025"), [RAIL, TELESCOPE]),
        (ListFilter(deleted=True), []),
    ],
)
def test_a_list_holds_what_its_filter_lets_through_newest_first(
    library: Library, chosen: ListFilter, expected: list[Article]
) -> None:
    assert titles(library, chosen) == [one.title for one in expected]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (ListOrder.OLDEST, CAKE),
        (ListOrder.TITLE, TELESCOPE),
        (ListOrder.SITE, DEAL),
        (ListOrder.ADDED, RAIL),
    ],
)
def test_a_list_is_sorted(library: Library, order: ListOrder, first: Article) -> None:
    assert titles(library, ListFilter(), order)[0] == first.title


def test_any_window_of_a_list(library: Library) -> None:
    opened = library.open_list()
    whole = [row.id for row in library.window(opened, 0, len(opened))]
    assert len(opened) == len(whole) == 6
    for start in range(7):
        assert [row.id for row in library.window(opened, start, 2)] == whole[start : start + 2]


def test_a_list_stands_still_while_articles_come_and_go(library: Library) -> None:
    opened = library.open_list()
    library.add([article("Late news.", "Late", published="2026-01-01")])
    library.remove(DEAL.id)
    library.purge(DEAL.id)
    rows = library.window(opened, 0, 6)
    assert "Late" not in {row.title for row in rows}
    assert len(rows) == 5


def test_removed_articles_can_be_listed(library: Library) -> None:
    library.remove(TALKS.id)
    assert titles(library, ListFilter(deleted=True)) == [TALKS.title]


def test_a_row_shows_what_is_known(library: Library) -> None:
    library.set_progress(RAIL.id, 5, 10, 20)
    library.set_tags(RAIL.id, ["b", "a"])
    row = library.articles()[0]
    assert (row.id, row.title, row.site, row.published) == (RAIL.id, RAIL.title, RAIL.site, RAIL.published)
    assert (row.categories, row.words, row.read, row.progress, row.tags) == (RAIL.categories, 4, False, 0.5, ("a", "b"))


def test_counts_by_facet(library: Library) -> None:
    assert library.counts(Facet.SITE) == [("The Tide", 3, 3), ("Coast Post", 2, 1), ("Table", 1, 1)]
    assert library.counts(Facet.CATEGORY) == [("Rail Transport", 1, 1), ("World", 1, 1)]
    assert library.counts(Facet.TAG) == [("sweet", 1, 1)]
    assert library.counts(Facet.FEED) == [("https://tide.example/feed", 2, 2)]


def test_a_list_follows_a_word_that_is_being_typed(library: Library) -> None:
    assert titles(library, ListFilter(query="telesc")) == []
    assert titles(library, ListFilter(query="telesc", typing=True)) == [TELESCOPE.title]
    assert titles(library, ListFilter(query="mirrors", typing=True)) == [TELESCOPE.title]
    assert titles(library, ListFilter(query="telesc* mirror")) == [TELESCOPE.title]


def test_a_list_forgives_spelling_and_tells(library: Library) -> None:
    for typing in (False, True):
        opened = library.open_list(ListFilter(query="telescpoe", typing=typing))
        assert opened.correction == (("telescpoe", "telescope"),)
        assert [row.title for row in library.window(opened, 0, 5)] == [TELESCOPE.title]
    assert library.open_list(ListFilter(query="xylophone")).correction == ()


def test_the_first_rows_are_those_that_the_whole_list_begins_with(library: Library) -> None:
    for chosen in (ListFilter(query="velmar"), ListFilter()):
        whole = library.open_list(chosen)
        first = library.open_list(chosen, first=2)
        assert (list(first.numbers), first.whole) == (list(whole.numbers)[:2], False)
        assert library.open_list(chosen, first=50) == whole


def test_a_list_tells_where_its_words_stand(library: Library) -> None:
    opened = library.open_list(ListFilter(query="mirror"))
    (hit,) = library.hits(opened, 0, 10)
    assert (hit.id, [TELESCOPE.text[start:end] for start, end in hit.spans]) == (TELESCOPE.id, ["mirror"])


def test_the_best_come_first_if_that_is_asked_for(library: Library) -> None:
    library.add([article("Grain is dear. Grain, grain.", "Prices", published="2026-01-01")])
    library.add([article("It is dear in Anselm.", "Grain", published="2020-01-01")])
    assert titles(library, ListFilter(query="grain"), ListOrder.BEST)[0] == "Grain"
    assert titles(library, ListFilter(query="grain"), ListOrder.NEWEST)[0] == "Prices"


def test_an_article_is_found_by_its_date_after_that_was_set_right(library: Library) -> None:
    url = "https://anselm.example/1"
    library.add([article("An undated report of Anselm.", "Anselm", url=url)])
    library.add([article("An undated report of Anselm.", "Anselm", url=url, published="1999-05-02")])
    for chosen in (
        ListFilter(query="before:2000"),
        ListFilter(query="anselm before:2000"),
        ListFilter(before="2000-01-01"),
        ListFilter(query="on:1999-05"),
        ListFilter(after="1999-05-02", before="1999-05-03"),
    ):
        assert titles(library, chosen) == ["Anselm"]
    assert titles(library, ListFilter(query="anselm after:1999-06 before:1999-05")) == []
