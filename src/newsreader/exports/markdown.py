"""Notes as Markdown: front matter, then a block for each mark: its quotation, colour and tags, and note.

The same marks always give the same bytes: ``exported`` is the time at which the newest of them was changed. What comes
from the article is escaped, so that no line of it can become a heading, a link or HTML; notes are the reader's own
Markdown and are written as they are. A file that is there already is merged; see `newsreader.exports.merging`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from newsreader.article import Article
from newsreader.exports.blocks import Base, escape
from newsreader.exports.files import file_of, file_stem, free_path, read_text, write_text
from newsreader.exports.merging import Merged, Page, fresh, merge
from newsreader.exports.subject import Subject
from newsreader.notes.annotation import Annotation
from newsreader.text.clean import clean_line

MANY = "notes"
"""What stands for the id of the article in a file with the marks of several."""

_ALWAYS = frozenset(("title", "url", "site", "published", "categories", "exported", "newsreader"))


def render(subjects: Sequence[Subject]) -> str:
    """Write the marks of one article or of several as a new file, ending with a line feed."""
    return fresh(page_of(subjects))


def page_of(subjects: Sequence[Subject]) -> Page:
    """What a file on these articles says."""
    front = _front_of(subjects[0]) if len(subjects) == 1 else _front_of_many(subjects)
    sections = tuple((_heading(s), tuple(Base(m, s.speakers.get(m.id, "")) for m in s.marks)) for s in subjects)
    lines = {k: f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in front.items() if v or k in _ALWAYS}
    return Page(lines, sections)


def _heading(subject: Subject) -> str:
    return f"# {escape(clean_line(subject.title)) or 'Untitled'}"


def _front_of(subject: Subject) -> dict[str, object]:
    return {
        "title": clean_line(subject.title),
        "url": clean_line(subject.url),
        "site": clean_line(subject.site),
        "byline": clean_line(subject.byline),
        "published": clean_line(subject.published),
        "categories": [clean_line(c) for c in subject.categories],
        "exported": subject.modified,
        "newsreader": subject.id,
    }


def _front_of_many(subjects: Sequence[Subject]) -> dict[str, object]:
    newest = max((s.modified for s in subjects), default="")
    return {"title": f"Notes on {len(subjects)} articles", "exported": newest, "newsreader": MANY}


def bring_up_to_date(
    path: Path, subjects: Sequence[Subject], known: Collection[str] = (), *, restore: bool = False
) -> tuple[Path, Merged, str]:
    """Work out what an export would write to a file, without writing it.

    Args:
        path: The file; if another's file stands there, a numbered name beside it is taken.
        subjects: The articles with their marks.
        known: Ids of all marks in the notes, which a merge leaves alone.
        restore: Whether blocks that were taken out of the file are written again.

    Returns:
        The file to write, what to write, and what is there now (empty if nothing).

    Raises:
        ExportError: If the file cannot be read.
    """
    page = page_of(subjects)
    name = subjects[0].id if len(subjects) == 1 else MANY
    path = free_path(path, name)
    old = read_text(path)
    return (path, merge(old, page, known, restore=restore), old) if old else (path, Merged(fresh(page)), "")


def write_article(
    folder: Path,
    article: Article,
    marks: Iterable[Annotation],
    speakers: Mapping[str, str] | None = None,
) -> Path:
    """Write the marks of an article to a file of its own, or bring the one that is there up to date.

    Args:
        folder: Where; it is made if need be.
        article: The article.
        marks: Its annotations, all of them.
        speakers: Who says the words of a mark, by its id.

    Returns:
        The file.

    Raises:
        ExportError: If it cannot be written.
    """
    subject = Subject.of(article, marks, speakers)
    path = file_of(folder, article.id) or folder / f"{file_stem(article.title, article.id)}.md"
    path, merged, old = bring_up_to_date(path, [subject])
    if merged.text != old:
        write_text(path, merged.text, old)
    return path
