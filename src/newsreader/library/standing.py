"""Where the marks of all articles stand in the texts that the library has now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.notes.anchoring import passage_now, settle
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.notes.standing import Standing

if TYPE_CHECKING:
    from newsreader.library.store import Library


def standing(library: Library, marks: Sequence[Annotation], text_of: Callable[[str], str | None]) -> Standing:
    """Put marks where they stand in the present texts of their articles.

    Only articles whose text has another revision than one of their marks are read.

    Args:
        library: The library; a mark on an article that it does not hold stays as it is.
        marks: The marks.
        text_of: Gives a text that marks were made on by the name of its revision, None if it is not kept; then the
            library's own older texts are looked through.

    Raises:
        LibraryError: The library cannot be read.
    """
    here: dict[str, list[Annotation]] = defaultdict(list)
    for mark in marks:
        here[mark.article.id].append(mark)
    present = library.present_revisions(list(here))
    moved: dict[str, Annotation] = {}
    changed: dict[str, str] = {}
    for article_id, own in here.items():
        now = present.get(article_id)
        if now is None or all(m.target.revision == now and m.state is not AnchorState.ORPHANED for m in own):
            continue
        article = library.get(article_id)
        if article is None:
            continue

        def old_text(revision: str, article_id: str = article_id) -> str | None:
            kept = text_of(revision)
            return kept if kept is not None else library.old_text(article_id, revision)

        for mark in settle(own, article, old_text):
            moved[mark.id] = mark
            if words := passage_now(mark, article.text):
                changed[mark.id] = words
    return Standing([moved.get(m.id, m) for m in marks], changed)
