"""Looking closer: cards over the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsreader.analysis import Entity, Quote
from newsreader.notes.annotation import Annotation
from newsreader.text.clean import clean_line
from newsreader.text.hosts import real_host
from newsreader.tui.actions import Action
from newsreader.tui.performers.base import Performer
from newsreader.tui.widgets.chrome import printed_date

if TYPE_CHECKING:
    from newsreader.tui.screens.card import Row

SHOWN = 5
"""Passages on a card."""


class Looking(Performer):
    """Actions that show more of what is under the caret."""

    def do_peek(self, action: Action, count: int | None) -> None:
        """Show a card for the note, link, quotation or name under the caret."""
        screen = self.screen
        caret = screen.view.caret
        mark = screen.marks.at(caret)
        if mark is not None and (mark.note or mark.tags):
            self._card(*self._of_mark(mark))
        elif (link := screen.view.link_at_caret()) is not None:
            self._card("Link", [("leads to", real_host(link.url) or "no address for a browser"), ("address", link.url)])
        elif (entity := self._entity_at(caret)) is not None:
            self._card(*self._of_entity(entity))
        elif (found := screen.findings.quote_at(caret)) is not None:
            self._card(*self._of_quote(found))
        else:
            screen.say("Nothing is known of this word")

    def _card(self, title: str, rows: list[Row]) -> None:
        from newsreader.tui.screens.card import Card

        self.screen.app.push_screen(Card(title, rows))

    def _entity_at(self, offset: int) -> Entity | None:
        return next((e for e in self.screen.findings.analysis.entities if any(offset in m for m in e.mentions)), None)

    def _of_mark(self, mark: Annotation) -> tuple[str, list[Row]]:
        meaning = self.screen.config.color_name(mark.color.value)
        rows: list[Row] = [("note", line) if n == 0 else ("", line) for n, line in enumerate(mark.note.splitlines())]
        if mark.all_tags:
            rows.append(("tags", " ".join(f"#{t}" for t in mark.all_tags)))
        rows.append(("made", printed_date(mark.created)))
        return meaning.capitalize(), rows

    def _of_entity(self, entity: Entity) -> tuple[str, list[Row]]:
        screen = self.screen
        rows: list[Row] = [("kind", entity.label.value.lower()), ("mentions", str(len(entity.mentions)))]
        if entity.value:
            rows.append(("is", entity.value))
        said = [q for q in screen.findings.analysis.quotes if q.speaker == entity.name and q.kind == "direct"]
        rows += [("said" if n == 0 else "", f"“{self._short(q.start, q.end)}”") for n, q in enumerate(said[:SHOWN])]
        marks = [m for m in screen.marks.all if entity.name in m.target.exact]
        rows += [("marked" if n == 0 else "", clean_line(m.target.exact)[:90]) for n, m in enumerate(marks[:SHOWN])]
        return entity.name, rows

    def _of_quote(self, found: Quote) -> tuple[str, list[Row]]:
        rows: list[Row] = [("cue", found.cue or "none"), ("sure", f"{found.confidence:.0%}")]
        if found.speaker_span is not None:
            rows.append(("by the words", self._short(*found.speaker_span)))
        return found.speaker or "Nobody is named", rows

    def _short(self, start: int, end: int) -> str:
        text = self.screen.article.text if self.screen.article else ""
        words = clean_line(text[start:end])
        return words if len(words) <= 90 else words[:89] + "…"
