"""Whole pages through the worker process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsreader.article import Article, BlockKind, RelatedTitle
from newsreader.sources import SourceError, isolated, read_bytes
from newsreader.sources.html import read_html
from newsreader.sources.html.prepare import prepare
from newsreader.sources.isolated import IsolatedExtractor
from newsreader.sources.worker import PageRequest

SENTENCE = (
    "The ferry to the island came in at noon on day {}, an hour late, and nobody on the pier was waiting for it. "
)
PARAGRAPHS = "".join(f"<p>{SENTENCE.format(day)}</p>" for day in range(1, 7))
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Ferry late again | The Harbour Times</title>
<link rel="canonical" href="https://harbour.example/2026/ferry">
<meta property="og:site_name" content="The Harbour Times"><meta property="og:title" content="Ferry late again">
<meta property="og:image" content="/pictures/pier.jpg"><meta property="og:image:alt" content="The empty pier">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebPage", "name": "x"}}, {{"@type": "NewsArticle",
"headline": "Ferry late again &amp; again", "datePublished": "2026-03-03T10:14:00+01:00",
"author": [{{"@type": "Person", "name": "By Jana Malá"}}, {{"name": "Petr Novák"}}],
"articleSection": ["Europe", "Transport"]}}]}}
</script></head><body><nav><a href="/">Home</a><a href="/sea">Sea</a></nav><article>
<h1>Ferry late again &amp; again</h1><p class="byline">By Jana Malá and Petr Novák</p>
{PARAGRAPHS}
<h2>What the captain says</h2>
<blockquote>
<p>“The tide is what it is, and it has been so for longer than there have been ferries,” she said.</p></blockquote>
<ul><li>the engine is forty years old,</li><li>the coffee is older.</li></ul>
<p>The <a href="/statement?id=3">harbour office</a> did not answer,
and <a href="javascript:alert(1)">its telephone</a> rang.</p>
</article><section class="related"><h3>Related posts</h3><ul>
<li><a href="/2026/strike">Harbour to close for a week</a></li></ul></section>
<footer><p>© 2026 The Harbour Times</p></footer></body></html>"""


@pytest.fixture(scope="module")
def article() -> Article:
    return read_html(PAGE.encode(), "ferry.html")


def test_the_fields_come_from_the_page_with_their_sources(article: Article) -> None:
    assert article.title == "Ferry late again & again"
    assert article.byline == "Jana Malá, Petr Novák"
    assert article.published == "2026-03-03T10:14:00+01:00"
    assert article.site == "The Harbour Times"
    assert article.url == "https://harbour.example/2026/ferry"
    assert article.categories == ("Europe", "Transport")
    assert article.language == "en"
    assert article.lead_image == "https://harbour.example/pictures/pier.jpg"
    assert article.lead_image_description == "The empty pier"
    assert dict(article.confidence)["title"].startswith("json-ld:")


def test_the_structure_is_kept_and_what_surrounds_it_is_not(article: Article) -> None:
    kinds = {article.text[block.start : block.end]: block.kind for block in article.blocks}
    assert kinds["What the captain says"] is BlockKind.HEADING
    assert kinds["the coffee is older."] is BlockKind.LIST_ITEM
    assert [kind for text, kind in kinds.items() if text.startswith("“The tide")] == [BlockKind.QUOTE]
    assert "Home" not in article.text
    assert "Harbour to close" not in article.text
    assert "©" not in article.text


def test_links_are_absolute_and_only_those_that_can_be_opened(article: Article) -> None:
    assert [(article.text[link.start : link.end], link.url) for link in article.links] == [
        ("harbour office", "https://harbour.example/statement?id=3")
    ]


def test_related_posts_of_the_page_are_kept(article: Article) -> None:
    assert article.related == (RelatedTitle("Harbour to close for a week", "https://harbour.example/2026/strike"),)


@pytest.mark.parametrize(
    "hostile", ["&#27;[2J", "&#x1b;]0;t&#7;", "\x1b[31m", "&#0;", "\x9b2J", "\0", "&#xFFFF;", "&#55296;"]
)
def test_one_control_character_does_not_cost_the_page(hostile: str) -> None:
    page = PAGE.replace("day 3,", f"day{hostile} 3,").replace("<h1>Ferry", f"<h1>{hostile}Ferry")
    article = read_html(page.encode("utf-8", "surrogatepass"), "ferry.html")
    assert "day 3, an hour late" in article.text
    assert "[2J" not in article.text + article.title


def test_embedded_data_are_stripped_before_parsing() -> None:
    image = '<img src="data:image/png;base64,' + "iVBORw0KGgo" * 50_000 + '">'
    assert len(prepare(PAGE.replace("</h1>", f"</h1>{image}"))) < len(PAGE) + 200
    assert prepare("see data: three, four and more") == "see data: three, four and more"


def test_the_charset_of_the_page_and_of_the_server_are_heeded() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1250"')
    assert "Jana Malá" in read_html(page.encode("cp1250"), "ferry.html").byline
    page = PAGE.replace('<meta charset="utf-8">', "")
    assert "Jana Malá" in read_html(page.encode("cp1250"), "x", content_type="text/html; charset=cp1250").byline


def test_a_page_without_an_article_element_or_paragraphs_is_not_lost() -> None:
    article = read_html(b"<html><body><div>The ferry came in at noon.<br><br>It left at one.</div></body></html>", "x")
    assert "The ferry came in at noon." in article.text


def test_a_page_without_words_is_an_error() -> None:
    with pytest.raises(SourceError, match="no article"):
        read_html(b"<html><body><script>var x = 1</script></body></html>", "x.html")


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsreader.sources.html.MAX_MARKUP", 1_000)
    with pytest.raises(SourceError, match="markup"):
        read_html(PAGE.encode(), "x.html")


def test_a_page_that_looks_like_html_needs_no_file_name() -> None:
    assert read_bytes(PAGE.encode(), "-")[0].title == "Ferry late again & again"


@pytest.fixture
def worker() -> Iterator[IsolatedExtractor]:
    worker = IsolatedExtractor(time_limit=0.0)
    yield worker
    worker.close()


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(
    worker: IsolatedExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "START_LIMIT", 0.0)
    with pytest.raises(SourceError, match="seconds"):
        worker.extract(PageRequest(PAGE, "slow.html", ""))
    monkeypatch.setattr(isolated, "START_LIMIT", 60.0)
    assert worker.extract(PageRequest(PAGE, "next.html", "")).title == "Ferry late again & again"


def test_a_worker_that_dies_is_an_error_and_is_replaced(
    worker: IsolatedExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "START_LIMIT", 60.0)
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(SourceError, match="break off"):
        worker.extract(PageRequest(PAGE, "dying.html", ""))
    monkeypatch.undo()
    monkeypatch.setattr(isolated, "START_LIMIT", 60.0)
    assert worker.extract(PageRequest(PAGE, "next.html", "")).title == "Ferry late again & again"
