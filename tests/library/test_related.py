import pytest

from newsreader.analysis.model import Analysis, Entity, EntityLabel
from newsreader.article import Span
from newsreader.library import Library, LibraryError, related_among
from newsreader.library.sketch import SAME_REPORT, resemblance, sketch, values
from newsreader.library.terms import singular, term_counts
from tests.library.news import ALL, DEAL, HARBOUR, TALKS, TELESCOPE, article

REPRINT = article(
    HARBOUR.text + "\n\nThis report was sent to all papers.", "Strike shuts port", published="2025-03-04", site="Echo"
)


def test_the_same_story_is_related_and_another_is_not(library: Library) -> None:
    library.add(ALL)
    assert {post.id for post in library.related(HARBOUR.id)} == {TALKS.id, DEAL.id}


def test_an_article_is_not_related_to_itself(library: Library) -> None:
    library.add([HARBOUR])
    assert library.related(HARBOUR.id) == []


def test_the_reason_names_what_is_shared_as_the_article_spells_it(library: Library) -> None:
    library.add(ALL)
    reasons = {post.id: post.reason.split(", ") for post in library.related(HARBOUR.id)}
    assert set(reasons[DEAL.id]) <= {
        "Velmar",
        "harbour",
        "strike",
        "dockers",
        "Ana",
        "Sorel",
        "Grain",
        "ships",
        "union",
    }
    assert reasons[DEAL.id]


def test_shared_people_come_first_in_the_reason(library: Library) -> None:
    library.add(ALL)
    for one in (HARBOUR, TALKS):
        at = one.text.index("Ana Sorel")
        person = Entity("Ana Sorel", EntityLabel.PERSON, (Span(at, at + 9),))
        assert library.put_analysis(one.id, Analysis(entities=(person,)), revision=one.revision, version="1")
    first = next(post for post in library.related(HARBOUR.id) if post.id == TALKS.id)
    assert first.reason.startswith("Ana Sorel, ")
    assert "Sorel" not in first.reason.removeprefix("Ana Sorel")


def test_read_posts_are_marked(library: Library) -> None:
    library.add(ALL)
    library.set_read([TALKS.id])
    assert {post.id: post.read for post in library.related(HARBOUR.id)} == {TALKS.id: True, DEAL.id: False}


def test_reprints_are_folded_into_one(library: Library) -> None:
    library.add([*ALL, REPRINT])
    posts = library.related(TALKS.id)
    folded = [post for post in posts if post.also_in]
    assert len(posts) == 2
    assert len(folded) == 1
    assert {folded[0].id, folded[0].also_in[0].id} == {HARBOUR.id, REPRINT.id}
    assert {folded[0].site, folded[0].also_in[0].site} == {"Coast Post", "Echo"}


def test_a_reprint_of_the_article_itself_says_so(library: Library) -> None:
    library.add([*ALL, REPRINT])
    assert library.related(HARBOUR.id)[0].id == REPRINT.id
    assert library.related(HARBOUR.id)[0].reason == "the same report"


def test_of_two_equal_articles_the_one_nearer_in_time_comes_first(library: Library) -> None:
    filler = [article(f"Matter number {n} of {n * n}.", f"Filler {n}") for n in range(20)]
    seed = article("The dam at Osk burst in the night.", "Dam", published="2025-06-01")
    near = article(
        "With care, engineers look at what is left of the dam of Osk.", "Near the dam", published="2025-06-02"
    )
    far = article("A dam is to be built near Osk, says the duke.", "Far off dam", published="2021-06-02")
    library.add([seed, far, near, *filler])
    assert [post.title for post in library.related(seed.id)] == ["Near the dam", "Far off dam"]


def test_pages_of_related_posts_meet_without_gap_or_repetition(library: Library) -> None:
    story = [
        article(f"The flood in Anselm rose to mark {chr(97 + n) * 4}. Villagers {chr(98 + n) * 5} left.", f"Flood {n}")
        for n in range(23)
    ]
    library.add([*story, *ALL])
    pages = [library.related(story[0].id, 10, offset) for offset in (0, 10, 20)]
    assert [len(page) for page in pages] == [10, 10, 2]
    assert {post.id for page in pages for post in page} == {one.id for one in story[1:]}


def test_asking_for_an_unknown_article_says_what_to_do(library: Library) -> None:
    with pytest.raises(LibraryError, match="does not hold the article a1; add it first"):
        library.related("a1")


def test_texts_are_related_without_a_library() -> None:
    found = dict(related_among(((one.id, one.title, one.text) for one in ALL), 2))
    assert list(found) == [one.id for one in ALL]
    assert set(found[HARBOUR.id]) == {TALKS.id, DEAL.id}
    assert set(found[DEAL.id]) == {TALKS.id, HARBOUR.id}
    assert all(one not in related for one, related in found.items())


def test_no_texts_and_empty_texts_are_related_to_nothing() -> None:
    assert dict(related_among([], 5)) == {}
    assert dict(related_among([("1", "", ""), ("2", "", "")], 5)) == {"1": [], "2": []}


def test_terms_leave_out_what_says_nothing_and_join_number() -> None:
    assert term_counts("Harbours", "The harbour’s ships, and a ship") == {"harbour": 2, "ship": 2}


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("ships", "ship"),
        ("cities", "city"),
        ("crisis", "crisis"),
        ("virus", "virus"),
        ("glass", "glass"),
        ("gas", "gas"),
    ],
)
def test_the_mark_of_the_plural_is_taken_off(word: str, term: str) -> None:
    assert singular(word) == term


def test_resemblance_is_1_for_equal_0_for_other_and_between_for_changed_texts() -> None:
    own, reprint, other = (values(sketch(one.text)) for one in (HARBOUR, REPRINT, TELESCOPE))
    assert resemblance(own, own) == 1.0
    assert resemblance(own, other) == 0.0
    assert SAME_REPORT < resemblance(own, reprint) < 1.0
    assert resemblance(own, reprint) == resemblance(reprint, own)
    assert resemblance(values(sketch("")), values(sketch(""))) == 0.0
