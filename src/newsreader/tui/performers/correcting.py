"""Setting the analysis right: another speaker, or no quotation at all.

The dialog is imported when it opens: the first picture does not need it.
"""

from __future__ import annotations

from newsreader.analysis import EntityLabel, Quote
from newsreader.notes.correction import Verdict
from newsreader.tui.actions import Action
from newsreader.tui.performers.base import Performer

SPEAKERS = (EntityLabel.PERSON, EntityLabel.ORG)
"""The kinds of entities that are offered as speakers."""


class Correcting(Performer):
    """Actions that correct the quotation chosen in the pane, or the one under the caret."""

    def do_correct(self, action: Action, count: int | None) -> None:
        """Correct a quotation."""
        screen = self.screen
        if not screen.writable():
            return
        quote = self._quote()
        if quote is None:
            screen.say("There is no quotation here")
        elif action.id == "correct.not-quote":
            screen.corrections.correct(quote, Verdict.NOT_A_QUOTE)
            screen.say(f"No longer listed as a quotation; {self._undo()} brings it back")
        else:
            self._choose_speaker(quote)

    def _quote(self) -> Quote | None:
        """The quotation that the reader means: in the pane the chosen one, else the one under the caret."""
        screen = self.screen
        if screen.pane != "quotes":
            return screen.findings.quote_at(screen.view.caret)
        key = screen.list_of("quotes").chosen
        return screen.findings.analysis.quotes[int(key)] if key.isdigit() else None

    def _choose_speaker(self, quote: Quote) -> None:
        """Ask who said it: somebody of the article, somebody typed in, nobody known, or whoever the analysis found."""
        from newsreader.tui.screens.speaker_chooser import ANALYSIS, NOBODY, SpeakerChooser

        screen = self.screen
        there = screen.corrections.of(quote)

        def done(key: str | None) -> None:
            if key is None:
                return
            if key == ANALYSIS and there is not None:
                screen.corrections.withdraw(there)
                screen.say("As the analysis found it")
            elif key == NOBODY:
                screen.corrections.correct(quote, Verdict.UNATTRIBUTED)
                screen.say(f"Said by nobody known; {self._undo()} takes it back")
            else:
                name = key.partition(":")[2]
                screen.corrections.correct(quote, Verdict.SPEAKER, name)
                screen.say(f"Said by {name}; {self._undo()} takes it back")

        names = self._names()
        screen.app.push_screen(SpeakerChooser(names, quote.speaker or "", corrected=there is not None), done)

    def _names(self) -> list[tuple[str, str]]:
        """Who may have said it, each with what is known: speakers first, then other people and organisations."""
        analysis = self.screen.findings.analysis
        said: dict[str, int] = {}
        for quote in analysis.quotes:
            if quote.speaker:
                said[quote.speaker] = said.get(quote.speaker, 0) + 1
        named = [e for label in SPEAKERS for e in analysis.entities if e.label is label]
        kinds = {e.name: e.label.value.lower() for e in reversed(named)}
        order = dict.fromkeys([*sorted(said, key=lambda n: (-said[n], n)), *(e.name for e in named)])

        def detail(name: str) -> str:
            quotes = f"{said[name]} quotation{'s' if said[name] > 1 else ''}" if name in said else ""
            return " · ".join(part for part in (kinds.get(name, ""), quotes) if part)

        return [(name, detail(name)) for name in order]

    def _undo(self) -> str:
        return self.screen.key("mark.undo")
