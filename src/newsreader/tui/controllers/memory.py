"""What the program remembers from one run to the next: places, jumps, bookmarks, the pen, the layout."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from newsreader.article import Article
from newsreader.notes.kinds import Color
from newsreader.reading.state import Place, ReaderState

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Memory:
    """Small facts, kept in one JSON file.

    Attributes:
        path: The file.
        reading: Positions, bookmarks and jumps.
        pen: The last colour.
        theme: The theme chosen in the program, empty for that of the settings.
        side: The side pane shown last.
        side_width: Cells of the side column, 0 for the default.
        toured: Whether the tour was taken or left; it begins by itself once.
        template: The template of exported notes chosen last, empty for that of the settings.
    """

    path: Path
    reading: ReaderState = field(default_factory=ReaderState)
    pen: Color = Color.YELLOW
    theme: str = ""
    side: str = "quotes"
    side_width: int = 0
    toured: bool = False
    template: str = ""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file; what is missing or damaged is as if nothing had been remembered."""
        memory = cls(path)
        try:
            contents = path.read_text(encoding="utf-8")
            import json  # not before there is something to read

            data: Any = json.loads(contents)
        except (OSError, ValueError):
            return memory
        if not isinstance(data, dict):
            return memory
        memory.reading = ReaderState.from_json(data.get("reading"))
        if data.get("pen") in {c.value for c in Color}:
            memory.pen = Color(data["pen"])
        if isinstance(data.get("theme"), str):
            memory.theme = data["theme"]
        if data.get("side") in ("quotes", "entities", "related", "notes"):
            memory.side = data["side"]
        if isinstance(data.get("side_width"), int) and 24 <= data["side_width"] <= 200:
            memory.side_width = data["side_width"]
        memory.toured = data.get("toured") is True
        if isinstance(data.get("template"), str):
            memory.template = data["template"]
        return memory

    def as_json(self) -> str:
        """The contents of the file."""
        import json

        return json.dumps(
            {
                "reading": self.reading.as_json(),
                "pen": self.pen.value,
                "theme": self.theme,
                "side": self.side,
                "side_width": self.side_width,
                "toured": self.toured,
                "template": self.template,
            }
        )

    def offset(self, article: Article) -> int:
        """Where an article was left, 0 if it was not read before."""
        progress = self.reading.progress.get(article.id)
        return 0 if progress is None else progress.last.offset_in(article.text)

    def furthest(self, article: Article) -> int:
        """How far an article has been read."""
        progress = self.reading.progress.get(article.id)
        return 0 if progress is None else progress.furthest.offset_in(article.text)

    # The jump list

    def leave(self, place: Place) -> None:
        """Remember a place that a jump is about to leave."""
        self.reading.jumps = self.reading.jumps.left(place)

    def back(self, here: Place) -> Place | None:
        """The place before; places equal to the present one are passed over."""
        while True:
            self.reading.jumps, place = self.reading.jumps.back(here)
            if place is None or (place.article, place.offset) != (here.article, here.offset):
                return place

    def forward(self) -> Place | None:
        """The place after."""
        self.reading.jumps, place = self.reading.jumps.forward()
        return place


def write_memory(path: Path, contents: str) -> None:
    """Write the file at one stroke; that it could not be written is only logged, as no work of the reader is in it."""
    temporary = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(contents, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        log.warning("%s could not be written: %s", path, error)
