"""What all commands share: where data live, how things are printed, how sources are read."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsreader.errors import NewsreaderError
from newsreader.paths import DataPaths

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from newsreader.analysis.analyzer import Analyzer
    from newsreader.article import Article
    from newsreader.library import Library
    from newsreader.notes.correction import Correction
    from newsreader.notes.query import Query
    from newsreader.notes.store import NoteStore

F = TypeVar("F", bound=Callable[..., Any])


class Settings:
    """The common options.

    Attributes:
        data_dir: The data folder, None for the default.
        notes: The notes file, None for the default.
        quiet: Whether only errors are said.
        failed: Whether something could not be done; the exit status is then 1.
    """

    def __init__(self) -> None:
        self.data_dir: Path | None = None
        self.notes: Path | None = None
        self.quiet = False
        self.failed = False

    @property
    def paths(self) -> DataPaths:
        """Where data live."""
        return DataPaths.of(self.data_dir, self.notes)


def settings() -> Settings:
    """The settings of this run."""
    return click.get_current_context().find_object(Settings) or Settings()


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def callback(context: click.Context, _parameter: click.Parameter, value: Any) -> Any:
        found = context.find_root().ensure_object(Settings)
        if value:
            setattr(found, name, value)
        return value

    return callback


def complete_articles(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Articles and files for a shell that completes words."""
    from newsreader.cli import completing

    return completing.complete_articles(context, parameter, incomplete)


def common_options(command: F) -> F:
    """Give a command the common options; they may stand before or after its name."""
    folder = click.Path(file_okay=False, path_type=Path)
    file = click.Path(dir_okay=False, path_type=Path)
    for option in (
        click.option("--quiet", is_flag=True, expose_value=False, callback=_remember("quiet"), help="Say only errors."),
        click.option(
            "--notes", type=file, expose_value=False, callback=_remember("notes"), help="The notes file to use."
        ),
        click.option(
            "--data-dir",
            type=folder,
            expose_value=False,
            callback=_remember("data_dir"),
            help="The data folder to use, instead of $NEWSREADER_HOME.",
        ),
    ):
        command = option(command)
    return command


def fail(error: NewsreaderError | str) -> None:
    """Say in one line on standard error what could not be done; the run goes on and ends with status 1."""
    from newsreader.text.clean import clean_line

    settings().failed = True
    click.echo(f"newsreader: {clean_line(str(error))}", err=True)


def say(text: str) -> None:
    """Say on standard error what was done, unless told to be quiet."""
    if not settings().quiet:
        click.echo(text, err=True)


def print_json(value: object) -> None:
    """Print one JSON value in one line; characters that a terminal could obey are escaped."""
    click.echo(safe_json(value))


def safe_json(value: object) -> str:
    """JSON in one line in which no control character, and no half of a character, stands raw."""
    import json

    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", text)


def print_text(text: str) -> None:
    """Print text of an article without anything that a terminal could obey."""
    from newsreader.text.clean import clean_text

    click.echo(clean_text(text))


def print_styled(*pieces: str | tuple[str]) -> None:
    """Print one line of cleaned pieces; those in tuples stand out, where the terminal can show that."""
    from newsreader.text.clean import clean_text

    def shown(text: str) -> str:
        return "".join(" " if c.isspace() else c for c in clean_text(text))

    click.echo("".join(click.style(shown(p[0]), bold=True) if isinstance(p, tuple) else shown(p) for p in pieces))


def read_file(path: Path) -> bytes:
    """The contents of a file that a person named.

    Raises:
        NewsreaderError: If it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise NewsreaderError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def open_library() -> Library:
    """Open the library of this run."""
    from newsreader.library import Library

    path = settings().paths.library
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NewsreaderError(f"{path.parent}: cannot be made ({error.strerror}); use --data-dir") from error
    return Library.open(path)


def open_notes() -> NoteStore:
    """Open the notes of this run, saying what had to be repaired."""
    from newsreader.notes.store import NoteStore

    store = NoteStore.open(settings().paths.notes)
    if store.report:
        say(f"newsreader: {store.report}")
    return store


def understood(query: str) -> Query:
    """A query for marks, with the colours as the reader calls them."""
    from newsreader.config import load_config
    from newsreader.notes.query import parse_query
    from newsreader.paths import config_file

    return parse_query(query, load_config(config_file()).colors)


def corrections_by_article() -> dict[str, list[Correction]]:
    """What the reader has set right, by the id of the article; nothing where there are no notes yet."""
    if not settings().paths.notes.exists():
        return {}
    found: dict[str, list[Correction]] = {}
    with open_notes() as store:
        for correction in store.corrections.all():
            found.setdefault(correction.article.id, []).append(correction)
    return found


@cache
def reader_analyzer() -> Analyzer:
    """The analysis as the reader has set it up."""
    from newsreader.analysis.analyzer import Analyzer
    from newsreader.config import load_config
    from newsreader.paths import config_file, dictionary_file

    config = load_config(config_file())
    return Analyzer.with_dictionary(dictionary_file(), config.spacy, config.analyzer)


def read(sources: Sequence[str], on_error: Callable[[NewsreaderError], None] | None = None) -> Iterator[Article]:
    """The articles of sources one by one; what cannot be read is said, or handed over, and passed over."""
    on_error = on_error or fail
    from newsreader.article import ARTICLE_ID
    from newsreader.sources import read_source, read_sources
    from newsreader.sources.categories import read_sections

    sections = read_sections(settings().paths.sections)
    for source in sources:
        if ARTICLE_ID.fullmatch(source) and not Path(source).exists():
            library = open_library()
            try:
                article = library.get(source)
            finally:
                library.close()
            if article is None:
                on_error(NewsreaderError(f"{source}: no such article in the library; newsreader list shows them"))
            else:
                yield article
        elif source == "-":
            try:
                yield from read_source(source, stdin=sys.stdin.buffer, sections=sections)
            except NewsreaderError as error:
                on_error(error)
        else:
            yield from read_sources([source], on_error=on_error, sections=sections)


def articles_named(articles: tuple[str, ...]) -> tuple[set[str] | None, dict[str, Article]]:
    """The articles that are named by id, file or address.

    Args:
        articles: The names.

    Returns:
        Their ids, None for all where none was named, and those that had to be read by id.
    """
    if not articles:
        return None, {}
    from newsreader.article import ARTICLE_ID

    ids = {a for a in articles if ARTICLE_ID.fullmatch(a)}
    known = {a.id: a for a in read([a for a in articles if a not in ids])}
    return ids | set(known), known
