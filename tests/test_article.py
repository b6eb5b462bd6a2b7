"""The coordinate system: text, blocks, identity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind, Span, article_id, canonical_url, text_revision


def test_blocks_are_joined_by_two_newlines_and_cover_the_text() -> None:
    article = Article.of(["One.", (BlockKind.HEADING, "Two", 2), "", "Three."], title="T")
    assert article.text == "One.\n\nTwo\n\nThree."
    assert [article.text[b.start : b.end] for b in article.blocks] == ["One.", "Two", "Three."]
    assert [(b.kind, b.level) for b in article.blocks][1] == (BlockKind.HEADING, 2)


@given(st.lists(st.text(max_size=20), max_size=8))
def test_every_block_gives_back_its_own_text(parts: list[str]) -> None:
    article = Article.of(parts)
    assert [article.text[b.start : b.end] for b in article.blocks] == [p for p in parts if p]


def test_a_changed_text_keeps_the_id_and_gets_a_new_revision() -> None:
    old = Article.of(["Old words."], title="Bridge  Opens", published="2026-01-02")
    new = Article.of(["New words."], title="bridge opens", published="2026-01-02T10:00:00Z")
    assert old.id == new.id
    assert old.revision != new.revision


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.example.org/a/", "https://example.org/a"),
        ("https://example.org/a?utm_source=x&id=3#top", "https://Example.org:443/a?id=3"),
    ],
)
def test_two_spellings_of_an_address_are_one_article(one: str, other: str) -> None:
    assert canonical_url(one) == canonical_url(other)
    assert article_id(url=one, title="A") == article_id(url=other, title="B")


def test_an_address_that_cannot_be_read_is_kept_as_it_is() -> None:
    assert canonical_url("http://[broken") == "http://[broken"
    assert canonical_url("no address") == "no address"


def test_articles_without_address_differ_by_title_and_without_title_by_text() -> None:
    assert Article.of(["x"], title="A").id != Article.of(["x"], title="B").id
    assert Article.of(["x"]).id != Article.of(["y"]).id


def test_a_revision_depends_on_the_text_alone() -> None:
    assert text_revision("a") == text_revision("a") != text_revision("b")
    assert text_revision("\ud800")


def test_spans_are_half_open() -> None:
    assert 2 in Span(2, 4)
    assert 4 not in Span(2, 4)
    assert not Span(0, 2).overlaps(Span(2, 4))
    assert Span(0, 3).overlaps(Span(2, 4))
