"""What the workers tell the app. Workers never touch a widget; they post one of these.

They are plain classes, as Textual's own messages are: every data class costs the start a third of a millisecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.article import Article, Span
    from newsreader.library import Related, Revision
    from newsreader.notes.annotation import Annotation
    from newsreader.notes.correction import Correction
    from newsreader.notes.history import Change


class ArticleRead(Message):
    """An article was read from a source, or fetched from the library to be shown."""

    bubble = True

    def __init__(self, article: Article, *, show: bool = False) -> None:
        super().__init__()
        self.article = article
        self.show = show


class SourceFailed(Message):
    """A source could not be read; the text is one line for a person."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class SourcesDone(Message):
    """All sources were read."""

    def __init__(self, count: int, failed: int) -> None:
        super().__init__()
        self.count = count
        self.failed = failed


class Analysed(Message):
    """The quotes and entities of a text are known."""

    def __init__(self, article_id: str, revision: str, analysis: Analysis) -> None:
        super().__init__()
        self.article_id = article_id
        self.revision = revision
        self.analysis = analysis


class RelatedPost(NamedTuple):
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


class RelatedFound(Message):
    """Related posts of an article, from a position of the list on."""

    def __init__(self, article_id: str, posts: tuple[RelatedPost, ...], offset: int, more: bool) -> None:
        super().__init__()
        self.article_id = article_id
        self.posts = posts
        self.offset = offset
        self.more = more


class MarksLoaded(Message):
    """The marks of an article, and what was corrected in its analysis, were read from the notes file.

    Attributes:
        article_id: The article.
        annotations: Its marks.
        read_only: Why marks cannot be changed, in words for the reader; empty if they can.
        corrections: What was corrected in its analysis.
        report: What had to be repaired in the notes file, said once; empty if nothing.
    """

    def __init__(
        self,
        article_id: str,
        annotations: tuple[Annotation, ...],
        read_only: str = "",
        corrections: tuple[Correction, ...] = (),
        report: str = "",
    ) -> None:
        super().__init__()
        self.article_id = article_id
        self.annotations = annotations
        self.read_only = read_only
        self.corrections = corrections
        self.report = report


class MarkSaved(Message):
    """A change of a mark or a correction is on disk."""

    def __init__(self, serial: int) -> None:
        super().__init__()
        self.serial = serial


class MarkRefused(Message):
    """A change of a mark or a correction could not be written."""

    def __init__(self, serial: int, reason: str) -> None:
        super().__init__()
        self.serial = serial
        self.reason = reason


class TookBack(Message):
    """Undo, redo, the trash or a list of marks has changed a mark or a correction on disk.

    Attributes:
        change: What was changed, None if there was nothing to do.
        again: Whether it was done again, as opposed to taken back.
        silent: Whether nothing need be said of it.
    """

    def __init__(self, change: Change | None, again: bool, silent: bool = False) -> None:
        super().__init__()
        self.change = change
        self.again = again
        self.silent = silent


class PlacesFound(Message):
    """Where in its article a mark that lost its place might belong, the likeliest first."""

    def __init__(self, mark: Annotation, article_id: str, places: tuple[Span, ...]) -> None:
        super().__init__()
        self.mark = mark
        self.article_id = article_id
        self.places = places


class TrashListed(Message):
    """The deleted marks, the latest first."""

    def __init__(self, marks: tuple[Annotation, ...]) -> None:
        super().__init__()
        self.marks = marks


class Exported(Message):
    """Notes were written to a file, or could not be."""

    def __init__(self, text: str, *, failed: bool = False) -> None:
        super().__init__()
        self.text = text
        self.failed = failed


class RevisionsListed(Message):
    """The versions of an article, the oldest first."""

    def __init__(self, article_id: str, revisions: tuple[Revision, ...]) -> None:
        super().__init__()
        self.article_id = article_id
        self.revisions = revisions
