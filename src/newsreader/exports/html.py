"""Notes as one page that stands alone: the article with its marks in it, printable, without script or any request.

Everything that comes from the article or from a note is escaped; notes are Markdown without raw HTML and without
pictures, and links lead to http and https addresses only. The page forbids itself everything but its own style.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from newsreader.article import Article, Block, BlockKind, Span
from newsreader.exports.links import source_link, web_address
from newsreader.exports.subject import Subject
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.text.clean import clean_line, clean_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

STYLE = """
:root { --paper: #fbf8f0; --ink: #26241f; --quiet: #5f6368; --rule: #cfc7b4; --yellow: #fbeea5; --green: #c9ecd2;
  --blue: #cbe3f8; --pink: #f9d3e1; --purple: #e0d5f7; }
@media (prefers-color-scheme: dark) { :root { --paper: #191c22; --ink: #d9d4c7; --quiet: #8d94a0; --rule: #343a46;
  --yellow: #5a4b0c; --green: #1f4d33; --blue: #1d4468; --pink: #662a48; --purple: #473270; } }
@media print { :root { --paper: #fff; --ink: #000; --quiet: #444; --yellow: #fbeea5; --green: #c9ecd2; --blue: #cbe3f8;
  --pink: #f9d3e1; --purple: #e0d5f7; } aside, li, blockquote { break-inside: avoid; } h1, h2 { break-after: avoid; }
  mark, aside { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  header a::after { content: " " attr(href); font-size: .7rem; overflow-wrap: anywhere; } }
body { background: var(--paper); color: var(--ink); font: 1.05rem/1.55 Georgia, "Times New Roman", serif;
  max-width: 40rem; margin: 2.5rem auto; padding: 0 1.2rem; overflow-wrap: break-word; }
header p, .speaker, .was, .tags { color: var(--quiet); font-size: .9rem; }
h1 { line-height: 1.2; } article + article { border-top: 1px solid var(--rule); margin-top: 4rem; }
blockquote { border-left: 3px solid var(--rule); margin-left: 0; padding-left: 1rem; } pre { white-space: pre-wrap; }
a { color: inherit; text-decoration-color: var(--quiet); text-underline-offset: .15em; }
mark { background: var(--mark); color: inherit; } mark.several { text-decoration: underline; }
aside { border-left: .5rem solid var(--mark); font-size: .92rem; margin: .5rem 0 1rem 1rem; padding: .1rem .9rem; }
aside > * { margin: .4rem 0; }
.yellow { --mark: var(--yellow); } .green { --mark: var(--green); } .blue { --mark: var(--blue); }
.pink { --mark: var(--pink); } .purple { --mark: var(--purple); }
""".strip()

_TAGS = {
    BlockKind.LIST_ITEM: ("<p>• ", "</p>"),
    BlockKind.QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    BlockKind.CODE: ("<pre>", "</pre>"),
    BlockKind.TABLE: ("<pre>", "</pre>"),
    BlockKind.CAPTION: ("<p><em>", "</em></p>"),
}


def render(subjects: Sequence[Subject]) -> str:
    """Write articles with their marks as one page.

    Args:
        subjects: The articles; of one whose text is not known the marks alone are written.
    """
    title = clean_line(subjects[0].title) if len(subjects) == 1 else f"Notes on {len(subjects)} articles"
    body = "\n".join(line for subject in subjects for line in _article(subject))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title) or 'Untitled'}</title>\n<style>\n{STYLE}\n</style>\n</head>\n<body>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _article(subject: Subject) -> Iterator[str]:
    title = escape(clean_line(subject.title)) or "Untitled"
    yield f'<article id="{escape(subject.id)}">'
    yield f"<header>\n<h1>{_linked(title, subject.url)}</h1>"
    facts = (subject.byline, subject.published[:10], subject.site, ", ".join(subject.categories))
    yield f"<p>{' · '.join(escape(clean_line(fact)) for fact in facts if fact)}</p>\n</header>"
    here = [subject.at(m) for m in subject.marks]
    placed = [m for m in here if m.state is not AnchorState.ORPHANED]
    text = subject.article
    if text is not None and all(m.target.end <= len(text.text) for m in placed):
        for block in text.blocks:
            yield _block(text, block, placed)
            ending = (m for m in placed if block.start <= m.target.end - 1 < block.end)
            yield from (
                _note(m, subject, passage=False)
                for m in ending
                if m.note.strip() or m.all_tags or subject.speakers.get(m.id) or subject.now(m)
            )
        apart = [m for m in here if m.state is AnchorState.ORPHANED]
        if apart:
            yield "<h2>Marks that lost their place</h2>"
    else:
        apart = here
    yield from (_note(m, subject, passage=True) for m in apart)
    yield "</article>"


def _block(article: Article, block: Block, marks: Sequence[Annotation]) -> str:
    """A block with the marks that lie over it; where several do, all their names stand at the piece."""
    over = [m for m in marks if m.target.start < block.end and m.target.end > block.start]
    cuts = {block.start, block.end}
    for mark in over:
        cuts |= {max(block.start, mark.target.start), min(block.end, mark.target.end)}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        words = escape(clean_text(article.text[start:end]))
        here = [m for m in over if Span(m.target.start, m.target.end).overlaps(Span(start, end))]
        if here:
            several = " several" if len(here) > 1 else ""
            names = " ".join(m.id for m in here)
            words = f'<mark class="{here[-1].color.value}{several}" data-marks="{escape(names)}">{words}</mark>'
        pieces.append(words)
    if block.kind is BlockKind.HEADING:
        level = min(6, max(2, block.level + 1))
        return f"<h{level}>{''.join(pieces)}</h{level}>"
    before, after = _TAGS.get(block.kind, ("<p>", "</p>"))
    return before + "".join(pieces) + after


def _note(mark: Annotation, subject: Subject, *, passage: bool) -> str:
    lines = [f'<aside class="{mark.color.value}" id="{escape(mark.id)}">']
    if passage:
        lines.append(f"<blockquote>{escape(clean_text(mark.target.exact))}</blockquote>")
    elif subject.now(mark):
        lines.append(f'<p class="was">Marked when it read: {escape(clean_line(mark.target.exact))}</p>')
    speaker = escape(clean_line(subject.speakers.get(mark.id, "")))
    link = source_link(subject.url, subject.passage(mark), subject.article.text if subject.article else None)
    said = [f"— {speaker}"] * bool(speaker) + [_linked("source", link)] * bool(link)
    if mark.note.strip():
        lines.append(str(_markdown().render(clean_text(mark.note))).strip())
    if said:
        lines.append(f'<p class="speaker">{", ".join(said)}</p>')
    if mark.all_tags:
        lines.append(f'<p class="tags">{" ".join("#" + escape(clean_line(t)) for t in mark.all_tags)}</p>')
    return "\n".join([*lines, "</aside>"])


def _linked(words: str, url: str) -> str:
    address = web_address(url)
    return f'<a href="{escape(address)}" rel="noreferrer noopener">{words}</a>' if address else words


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False})
    made.validateLink = lambda url: url.lower().startswith(("http://", "https://"))  # type: ignore[method-assign]
    return made.disable("image")
