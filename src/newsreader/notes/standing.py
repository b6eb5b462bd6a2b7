"""What became of marks in the present texts of their articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.notes.annotation import Annotation


@dataclass(frozen=True, slots=True)
class Standing:
    """Marks as they stand now.

    Attributes:
        marks: The marks, in the order that they were given in.
        changed: What the publisher made of the words of a mark, by its id, where they are not the same.
    """

    marks: Sequence[Annotation]
    changed: dict[str, str]

    def state(self, mark: Annotation) -> str:
        """Whether one of the marks is ``anchored``, ``moved``, ``changed`` inside, or ``orphaned``."""
        return "changed" if mark.id in self.changed else mark.state.value
