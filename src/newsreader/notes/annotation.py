"""The reader's mark: an annotation on a passage of an article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Self

from newsreader.article import Article
from newsreader.notes.kinds import STATE_SAID, AnchorState, Color
from newsreader.patterns import lazy_pattern

__all__ = ["CONTEXT", "OTHER_NOTES", "STATE_SAID", "AnchorState", "Annotation", "ArticleRef", "Color", "Target"]

CONTEXT = 32
"""Code points of text kept before and after a passage, as the Hypothesis client does."""


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """Enough of an article for a note to stand without the library."""

    id: str
    title: str = ""
    url: str = ""
    site: str = ""
    published: str = ""

    @classmethod
    def of(cls, article: Article) -> Self:
        """Refer to an article."""
        return cls(article.id, article.title, article.url, article.site, article.published)


@dataclass(frozen=True, slots=True)
class Target:
    """The marked passage: W3C TextPosition and TextQuote selectors in one.

    Attributes:
        start: First code point in the article's text.
        end: One past the last.
        exact: The passage itself.
        prefix: Up to `CONTEXT` code points before it.
        suffix: Up to `CONTEXT` code points after it.
        revision: The version of the text that the offsets belong to; empty if unknown.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    revision: str = ""

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Describe the passage ``text[start:end]``.

        Raises:
            ValueError: If the span is empty or not inside the text.
        """
        from newsreader.article import text_revision

        if not 0 <= start < end <= len(text):
            raise ValueError(f"the span {start}:{end} is not inside a text of {len(text)} code points")
        return cls(
            start=start,
            end=end,
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            revision=text_revision(text),
        )


OTHER_NOTES = "other_notes"
"""The field of a document with notes that did not win a merge; see `newsreader.notes.merging`."""

_INLINE_TAG = lazy_pattern(r"(?<![\w/#&])#([^\W\d_][\w/-]*)")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One mark with its colour, note and tags.

    Attributes:
        id: A ULID: 26 characters that sort by the time of making.
        article: The article it was made on.
        target: The passage.
        color: One of five.
        note: Markdown, may be empty.
        tags: Without the leading ``#``, in the order given.
        state: Whether it still stands where it was made.
        created: UTC time, ISO 8601 with ``Z``.
        modified: UTC time of the last change.
        extra: Fields of the stored document that this version does not know; they survive a round trip.
    """

    id: str
    article: ArticleRef
    target: Target
    color: Color = Color.YELLOW
    note: str = ""
    tags: tuple[str, ...] = ()
    state: AnchorState = AnchorState.ANCHORED
    created: str = ""
    modified: str = ""
    extra: dict[str, Any] = field(default_factory=dict, compare=True)

    @classmethod
    def on(
        cls,
        article: Article,
        start: int,
        end: int,
        *,
        color: Color = Color.YELLOW,
        note: str = "",
        tags: tuple[str, ...] = (),
    ) -> Self:
        """Mark ``article.text[start:end]`` now, under a new id.

        Raises:
            ValueError: If the span is empty or not inside the text.
        """
        from newsreader.notes.clock import new_ulid, now

        moment = now()
        return cls(
            id=new_ulid(),
            article=ArticleRef.of(article),
            target=Target.of(article.text, start, end),
            color=color,
            note=note,
            tags=tags,
            created=moment,
            modified=moment,
        )

    def changed(self, **fields: Any) -> Self:
        """Return a copy with some fields replaced and the time of modification set."""
        from newsreader.notes.clock import now

        return replace(self, modified=now(), **fields)

    @property
    def other_notes(self) -> tuple[str, ...]:
        """Notes that the same mark had in another notes file, which were kept when the two were joined."""
        kept = self.extra.get(OTHER_NOTES)
        return tuple(str(note) for note in kept) if isinstance(kept, list) else ()

    @property
    def all_tags(self) -> tuple[str, ...]:
        """The tags, then every ``#tag`` written in the note, each once."""
        return tuple(dict.fromkeys((*self.tags, *_INLINE_TAG.findall(self.note))))
