"""``newsreader notes``: the reader's marks on the command line."""

from __future__ import annotations

import click

from newsreader.cli.common import common_options, fail, open_notes, print_json, print_text, say
from newsreader.notes.annotation import Annotation
from newsreader.notes.codec import to_document


@click.group()
@common_options
def notes() -> None:
    """List, show, search and delete marks and notes.

    \b
    newsreader notes list
    newsreader notes search budget
    newsreader notes search budget --json | jq -r .note
    """


def _print(mark: Annotation, as_json: bool, *, whole: bool = False) -> None:
    if as_json:
        print_json(to_document(mark))
        return
    words = " ".join(mark.target.exact.split())
    if not whole and len(words) > 70:
        words = words[:69] + "…"
    tags = "".join(f" #{t}" for t in mark.tags)
    lines = [f"{mark.id}  {mark.color.value:6}  {mark.article.title}", f"    “{words}”{tags}"]
    if mark.note:
        note = mark.note if whole else " ".join(mark.note.split())[:90]
        lines.append("    " + note.replace("\n", "\n    "))
    print_text("\n".join(lines))


@notes.command("list")
@click.argument("articles", nargs=-1, metavar="[ARTICLE ...]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def list_notes(articles: tuple[str, ...], as_json: bool) -> None:
    """List all marks, or those of ARTICLES, the oldest first."""
    with open_notes() as store:
        for mark in store.all():
            if not articles or mark.article.id in articles:
                _print(mark, as_json)


@notes.command("show")
@click.argument("marks", nargs=-1, required=True, metavar="MARK ...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def show_notes(marks: tuple[str, ...], as_json: bool) -> None:
    """Show MARKS, named by their ids, in full."""
    with open_notes() as store:
        for name in marks:
            mark = store.get(name)
            if mark is None:
                fail(f"{name}: no such mark; newsreader notes list shows them")
            else:
                _print(mark, as_json, whole=True)


@notes.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def search_notes(words: tuple[str, ...], as_json: bool) -> None:
    """Search passages, notes, tags and titles for WORDS; all of them must occur."""
    wanted = [w.casefold().lstrip("#") for w in words]
    found = False
    with open_notes() as store:
        for mark in store.all():
            text = " ".join((mark.target.exact, mark.note, *mark.tags, mark.article.title)).casefold()
            if all(w in text for w in wanted):
                found = True
                _print(mark, as_json)
    if not found:
        fail(f"no mark fits {' '.join(words)!r}")


@notes.command("delete")
@click.argument("marks", nargs=-1, required=True, metavar="MARK ...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each mark.")
@common_options
def delete_notes(marks: tuple[str, ...], as_json: bool) -> None:
    """Delete MARKS, named by their ids, with their notes."""
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
