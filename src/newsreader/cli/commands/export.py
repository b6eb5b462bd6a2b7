"""``newsreader export``: notes on their way out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsreader import plugins
from newsreader.article import Article
from newsreader.cli.common import (
    articles_named,
    common_options,
    complete_articles,
    fail,
    open_library,
    open_notes,
    print_text,
    reader_analyzer,
    say,
    settings,
    understood,
)
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import Annotation

if TYPE_CHECKING:
    from newsreader.analysis.analyzer import Analyzer
    from newsreader.exports.subject import Subject
    from newsreader.exports.templating import NoteTemplate
    from newsreader.exports.variables import Setting
    from newsreader.library import Library
    from newsreader.notes.correction import Correction

ENDINGS = {
    "html": ".html",
    "json": ".json",
    "csv": ".csv",
    "readwise": ".csv",
    "webannotation": ".jsonld",
    "hypothesis": ".json",
}
"""The formats that are written anew each time; ``markdown`` is written through templates and merged."""


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]", shell_complete=complete_articles)
@click.option("--all", "everything", is_flag=True, help="The notes of all articles; so it is without an ARTICLE.")
@click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="A file for all, or a folder for a file an article; standard output if not given.",
)
@click.option(
    "--format",
    "style",
    default="markdown",
    show_default=True,
    metavar=f"[{'|'.join(('markdown', *ENDINGS))}]",
    help="Or one that another package adds.",
)
@click.option("--template", "template_name", metavar="NAME|FILE", help="How files are written; see --list-templates.")
@click.option("--query", "query", help="Only the marks that it fits; see newsreader notes search --help.")
@click.option("--dry-run", is_flag=True, help="Show what would change in files of a template and write nothing.")
@click.option("--restore", is_flag=True, help="Write marks again that were taken out of a file.")
@click.option("--preview", is_flag=True, help="Print what a new file would say and write nothing.")
@click.option("--list-templates", is_flag=True, help="List the presets and your own templates.")
@click.option("--variables", is_flag=True, help="Show what a template can say, with one of your marks as an example.")
@common_options
def export(
    articles: tuple[str, ...],
    everything: bool,
    to: Path | None,
    style: str,
    template_name: str | None,
    query: str | None,
    dry_run: bool,
    restore: bool,
    preview: bool,
    list_templates: bool,
    variables: bool,
) -> None:
    """Write the notes of ARTICLES, named by id, file or address.

    A file that is there is brought up to date: what was edited in it stays, and newsreader import takes it back into
    the notes.

    \b
    newsreader export > notes.md
    newsreader export article.txt --to notes/
    newsreader export --template obsidian --to vault/News/
    newsreader export --template report --query 'tag:budget newer:1w' --to budget.md
    newsreader export --all --format json --to notes.json
    newsreader export --to notes/ --dry-run
    newsreader export --format html --to notes.html
    """
    if list_templates:
        from newsreader.cli.templates import show_templates

        show_templates()
        return
    if style not in ("markdown", *ENDINGS) and style not in plugins.added(plugins.EXPORTERS):
        raise click.UsageError(f"there is no format {style!r}; there are {', '.join(('markdown', *ENDINGS))}")
    if template_name is not None and style != "markdown":
        raise click.UsageError("--template writes Markdown, Logseq and Org files; leave --format out")
    if dry_run and (to is None or style != "markdown" or preview):
        raise click.UsageError("--dry-run compares files of a template: give --to, and no other --format")
    wanted, known = articles_named(articles if not everything else ())
    with open_notes() as store:
        marks, corrections, text_of = store.all(), store.corrections.all(), store.texts.get
    if variables:
        from newsreader.cli.templates import show_variables

        first = [m for m in marks if wanted is None or m.article.id in wanted][:1]
        show_variables(subjects_of({m.article.id: [m] for m in first}, known, corrections, text_of), _setting(query))
        return
    grouped: dict[str, list[Annotation]] = defaultdict(list)
    for mark in marks:
        if wanted is None or mark.article.id in wanted:
            grouped[mark.article.id].append(mark)
    for name in wanted or ():
        if name not in grouped:
            fail(f"{name}: no marks on this article")
    corrections_only = style == "json" and query is None and any(_is_wanted(c, wanted) for c in corrections)
    if not grouped and not corrections_only:
        if not wanted and not settings().failed:
            fail("there are no marks to export yet")
        return
    subjects = subjects_of(grouped, known, corrections, text_of)
    if query is not None:
        subjects = _selected(subjects, query)
        if not subjects:
            fail(f"no mark fits {query!r}")
            return
    if style == "markdown":
        from newsreader.config import load_config
        from newsreader.exports.templating import load_template
        from newsreader.paths import config_file, templates_dir

        template = load_template(template_name or load_config(config_file()).template, templates_dir())
        if to is None or preview:
            from newsreader.exports.pages import render

            _print_page(render(subjects, template, _setting(query)))
        else:
            _merge(subjects, to, {m.id for m in marks}, template, _setting(query), dry_run=dry_run, restore=restore)
        return
    chosen = {s.id for s in subjects} if query is not None else wanted
    own = [c for c in corrections if _is_wanted(c, chosen)]
    _write(subjects, None if preview else to, style, own)


def _is_wanted(correction: Correction, wanted: set[str] | None) -> bool:
    return wanted is None or correction.article.id in wanted


def _setting(query: str | None) -> Setting:
    from newsreader.config import load_config
    from newsreader.exports.variables import Setting
    from newsreader.paths import config_file

    return Setting(query or "", load_config(config_file()).colors)


def _print_page(text: str) -> None:
    from newsreader.exports.syntax import clean_for_print

    click.echo(clean_for_print(text).rstrip("\n"))


def _selected(subjects: list[Subject], query: str) -> list[Subject]:
    """The articles with those marks alone that a query fits."""
    from dataclasses import replace

    asked = understood(query)

    def fits(subject: Subject, mark: Annotation) -> bool:
        return asked.fits(subject.at(mark), subject.speakers.get(mark.id, ""), subject.now(mark))

    kept = (replace(s, marks=tuple(m for m in s.marks if fits(s, m))) for s in subjects)
    return [s for s in kept if s.marks]


def subjects_of(
    grouped: dict[str, list[Annotation]],
    known: dict[str, Article],
    corrections: list[Correction],
    text_of: Callable[[str], str | None],
) -> list[Subject]:
    """The articles with their marks where they stand, and who said the marked words, as far as their texts are known.

    Args:
        grouped: The marks by the id of their article.
        known: Articles that were read from elsewhere; they go before those of the library.
        corrections: What the reader set right in the analysis.
        text_of: Gives the text of a revision that is kept beside the notes.
    """
    library = _library_if_any()
    try:
        analyzer = cache(reader_analyzer)
        return [
            _subject(known.get(i) or _article(library, i), marks, corrections, text_of, library, analyzer)
            for i, marks in grouped.items()
        ]
    finally:
        if library is not None:
            library.close()


def _library_if_any() -> Library | None:
    """The library, None if there is none yet or it cannot be read, which is said."""
    if not settings().paths.library.exists():
        return None
    try:
        return open_library()
    except NewsreaderError as error:
        say(f"newsreader: {error}")
        return None


def _article(library: Library | None, name: str) -> Article | None:
    try:
        return library.get(name) if library is not None else None
    except NewsreaderError as error:
        say(f"newsreader: {error}")
        return None


def _subject(
    article: Article | None,
    marks: list[Annotation],
    corrections: list[Correction],
    text_of: Callable[[str], str | None],
    library: Library | None,
    analyzer: Callable[[], Analyzer],
) -> Subject:
    """An article with its marks where they stand, who says the words of each and who is named in them."""
    from newsreader.exports.subject import Subject

    if article is None:
        return Subject.of(None, marks)
    from newsreader.exports.corrected import corrected
    from newsreader.notes.anchoring import settle

    def old_text(revision: str) -> str | None:
        kept = text_of(revision)
        return library.old_text(article.id, revision) if kept is None and library is not None else kept

    analyze = analyzer()
    kept = library.analysis(article.id, analyze.version, article.revision) if library is not None else None
    own = [c for c in corrections if c.article.id == article.id]
    analysis = corrected(kept or analyze(article.text, article.published), own, article)
    return Subject.on(article, marks, settle(marks, article, old_text), analysis)


def _render(subjects: list[Subject], style: str, corrections: list[Correction]) -> str:
    if style not in ENDINGS:
        return str(plugins.call(plugins.EXPORTERS, style, subjects))
    if style == "html":
        from newsreader.exports import html

        return html.render(subjects)
    if style == "webannotation":
        from newsreader.exports import webannotation

        return webannotation.render(subjects)
    if style == "hypothesis":
        from newsreader.exports import hypothesis

        return hypothesis.render(subjects)
    from newsreader.exports import tables

    if style == "json":
        return tables.render_json(subjects, corrections)
    return tables.render_readwise(subjects) if style == "readwise" else tables.render_csv(subjects)


def _write(subjects: list[Subject], to: Path | None, style: str, corrections: list[Correction]) -> None:
    from newsreader.exports.files import file_stem, write_whole
    from newsreader.exports.pages import is_folder

    if to is None:
        print_text(_render(subjects, style, corrections).rstrip("\n"))
    elif is_folder(to):
        for subject in subjects:
            path = to / f"{file_stem(subject.title, subject.id)}{ENDINGS.get(style, f'.{style}')}"
            own = [c for c in corrections if c.article.id == subject.id]
            say(f"wrote {write_whole(path, _render([subject], style, own))}")
    else:
        say(f"wrote {write_whole(to, _render(subjects, style, corrections))}")


def _merge(
    subjects: list[Subject],
    to: Path,
    known: set[str],
    template: NoteTemplate,
    setting: Setting,
    *,
    dry_run: bool,
    restore: bool,
) -> None:
    """Bring files of a template up to date, or show what that would change."""
    from newsreader.exports.files import write_text
    from newsreader.exports.pages import bring_up_to_date, is_folder, plan

    if template.header.file == "mark" and not is_folder(to):
        raise click.UsageError(f"the template {template.name} writes a file for each mark: --to must be a folder")
    for planned in plan(subjects, to, template, setting):
        path, merged, old = bring_up_to_date(planned, known, template, setting, restore=restore)
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
        _print_page(shown)
