"""The marks of the article on the screen: made and changed; drawn at once and saved behind the scenes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from newsreader.article import Article, Span
from newsreader.notes.kinds import AnchorState, Color
from newsreader.tui.desk import Desk
from newsreader.tui.widgets.article_view import DisplayMark

if TYPE_CHECKING:
    from newsreader.notes.annotation import Annotation
    from newsreader.notes.history import Change

PENS = tuple(Color)


class Marks:
    """The marks of one article."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        """Start without an article.

        Args:
            desk: Writes changes.
            changed: Called whenever what is drawn must be drawn anew.
        """
        self.article: Article | None = None
        self.pen = Color.YELLOW
        self.read_only = ""
        self._desk = desk
        self._changed = changed
        self._marks: dict[str, Annotation] = {}
        self._unsaved: dict[int, Change] = {}
        self._serial = 0
        self._turned_to = ""

    def show(self, article: Article) -> None:
        """Turn to an article; its marks come with `load`."""
        self.article = article
        self._marks = {}
        self._changed()

    def load(self, annotations: tuple[Annotation, ...], read_only: str) -> None:
        """Take the marks that were read, keeping those made since."""
        self._marks = {a.id: a for a in annotations}
        for change in self._unsaved.values():
            if change.after is None:
                self._marks.pop(change.id, None)
            elif change.mark is not None and self._here(change.mark):
                self._marks[change.id] = change.mark
        self.read_only = read_only
        self._changed()

    def _here(self, annotation: Annotation) -> bool:
        return self.article is not None and annotation.article.id == self.article.id

    @property
    def all(self) -> list[Annotation]:
        """The marks in order of the text, those that lost their place last."""
        lost = AnchorState.ORPHANED
        return sorted(self._marks.values(), key=lambda a: (a.state == lost, a.target.start, a.target.end, a.id))

    @property
    def unsaved(self) -> int:
        """How many changes are not on disk yet."""
        return len(self._unsaved)

    def display(self) -> list[DisplayMark]:
        """The marks as the text pane draws them."""
        pending = {c.after.id for c in self._unsaved.values() if c.after is not None}
        return [
            DisplayMark(
                a.id,
                Span(a.target.start, a.target.end),
                a.color.value,
                a.note + "".join(f" #{t}" for t in a.tags),
                a.id not in pending,
            )
            for a in self.all
            if a.state is not AnchorState.ORPHANED
        ]

    def get(self, mark_id: str) -> Annotation | None:
        """A mark by its id."""
        return self._marks.get(mark_id)

    def all_at(self, offset: int) -> list[Annotation]:
        """The marks at an offset, the shortest first and of those the newest."""
        placed = (a for a in self._marks.values() if a.state is not AnchorState.ORPHANED)
        over = sorted((a for a in placed if a.target.start <= offset < a.target.end), key=lambda a: a.id, reverse=True)
        return sorted(over, key=lambda a: a.target.end - a.target.start)

    def at(self, offset: int) -> Annotation | None:
        """The mark at an offset: of several the one that was turned to, else the shortest."""
        over = self.all_at(offset)
        return next((a for a in over if a.id == self._turned_to), over[0] if over else None)

    def turn(self, offset: int) -> tuple[Annotation | None, int, int]:
        """Turn to the next of several marks at an offset.

        Returns:
            That mark, its number counted from 1, and how many there are.
        """
        over = self.all_at(offset)
        if not over:
            return None, 0, 0
        now = next((n for n, a in enumerate(over) if a.id == self._turned_to), 0)
        number = (now + 1) % len(over)
        self._turned_to = over[number].id
        return over[number], number + 1, len(over)

    # Changes

    def make(self, span: Span, *, color: Color | None = None, note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
        """Mark a span; one that is there already in that colour gets the note and the tags, and no second one is made.

        Raises:
            ValueError: If there is no article or the span is not inside it.
        """
        if self.article is None:
            raise ValueError("no article is open")
        from newsreader.notes.annotation import Annotation

        pen = color or self.pen
        self.pen = pen
        same = (a for a in self.all_at(span.start) if (a.target.start, a.target.end) == span and a.color is pen)
        if (there := next(same, None)) is not None:
            return self.change(there, note=note or there.note, tags=tuple(dict.fromkeys((*there.tags, *tags))))
        mark = Annotation.on(self.article, span.start, span.end, color=pen, note=note, tags=tags)
        self._turned_to = mark.id
        self._do(None, mark)
        return mark

    def change(self, mark: Annotation, **fields: object) -> Annotation:
        """Replace fields of a mark."""
        changed = mark.changed(**fields)
        if replace(changed, modified=mark.modified) != mark:
            self._do(mark, changed)
        return changed

    def move(self, mark: Annotation, span: Span) -> Annotation:
        """Put a mark on another span of the text."""
        if self.article is None:
            return mark
        from newsreader.notes.annotation import Target

        return self.change(mark, target=Target.of(self.article.text, span.start, span.end), state=AnchorState.ANCHORED)

    def delete(self, mark: Annotation) -> None:
        """Delete a mark with its note; undo brings it back."""
        self._do(mark, None)

    def took_back(self, change: Change) -> None:
        """Show a change that undo or redo has made on disk."""
        self._put(change)
        self._changed()

    def _do(self, before: Annotation | None, after: Annotation | None) -> None:
        from newsreader.notes.history import Change

        change = Change(before, after)
        self._put(change)
        self._serial += 1
        self._unsaved[self._serial] = change
        self._desk.notebook.write(self._serial, change, self.article)
        self._changed()

    def _put(self, change: Change) -> None:
        self._marks.pop(change.id, None)
        if change.mark is not None and self._here(change.mark):
            self._marks[change.id] = change.mark

    # What the disk says

    def saved(self, serial: int) -> None:
        """A change is on disk."""
        if self._unsaved.pop(serial, None) is not None:
            self._changed()

    def refused(self, serial: int) -> Change | None:
        """A change could not be written: take it off the screen and hand it back."""
        change = self._unsaved.pop(serial, None)
        if change is None:
            return None
        if change.after is not None:
            self._marks.pop(change.after.id, None)
        before = change.reverse.mark
        if before is not None and self._here(before):
            self._marks[before.id] = before
        self._changed()
        return change
