"""Every mark of every article, found as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message

from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.notes.query import QueryError, parse_query
from newsreader.text.clean import clean_line
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import NOTHING_FITS
from newsreader.tui.screens.picking import PickingScreen, tags_typed
from newsreader.tui.widgets.article_paint import GLYPHS
from newsreader.tui.widgets.chrome import Prompt, printed_date
from newsreader.tui.widgets.row_list import ListRow

if TYPE_CHECKING:
    from newsreader.library import Standing
    from newsreader.tui.carrying import Carrying
    from newsreader.tui.notebook import Notebook

TOGETHER = "report"
"""The template that is offered first for marks of several articles: one file for all."""

ORDERS = ("latest first", "by article", "by colour")
"""Orders of the list."""


class NotesScreen(PickingScreen):
    """Lists all marks; gives the id of the chosen one back."""

    NAME = "Marks and notes"
    LINES = 3
    HINT: ClassVar[str] = "Words, #tag, color:claim, newer:1w, is:orphan, -not"

    @dataclass
    class Loaded(Message):
        """All marks were read."""

        standing: Standing | None
        failed: str = ""

    def __init__(self, notebook: Notebook, carrying: Carrying, config: Config, overrides: Overrides = ()) -> None:
        """Prepare.

        Args:
            notebook: The notes.
            carrying: The way out for them.
            config: Settings: the meanings of the colours.
            overrides: The reader's own keys.
        """
        super().__init__(overrides)
        self.marks: dict[str, Annotation] = {}
        self._searched: dict[str, str] = {}
        self._changed: dict[str, str] = {}
        self._listed: list[Annotation] = []
        self._said = ""
        self._shown_for = ""
        self._notebook = notebook
        self._carrying = carrying
        self._config = config
        self._order = ORDERS[0]

    def on_mount(self) -> None:
        """Read the notes file; the list fills when that is done."""
        self._load()

    @work(thread=True, exit_on_error=False)
    def _load(self) -> None:
        try:
            self.post_message(self.Loaded(self._notebook.standing()))
        except NewsreaderError as error:
            self.post_message(self.Loaded(None, str(error)))

    def on_notes_screen_loaded(self, event: Loaded) -> None:
        """Show the marks."""
        if event.standing is None:
            self.say(event.failed, error=True)
            return
        self.marks = {m.id: m for m in event.standing.marks}
        self._changed = event.standing.changed
        self._searched = {m.id: self._text_of(m) for m in event.standing.marks}
        self.picked = {key: None for key in self.picked if key in self.marks}
        self.narrow()
        if self._said:
            self.say(self._said)
            self._said = ""

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
        same, self._listed = self.words == self._shown_for, found
        self._shown_for = self.words
        self.rows.show(
            len(found),
            lambda start, count: [self._row(m) for m in found[start : start + count]],
            highlighted=self.rows.highlighted if same else 0,
            empty=NOTHING_FITS
            if self.marks
            else f"No marks yet. {self.key('mark.make')} marks a sentence while you read.",
        )
        articles = len({m.article.id for m in found})
        mark_word, article_word = "mark" + "s" * (len(found) != 1), "article" + "s" * (articles != 1)
        self.title_line(f"{len(found):,} {mark_word} in {articles:,} {article_word} · {self._order}")
        self.say(problem)

    def _has_words(self, mark: Annotation) -> bool:
        return all(w in self._searched[mark.id] for w in self.words.casefold().split())

    def _row(self, mark: Annotation) -> ListRow:
        color = mark.color.value
        state = {AnchorState.ORPHANED: "lost its place", AnchorState.MOVED: "moved"}.get(mark.state, "")
        state = "changed by the publisher" if mark.id in self._changed else state
        facts = [
            mark.article.title or "Untitled",
            mark.article.site,
            printed_date(mark.created[:10]),
            self._config.color_name(color),
            state,
        ]
        note = f"{clean_line(mark.note)} " if mark.note else ""
        tags = " ".join(f"#{t}" for t in mark.all_tags if f"#{t}" not in mark.note)
        picked = "✓ " if mark.id in self.picked else ""
        passage = ((f"{picked}{GLYPHS[color]} ", color), (clean_line(mark.target.exact), "title"))
        noted = ((("  " + note + tags, "seen"),),) if note or tags else ()
        return ListRow(mark.id, (passage, *noted, (("  " + " · ".join(f for f in facts if f), "detail"),)))

    def item_switch(self) -> None:
        """Show the list in another order."""
        self._order = ORDERS[(ORDERS.index(self._order) + 1) % len(ORDERS)]
        self.narrow()

    # Many at once

    def pick_all(self) -> None:
        """Pick all marks listed."""
        self.pick(mark.id for mark in self._listed)

    def list_tag(self) -> None:
        """Ask for tags."""
        if self.targets:
            self.query_one(Prompt).ask("tags", "# ", words=self._notebook.tags)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """Take tags."""
        on, off = tags_typed(event.value)
        if event.kind == "tags" and (on or off):

            def tagged(mark: Annotation) -> Annotation:
                tags = tuple(t for t in dict.fromkeys((*mark.tags, *on)) if t not in off)
                return mark.changed(tags=tags) if tags != mark.tags else mark

            self._notebook.tags.update(dict.fromkeys(on))
            self._change(self.targets, tagged, "tagged")

    def item_delete(self) -> None:
        """Delete marks with their notes, if the reader agrees."""
        keys = self.targets
        if keys:
            what = "this mark with its note" if len(keys) == 1 else f"{len(keys):,} marks with their notes"
            self.ask(f"Delete {what}?", lambda: self._delete(keys))

    def _delete(self, keys: tuple[str, ...]) -> None:
        self.picked.clear()
        self._change(keys, lambda _: None, "deleted; u brings back the last")

    def list_restore(self) -> None:
        """Take the last change of a mark back."""
        self._undo()

    @work(thread=True, group="change", exit_on_error=False)
    def _undo(self) -> None:
        try:
            self._said = "Undone" if self._notebook.undo() else "Nothing to undo"
        except NewsreaderError as error:
            self._said = str(error)
        self._load()

    @work(thread=True, group="change", exit_on_error=False)
    def _change(self, keys: tuple[str, ...], change: Callable[[Annotation], Annotation | None], done: str) -> None:
        """Change marks on a thread, then read them again."""
        try:
            count = self._notebook.change(keys, change)
        except NewsreaderError as error:
            self.app.call_from_thread(self.say, str(error), error=True)
            return
        self._said = f"{count:,} mark{'s' * (count != 1)} {done}"
        self._load()

    def list_export(self) -> None:
        """Write the picked marks, or all that are listed, by a template of the reader's choice."""
        keys = tuple(self.picked) or tuple(mark.id for mark in self._listed)
        if not keys:
            return
        from newsreader.tui.screens.template_chooser import TemplateChooser

        query = self.words if not self.picked else ""
        count = f"{len(keys):,} mark{'s' * (len(keys) != 1)}"

        def preview(name: str) -> str:
            return self._notebook.on_its_thread(lambda: self._carrying.preview(keys, name, query))

        def write(name: str | None) -> None:
            if name:
                self._export(keys, name, query)

        title = f"Write {count} to {self._carrying.folder}"
        self.app.push_screen(TemplateChooser(title, self._carrying.templates, preview, current=TOGETHER), write)

    @work(thread=True, group="change", exit_on_error=False)
    def _export(self, keys: tuple[str, ...], template: str, query: str) -> None:
        try:
            said = self._notebook.on_its_thread(lambda: self._carrying.write(keys, template, query))
        except NewsreaderError as error:
            self.app.call_from_thread(self.say, str(error), error=True)
        else:
            self.app.call_from_thread(self.say, said)
