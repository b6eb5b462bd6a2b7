"""Notes as Markdown: front matter, then each mark as a quotation with its note and tags.

The same marks always give the same bytes: ``exported`` is the time at which the newest of them was changed. What comes
from the article is escaped, so that no line of it can become a heading, a link or HTML; notes are the reader's own
Markdown and are written as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from newsreader.article import Article
from newsreader.exports.files import file_stem, write_whole
from newsreader.exports.subject import Subject
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.text.clean import clean_line, clean_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&^=!{}%])")
_LEADING = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s|$)")


def escape(text: str) -> str:
    """Escape one line of foreign text for Markdown, so that it reads as the words it is."""
    return _LEADING.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], _SPECIAL.sub(r"\\\1", text))


def render(subject: Subject) -> str:
    """Write the marks of an article as Markdown, ending with a line feed."""
    parts = [_front_matter(subject), f"# {escape(clean_line(subject.title)) or 'Untitled'}"]
    parts += [_mark(m, subject.speakers.get(m.id, "")) for m in subject.marks]
    return "\n\n".join(parts) + "\n"


def _front_matter(subject: Subject) -> str:
    fields: dict[str, object] = {
        "title": clean_line(subject.title),
        "url": clean_line(subject.url),
        "site": clean_line(subject.site),
        "byline": clean_line(subject.byline),
        "published": clean_line(subject.published),
        "categories": [clean_line(c) for c in subject.categories],
        "exported": subject.modified,
        "newsreader": subject.id,
    }
    kept = {
        k: v for k, v in fields.items() if v or k in ("title", "url", "site", "published", "categories", "exported")
    }
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in kept.items()]
    return "\n".join(["---", *lines, "---"])


def _mark(mark: Annotation, speaker: str) -> str:
    lines = [f"> {escape(line)}".rstrip() for line in clean_text(mark.target.exact).strip().split("\n")]
    if speaker:
        lines += [">", f"> — {escape(clean_line(speaker))}"]
    label = mark.color.value + (" · lost its place in the text" if mark.state is AnchorState.ORPHANED else "")
    tags = " ".join(f"#{clean_line(t)}" for t in mark.tags)
    parts = ["\n".join(lines), f"*{label}* {tags}".rstrip()]
    if mark.note.strip():
        parts.append(clean_text(mark.note).strip())
    return "\n\n".join([f"<!-- mark {mark.id} -->", *parts])


def write_article(
    folder: Path, article: Article, marks: Iterable[Annotation], speakers: Mapping[str, str] | None = None
) -> Path:
    """Write the marks of an article to a file of its own.

    Args:
        folder: Where; it is made if need be.
        article: The article.
        marks: Its annotations.
        speakers: Who says the words of a mark, by its id.

    Returns:
        The file.

    Raises:
        ExportError: If it cannot be written.
    """
    subject = Subject.of(article, marks, speakers)
    path = folder / f"{file_stem(article.title, article.id)}.md"
    return write_whole(path, render(subject))
