"""What a read-later account holds, whichever service it was."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsreader.article import Article
from newsreader.sources.compose import is_safe_address, placed_links
from newsreader.text.clean import clean_line, clean_text


class ReadState(StrEnum):
    """What the reader had done with an article."""

    UNREAD = "unread"
    READING = "reading"
    ARCHIVED = "archived"


@dataclass(frozen=True, slots=True)
class SavedHighlight:
    """A marked passage as the service kept it; where it stands in the text is for the reader of the article to find.

    Attributes:
        text: The passage.
        note: The reader's note on it.
        color: The colour's name as the service writes it, empty if it has none.
        tags: The reader's tags on it.
        created: ISO 8601 time, empty if unknown.
    """

    text: str
    note: str = ""
    color: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""


@dataclass(frozen=True, slots=True)
class SavedItem:
    """One saved article; all fields but the markup are clean text.

    Attributes:
        url: Its address, empty if the service gave none that can be opened.
        title: The headline.
        byline: The authors.
        site: The publication.
        published: ISO 8601 date or time of publication.
        saved: ISO 8601 time at which the reader saved it.
        state: What the reader had done with it.
        progress: How far it was read, 0 to 1.
        favorite: Whether the reader had marked it as a favourite.
        folder: The reader's folder or collection.
        tags: The reader's tags.
        note: The reader's note on the whole article.
        highlights: The marked passages, in the order of the export.
        markup: The article as HTML if the export holds it; untrusted.
    """

    url: str = ""
    title: str = ""
    byline: str = ""
    site: str = ""
    published: str = ""
    saved: str = ""
    state: ReadState = ReadState.UNREAD
    progress: float = 0.0
    favorite: bool = False
    folder: str = ""
    tags: tuple[str, ...] = ()
    note: str = ""
    highlights: tuple[SavedHighlight, ...] = ()
    markup: str = ""

    def article(self, source: str) -> Article:
        """The article as far as the export holds it; its text is empty where only the address was kept.

        Args:
            source: What to call the source.
        """
        from newsreader.sources.html.fragment import fragment_blocks

        blocks = fragment_blocks(self.markup, self.url) if self.markup else []
        return Article.of(
            [block.part for block in blocks],
            source=source,
            title=self.title,
            byline=self.byline,
            site=self.site,
            published=self.published,
            url=self.url,
            links=placed_links(blocks),
        )


@dataclass(frozen=True, slots=True)
class ReadLaterExport:
    """What an export file holds.

    Attributes:
        service: The service's name.
        items: The saved articles, in the order of the export.
        problems: Rows and files that could not be read, one line each.
    """

    service: str
    items: tuple[SavedItem, ...]
    problems: tuple[str, ...] = ()


def address(value: object) -> str:
    """An address that may be opened, or nothing."""
    url = str(value or "").strip()
    return url if url.lower().startswith(("http://", "https://")) and is_safe_address(url) else ""


def line(value: object) -> str:
    """A clean line of whatever an export holds in a field."""
    return clean_line(str(value)) if isinstance(value, str | int | float) else ""


def words(value: object) -> str:
    """Clean text of several lines."""
    return clean_text(str(value)).strip() if isinstance(value, str | int | float) else ""


def tags_of(value: object, separator: str = ",") -> tuple[str, ...]:
    """Tags from a list, or from one string with a separator."""
    parts = value if isinstance(value, list) else str(value or "").split(separator)
    named = (part.get("label") or part.get("name") if isinstance(part, dict) else part for part in parts)
    return tuple(dict.fromkeys(tag for part in named if (tag := line(part))))


def fraction(value: object, whole: float = 1.0) -> float:
    """A share of ``whole`` between 0 and 1; 0 if it is no number."""
    try:
        number = float(str(value)) / whole
    except ValueError:
        return 0.0
    return min(1.0, max(0.0, number)) if number == number else 0.0
