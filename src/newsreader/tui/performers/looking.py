"""Looking closer: cards over the text, links, the original."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsreader.analysis import Entity, Quote
from newsreader.notes.annotation import Annotation
from newsreader.text.clean import clean_line
from newsreader.tui.actions import Action
from newsreader.tui.performers.base import Performer
from newsreader.tui.widgets.chrome import printed_date

if TYPE_CHECKING:
    from newsreader.tui.screens.card import Row

SHOWN = 5
"""Passages on a card."""


def real_host(url: str) -> str:
    """The host that an address leads to, as a browser would resolve it; empty unless it is http or https.

    A name in which letters are not plain ASCII is given in its ``xn--`` form, so that a lookalike shows.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


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
        elif (found := screen.quote_at(caret)) is not None:
            self._card(*self._of_quote(found))
        else:
            screen.say("Nothing is known of this word")

    def _card(self, title: str, rows: list[Row]) -> None:
        from newsreader.tui.screens.card import Card

        self.screen.app.push_screen(Card(title, rows))

    def _entity_at(self, offset: int) -> Entity | None:
        return next((e for e in self.screen.analysis.entities if any(offset in m for m in e.mentions)), None)

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
        said = [q for q in screen.analysis.quotes if q.speaker == entity.name and q.kind == "direct"]
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

    # Links

    def do_link(self, action: Action, count: int | None) -> None:
        """Open the link under the caret, or choose one of all."""
        screen = self.screen
        if screen.article is None:
            return
        if action.id == "link.open":
            link = screen.view.link_at_caret()
            if link is None:
                screen.say("There is no link here; L lists all")
            else:
                self.open_address(link.url)
            return
        from newsreader.tui.screens.chooser import Choice, Chooser

        text = screen.article.text
        choices = [
            Choice(str(n), clean_line(text[k.start : k.end]) or "link", real_host(k.url) or "no address for a browser")
            for n, k in enumerate(screen.article.links)
        ]
        if screen.article.url:
            choices.insert(0, Choice("original", "The original of this article", real_host(screen.article.url)))
        if not choices:
            screen.say("There are no links in this article")
            return
        links = screen.article.links
        original = screen.article.url

        def done(key: str | None) -> None:
            if key:
                self.open_address(original if key == "original" else links[int(key)].url)

        screen.app.push_screen(Chooser("Links, with the host they lead to", choices), done)

    def do_original(self, action: Action, count: int | None) -> None:
        """Open the original in the browser."""
        self.open_address(self.screen.article.url if self.screen.article else "")

    def open_address(self, url: str) -> None:
        """Open an http or https address in the browser and say its host; nothing else is ever opened."""
        host = real_host(url)
        if not host:
            self.screen.say("There is no address that a browser could open")
            return
        import webbrowser

        webbrowser.open(url)
        self.screen.say(f"Opened {host} in the browser")
