"""``newsreader export``: notes on their way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader.article import ARTICLE_ID, Article
from newsreader.cli.common import (
    common_options,
    fail,
    open_library,
    open_notes,
    print_text,
    read,
    reader_analyzer,
    say,
    settings,
)
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import Annotation

if TYPE_CHECKING:
    from newsreader.exports.subject import Subject
    from newsreader.notes.correction import Correction

ENDINGS = {"markdown": ".md", "html": ".html", "json": ".json", "csv": ".csv", "webannotation": ".jsonld"}


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]")
@click.option("--all", "everything", is_flag=True, help="The notes of all articles; so it is without an ARTICLE.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="A file for all, or a folder for a file an article; standard output if not given.",
)
@click.option("--format", "style", type=click.Choice(list(ENDINGS)), default="markdown", show_default=True)
@common_options
def export(articles: tuple[str, ...], everything: bool, to: Path | None, style: str) -> None:
    """Write the notes of ARTICLES, named by id, file or address.

    \b
    newsreader export > notes.md
    newsreader export article.txt --to notes/
    newsreader export --all --format json --to notes.json
    newsreader export --format html --to notes.html
    """
    wanted, known = _wanted(articles if not everything else ())
    with open_notes() as store:
        marks, corrections = store.all(), store.corrections.all()
    grouped: dict[str, list[Annotation]] = defaultdict(list)
    for mark in marks:
        if wanted is None or mark.article.id in wanted:
            grouped[mark.article.id].append(mark)
    for name in wanted or ():
        if name not in grouped:
            fail(f"{name}: no marks on this article")
    if not grouped:
        if not wanted and not settings().failed:
            fail("there are no marks to export yet")
        return
    _write(_subjects(grouped, known, corrections), to, style)


def _wanted(articles: tuple[str, ...]) -> tuple[set[str] | None, dict[str, Article]]:
    """The ids of the articles that were named, None for all, and those that had to be read."""
    if not articles:
        return None, {}
    ids = {a for a in articles if ARTICLE_ID.fullmatch(a)}
    known = {a.id: a for a in read([a for a in articles if a not in ids])}
    return ids | set(known), known


def _subjects(
    grouped: dict[str, list[Annotation]], known: dict[str, Article], corrections: list[Correction]
) -> list[Subject]:
    """The articles with their marks and who said the marked words, as far as the library has the text."""
    from newsreader.exports.subject import Subject

    if settings().paths.library.exists():
        try:
            library = open_library()
            try:
                known = {**{i: a for i in grouped if (a := library.get(i)) is not None}, **known}
            finally:
                library.close()
        except NewsreaderError as error:
            say(f"newsreader: {error}")
    return [
        Subject.of(known.get(i), marks, _speakers(known.get(i), marks, corrections)) for i, marks in grouped.items()
    ]


def _speakers(article: Article | None, marks: list[Annotation], corrections: list[Correction]) -> dict[str, str]:
    """Who says the words of each mark, as the analysis finds it and the reader has corrected it."""
    if article is None:
        return {}
    from newsreader.exports.corrected import corrected
    from newsreader.exports.subject import speakers_of

    own = [c for c in corrections if c.article.id == article.id]
    analysis = corrected(reader_analyzer()(article.text, article.published), own, article)
    return speakers_of(marks, analysis.quotes)


def _render(subjects: list[Subject], style: str) -> str:
    from newsreader.exports import html, markdown, tables, webannotation

    if style == "markdown":
        return "\n".join(markdown.render(s) for s in subjects)
    renders: dict[str, Callable[[list[Subject]], str]] = {
        "html": html.render,
        "json": tables.render_json,
        "csv": tables.render_csv,
        "webannotation": webannotation.render,
    }
    return renders[style](subjects)


def _write(subjects: list[Subject], to: Path | None, style: str) -> None:
    from newsreader.exports.files import file_stem, write_whole

    if to is None:
        print_text(_render(subjects, style).rstrip("\n"))
    elif to.is_dir() or not to.suffix:
        for subject in subjects:
            path = to / f"{file_stem(subject.title, subject.id)}{ENDINGS[style]}"
            say(f"wrote {write_whole(path, _render([subject], style))}")
    else:
        say(f"wrote {write_whole(to, _render(subjects, style))}")
