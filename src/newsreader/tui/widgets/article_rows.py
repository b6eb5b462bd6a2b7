"""What a list says of an article: headline and facts, in a search the words that were found, who is quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.article import Span
from newsreader.text.clean import drawable
from newsreader.tui.widgets.chrome import printed_date
from newsreader.tui.widgets.row_list import ListRow, Part

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.article import Article
    from newsreader.library import ArticleRow, Hit

GLANCED = 20_000
"""Code points of an article that is not analysed yet in which quotations are looked for."""

QUOTED = 6
"""Names of those quoted that are shown."""

HIT = "hit"
"""The look of a word that was found."""


def article_row(row: ArticleRow, *, picked: bool = False, searched: bool = False, hit: Hit | None = None) -> ListRow:
    """One article as a row of the list.

    Args:
        row: The article.
        picked: Whether the reader has picked it.
        searched: Whether the list answers a search, so that a line for what was found belongs to each row.
        hit: What was found in it, None as long as that is not known.
    """
    sign = "✓ " if picked else "  " if row.read else "• "
    facts = [
        row.site,
        printed_date(row.published) if row.published else "",
        f"{row.words:,} words",
        f"{row.progress:.0%} read" if 0 < row.progress < 1 else "",
        ", ".join(row.categories[:3]),
        " ".join(f"#{t}" for t in row.tags),
    ]
    look = "seen" if row.read else "title"
    title = highlighted(row.title, hit.title_spans, look) if hit and row.title else [(row.title or "Untitled", look)]
    lines: list[tuple[Part, ...]] = [
        ((sign, "sign"), *title),
        (("  " + " · ".join(fact for fact in facts if fact), "detail"),),
    ]
    if searched:
        lines.append((("  ", ""), *(found(hit) if hit else ())))
    return ListRow(row.id, tuple(lines))


def quoted(article: Article, analysis: Analysis | None) -> str:
    """Who is quoted in an article, those quoted most first; by rules alone where it is not analysed yet.

    Args:
        article: The article.
        analysis: What is known of it, as the reader has corrected it; None if nothing is.
    """
    from newsreader.analysis.glance import glance

    quotes = analysis.quotes if analysis is not None else glance(article.text[:GLANCED])
    counts = Counter(q.speaker for q in quotes if q.speaker and q.kind == "direct")
    return ", ".join(f"{drawable(name)} {count}" for name, count in counts.most_common(QUOTED))


def title_of(row: ListRow) -> str:
    """The headline that `article_row` wrote."""
    return "".join(words for words, _ in row.lines[0][1:])


def is_read(row: ListRow) -> bool:
    """Whether the article of a row was read."""
    return any(look == "seen" for _, look in row.lines[0])


def found(hit: Hit) -> list[Part]:
    """The stretch of the text where the words were found, in one line."""
    snippet = hit.snippet
    spans = [Span(s.start - snippet.start, s.end - snippet.start) for s in hit.spans]
    words = "".join(" " if c.isspace() else c for c in snippet.text)
    parts = highlighted(words, [s for s in spans if s.start >= 0 and s.end <= len(words)], "seen")
    return [("… ", "detail"), *parts] if snippet.start else parts


def highlighted(text: str, spans: Sequence[Span], look: str) -> list[Part]:
    """A text in parts, those that spans cover as found words."""
    parts: list[Part] = []
    end = 0
    for span in spans:
        parts += [(text[end : span.start], look), (text[span.start : span.end], HIT)]
        end = max(end, span.end)
    return [part for part in (*parts, (text[end:], look)) if part[0]]
