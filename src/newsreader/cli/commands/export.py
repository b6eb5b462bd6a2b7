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
    understood,
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
@click.option("--query", "query", help="Only the marks that it fits: tag:budget newer:1w; see newsreader notes --help.")
@click.option("--dry-run", is_flag=True, help="Show what would change in Markdown files and write nothing.")
@click.option("--restore", is_flag=True, help="Write marks again that were taken out of a Markdown file.")
@common_options
def export(
    articles: tuple[str, ...],
    everything: bool,
    to: Path | None,
    style: str,
    query: str | None,
    dry_run: bool,
    restore: bool,
) -> None:
    """Write the notes of ARTICLES, named by id, file or address.

    A Markdown file that is there is brought up to date: what was edited in it stays, and newsreader import takes it
    back into the notes.

    \b
    newsreader export > notes.md
    newsreader export article.txt --to notes/
    newsreader export --all --format json --to notes.json
    newsreader export --to notes/ --dry-run
    newsreader export --query 'tag:budget newer:1w' --to budget.md
    newsreader export --format html --to notes.html
    """
    wanted, known = _wanted(articles if not everything else ())
    with open_notes() as store:
        marks, corrections, text_of = store.all(), store.corrections.all(), store.texts.get
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
    subjects = subjects_of(grouped, known, corrections, text_of)
    if query is not None:
        subjects = _selected(subjects, query)
        if not subjects:
            fail(f"no mark fits {query!r}")
            return
    if to is not None and style == "markdown":
        _merge(subjects, to, {m.id for m in marks}, dry_run=dry_run, restore=restore)
    elif dry_run:
        raise click.UsageError("--dry-run compares Markdown files: give --to, and no other --format")
    else:
        _write(_placed(subjects, text_of) if style == "html" else subjects, to, style)


def _placed(subjects: list[Subject], text_of: Callable[[str], str | None]) -> list[Subject]:
    """The marks where they stand in the present texts, for the format that shows the texts."""
    from dataclasses import replace

    from newsreader.notes.anchoring import settle

    return [replace(s, marks=tuple(settle(s.marks, s.article, text_of))) if s.article else s for s in subjects]


def _selected(subjects: list[Subject], query: str) -> list[Subject]:
    """The articles with those marks alone that a query fits."""
    from dataclasses import replace

    asked = understood(query)
    kept = (replace(s, marks=tuple(m for m in s.marks if asked.fits(m, s.speakers.get(m.id, "")))) for s in subjects)
    return [s for s in kept if s.marks]


def _wanted(articles: tuple[str, ...]) -> tuple[set[str] | None, dict[str, Article]]:
    """The ids of the articles that were named, None for all, and those that had to be read."""
    if not articles:
        return None, {}
    ids = {a for a in articles if ARTICLE_ID.fullmatch(a)}
    known = {a.id: a for a in read([a for a in articles if a not in ids])}
    return ids | set(known), known


def subjects_of(
    grouped: dict[str, list[Annotation]],
    known: dict[str, Article],
    corrections: list[Correction],
    text_of: Callable[[str], str | None],
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
        Subject.of(known.get(i), marks, _speakers(known.get(i), marks, corrections, text_of))
        for i, marks in grouped.items()
    ]


def _speakers(
    article: Article | None,
    marks: list[Annotation],
    corrections: list[Correction],
    text_of: Callable[[str], str | None],
) -> dict[str, str]:
    """Who says the words of each mark, as the analysis finds it and the reader has corrected it."""
    if article is None:
        return {}
    from newsreader.exports.corrected import corrected
    from newsreader.exports.subject import speakers_of
    from newsreader.notes.anchoring import settle

    own = [c for c in corrections if c.article.id == article.id]
    analysis = corrected(reader_analyzer()(article.text, article.published), own, article)
    return speakers_of(settle(marks, article, text_of), analysis.quotes)


def _render(subjects: list[Subject], style: str) -> str:
    from newsreader.exports import html, markdown, tables, webannotation

    if style == "markdown":
        return markdown.render(subjects)
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


def _merge(subjects: list[Subject], to: Path, known: set[str], *, dry_run: bool, restore: bool) -> None:
    """Bring Markdown files up to date, or show what that would change."""
    from newsreader.exports.files import file_stem, files_by_id, write_text
    from newsreader.exports.markdown import bring_up_to_date

    plan = [(to, subjects)]
    if to.is_dir() or not to.suffix:
        there = files_by_id(to)
        plan = [(there.get(s.id) or to / f"{file_stem(s.title, s.id)}.md", [s]) for s in subjects]
    for wanted, group in plan:
        path, merged, old = bring_up_to_date(wanted, group, known, restore=restore)
        if dry_run:
            _show_difference(path, old, merged.text)
        elif merged.text == old:
            say(f"unchanged {path}")
        else:
            write_text(path, merged.text, old)
            say(f"wrote {path}")
        for name in merged.conflicts:
            say(
                f"newsreader: {path}: mark {name} was changed in the file and in the notes; both are kept, import joins"
            )
        for name in merged.kept:
            say(f"newsreader: {path}: mark {name} was edited here and is not in the notes; its block is left alone")
        if merged.gone:
            say(f"{path}: {len(merged.gone)} marks were taken out of the file and stay out; --restore writes them")


def _show_difference(path: Path, old: str, new: str) -> None:
    import difflib

    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(path), str(path), lineterm="", n=1)
    shown = "\n".join(lines)
    if shown:
        print_text(shown)
