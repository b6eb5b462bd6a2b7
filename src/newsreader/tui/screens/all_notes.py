"""Every mark of every article, found as one types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.message import Message

from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import STATE_SAID, Annotation, Color
from newsreader.notes.query import QueryError, Searched, fold, parse_query
from newsreader.text.clean import clean_line
from newsreader.tui.actions import Overrides
from newsreader.tui.screens.list_screen import NOTHING_FITS
from newsreader.tui.screens.picking import PickingScreen, tags_typed
from newsreader.tui.widgets.article_paint import GLYPHS
from newsreader.tui.widgets.chrome import Prompt, printed_date
from newsreader.tui.widgets.row_list import ListRow, Part

if TYPE_CHECKING:
    from newsreader.exports.variables import Variable
    from newsreader.notes.standing import Standing
    from newsreader.tui.carrying import Carrying
    from newsreader.tui.notebook import Notebook
    from newsreader.tui.screens.chooser import Choice

TOGETHER = "report"
"""The template that is offered first for marks of several articles: one file for all."""

ORDERS = ("latest first", "by article", "by colour")
"""Orders of the list."""


MOST_COUNTED = 20
"""Weeks, tags and articles that are counted."""

BAR, WIDEST = "▪", 20
"""What a bar is made of, and how long the longest is."""

MANY = 20_000
"""Marks from which on they are searched on a thread."""


class NotesScreen(PickingScreen):
    """Lists all marks; gives the id of the chosen one back."""

    NAME = "Marks and notes"
    LINES = 3
    HINT: ClassVar[str] = "Words, #tag, speaker:roe, color:claim, newer:1w, is:orphan, -not"

    @dataclass
    class Loaded(Message):
        """All marks were read."""

        standing: Standing | None
        searched: dict[str, Searched]
        failed: str = ""

    @dataclass
    class Fitting(Message):
        """Marks were found.

        Attributes:
            words: What they were looked for with.
            found: Their ids, in order of the list.
            problem: Why the words could not be followed, empty if they could.
        """

        words: str
        found: list[str]
        problem: str

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
        self._standing: Standing | None = None
        self._searched: dict[str, Searched] = {}
        self._speakers: dict[str, str] | None = None
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
            standing = self._notebook.standing()
        except NewsreaderError as error:
            self.post_message(self.Loaded(None, {}, str(error)))
        else:
            self.post_message(self.Loaded(standing, self._folded(standing)))

    def _folded(self, standing: Standing) -> dict[str, Searched]:
        speakers = self._speakers or {}
        return {m.id: Searched.of(m, speakers.get(m.id, ""), standing.changed.get(m.id, "")) for m in standing.marks}

    @work(thread=True, exclusive=True, group="speakers", exit_on_error=False)
    def _find_speakers(self) -> None:
        """Find out who says the words of the marks, the first time that this is asked for."""
        if self._standing is not None:
            self._speakers = self._notebook.speakers(self._standing.marks)
            self.post_message(self.Loaded(self._standing, self._folded(self._standing)))

    def on_notes_screen_loaded(self, event: Loaded) -> None:
        """Show the marks."""
        if event.standing is None:
            self.say(event.failed, error=True)
            return
        self.marks = {m.id: m for m in event.standing.marks}
        self._standing = event.standing
        self._searched = event.searched
        self.picked = {key: None for key in self.picked if key in self.marks}
        self.narrow()
        if self._said:
            self.say(self._said)
            self._said = ""

    def narrow(self) -> None:
        """Show the marks that the query fits; while it is no query yet, its words are looked for as they are."""
        if len(self.marks) > MANY:
            self._narrow_aside(self.words)
        else:
            self.on_notes_screen_fitting(self._fitting(self.words))

    @work(thread=True, exclusive=True, group="narrow", exit_on_error=False)
    def _narrow_aside(self, words: str) -> None:
        self.post_message(self._fitting(words))

    def _fitting(self, words: str) -> Fitting:
        """Find marks, and put them in order."""
        problem = ""
        plain = [fold(word) for word in words.split()]
        seen = list(self._searched.values())
        try:
            query = parse_query(words, self._config.colors)
        except QueryError as error:
            problem = str(error)
            found = [s.mark for s in seen if all(w in s.words for w in plain)]
        else:
            if query.needs_speaker and self._speakers is None:
                problem = "Looking who says what …"
                self._find_speakers()
            named = {c.value for c in Color if fold(words) in (c.value, fold(self._config.color_name(c.value)))}
            found = [s.mark for s in seen if query.matches(s) or s.mark.color.value in named]
        found.sort(key=lambda m: m.created, reverse=True)
        if self._order == ORDERS[1]:
            found.sort(key=lambda m: (m.article.title.casefold(), m.article.id, m.target.start))
        elif self._order == ORDERS[2]:
            found.sort(key=lambda m: m.color.value)
        return self.Fitting(words, [m.id for m in found], problem)

    def on_notes_screen_fitting(self, event: Fitting) -> None:
        """List what was found, unless other words were typed meanwhile."""
        if event.words != self.words:
            return
        found = [self.marks[name] for name in event.found if name in self.marks]
        same, self._listed = self.words == self._shown_for, found
        self._shown_for = self.words
        self.rows.show(
            len(found),
            lambda start, count: [self._row(m) for m in found[start : start + count]],
            highlighted=self.rows.highlighted if same else 0,
            empty=NOTHING_FITS
            if self.marks
            else "Reading the marks …"
            if self._standing is None
            else f"No marks yet. {self.key('mark.make')} marks a sentence while you read.",
        )
        articles = len({m.article.id for m in found})
        mark_word, article_word = "mark" + "s" * (len(found) != 1), "article" + "s" * (articles != 1)
        self.title_line(f"{len(found):,} {mark_word} in {articles:,} {article_word} · {self._order}")
        self.say(event.problem)

    def _row(self, mark: Annotation) -> ListRow:
        color = mark.color.value
        state = self._standing.state(mark) if self._standing is not None else ""
        now = self._searched[mark.id].now
        facts = [
            mark.article.title or "Untitled",
            mark.article.site,
            printed_date(mark.created[:10]),
            self._config.color_name(color),
        ]
        notes = [mark.note, *(f"(other note: {note})" for note in mark.other_notes)]
        note = "".join(f"{clean_line(note)} " for note in notes if note)
        tags = " ".join(f"#{t}" for t in mark.all_tags if f"#{t}" not in mark.note)
        picked = "✓ " if mark.id in self.picked else ""
        exact = clean_line(mark.target.exact)
        words = _compared(exact, clean_line(now)) if now else ((exact, "title"),)
        noted = ((("  " + note + tags, "seen"),),) if note or tags else ()
        said = ((f"{STATE_SAID[state]} · ", "sign"),) if state in STATE_SAID else ()
        detail = (("  ", "detail"), *said, (" · ".join(f for f in facts if f), "detail"))
        return ListRow(mark.id, (((f"{picked}{GLYPHS[color]} ", color), *words), *noted, detail))

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

    def list_counts(self) -> None:
        """Choose a week, a tag, a colour or an article by how many of the listed marks it has."""
        from newsreader.tui.screens.chooser import Chooser

        def done(words: str | None) -> None:
            if words:
                self.words = f"{self.words} {words}".strip()
                self.narrow()

        if self._listed:
            self.app.push_screen(Chooser(f"{len(self._listed):,} marks counted", self._counts()), done)

    def _counts(self) -> list[Choice]:
        """What marks can be counted by, each with the words of a query that shows them alone."""
        from newsreader.notes.counting import by_week, week_query
        from newsreader.tui.screens.chooser import Choice

        marks = self._listed
        weeks = by_week(marks)
        most = max(weeks.values(), default=1)
        choices = [
            Choice(week_query(week), f"{week}  {BAR * max(1, round(count * WIDEST / most))} {count:,}", "week")
            for week, count in sorted(weeks.items(), reverse=True)[:MOST_COUNTED]
        ]
        tags = Counter(tag for m in marks for tag in m.all_tags)
        colors = Counter(m.color.value for m in marks)
        articles = Counter((m.article.id, m.article.title) for m in marks)
        choices += [
            Choice(f'tag:"{t}"', f"#{t}  {n:,}", "tag") for t, n in tags.most_common(MOST_COUNTED) if '"' not in t
        ]
        choices += [
            Choice(f"color:{c}", f"{self._config.color_name(c)}  {n:,}", "colour") for c, n in colors.most_common()
        ]
        choices += [
            Choice(f"article:{i}", f"{clean_line(title) or 'Untitled'}  {n:,}", "article")
            for (i, title), n in articles.most_common(MOST_COUNTED)
        ]
        return choices

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

        def variables() -> list[Variable]:
            return self._notebook.on_its_thread(lambda: self._carrying.variables(keys, query))

        def write(name: str | None) -> None:
            if name:
                self._export(keys, name, query)

        title = f"Write {count} to {self._carrying.folder}"
        self.app.push_screen(
            TemplateChooser(title, self._carrying.templates, preview, variables, current=TOGETHER), write
        )

    @work(thread=True, group="change", exit_on_error=False)
    def _export(self, keys: tuple[str, ...], template: str, query: str) -> None:
        try:
            said = self._notebook.on_its_thread(lambda: self._carrying.write(keys, template, query))
        except NewsreaderError as error:
            self.app.call_from_thread(self.say, str(error), error=True)
        else:
            self.app.call_from_thread(self.say, said)


def _compared(old: str, new: str) -> tuple[Part, ...]:
    """The words of a passage with what the publisher took out of them and put in."""
    from newsreader.library import ChangeKind, word_diff

    parts: list[Part] = []
    for change in word_diff(old, new):
        if change.kind is ChangeKind.KEPT:
            parts.append((new[slice(*change.new)], "title"))
            continue
        gone, come = old[slice(*change.old)], new[slice(*change.new)]
        between = " " if gone and come and not gone[-1:].isspace() and not come[:1].isspace() else ""
        parts += [(gone, "gone"), (between, "title"), (come, "come")]
    return tuple(part for part in parts if part[0])
