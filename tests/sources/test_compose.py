from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article, BlockKind, Link
from newsreader.sources.compose import Run, compose, is_safe_address, placed_links
from newsreader.sources.tables import table_text

URL = "https://x.example/"


def test_white_space_is_folded_as_a_browser_does() -> None:
    block = compose(BlockKind.PARAGRAPH, [Run("  The\n ferry "), Run(" came ", URL), Run("\tin. ")])
    assert block.text == "The ferry came in."
    assert block.links == (Link(10, 14, URL),)


def test_code_keeps_its_layout() -> None:
    assert compose(BlockKind.CODE, [Run("\n  ebb\n    flow\n")]).text == "  ebb\n    flow"


def test_a_sequence_that_two_runs_build_together_is_taken_out() -> None:
    block = compose(BlockKind.PARAGRAPH, [Run("pay"), Run("\u200d", URL), Run("pal 👩"), Run("\u200d"), Run("👧")])
    assert block.text == "paypal 👩👧"


@pytest.mark.parametrize(
    "url", ["javascript:x", "file:///x", "data:,x", "http://", "https://x/a b", "https://x/\x1b", ""]
)
def test_addresses_that_are_no_links(url: str) -> None:
    assert not is_safe_address(url)


runs = st.lists(
    st.builds(
        Run, st.text(st.sampled_from("ab \n\t\xa0\x1b[2J\u0301\u200d👩é"), max_size=8), st.sampled_from(["", URL])
    ),
    max_size=6,
)


@given(
    st.lists(st.tuples(st.sampled_from([BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.LIST_ITEM]), runs), max_size=5)
)
def test_links_point_at_words_of_the_article_in_order(parts: list[tuple[BlockKind, list[Run]]]) -> None:
    blocks = [compose(kind, some) for kind, some in parts]
    article = Article.of([block.part for block in blocks], links=placed_links(blocks))
    for link in article.links:
        shown = article.text[link.start : link.end]
        assert shown
        assert shown == shown.strip()
    assert list(article.links) == sorted(article.links, key=lambda link: link.start)


def test_a_table_is_padded_to_its_columns() -> None:
    assert table_text([["what", "cost"], ["the tide", "0"], ["x"]]) == "what      cost\nthe tide  0\nx"
