"""The parts of reading a page, each on its own."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from newsreader.article import BlockKind, RelatedTitle
from newsreader.sources.html.byline import NearHeadline, clean_names, near_headline
from newsreader.sources.html.fragment import fragment_blocks
from newsreader.sources.html.linked_data import linked_data
from newsreader.sources.html.metadata import page_fields
from newsreader.sources.html.prepare import prepare
from newsreader.sources.html.related import related_links


def tree(body: str) -> Any:
    return html.document_fromstring(f"<html><body>{body}</body></html>")


def json_ld(source: str) -> Any:
    return linked_data(tree(f'<script type="application/ld+json">{source}</script>'))


def test_markup_becomes_blocks_of_their_kinds() -> None:
    blocks = fragment_blocks(
        "<h3>One</h3><p>Two<br>three <code>four</code></p><blockquote><p>Five</p></blockquote>"
        "<ul><li>six<ul><li>seven</li></ul></li></ul><pre>e\n  ight</pre>"
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<table><tr><td><p>laid out</p></td></tr></table><figure><img src=x><figcaption>nine</figcaption></figure>"
        "<script>no</script>tail"
    )
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (BlockKind.HEADING, 3, "One"),
        (BlockKind.PARAGRAPH, 0, "Two"),
        (BlockKind.PARAGRAPH, 0, "three four"),
        (BlockKind.QUOTE, 0, "Five"),
        (BlockKind.LIST_ITEM, 1, "six"),
        (BlockKind.LIST_ITEM, 2, "seven"),
        (BlockKind.CODE, 0, "e\n  ight"),
        (BlockKind.TABLE, 0, "a  b\n1  2"),
        (BlockKind.PARAGRAPH, 0, "laid out"),
        (BlockKind.CAPTION, 0, "nine"),
        (BlockKind.PARAGRAPH, 0, "tail"),
    ]


def test_markup_nested_without_end_is_no_crash() -> None:
    fragment_blocks("<div>" * 50_000 + "x")
    fragment_blocks("<b>" * 50_000 + "x")
    fragment_blocks("<ul><li>" * 5_000 + "x")


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<ul><li>", "<td>", "<pre>", "<a href=x>", "w ", "&#27;[", "<!--", "<br>"])
    )
)
def test_any_markup_gives_blocks(pieces: list[str]) -> None:
    for block in fragment_blocks("".join(pieces), "https://x.example/"):
        assert block.text == block.text.strip("\n").rstrip()


def test_several_nodes_fill_each_others_gaps() -> None:
    data = json_ld(
        '[{"@type": "NewsArticle", "headline": "Ferry"}, {"@graph": [{"@type": ["Thing", "ReportageNewsArticle"],'
        ' "headline": "Other", "author": ["Jana", {"name": "Petr"}], "publisher": {"name": "The Times"},'
        ' "image": [{"url": "https://x.example/p.jpg", "caption": "The pier"}]}]}]'
    )
    assert (data.headline, data.authors, data.publisher) == ("Ferry", ("Jana", "Petr"), "The Times")
    assert (data.image, data.image_description) == ("https://x.example/p.jpg", "The pier")


@pytest.mark.parametrize(
    "source", ["{", "[[[[", '{"@type": "NewsArticle", "author": {"name": [1, null]}}', "null", "[" * 5_000]
)
def test_broken_json_ld_is_passed_over(source: str) -> None:
    assert json_ld(source).headline == ""


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jana Malá and Petr Novák", ("Jana Malá", "Petr Novák")),
        ("Posts by Jana Malá", ("Jana Malá",)),
        ("View all posts by Jana Malá", ("Jana Malá",)),
        ("Jana Malá, PhD", ("Jana Malá",)),
        ("Jana Malá March 3, 2026", ("Jana Malá",)),
        ("Jana Malá, The Harbour Times", ("Jana Malá",)),
        ("The Harbour Times", ("The Harbour Times",)),
        ("Jana Malá Jana Malá", ("Jana Malá",)),
        ("Von Jana von der Malá", ("Jana von der Malá",)),
        ("admin", ()),
        ("", ()),
    ],
)
def test_names_are_freed_from_what_pages_print_around_them(written: str, names: tuple[str, ...]) -> None:
    assert clean_names(written, "The Harbour Times") == names


def test_byline_and_date_are_read_below_the_headline() -> None:
    page = tree(
        "<p>1.1.2020</p><h1>Ferry <i>2. 2. 2022</i></h1><div>By</div><a>Jana Malá</a>"
        "<span>3 March 2026, 10:14</span><p>Text</p>"
    )
    assert near_headline(page) == NearHeadline(("Jana Malá",), "2026-03-03")


def test_names_in_comments_are_not_the_authors() -> None:
    page = tree('<h1>Ferry</h1><p>Text.</p><div class="comments"><b class="comment-author">Petr Novák</b></div>')
    assert near_headline(page).names == ()


def test_a_field_that_only_one_place_gives_is_found_there() -> None:
    page = tree(
        '<h1>Ferry late again</h1><meta name="author" content="Jana Malá">'
        '<meta property="article:section" content="Sea">'
    )
    fields = page_fields(page, linked_data(page), None, "https://harbour.example/ferry")
    assert (fields.title.value, fields.title.source) == ("Ferry late again", "h1")
    assert (fields.byline.value, fields.byline.source) == ("Jana Malá", "meta")
    assert (fields.url, fields.categories) == ("https://harbour.example/ferry", ("Sea",))
    assert not fields.published


def test_the_sites_name_is_no_author_when_a_person_is_named() -> None:
    page = tree(
        '<meta property="og:site_name" content="The Harbour Times"><h1>Ferry</h1><p>By Jana Malá</p>'
        '<script type="application/ld+json">{"@type": "Article", "author": {"name": "The Harbour Times"}}</script>'
    )
    assert page_fields(page, linked_data(page), None).byline.value == "Jana Malá"


def test_related_links_are_found_by_heading_and_by_name_of_the_box() -> None:
    page = tree(
        '<div><h3>Related stories</h3><a href="/a">Harbour to close soon</a><a href="/own">This very page</a></div>'
        '<div class="article-related-list"><a href="/b">What now for us?</a>'
        '<a href="/a?utm_source=x">Harbour to close</a>'
        '<a href="javascript:x">Click here for more</a><a href="/c">Sea</a></div>'
        '<div class="unrelated"><a href="/d">Not this one</a></div>'
    )
    assert related_links(page, "https://x.example/own") == (
        RelatedTitle("Harbour to close soon", "https://x.example/a"),
        RelatedTitle("What now for us?", "https://x.example/b"),
        RelatedTitle("Click here for more", ""),
    )


@given(st.text(st.one_of(st.characters(), st.sampled_from("<>&#;x27\x1b]data:,")), max_size=80))
def test_preparing_any_markup_leaves_no_control_characters(markup: str) -> None:
    assert not {"\x00", "\x1b", "\x08", "\ufffe"} & set(prepare(markup))


@pytest.mark.parametrize(
    ("canonical", "fetched", "address"),
    [
        ("/2026/ferry", "https://m.harbour.example/f?id=1", "https://m.harbour.example/2026/ferry"),
        ("https://harbour.example/ferry", "https://amp.harbour.example/f", "https://harbour.example/ferry"),
        ("https://harbour.example/ferry", "", "https://harbour.example/ferry"),
        ("https://bank.example/news", "https://evil.example/f", "https://evil.example/f"),
        ("https://notharbour.example/", "https://harbour.example/f", "https://harbour.example/f"),
        ("javascript:x", "https://harbour.example/f", "https://harbour.example/f"),
        ("http://[::1", "https://harbour.example/f", "https://harbour.example/f"),
    ],
)
def test_a_fetched_page_cannot_pass_for_the_page_of_another_site(canonical: str, fetched: str, address: str) -> None:
    page = tree(f'<link rel="canonical" href="{canonical}"><h1>Ferry</h1>')
    assert page_fields(page, linked_data(page), None, fetched).url == address
