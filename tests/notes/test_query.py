"""The language that marks are found with."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.notes.annotation import AnchorState, Annotation, Color
from newsreader.notes.query import QueryError, parse_query

ARTICLE = Article.of(["The council’s budget passed."], title="Budget vote", site="Harbour News")
MARK = replace(
    Annotation.on(ARTICLE, 0, 20, color=Color.GREEN, note="Ask *Holt* #follow-up", tags=("money/2027", "two words")),
    created="2026-03-10T12:00:00.000Z",
    modified="2026-03-10T12:00:00.000Z",
)
NOW = datetime(2026, 3, 12, 12, tzinfo=UTC)


def fits(query: str, mark: Annotation = MARK, speaker: str = "Jane Roe") -> bool:
    return parse_query(query, {"green": "evidence"}, NOW).fits(mark, speaker)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "budget COUNCIL",
        '"council\'s budget"',
        "tag:money",
        "#money/2027",
        'tag:"two words"',
        "#follow-up",
        "color:green",
        "color:evidence",
        "title:vote",
        "site:harbour",
        "note:holt",
        "text:budget",
        f"article:{ARTICLE.id}",
        'speaker:"roe"',
        "newer:1w",
        "newer:2026-03-10",
        "older:1d",
        "older:2026-04",
        "is:noted is:tagged",
        "-is:orphan -tag:mon -zebra",
        '-speaker:"Ada Holt"',
    ],
)
def test_a_mark_is_found(query: str) -> None:
    assert fits(query)


@pytest.mark.parametrize(
    "query", ["zebra", "-budget", "tag:mon", "color:blue", "newer:1d", "older:2026-03-10", "is:orphan", "speaker:Holt"]
)
def test_a_mark_is_not_found(query: str) -> None:
    assert not fits(query)


def test_orphans_are_asked_for() -> None:
    assert fits("is:orphan", replace(MARK, state=AnchorState.ORPHANED))


def test_what_a_publisher_changed_is_not_what_the_reader_edited() -> None:
    query = parse_query("is:changed")
    assert query.needs_place
    assert query.fits(MARK, now="The council’s budget failed.")
    assert not query.fits(replace(MARK, modified="2026-03-11T12:00:00.000Z"))
    assert fits("is:edited -is:changed is:anchored", replace(MARK, modified="2026-03-11T12:00:00.000Z"))
    assert not fits("is:anchored", replace(MARK, state=AnchorState.MOVED))


@pytest.mark.parametrize(
    ("query", "position", "said"),
    [
        ("words tga:x", 6, "did you mean tag"),
        ('say "no end', 4, "no end"),
        ("color:reen", 0, "did you mean green"),
        ("is:orphn", 0, "did you mean orphan"),
        ("a newer:soon", 2, "newer:1w"),
        ("a -tag:", 2, "missing"),
    ],
)
def test_errors_say_where_and_what_to_do(query: str, position: int, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        parse_query(query)
    assert caught.value.position == position


@given(st.text(alphabet='abc:"-# tagisnewer19w'))
def test_every_text_is_a_query_or_a_clear_error(text: str) -> None:
    try:
        parse_query(text, now=NOW).fits(MARK)
    except QueryError as error:
        assert 0 <= error.position <= len(text)


@given(st.sampled_from(["budget", "tag:money", "is:orphan", "newer:1d", "color:blue"]))
def test_a_minus_turns_a_term_round(term: str) -> None:
    assert fits(term) is not fits(f"-{term}")
