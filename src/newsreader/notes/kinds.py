"""What a mark can be: its colours and states. They stand apart, as a screen shows them before there is any mark."""

from __future__ import annotations

from enum import StrEnum


class Color(StrEnum):
    """The five colours of a mark."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"


class AnchorState(StrEnum):
    """Whether a mark still stands where it was made.

    A passage that the publisher changed inside is one whose text differs from `exact` of its target; that is read off
    the text and needs no state of its own.
    """

    ANCHORED = "anchored"
    MOVED = "moved"
    ORPHANED = "orphaned"


STATE_SAID = {"moved": "moved", "changed": "changed by the publisher", "orphaned": "lost its place"}
"""How it is said that a mark does not stand as it was made; ``changed`` is one whose words the publisher changed."""
