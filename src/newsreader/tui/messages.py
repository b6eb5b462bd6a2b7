"""What the workers tell the app. Workers never touch a widget; they post one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from newsreader.analysis import Analysis
from newsreader.article import Article, Span
from newsreader.notes.annotation import Annotation
from newsreader.notes.correction import Correction
from newsreader.notes.history import Change

if TYPE_CHECKING:
    from newsreader.library import Related, Revision


@dataclass
class ArticleRead(Message):
    """An article was read from a source, or fetched from the library to be shown."""

    article: Article
    show: bool = False
    bubble = True


@dataclass
class SourceFailed(Message):
    """A source could not be read; the text is one line for a person."""

    text: str


@dataclass
class SourcesDone(Message):
    """All sources were read."""

    count: int
    failed: int


@dataclass
class Analysed(Message):
    """The quotes and entities of a text are known."""

    article_id: str
    revision: str
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class RelatedPost:
    """One row of the related pane.

    Attributes:
        id: The article's id; empty for a title that only the page itself names.
        title: Its headline.
        detail: Site, date, why it is related.
        url: Address, where there is one.
        read: Whether the reader has read it.
    """

    id: str
    title: str
    detail: str = ""
    url: str = ""
    read: bool = False

    @classmethod
    def of(cls, post: Related) -> RelatedPost:
        """The row of a post of the library."""
        copies = ", ".join(dict.fromkeys(one.site or one.title for one in post.also_in))
        facts = (
            "read" * post.read,
            post.site,
            post.published[:10],
            post.reason,
            f"also in {copies}" if copies else "",
        )
        return cls(post.id, post.title, " · ".join(fact for fact in facts if fact), read=post.read)


@dataclass
class RelatedFound(Message):
    """Related posts of an article, from a position of the list on."""

    article_id: str
    posts: tuple[RelatedPost, ...]
    offset: int
    more: bool


@dataclass
class MarksLoaded(Message):
    """The marks of an article, and what was corrected in its analysis, were read from the notes file.

    Attributes:
        article_id: The article.
        annotations: Its marks.
        read_only: Why marks cannot be changed, in words for the reader; empty if they can.
        corrections: What was corrected in its analysis.
        report: What had to be repaired in the notes file, said once; empty if nothing.
    """

    article_id: str
    annotations: tuple[Annotation, ...]
    read_only: str = ""
    corrections: tuple[Correction, ...] = ()
    report: str = ""


@dataclass
class MarkSaved(Message):
    """A change of a mark or a correction is on disk."""

    serial: int


@dataclass
class MarkRefused(Message):
    """A change of a mark or a correction could not be written."""

    serial: int
    reason: str


@dataclass
class TookBack(Message):
    """Undo, redo, the trash or a list of marks has changed a mark or a correction on disk.

    Attributes:
        change: What was changed, None if there was nothing to do.
        again: Whether it was done again, as opposed to taken back.
        silent: Whether nothing need be said of it.
    """

    change: Change | None
    again: bool
    silent: bool = False


@dataclass
class PlacesFound(Message):
    """Where in its article a mark that lost its place might belong, the likeliest first."""

    mark: Annotation
    article_id: str
    places: tuple[Span, ...]


@dataclass
class TrashListed(Message):
    """The deleted marks, the latest first."""

    marks: tuple[Annotation, ...]


@dataclass
class Exported(Message):
    """Notes were written to a file, or could not be."""

    text: str
    failed: bool = False


@dataclass
class RevisionsListed(Message):
    """The versions of an article, the oldest first."""

    article_id: str
    revisions: tuple[Revision, ...]
