"""Marks and notes, and carrying words away.

Dialogs are imported when they open: the first picture needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from newsreader.analysis import Quote
from newsreader.article import Article, Span
from newsreader.notes.annotation import OTHER_NOTES, Annotation, Color
from newsreader.text.clean import clean_line
from newsreader.text.quoting import in_marks
from newsreader.text.words import words
from newsreader.tui.actions import Action
from newsreader.tui.controllers.marks import PENS
from newsreader.tui.performers.base import Performer
from newsreader.tui.widgets.chrome import printed_date

if TYPE_CHECKING:
    from newsreader.exports.variables import Variable

FAR = 4_000
"""Code points in which the edge of a mark looks for the next word."""


class Marking(Performer):
    """Actions on marks, and copies and exports."""

    _tagged = ""
    _reshaped = ""
    _lost = ""

    def _target(self, count: int | None) -> Span | None:
        """What an action acts on: the selection, or the sentence under the caret."""
        span = self.screen.view.selected_span()
        if span is not None:
            self.screen.view.clear_selection()
            return span
        return self.screen.view.sentence_at_caret(count or 1)

    def do_mark(self, action: Action, count: int | None) -> None:
        """Make or change a mark."""
        name = action.id.partition(".")[2]
        if not self.screen.writable():
            return
        if name == "make":
            self._mark(count, None)
        elif name in {c.value for c in Color}:
            self._recolour(Color(name), count)
        elif name == "pen":
            self.screen.marks.pen = PENS[(PENS.index(self.screen.marks.pen) + 1) % len(PENS)]
            self.screen.view.set_pen(self.screen.marks.pen.value)
        elif name in ("undo", "redo"):
            self.screen.desk.notebook.take_back(again=name == "redo")
        elif name == "trash":
            self.screen.desk.notebook.list_trash()
        elif name == "quote":
            self._mark_quote()
        elif name in ("note", "note-selection", "edit"):
            self._note(count, external=name == "edit")
        else:
            self._change_mark(name, count)

    def find_place(self, mark: Annotation) -> None:
        """Look for where a mark that lost its place may belong."""
        if self.screen.article is not None and self.screen.writable():
            self.screen.desk.notebook.find_places(mark, self.screen.article)

    def choose_place(self, mark: Annotation, places: tuple[Span, ...]) -> None:
        """Let the reader say where a mark belongs."""
        if self.screen.article is None:
            return
        from newsreader.tui.screens.place_chooser import BY_HAND, PlaceChooser

        def done(key: str | None) -> None:
            if key == BY_HAND:
                self._lost = mark.id
                self.screen.show_pane("text")
                make = self.screen.key("mark.make")
                self.screen.say(f"Go to the words, or select them; {make} puts the mark there, Escape leaves it")
            elif key:
                start, _, end = key.partition("-")
                self._put(mark, Span(int(start), int(end)))

        self.screen.app.push_screen(PlaceChooser(mark, places, self.screen.article.text), done)

    def _put(self, mark: Annotation, span: Span) -> Annotation:
        self._lost = ""
        put = self.screen.marks.move(mark, span)
        self.screen.view.go_to(span.start, flash=span)
        self.screen.say("The mark has its place again; u takes it back")
        return put

    def leave_lost(self) -> bool:
        """Leave a mark without the place that it was to get; whether there was one."""
        lost, self._lost = self._lost, ""
        return bool(lost)

    def _mark(self, count: int | None, color: Color | None) -> Annotation | None:
        lost = self.screen.marks.get(self._lost)
        if lost is not None and (place := self._target(count)) is not None:
            return self._put(lost, place)
        reshaped = self.screen.marks.get(self._reshaped) if self.screen.view.selecting else None
        self._reshaped = ""
        span = self._target(count)
        if span is not None and reshaped is not None:
            return self.screen.marks.move(reshaped, span)
        if span is None:
            self.screen.say("There is nothing to mark here")
            return None
        mark = self.screen.marks.make(span, color=color)
        self.screen.view.set_pen(self.screen.marks.pen.value)
        return mark

    def _recolour(self, color: Color, count: int | None) -> None:
        """Recolour the mark under the caret; with a selection or none there, mark in the colour."""
        mark = None if self.screen.view.selecting else self.screen.marks.at(self.screen.view.caret)
        if mark is None:
            self._mark(count, color)
        else:
            self.screen.marks.change(mark, color=color)
            self.screen.marks.pen = color
            self.screen.view.set_pen(color.value)

    def _mark_quote(self) -> None:
        """Mark the quotation under the caret, or the one chosen in the pane, with its speaker as a tag."""
        found = (
            self._chosen_quote()
            if self.screen.pane == "quotes"
            else self.screen.findings.quote_at(self.screen.view.caret)
        )
        if found is None:
            self.screen.say("There is no quotation here")
            return
        tag = (found.speaker or "").replace(" ", "-")
        self.screen.marks.make(found.span, color=Color.PINK, tags=(tag,) if tag else ())

    def _chosen_quote(self) -> Quote | None:
        key = self.screen.list_of("quotes").chosen
        return self.screen.findings.analysis.quotes[int(key)] if key.isdigit() else None

    def _note(self, count: int | None, *, external: bool) -> None:
        """Write a note on the mark under the caret; without one on a new mark, made when the note is saved."""
        mark = None if self.screen.view.selecting else self.screen.marks.at(self.screen.view.caret)
        span = Span(mark.target.start, mark.target.end) if mark else self._target(count)
        if span is None or self.screen.article is None:
            self.screen.say("There is nothing to write on here")
            return
        passage = self.screen.article.text[span.start : span.end]
        note = "\n\n".join((mark.note, *mark.other_notes)).strip() if mark else ""  # for the reader to join

        def done(text: str | None) -> None:
            if text is None or (mark is None and not text):
                return
            current = self.screen.marks.get(mark.id) if mark else None
            if current is not None:
                rest = {key: value for key, value in current.extra.items() if key != OTHER_NOTES}
                self.screen.marks.change(current, note=text, extra=rest)
            else:
                self.screen.marks.make(span, note=text)

        if external:
            from newsreader.tui.controllers.editor import edit_outside

            done(edit_outside(self.screen.app, note, self.screen.say))
        else:
            from newsreader.tui.screens.note_editor import NoteEditor

            self.screen.app.push_screen(NoteEditor(passage, note), done)

    def _change_mark(self, name: str, count: int | None) -> None:
        mark = self.screen.marks.at(self.screen.view.caret)
        if mark is None and name == "tag":
            mark = self._mark(count, None)
        if mark is None:
            self.screen.say("There is no mark here")
        elif name == "tag":
            self._tagged = mark.id
            known = self.screen.desk.notebook.tags
            self.screen.prompt.ask("tag", "#", " ".join(mark.tags) + (" " if mark.tags else ""), known)
        elif name == "delete":
            self.screen.marks.delete(mark)
            self.screen.say(f"Mark deleted; {self.screen.key('mark.undo')} brings it back")
        elif name == "unmark":
            self._unmark(mark)
        elif name == "other":
            self._turn_to_other()
        elif name == "edges":
            self._reshaped = mark.id
            self.screen.view.select_span(Span(mark.target.start, mark.target.end))
            make = self.screen.key("mark.make")
            self.screen.say(f"Move either end, o changes ends, {make} puts the mark on what is selected")
        else:
            self._move_edge(mark, name, count or 1)

    def keep_edges(self) -> None:
        """Move no edges any more, as the selection has ended."""
        self._reshaped = ""

    def _turn_to_other(self) -> None:
        """Let keys act on the next of the marks that lie over each other here."""
        mark, number, count = self.screen.marks.turn(self.screen.view.caret)
        if mark is None:
            return
        self.screen.view.flash(Span(mark.target.start, mark.target.end))
        note = f"  {mark.note}" if mark.note else ""
        self.screen.say(f"{number} of {count} marks here: {self.screen.config.color_name(mark.color.value)}{note}")

    def _unmark(self, mark: Annotation) -> None:
        """Delete a mark; its note moves to the first word of the passage, so nothing written is lost."""
        if mark.note:
            self.screen.view.go_to(mark.target.start)
            word = self.screen.view.object_at_caret("iw") or Span(mark.target.start, mark.target.start + 1)
            self.screen.marks.move(mark, word)
            self.screen.say(f"Only the note is left; {self.screen.key('mark.undo')} brings the mark back")
        else:
            self.screen.marks.delete(mark)
            self.screen.say(f"Mark deleted; {self.screen.key('mark.undo')} brings it back")

    def _move_edge(self, mark: Annotation, name: str, count: int) -> None:
        """Move the start or the end of a mark by words; one word at least stays marked."""
        if self.screen.article is None:
            return
        text, start, end = self.screen.article.text, mark.target.start, mark.target.end
        match name:
            case "end-on":
                edges = [w.end for w in words(text, end, min(len(text), end + FAR))]
                end = edges[min(count, len(edges)) - 1] if edges else end
            case "end-back":
                edges = [w.end for w in words(text, start, end) if w.end < end]
                end = edges[-min(count, len(edges))] if edges else end
            case "start-on":
                edges = [w.start for w in words(text, start, end) if w.start > start]
                start = edges[min(count, len(edges)) - 1] if edges else start
            case _:
                edges = [w.start for w in words(text, max(0, start - FAR), start)]
                start = edges[-min(count, len(edges))] if edges else start
        self.screen.marks.move(mark, Span(start, end))

    def do_copy(self, action: Action, count: int | None) -> None:
        """Copy words, or words with where they come from."""
        name = action.id.partition(".")[2]
        if self.screen.article is None:
            return
        if name.startswith("to-"):
            span: Span | None = self.screen.view.motion_span(action.argument, count or 1)
        elif action.argument:
            span = self.screen.view.object_at_caret(action.argument, count or 1)
        else:
            span = self._target(count)
        if span is None:
            self.screen.say("There is nothing to copy here")
            return
        copied = self._citation(span) if name == "citation" else self.screen.article.text[span.start : span.end]
        self.screen.app.copy_to_clipboard(copied)
        self._keep_copy(copied)

    def _keep_copy(self, copied: str) -> None:
        """Write what was copied to a file too, as some terminals keep the clipboard to themselves."""
        path = self.screen.desk.paths.root / "clipboard.txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(copied, encoding="utf-8", errors="replace")
        except OSError:
            self.screen.say(f"Copied {len(copied.split())} words")
        else:
            self.screen.say(f"Copied {len(copied.split())} words, also to {path}")

    def _citation(self, span: Span) -> str:
        article = self.screen.article
        if article is None:
            return ""
        passage = article.text[span.start : span.end]
        from newsreader.exports.subject import speaker_of

        speaker = speaker_of(span, self.screen.findings.analysis.quotes)
        source = ", ".join(
            p
            for p in (f"“{article.title}”" if article.title else "", article.site, printed_date(article.published))
            if p
        )
        lines = [in_marks(passage)]
        lines.append("— " + ", ".join(p for p in (speaker, source) if p))
        if article.url:
            lines.append(f"{article.url.partition('#')[0]}#:~:text={quote(' '.join(passage.split()[:8]), safe='')}")
        return "\n".join(lines)

    def do_export(self, action: Action, count: int | None) -> None:
        """Write the notes of the article, by the template used last or by one that is chosen now."""
        article = self.screen.article
        if article is None:
            return
        if not self.screen.marks.all:
            self.screen.say("Nothing to write out: this article has no marks yet", error=True)
        elif action.id == "export.template":
            self._choose_template(article)
        else:
            self._write_out(article, self.screen.memory.template or self.screen.config.template)

    def _write_out(self, article: Article, template: str) -> None:
        desk, known = self.screen.desk, {article.id: (article, self.screen.findings.analysis)}
        desk.notebook.export(lambda: desk.carrying.write(desk.notebook.ids_of(article), template, known=known))

    def _choose_template(self, article: Article) -> None:
        from newsreader.tui.screens.template_chooser import TemplateChooser

        desk, known = self.screen.desk, {article.id: (article, self.screen.findings.analysis)}

        def preview(name: str) -> str:
            return desk.notebook.on_its_thread(
                lambda: desk.carrying.preview(desk.notebook.ids_of(article), name, known=known)
            )

        def variables() -> list[Variable]:
            return desk.notebook.on_its_thread(
                lambda: desk.carrying.variables(desk.notebook.ids_of(article), known=known)
            )

        def write(name: str | None) -> None:
            if name:
                self.screen.memory.template = name
                self._write_out(article, name)

        current = self.screen.memory.template or self.screen.config.template
        title = f"Write the notes of “{article.title}” to {desk.carrying.folder}"
        self.screen.app.push_screen(
            TemplateChooser(title, desk.carrying.templates, preview, variables, current=current), write
        )

    def tag(self, words_typed: str) -> None:
        """Give the mark that is being tagged the tags that were typed."""
        mark = self.screen.marks.get(self._tagged)
        if mark is not None:
            typed = (t.lstrip("#") for t in words_typed.replace(",", " ").split())
            tags = tuple(dict.fromkeys(t for t in typed if t))
            self.screen.marks.change(mark, tags=tags)
            self.screen.desk.notebook.tags.update(dict.fromkeys(tags))
            self.screen.say("Tagged " + " ".join(f"#{t}" for t in tags) if tags else "No tags")

    def choose_from_trash(self, deleted: tuple[Annotation, ...]) -> None:
        """Offer deleted marks; the chosen one comes back."""
        if not deleted:
            self.screen.say("The trash is empty")
            return
        from newsreader.tui.screens.chooser import Choice, Chooser

        choices = [
            Choice(m.id, clean_line(m.target.exact)[:90], " · ".join(p for p in (m.article.title, m.note[:60]) if p))
            for m in deleted
        ]

        def done(key: str | None) -> None:
            if key:
                self.screen.desk.notebook.restore(key)

        self.screen.app.push_screen(Chooser(f"Deleted marks  {len(choices)}", choices), done)
