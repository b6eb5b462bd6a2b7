"""Where the reader has been: the jump list over all articles."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 200
"""Places remembered."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in an article: its id and a code point."""

    article: str
    offset: int


@dataclass(slots=True)
class Journey:
    """Places in the order of visiting, with one's own position among them, as in vi."""

    _stops: list[Stop] = field(default_factory=list)
    _at: int = 0

    def leave(self, stop: Stop) -> None:
        """Remember a place that is about to be left by a jump."""
        if stop in self._stops:
            self._stops.remove(stop)
        self._stops.append(stop)
        del self._stops[:-MOST]
        self._at = len(self._stops)

    def back(self, here: Stop) -> Stop | None:
        """The place before, None if there is none."""
        if self._at == len(self._stops) and self._at:
            self.leave(here)
            self._at -= 1
        while self._at > 0:
            self._at -= 1
            if self._stops[self._at] != here:
                return self._stops[self._at]
        return None

    def forward(self) -> Stop | None:
        """The place after, None if there is none."""
        if self._at + 1 >= len(self._stops):
            return None
        self._at += 1
        return self._stops[self._at]
