"""What the reader has set right in the analysis of the article on the screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsreader.article import Article
from newsreader.notes.kinds import AnchorState
from newsreader.tui.desk import Desk

if TYPE_CHECKING:
    from newsreader.analysis import Analysis, Quote
    from newsreader.notes.correction import Correction, Verdict
    from newsreader.notes.history import Change


class Corrections:
    """The corrections of one article: shown at once, saved behind the scenes."""

    def __init__(self, desk: Desk, changed: Callable[[], None]) -> None:
        """Start without an article.

        Args:
            desk: Writes changes.
            changed: Called whenever the corrected analysis must be shown anew.
        """
        self.article: Article | None = None
        self._desk = desk
        self._changed = changed
        self._corrections: dict[str, Correction] = {}
        self._unsaved: dict[int, Change] = {}
        self._serial = 0

    def show(self, article: Article) -> None:
        """Turn to an article; its corrections come with `load`."""
        self.article = article
        self._corrections = {}
        self._changed()

    def load(self, corrections: tuple[Correction, ...]) -> None:
        """Take the corrections that were read, keeping those made since."""
        made = [c.correction for c in self._unsaved.values() if c.correction is not None and self._here(c.correction)]
        loaded = {c.id: c for c in (*corrections, *made)}
        if loaded != self._corrections:
            self._corrections = loaded
            self._changed()

    def _here(self, correction: Correction) -> bool:
        return self.article is not None and correction.article.id == self.article.id

    def applied(self, analysis: Analysis | None) -> Analysis | None:
        """An analysis of the article, None before there is one, with the corrections laid over it."""
        if not self._corrections:
            return analysis
        from newsreader.analysis import Analysis
        from newsreader.exports.corrected import corrected

        return corrected(analysis or Analysis(), self._corrections.values())

    def of(self, quote: Quote) -> Correction | None:
        """The correction that stands on a quote as it is shown."""
        return next(
            (
                c
                for c in self._corrections.values()
                if c.state is not AnchorState.ORPHANED and 2 * _common(c, quote) >= _joined(c, quote)
            ),
            None,
        )

    # Changes

    def correct(self, quote: Quote, verdict: Verdict, speaker: str = "") -> None:
        """Pass a verdict on a quote; one that was passed before is replaced.

        Raises:
            ValueError: If there is no article.
        """
        if self.article is None:
            raise ValueError("no article is open")
        from newsreader.notes.correction import Correction

        there = self.of(quote)
        if there is None:
            made = Correction.on(self.article, quote.start, quote.end, verdict, speaker=speaker, kind=quote.kind.value)
            self._do(None, made)
        elif (there.verdict, there.speaker) != (verdict, speaker):
            self._do(there, there.changed(verdict=verdict, speaker=speaker))

    def withdraw(self, correction: Correction) -> None:
        """Let the analysis speak again."""
        self._do(correction, None)

    def took_back(self, change: Change) -> None:
        """Show a change that undo or redo has made on disk."""
        self._put(change)
        self._changed()

    def refused(self, serial: int) -> None:
        """A change could not be written: take it off the screen."""
        change = self._unsaved.pop(serial, None)
        if change is not None:
            self._put(change.reverse)
            self._changed()

    def saved(self, serial: int) -> None:
        """A change is on disk."""
        self._unsaved.pop(serial, None)

    def _do(self, before: Correction | None, after: Correction | None) -> None:
        from newsreader.notes.history import Change

        change = Change(before, after)
        self._put(change)
        self._serial -= 1  # marks count up, so that no two changes share a number
        self._unsaved[self._serial] = change
        self._desk.notebook.write(self._serial, change, self.article)
        self._changed()

    def _put(self, change: Change) -> None:
        self._corrections.pop(change.id, None)
        if change.correction is not None and self._here(change.correction):
            self._corrections[change.id] = change.correction


def _common(correction: Correction, quote: Quote) -> int:
    if correction.kind != quote.kind.value:
        return 0
    return max(0, min(correction.target.end, quote.end) - max(correction.target.start, quote.start))


def _joined(correction: Correction, quote: Quote) -> int:
    return max(correction.target.end, quote.end) - min(correction.target.start, quote.start)
