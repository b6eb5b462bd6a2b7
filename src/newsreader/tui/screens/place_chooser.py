"""Choosing where a mark belongs that lost its place."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.article import Span
from newsreader.notes.annotation import Annotation
from newsreader.text.clean import clean_line
from newsreader.tui.screens.chooser import Choice, Chooser

BY_HAND = "by-hand"
"""Comes back when the reader wants to point at the words."""

AROUND = 60
"""Code points shown on either side of a place."""


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
                clean_line(
                    f"… {text[max(0, place.start - AROUND) : place.start]}[…]{text[place.end : place.end + AROUND]} …"
                ),
            )
            for place in places
        ]
        found = "nothing here is like it" if not places else "or none of these"
        choices.append(Choice(BY_HAND, "Put it on words of my choice", f"{found}: go there, H puts it on the sentence"))
        passage = clean_line(mark.target.exact)
        super().__init__(f"Where does it belong?  “{passage[:160]}{'…' if len(passage) > 160 else ''}”", choices)
