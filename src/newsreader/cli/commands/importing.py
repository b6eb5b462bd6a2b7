"""``newsreader import``: notes and saved articles from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from newsreader.article import Article
from newsreader.cli.common import common_options, fail, open_library, open_notes, read_file, say
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import AnchorState, Annotation, ArticleRef, Color, Target
from newsreader.notes.codec import correction_of, from_document
from newsreader.notes.correction import Correction
from newsreader.notes.history import Change

if TYPE_CHECKING:
    from newsreader.sources.readlater.model import ReadLaterExport, SavedHighlight

T = TypeVar("T")

FAVORITE = "favorite"
"""The tag of articles that were starred."""

_PAGE = re.compile(rb"^[ \t]*(?:- )?(?:<!--|#) (?:/mark|newsreader) ", re.MULTILINE)


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE ...", type=click.Path(path_type=Path))
@click.option("--deletions", is_flag=True, help="Delete the marks whose blocks were taken out of a file of ours.")
@common_options
def import_file(files: tuple[Path, ...], deletions: bool) -> None:
    """Take in each FILE of notes, annotations or saved articles.

    It is an export of ours, of Hypothesis or other annotation programs, or of a read-later service.

    Of a folder all files of ours are taken in, whatever they are called.

    Notes, tags and colours that were edited in a Markdown, Logseq or Org file of ours go back into the notes.

    \b
    newsreader import notes/council-votes-a1b2c3.md
    newsreader import vault/News/
    newsreader import notes.json
    newsreader import pocket.zip

    Read-later exports of Pocket, Instapaper, Omnivore, wallabag, Readwise and Raindrop are known; their articles go
    into the library, folders and stars as tags, and their highlights and notes become marks. Importing a file twice
    doubles nothing.
    """
    for file in files:
        if file.is_dir():
            _take_folder(file, deletions=deletions)
            continue
        try:
            _take_in(file, deletions=deletions)
        except NewsreaderError as error:
            fail(error)


def _take_in(file: Path, *, deletions: bool) -> None:
    data = read_file(file)
    if _take_back(data, str(file), deletions=deletions) or _take_own(data):
        return
    from newsreader.sources.readlater import read_export

    _keep(_take_export(read_export(data, str(file)), str(file)))


def _take_folder(folder: Path, *, deletions: bool) -> None:
    """Take in all files of a folder that templates of ours have written."""
    from newsreader.exports.files import files_by_id
    from newsreader.exports.syntax import SYNTAXES

    found = sorted({path for syntax in SYNTAXES.values() for path in files_by_id(folder, syntax).values()})
    if not found:
        fail(f"{folder}: there is no file of ours in it; name a file")
    for path in found:
        try:
            if not _take_back(read_file(path), str(path), deletions=deletions):
                fail(f"{path}: its blocks cannot be read; it was passed over")
        except NewsreaderError as error:
            fail(error)


def _take_back(data: bytes, source: str, *, deletions: bool) -> bool:
    """Take in an edited file of ours or annotations of the web; False if it is neither."""
    from newsreader.exports import hypothesis, webannotation
    from newsreader.exports.taking import take_pages
    from newsreader.text.clean import clean_line

    with open_notes() as store:
        taken = take_pages(data.decode("utf-8", "replace"), store.get) if _PAGE.search(data) else None
        if taken is None and b'"Annotation"' in data:
            taken = webannotation.take(data, store.get)
        if taken is None and b'"uri"' in data:
            taken = hypothesis.take(data, store.get)
        if taken is None:
            return False
        for name in taken.unreadable:
            fail(f"{source}: mark {clean_line(name)} cannot be read; it was passed over")
        store.add(*taken.new)
        for mark in taken.changed:
            store.history.make(Change(store.get(mark.id), mark))
        for name in taken.gone if deletions else ():
            store.history.make(Change(store.get(name), None))
    for name in taken.conflicts:
        say(f"newsreader: mark {name} was changed in the file and in the notes; its note holds both now")
    if taken.gone:
        done = "deleted, in the trash" if deletions else "taken out of the file; --deletions deletes them here too"
        say(f"{len(taken.gone)} marks {done}")
    say(f"{source}: {len(taken.new)} new marks, {len(taken.changed)} changed, {taken.known} known already")
    return True


def _take_own(data: bytes) -> bool:
    """Take in a JSON export of our own with its corrections; False if it is none."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(value, dict) or not isinstance(value.get("annotations"), list):
        return False
    marks = _read(value["annotations"], from_document, "mark")
    _keep(marks)
    listed = value.get("corrections")
    corrections = _read(listed if isinstance(listed, list) else [], correction_of, "correction")
    if corrections:
        _keep_corrections(corrections)
    return True


def _read(documents: list[Any], read_one: Callable[[Any], T], what: str) -> list[T]:
    """Documents that can be read; of the others it is said that they cannot."""
    found: list[T] = []
    for number, document in enumerate(documents, 1):
        try:
            found.append(read_one(document))
        except NewsreaderError as error:
            fail(f"{what} {number}: {error}; it was passed over")
    return found


def _take_export(export: ReadLaterExport, source: str) -> list[Annotation]:
    """Put the articles of an export into the library; its highlights as marks.

    A note on an article becomes a mark on its beginning; folders and stars, which the library does not have, tags.
    """
    from newsreader.library import AddState
    from newsreader.sources.readlater.model import ReadState, SavedHighlight

    marks: list[Annotation] = []
    library = open_library()
    try:
        for problem in export.problems:
            fail(problem)
        for item in export.items:
            article = library.get(item.article(source).id) or item.article(source)
            known = library.add([article])[0].state is not AddState.ADDED
            tags = (*item.tags, *["-".join(item.folder.split())] * bool(item.folder), *[FAVORITE] * item.favorite)
            library.retag([article.id], tags, ())
            if item.state is ReadState.ARCHIVED and not known:
                library.set_read([article.id])
            marks += [_mark(article, h) for h in item.highlights if h.text]
            if item.note:
                beginning = article.text[: article.blocks[0].end] if article.blocks else article.title or item.url
                marks.append(_mark(article, SavedHighlight(beginning, item.note, created=item.saved)))
    finally:
        library.close()
    say(f"{len(export.items)} articles from {export.service}")
    return marks


def _mark(article: Article, highlight: SavedHighlight) -> Annotation:
    """A highlight as a mark, where its words stand in the text; without the text it waits as an orphan."""
    from newsreader.notes.anchoring import reanchor
    from newsreader.notes.clock import content_id, utc

    target = Target(0, max(1, len(highlight.text)), highlight.text)
    anchor = reanchor(target, article.text) if article.text else None
    placed = Target.of(article.text, anchor.start, anchor.end) if anchor else target
    moment = utc(highlight.created)
    return Annotation(
        id=content_id(f"{article.id}\n{highlight.text}".encode("utf-8", "replace")),
        article=ArticleRef.of(article),
        target=placed,
        color=Color(highlight.color) if highlight.color in set(Color) else Color.YELLOW,
        note=highlight.note,
        tags=highlight.tags,
        state=AnchorState.ANCHORED if anchor else AnchorState.ORPHANED,
        created=moment,
        modified=moment,
    )


def _keep(marks: list[Annotation]) -> None:
    """Keep the marks that are new, and of those that are there the later version."""
    with open_notes() as store:
        new = [m for m in marks if store.get(m.id) is None]
        later = [m for m in marks if (old := store.get(m.id)) is not None and m.modified > old.modified]
        store.add(*new)
        store.update(*later)
    say(f"{len(new)} new marks, {len(later)} later versions, {len(marks) - len(new) - len(later)} known already")


def _keep_corrections(corrections: list[Correction]) -> None:
    """Keep the corrections that are new, and of those that are there the later version."""
    new = later = 0
    with open_notes() as store:
        for correction in corrections:
            old = store.corrections.get(correction.id)
            if old is None:
                store.corrections.add(correction)
                new += 1
            elif correction.modified > old.modified:
                store.corrections.update(correction)
                later += 1
    say(f"{new} new corrections, {later} later versions, {len(corrections) - new - later} known already")
