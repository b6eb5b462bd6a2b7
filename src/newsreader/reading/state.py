"""Where the reader is and has been: places, two positions for each article, bookmarks, the list of jumps.

Plain data with a JSON form; whoever uses it stores it. A **place** is an offset in an article with the words that
stand there, so that it is found again in a later revision of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self

WORDS = 40
"""Code points of text kept with a place."""

MOST_JUMPS = 100
"""Places in the list of jumps, as in vim."""

MOST_ARTICLES = 5_000
"""Articles whose positions are kept, the latest read."""


class Place(NamedTuple):
    """A place in an article.

    Attributes:
        article: The article's id.
        offset: A code point of its text.
        words: Up to `WORDS` code points that stood there.
    """

    article: str
    offset: int
    words: str = ""

    @classmethod
    def of(cls, article: str, text: str, offset: int) -> Self:
        """The place at an offset of an article's text."""
        offset = max(0, min(offset, len(text)))
        return cls(article, offset, text[offset : offset + WORDS])

    def offset_in(self, text: str) -> int:
        """Where the place is in a text of the article, be it another revision.

        Returns:
            The occurrence of its words nearest to its offset; the offset, if they are gone.
        """
        if text.startswith(self.words, self.offset):
            return min(self.offset, len(text))
        before = text.rfind(self.words, 0, max(0, self.offset) + len(self.words))
        after = text.find(self.words, self.offset)
        found = [at for at in (before, after) if at >= 0]
        return min(found, key=lambda at: abs(at - self.offset), default=max(0, min(self.offset, len(text))))


class Progress(NamedTuple):
    """How far an article has been read.

    Attributes:
        last: Where the caret was last.
        furthest: The last code point that has been in sight.
        length: Code points of the text.
    """

    last: Place
    furthest: Place
    length: int

    @property
    def fraction(self) -> float:
        """How much of the text has been in sight, 0 to 1."""
        return min(1.0, self.furthest.offset / self.length) if self.length else 1.0


class Jumps(NamedTuple):
    """Places that were left by a jump, over all articles, each once, and where among them the reader is.

    Attributes:
        places: In the order of leaving, the latest last.
        at: Index of the place where the reader is after going back; ``len(places)`` after any other move.
    """

    places: tuple[Place, ...] = ()
    at: int = 0

    def left(self, place: Place) -> Jumps:
        """A jump has left a place: it becomes the latest."""
        places = (*(p for p in self.places if p != place), place)[-MOST_JUMPS:]
        return Jumps(places, len(places))

    def back(self, here: Place) -> tuple[Jumps, Place | None]:
        """Go one place back.

        Args:
            here: Where the reader is, so that there is a way forward again.

        Returns:
            The list, and where to go: None at its start.
        """
        jumps, at = self, self.at
        if at == len(self.places):
            jumps = self.left(here)
            at = len(jumps.places) - 1
        if at == 0:
            return self, None
        return jumps._replace(at=at - 1), jumps.places[at - 1]

    def forward(self) -> tuple[Jumps, Place | None]:
        """Go one place forward again; None at the end of the list."""
        if self.at + 1 >= len(self.places):
            return self, None
        return self._replace(at=self.at + 1), self.places[self.at + 1]


@dataclass(slots=True)
class ReaderState:
    """All that is remembered of reading.

    Attributes:
        progress: By article id, the latest read last.
        bookmarks: By name: a capital letter over all articles, a small one as ``<article id>/a``.
        jumps: The list of jumps.
    """

    progress: dict[str, Progress] = field(default_factory=dict)
    bookmarks: dict[str, Place] = field(default_factory=dict)
    jumps: Jumps = field(default_factory=Jumps)

    def read(self, article: str, text: str, *, caret: int, seen: int) -> None:
        """Note where the caret is and how far the text is in sight.

        Args:
            article: The article's id.
            text: Its text.
            caret: The code point under the caret.
            seen: One past the last code point in sight.
        """
        old = self.progress.pop(article, None)
        reached = seen if old is None else max(seen, old.furthest.offset_in(text))
        self.progress[article] = Progress(Place.of(article, text, caret), Place.of(article, text, reached), len(text))
        while len(self.progress) > MOST_ARTICLES:
            del self.progress[next(iter(self.progress))]

    def set_bookmark(self, letter: str, place: Place) -> None:
        """Name a place by a letter."""
        self.bookmarks[_bookmark(letter, place.article)] = place

    def bookmark(self, letter: str, article: str) -> Place | None:
        """The place that a letter names while an article is read."""
        return self.bookmarks.get(_bookmark(letter, article))

    # The JSON form

    def as_json(self) -> dict[str, Any]:
        """The state as values that a JSON writer takes."""
        return {
            "progress": [
                {"last": p.last._asdict(), "furthest": p.furthest._asdict(), "length": p.length}
                for p in self.progress.values()
            ],
            "bookmarks": {name: place._asdict() for name, place in self.bookmarks.items()},
            "jumps": {"places": [p._asdict() for p in self.jumps.places], "at": self.jumps.at},
        }

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Read the JSON form; what is damaged or unknown is left out, as nothing here is worth a refusal to start."""
        state = cls()
        parts = data if isinstance(data, Mapping) else {}
        for item in _list(parts.get("progress")):
            last, furthest = _place(item.get("last")), _place(item.get("furthest"))
            length = item.get("length")
            if last is not None and furthest is not None and isinstance(length, int):
                state.progress[last.article] = Progress(last, furthest, length)
        bookmarks = parts.get("bookmarks")
        for name, item in bookmarks.items() if isinstance(bookmarks, Mapping) else ():
            if isinstance(name, str) and (place := _place(item)) is not None:
                state.bookmarks[name] = place
        jumps = parts.get("jumps")
        if isinstance(jumps, Mapping):
            places = tuple(p for p in map(_place, _list(jumps.get("places"))) if p is not None)
            at = jumps.get("at")
            state.jumps = Jumps(places, max(0, min(at, len(places))) if isinstance(at, int) else len(places))
        return state


def _bookmark(letter: str, article: str) -> str:
    return letter if letter.isupper() else f"{article}/{letter}"


def _list(data: object) -> list[Mapping[str, Any]]:
    return [item for item in data if isinstance(item, Mapping)] if isinstance(data, list) else []


def _place(data: object) -> Place | None:
    if not isinstance(data, Mapping):
        return None
    article, offset, words = data.get("article"), data.get("offset"), data.get("words", "")
    if not (isinstance(article, str) and isinstance(offset, int) and isinstance(words, str)) or offset < 0:
        return None
    return Place(article, offset, words)
