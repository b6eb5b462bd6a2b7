"""Moving, jumping, finding, selecting, and how the text looks."""

from __future__ import annotations

from typing import cast

from newsreader.article import Span
from newsreader.errors import NewsreaderError
from newsreader.reading.layers import spans_index
from newsreader.reading.search import find_all, word_pattern
from newsreader.tui.actions import Action
from newsreader.tui.performers.base import Performer
from newsreader.tui.widgets.article_view import Unit

_WORDS = {"mark": "mark", "quote": "quote", "entity": "name", "link": "link", "heading": "heading"}


class Reading(Performer):
    """Actions in the text that change nothing but what is seen."""

    _find_from = 0
    _regex = False

    def do_move(self, action: Action, count: int | None) -> None:
        """Move the caret; a jump through the text is remembered."""
        if action.argument in ("top", "bottom", "percent"):
            self.screen.memory.leave(self.screen.here())
            if count is not None and action.argument != "percent":
                self.screen.view.move("percent", count)
                return
            if action.argument == "percent" and count is None:
                return
        self.screen.view.move(action.argument, 1 if count is None else count)

    def do_jump(self, action: Action, count: int | None) -> None:
        """Jump to a mark, quote, name, link or heading, or along the jump list."""
        name = action.id.partition(".")[2]
        if name in ("back", "forward"):
            stop = self.screen.memory.back(self.screen.here()) if name == "back" else self.screen.memory.forward()
            if stop is None:
                self.screen.say("No further place " + name)
            else:
                self.screen.go_to_stop(stop)
            return
        if name == "furthest":
            if self.screen.article is not None:
                self._go(min(self.screen.reached, len(self.screen.article.text) - 1))
            return
        here = self.screen.here()
        forward = name.startswith("next")
        if self.screen.view.move_to(action.argument, (count or 1) * (1 if forward else -1)):
            self.screen.memory.leave(here)
        else:
            self.screen.say(f"No {'further' if forward else 'earlier'} {_WORDS[action.argument]}")

    def _go(self, offset: int, flash: Span | None = None) -> None:
        self.screen.memory.leave(self.screen.here())
        self.screen.view.go_to(offset, flash=flash)

    def do_place(self, action: Action, count: int | None) -> None:
        """Wait for the letter of a place."""
        setting = action.id == "place.set"
        self.screen.next_key = lambda key: self._place(key, setting=setting)
        self.screen.say("A letter for this place" if setting else "The letter of a place")

    def _place(self, letter: str, *, setting: bool) -> None:
        """Remember the place under a letter, or go to the one remembered; capitals hold over all articles."""
        here = self.screen.here()
        if len(letter) != 1 or not letter.isalpha():
            self.screen.say("")
        elif setting:
            self.screen.memory.reading.set_bookmark(letter, here)
            self.screen.say(f"Place {letter} is here")
        elif (stop := self.screen.memory.reading.bookmark(letter, here.article)) is None:
            self.screen.say(f"No place {letter}")
        else:
            self.screen.memory.leave(self.screen.here())
            self.screen.go_to_stop(stop)
            self.screen.say("")

    def do_find(self, action: Action, count: int | None) -> None:
        """Search in the article."""
        name = action.id.partition(".")[2]
        if name in ("start", "regex"):
            self._find_from = self.screen.view.caret
            self._regex = name == "regex"
            self.screen.prompt.ask("find", "regular expression " if self._regex else "/")
        elif name == "word":
            span = self.screen.view.object_at_caret("iw")
            if span is not None and self.screen.article is not None:
                self._find_from = self.screen.view.caret
                self._regex = True
                self.find(word_pattern(self.screen.article.text[span.start : span.end]))
                self._step_hit("next", count or 1)
        else:
            self._step_hit(name, count or 1)

    def find(self, words: str) -> None:
        """Show every hit and go to the first one behind where the search began."""
        text = self.screen.article.text if self.screen.article else ""
        try:
            self.screen.hits = find_all(text, words, regex=self._regex)
        except NewsreaderError as error:
            self.screen.say(str(error), error=True)
            return
        found = spans_index(self.screen.hits)
        span = found.beside(self._find_from - 1, 1) or (self.screen.hits[0] if self.screen.hits else None)
        self.screen.view.set_hits(self.screen.hits, span)
        if span is not None:
            self.screen.view.go_to(span.start)
        self.screen.say(f"{len(self.screen.hits)} hit{'s' * (len(self.screen.hits) != 1)}" if words else "")

    def find_cancelled(self) -> None:
        """Go back to where the search began."""
        self.screen.hits = []
        self.screen.view.set_hits([])
        self.screen.view.go_to(self._find_from)
        self.screen.say("")

    def _step_hit(self, direction: str, count: int) -> None:
        spans, what = self.screen.hits, "hit"
        if self.screen.findings.chosen_entity is not None:
            spans, what = (
                list(self.screen.findings.analysis.entities[self.screen.findings.chosen_entity].mentions),
                "mention",
            )
        if not spans:
            self.screen.say("Nothing was searched for yet: / finds words")
            return
        found = spans_index(spans)
        forward = direction == "next"
        span = found.beside(self.screen.view.caret, count if forward else -count) or spans[0 if forward else -1]
        self.screen.memory.leave(self.screen.here())
        if what == "hit":
            self.screen.view.set_hits(self.screen.hits, span)
        self.screen.view.go_to(span.start, flash=span if what == "mention" else None)
        self.screen.say(f"{what} {spans.index(span) + 1} of {len(spans)}")

    def do_select(self, action: Action, count: int | None) -> None:
        """Begin, change or end a selection."""
        if action.argument:
            self.screen.view.visual(cast(Unit, action.argument))
        elif action.id == "select.swap":
            self.screen.view.swap_ends()
        else:
            self.screen.view.reselect()

    def do_object(self, action: Action, count: int | None) -> None:
        """Select a text object."""
        if not self.screen.view.select_object(action.argument, count or 1):
            self.screen.say("There is none here")

    def do_view(self, action: Action, count: int | None) -> None:
        """Change how the text looks."""
        name = action.id.partition(".")[2]
        view = self.screen.view
        if name == "focus":
            view.set_focus_mode(not view.focus_mode)
        elif name == "zen":
            self.screen.zen = not self.screen.zen
            self.screen.show_pane("text")
        elif name == "notes":
            view.set_notes_shown(not view.notes_shown)
        elif name in ("wider", "narrower"):
            view.set_measure(view.measure + (4 if name == "wider" else -4) * (count or 1))
            self.screen.say(f"Rows of {view.measure} characters")
        elif name == "spacing":
            view.set_spacing(3 - view.document.spacing)
        elif name == "justify":
            view.set_justified(not view.document.justified)
        elif name == "theme":
            names = sorted(self.screen.app.available_themes)
            self.screen.app.theme = names[(names.index(self.screen.app.theme) + 1) % len(names)]
            self.screen.memory.theme = self.screen.app.theme
            self.screen.say(f"Theme {self.screen.app.theme}")
        else:
            view.align(action.argument)
