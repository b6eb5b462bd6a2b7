"""``newsreader notes``: the reader's marks on the command line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from newsreader.cli.common import (
    articles_named,
    common_options,
    complete_articles,
    fail,
    open_library,
    open_notes,
    print_json,
    print_text,
    say,
    settings,
    understood,
)
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import STATE_SAID, Annotation
from newsreader.notes.codec import to_document
from newsreader.notes.history import Change
from newsreader.notes.standing import Standing
from newsreader.text.quoting import in_marks

_QUERYING = {"ignore_unknown_options": True}  # -tag:budget is a part of a query


@click.group()
@common_options
def notes() -> None:
    """List, show, search and delete marks and notes.

    \b
    newsreader notes list
    newsreader notes search budget
    newsreader notes search budget --json | jq -r .note
    """


def _print(mark: Annotation, state: str, now: str, as_json: bool, *, whole: bool = False) -> None:
    """Print a mark as it was made, and what became of it."""
    if as_json:
        print_json(to_document(mark) | {"state": state, "now": now})
        return
    tags = "".join(f" #{t}" for t in mark.tags)
    said = f" ({STATE_SAID[state]})" if state in STATE_SAID else ""
    lines = [
        f"{mark.id}  {mark.color.value:6}  {mark.article.title}",
        f"    {in_marks(_shortened(mark.target.exact, whole))}{said}{tags}",
    ]
    if now:
        lines.append(f"    now {in_marks(_shortened(now, whole))}")
    if mark.note:
        note = mark.note if whole else " ".join(mark.note.split())[:90]
        lines.append("    " + note.replace("\n", "\n    "))
    lines += [f"    other note: {_shortened(note, whole)}" for note in mark.other_notes]
    print_text("\n".join(lines))


def _shortened(passage: str, whole: bool) -> str:
    words = " ".join(passage.split())
    return words if whole or len(words) <= 70 else words[:69] + "…"


def _standing(marks: Sequence[Annotation], text_of: Callable[[str], str | None]) -> Standing:
    """Marks where they stand in the present texts, as far as the library has them."""
    if marks and settings().paths.library.exists():
        from newsreader.library.standing import standing

        try:
            library = open_library()
        except NewsreaderError as error:
            say(f"newsreader: {error}")
        else:
            try:
                return standing(library, marks, text_of)
            finally:
                library.close()
    return Standing(marks, {})


def _print_all(made: Sequence[Annotation], here: Standing, as_json: bool, *, whole: bool = False) -> None:
    for mark, placed in zip(made, here.marks, strict=True):
        _print(mark, here.state(placed), here.changed.get(mark.id, ""), as_json, whole=whole)


@notes.command("list")
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]", shell_complete=complete_articles)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def list_notes(articles: tuple[str, ...], as_json: bool) -> None:
    """List all marks, or those of ARTICLES, the oldest first.

    Articles are named by id, file or address.

    \b
    newsreader notes list
    newsreader notes list article.txt --json
    """
    wanted, _ = articles_named(articles)
    with open_notes() as store:
        found = [m for m in store.all() if wanted is None or m.article.id in wanted]
        _print_all(found, _standing(found, store.texts.get), as_json)
    if not found:
        say("there are no marks yet" if wanted is None else "there are no marks in these articles")


@notes.command("show")
@click.argument("marks", nargs=-1, required=True, metavar="MARK ...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def show_notes(marks: tuple[str, ...], as_json: bool) -> None:
    """Show MARKS, named by their ids, in full.

    \b
    newsreader notes show 01J9ZK3M7Q8W2X4Y6A0B1C2D3E
    """
    with open_notes() as store:
        found = []
        for name in marks:
            if (mark := store.get(name)) is None:
                fail(f"{name}: no such mark; newsreader notes list shows them")
            else:
                found.append(mark)
        _print_all(found, _standing(found, store.texts.get), as_json, whole=True)


@notes.command("search", context_settings=_QUERYING)
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def search_notes(query: tuple[str, ...], as_json: bool) -> None:
    """Search marks by a QUERY.

    \b
    newsreader notes search budget 'color:claim newer:1w'
    newsreader notes search 'speaker:"Roe" -tag:done'
    newsreader notes search is:orphan

    Words occur in the passage, note, tags or title. Known are tag: color: title: site: note: text: article: speaker:
    newer: older: is:orphan is:moved is:changed (by the publisher) is:anchored is:noted is:tagged is:edited
    is:joined (two notes became one mark), and - before anything for the contrary.
    """
    found, here = _found(_joined(query))
    _print_all(found, here, as_json)
    if not found:
        fail(f"no mark fits {' '.join(query)!r}")


def _joined(words: tuple[str, ...]) -> str:
    """One query of the words of a command line; a word with blanks that is no query of its own counts as quoted."""
    return " ".join(f'"{w}"' if " " in w and not {":", '"', "#"} & set(w) else w for w in words)


def _found(query: str) -> tuple[list[Annotation], Standing]:
    """The marks that a query fits, as they were made, and where they stand."""
    asked = understood(query)
    with open_notes() as store:
        marks, corrections, text_of = store.all(), store.corrections.all(), store.texts.get
    speakers: dict[str, str] = {}
    here = _standing(marks, text_of)
    if asked.needs_speaker:
        from newsreader.cli.commands.export import subjects_of

        grouped: dict[str, list[Annotation]] = defaultdict(list)
        for mark in marks:
            grouped[mark.article.id].append(mark)
        subjects = subjects_of(grouped, {}, corrections, text_of)
        speakers = {mark: speaker for subject in subjects for mark, speaker in subject.speakers.items()}
    fitting = [
        (made, placed)
        for made, placed in zip(marks, here.marks, strict=True)
        if asked.fits(placed, speakers.get(made.id, ""), here.changed.get(made.id, ""))
    ]
    return [made for made, _ in fitting], Standing([placed for _, placed in fitting], here.changed)


@notes.command("retag", context_settings=_QUERYING)
@click.argument("query", nargs=-1, required=True)
@click.option("--add", "added", multiple=True, metavar="TAG", help="A tag that all of them get.")
@click.option("--take", "taken", multiple=True, metavar="TAG", help="A tag that none of them keeps.")
@common_options
def tag_notes(query: tuple[str, ...], added: tuple[str, ...], taken: tuple[str, ...]) -> None:
    """Give or take tags of all marks that a QUERY fits. Each change can be undone in the app.

    \b
    newsreader notes retag 'budget newer:1w' --add money --take todo
    """
    if not added and not taken:
        raise click.UsageError("name a tag: --add TAG or --take TAG")
    changed = 0
    found, _ = _found(_joined(query))
    with open_notes() as store:
        for mark in found:
            tags = tuple(dict.fromkeys(t for t in (*mark.tags, *added) if t not in taken))
            if tags != mark.tags:
                store.history.make(Change(mark, mark.changed(tags=tags)))
                changed += 1
    say(f"{changed} mark{'s' * (changed != 1)} changed, of {len(found)} that it fits")


@notes.command("stats", context_settings=_QUERYING)
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each week.")
@common_options
def count_notes(query: tuple[str, ...], as_json: bool) -> None:
    """Count marks by week, all or those that a QUERY fits.

    \b
    newsreader notes stats
    newsreader notes stats tag:budget
    """
    from newsreader.notes.counting import by_week

    for name, count in sorted(by_week(_found(_joined(query))[0]).items()):
        if as_json:
            print_json({"week": name, "marks": count})
        else:
            print_text(f"{name:8}  {count:6,}")


@notes.command("delete")
@click.argument("marks", nargs=-1, required=True, metavar="MARK ...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def delete_notes(marks: tuple[str, ...], as_json: bool) -> None:
    """Delete MARKS, named by their ids, with their notes.

    \b
    newsreader notes delete 01J9ZK3M7Q8W2X4Y6A0B1C2D3E
    """
    with open_notes() as store:
        for name in marks:
            if store.get(name) is None:
                fail(f"{name}: no such mark; newsreader notes list shows them")
                continue
            store.remove(name)
            if as_json:
                print_json({"id": name, "state": "deleted"})
            else:
                say(f"deleted {name}")


@notes.command("merge")
@click.argument("one", metavar="A", type=click.Path(path_type=Path))
@click.argument("other", metavar="B", type=click.Path(path_type=Path))
@click.option("--to", type=click.Path(path_type=Path), help="The notes file to write; A if not given.")
@click.option("--base", type=click.Path(path_type=Path), help="What both came from: then deletions are known.")
@common_options
def merge_notes(one: Path, other: Path, to: Path | None, base: Path | None) -> None:
    """Join notes files A and B, such as conflict copies.

    \b
    newsreader notes merge notes.json "notes (conflict copy).json"
    newsreader notes merge laptop.json desk.json --base last-week.json --to both.json
    """
    from newsreader.notes.files import NotesFiles
    from newsreader.notes.lock import FileLock
    from newsreader.notes.merging import merge_contents, read_notes
    from newsreader.notes.texts import RevisionTexts

    files = NotesFiles(to or one)
    lock = FileLock(files.lock)
    if not lock.acquire():
        fail(f"{to or one}: another program has it open, or the folder cannot be written; close it and try again")
        return
    try:
        if to is not None and to.exists() and to not in (one, other):
            fail(f"{to}: is there already; choose another name")
            return
        merged = merge_contents(read_notes(one), read_notes(other), read_notes(base) if base else None)
        merged.generation = max(merged.generation, *(n for n, _ in files.journals()), 0) + 1
        files.write(merged)
        texts = RevisionTexts(files.texts)
        for source in (one, other):
            texts.take(RevisionTexts(NotesFiles(source).texts))
    finally:
        lock.release()
    say(f"{len(merged.documents)} marks in {to or one}")


@notes.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@common_options
def merge_driver(base: Path, ours: Path, theirs: Path) -> None:
    """Merge notes for git. It gives the ancestor, our version (written to) and theirs.

    \b
    git config merge.newsreader.driver "newsreader notes merge-driver %O %A %B"
    echo "notes.json merge=newsreader" >> .gitattributes
    """
    from newsreader.notes.merging import merge_contents, read_notes, write_plain

    ancestor, mine, other = (read_notes(p, plain=True) for p in (base, ours, theirs))
    write_plain(ours, merge_contents(mine, other, ancestor))
