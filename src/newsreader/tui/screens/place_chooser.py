"""Choosing where a mark belongs that lost its place."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article import Span
from newsreader.notes.annotation import Annotation
from newsreader.text.cells import shorten
from newsreader.text.clean import clean_line
from newsreader.text.quoting import in_marks
from newsreader.tui.screens.chooser import Choice, Chooser

BY_HAND = "by-hand"
"""Comes back when the reader wants to point at the words."""

AROUND = 60
"""Code points shown on either side of a place."""


def _around(text: str, place: Span) -> str:
    """What stands around a place, in whole words."""
    first, last = max(0, place.start - AROUND), place.end + AROUND
    before, after = text[first : place.start], text[place.end : last]
    if first:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    return f"{before}[…]{after}"


class PlaceChooser(Chooser):
    """Gives back ``start-end``, or `BY_HAND`."""

    def __init__(self, mark: Annotation, places: Sequence[Span], text: str) -> None:
        """Offer places.

        Args:
            mark: The mark.
            places: Where it might belong, the likeliest first.
            text: The text that they are in.
        """
        choices = [
            Choice(
                f"{place.start}-{place.end}",
                clean_line(text[place.start : place.end]),
                clean_line(_around(text, place)),
            )
            for place in places
        ]
        found = "nothing here is like it" if not places else "or none of these"
        choices.append(Choice(BY_HAND, "Put it on words of my choice", f"{found}: go there, H puts it on the sentence"))
        passage = clean_line(mark.target.exact)
        super().__init__(f"Where does it belong?  {in_marks(shorten(passage, 160))}", choices)
