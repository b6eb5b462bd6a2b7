"""What programs do in one call: read articles, and write notes out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from newsreader.analysis import Analysis
from newsreader.article import Article
from newsreader.exports.subject import Subject
from newsreader.notes.annotation import Annotation


def read(source: str | Path | bytes, *, name: str = "") -> list[Article]:
    """Read articles.

    Args:
        source: A path of a file or folder, an ``http`` or ``https`` address, which is fetched, or a document in memory.
        name: What to call a document in memory; its ending may tell its kind.

    Returns:
        At least one article. `Article.text` is clean; all offsets count its code points.

    Raises:
        SourceError: If there is no article; a `NewsreaderError`.
    """
    from newsreader.sources import read_bytes, read_source

    if isinstance(source, bytes):
        return read_bytes(source, name or "document", name=name)
    return read_source(str(source))


def notes_as(article: Article, marks: Iterable[Annotation], analysis: Analysis | None = None) -> Subject:
    """Gather the marks of an article for `render_notes`.

    Args:
        article: The article.
        marks: Its marks, where they stand in the present text.
        analysis: What is known of it; marked quotations then carry their speakers.
    """
    own = list(marks)
    return Subject.on(article, own, own, analysis)


def render_notes(subjects: Iterable[Subject], template: str = "plain", folder: Path | None = None) -> str:
    """Write notes as a new file.

    Args:
        subjects: The articles with their marks, from `notes_as`.
        template: A preset, or a template in ``folder``, or the path of one.
        folder: Templates of your own; see `docs/templates.md`.

    Raises:
        TemplateError: If there is no such template, or it is wrong; a `NewsreaderError`.
    """
    from newsreader.exports.pages import render
    from newsreader.exports.templating import load_template

    return render(list(subjects), load_template(template, folder))
