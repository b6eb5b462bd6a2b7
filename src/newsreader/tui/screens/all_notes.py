"""Every mark of every article, found as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.message import Message

from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.notes.query import QueryError, parse_query
from newsreader.text.clean import clean_line
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import ListScreen
from newsreader.tui.widgets.article_paint import GLYPHS
from newsreader.tui.widgets.chrome import printed_date
from newsreader.tui.widgets.row_list import ListRow

ORDERS = ("latest first", "by article", "by colour")
"""Orders of the list."""


class NotesScreen(ListScreen):
    """Lists all marks; gives the id of the chosen one back."""

    NAME = "Marks and notes"
    LINES = 3
    HINT: ClassVar[str] = "Words, #tag, color:claim, newer:1w, is:orphan, -not"

    @dataclass
    class Loaded(Message):
        """All marks were read."""

        marks: tuple[Annotation, ...]
        failed: str = ""

    def __init__(self, read: Callable[[], Sequence[Annotation]], config: Config, overrides: Overrides = ()) -> None:
        """Prepare.

        Args:
            read: Reads all marks; called on a thread.
            config: Settings: the meanings of the colours.
            overrides: The reader's own keys.
        """
        super().__init__(overrides)
        self.marks: dict[str, Annotation] = {}
        self._searched: dict[str, str] = {}
        self._read = read
        self._config = config
        self._order = ORDERS[0]

    def on_mount(self) -> None:
        """Read the notes file; the list fills when that is done."""
        self._load()

    @work(thread=True, exit_on_error=False)
    def _load(self) -> None:
        try:
            self.post_message(self.Loaded(tuple(self._read())))
        except NewsreaderError as error:
            self.post_message(self.Loaded((), str(error)))

    def on_notes_screen_loaded(self, event: Loaded) -> None:
        """Show the marks."""
        self.marks = {m.id: m for m in event.marks}
        self._searched = {m.id: self._text_of(m) for m in event.marks}
        self.narrow()
        if event.failed:
            self.say(event.failed, error=True)

    def _text_of(self, mark: Annotation) -> str:
        parts = (
            mark.target.exact,
            mark.note,
            mark.article.title,
            mark.article.site,
            mark.color.value,
            self._config.color_name(mark.color.value),
            *(f"#{tag}" for tag in mark.all_tags),
        )
        return " ".join(parts).casefold()

    def narrow(self) -> None:
        """Show the marks that the query fits; while it is no query yet, its words are looked for as they are."""
        problem = ""
        try:
            query = parse_query(self.words, self._config.colors)
            if query.needs_speaker:
                problem = "speaker: is known to newsreader notes search and to exports alone"
            found = [m for m in self.marks.values() if query.fits(m) or self._has_words(m)]
        except QueryError as error:
            problem = str(error)
            found = [m for m in self.marks.values() if self._has_words(m)]
        found.sort(key=lambda m: m.created, reverse=True)
        if self._order == ORDERS[1]:
            found.sort(key=lambda m: (m.article.title.casefold(), m.article.id, m.target.start))
        elif self._order == ORDERS[2]:
            found.sort(key=lambda m: m.color.value)
        self.rows.show(len(found), lambda start, count: [self._row(m) for m in found[start : start + count]])
        articles = len({m.article.id for m in found})
        mark_word, article_word = "mark" + "s" * (len(found) != 1), "article" + "s" * (articles != 1)
        self.title_line(f"{len(found):,} {mark_word} in {articles:,} {article_word} · {self._order}")
        empty = "Nothing fits" if self.marks else "No marks yet: H marks a sentence while reading"
        self.say(problem or ("" if found else empty))

    def _has_words(self, mark: Annotation) -> bool:
        return all(w in self._searched[mark.id] for w in self.words.casefold().split())

    def _row(self, mark: Annotation) -> ListRow:
        color = mark.color.value
        state = {AnchorState.ORPHANED: "lost its place", AnchorState.MOVED: "moved"}.get(mark.state, "")
        facts = [
            mark.article.title or "Untitled",
            mark.article.site,
            printed_date(mark.created[:10]),
            self._config.color_name(color),
            state,
        ]
        note = f"{clean_line(mark.note)} " if mark.note else ""
        tags = " ".join(f"#{t}" for t in mark.all_tags if f"#{t}" not in mark.note)
        passage = ((f"{GLYPHS[color]} ", color), (clean_line(mark.target.exact), "title"))
        noted = ((("  " + note + tags, "seen"),),) if note or tags else ()
        return ListRow(mark.id, (passage, *noted, (("  " + " · ".join(f for f in facts if f), "detail"),)))

    def item_switch(self) -> None:
        """Show the list in another order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.narrow()
