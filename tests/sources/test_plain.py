from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import BlockKind
from newsreader.sources.plain import read_plain

SCRAPE = """EuropeFeaturedTransport

Ferry to Ostrava island is late for the hundredth time

The ferry came in at noon, an hour late, and nobody was waiting for it.\xa0

“We’ve stopped counting,” said Jana Malá, who sells tickets.\xa0

Source link

Related Posts

Harbour to close for a week

Load More Posts Loading...No More Posts."""


def test_a_scrape_becomes_an_article() -> None:
    article = read_plain(SCRAPE, "ferry.txt")
    assert article.categories == ("Europe", "Featured", "Transport")
    assert article.title == "Ferry to Ostrava island is late for the hundredth time"
    assert article.text == (
        "The ferry came in at noon, an hour late, and nobody was waiting for it.\n\n"
        "“We’ve stopped counting,” said Jana Malá, who sells tickets."
    )
    assert [one.title for one in article.related] == ["Harbour to close for a week"]
    assert article.removed[0] == "Source link"
    assert article.source == "ferry.txt"


def test_windows_line_ends_give_the_same_article() -> None:
    assert read_plain(SCRAPE.replace("\n", "\r\n")) == read_plain(SCRAPE)


def test_a_text_without_a_headline_has_no_title() -> None:
    text = (
        "The ferry was late. Nobody minded. The captain, who had been at sea for forty years, said that it was normal."
    )
    article = read_plain(f"{text}\n\nIt came at noon.")
    assert article.title == ""
    assert article.text.startswith("The ferry was late.")


def test_a_single_paragraph_is_the_text() -> None:
    article = read_plain("Ferry late again")
    assert (article.title, article.text) == ("", "Ferry late again")


@pytest.mark.parametrize(
    ("lines", "byline", "published"),
    [
        (["By Jana Malá"], "Jana Malá", ""),
        (["By Jana Malá and Petr van der Berg", "March 3, 2026"], "Jana Malá and Petr van der Berg", "2026-03-03"),
        (["By Jana Malá | 3 March 2026"], "Jana Malá", "2026-03-03"),
        (["Published: 2026-03-03 10:14"], "", "2026-03-03T10:14"),
        (["Updated 3 March"], "", ""),
        (["Tuesday, 3 March 2026 at 10:14 a.m. GMT"], "", "2026-03-03"),
    ],
)
def test_bylines_and_dates_above_the_body_are_read(lines: list[str], byline: str, published: str) -> None:
    body = "The ferry came in at noon, an hour late, and nobody was waiting for it."
    article = read_plain("\n\n".join(["Ferry late again", *lines, body, "It left at one."]))
    assert (article.byline, article.published) == (byline, published)
    assert article.text.startswith(body)


@pytest.mark.parametrize(
    "first",
    [
        "By the time the ferry came, the harbour was empty and the lights were out.",
        "On 3 March 2026 the ferry stopped.",
        "AVEIRO, Portugal, Aug. 19",
    ],
)
def test_a_first_line_that_only_begins_like_a_byline_or_date_stays(first: str) -> None:
    article = read_plain(f"Ferry late again\n\n{first}\n\nIt left at one, and it did not come back that day.")
    assert first in article.text


def test_labelled_lines_of_a_scraper_become_fields() -> None:
    article = read_plain(
        "Title: Ferry late again\nURL: https://harbour.example/ferry\nSource: The Harbour Times\n\n"
        "The ferry came in at noon.\n\nIt left at one."
    )
    assert (article.title, article.url, article.site) == (
        "Ferry late again",
        "https://harbour.example/ferry",
        "The Harbour Times",
    )


def test_lines_broken_to_fit_a_page_are_joined() -> None:
    wrapped = (
        "The ferry came in at noon, an hour late, and nobody was\n"
        "waiting for it, because everybody on the island had already\n"
        "gone home to eat."
    )
    article = read_plain(f"Ferry late again\n\n{wrapped}\n\nIt left at one.")
    assert article.text.split("\n\n")[0] == wrapped.replace("\n", " ")


def test_single_lines_without_blank_ones_between_are_paragraphs() -> None:
    article = read_plain("Ferry late again\nThe ferry came in at noon.\nNobody was waiting for it.\nIt left at one.")
    assert article.title == "Ferry late again"
    assert len(article.blocks) == 3


def test_lists_and_headings_are_told_from_paragraphs() -> None:
    article = read_plain(
        "Ferry late again\n\nThe ferry came in at noon, an hour late.\n\nWhat went wrong\n\n"
        "Three things did, the captain said on Monday:\n\n- the tide,\n- the engine,\n- the coffee.\n\n1. One.\n2. Two."
    )
    kinds = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    assert (BlockKind.HEADING, "What went wrong") in kinds
    assert (BlockKind.LIST_ITEM, "the engine,") in kinds
    assert (BlockKind.LIST_ITEM, "2. Two.") in kinds


def test_control_sequences_do_not_reach_the_article() -> None:
    article = read_plain("Ferry \x1b]0;x\x07late\n\nThe \x1b[31mferry\x9b0m came.\n\nIt left.")
    assert (article.title, article.text) == ("Ferry late", "The ferry came.\n\nIt left.")


def test_a_text_of_residue_alone_is_kept() -> None:
    assert read_plain("Source link\n\nRelated Posts").text != ""


@given(st.text(st.one_of(st.characters(), st.sampled_from("\n\n -*.:A1“”")), max_size=300))
def test_every_text_gives_blocks_that_cover_it(raw: str) -> None:
    article = read_plain(raw)
    assert "\n\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert all(block.start < block.end for block in article.blocks)


@given(
    st.lists(
        st.sampled_from(["Source link", "Related Posts", "The tide rose.", "A title", "By Jana Malá", "- x"]),
        max_size=9,
    )
)
def test_no_sentence_is_ever_lost(lines: list[str]) -> None:
    article = read_plain("\n\n".join(lines))
    shown = "\n".join((article.title, article.text, *article.removed))
    assert shown.count("The tide rose.") == lines.count("The tide rose.")
