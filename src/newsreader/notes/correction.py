"""What a reader sets right in the analysis of an article: who said a quote, or that it is none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self

from newsreader.article import Article
from newsreader.notes.annotation import AnchorState, ArticleRef, Target


class Verdict(StrEnum):
    """What a reader says of a passage that the analysis took for a quote, or missed."""

    SPEAKER = "speaker"
    """A quote, and said by `Correction.speaker`."""

    UNATTRIBUTED = "unattributed"
    """A quote, but not by anybody known."""

    NOT_A_QUOTE = "not-a-quote"


@dataclass(frozen=True, slots=True)
class Correction:
    """One verdict on one passage, which wins over the analysis.

    Attributes:
        id: A ULID: 26 characters that sort by the time of making.
        article: The article it was made on.
        target: The words of the quote.
        verdict: What they are.
        speaker: Who said them, with `Verdict.SPEAKER`; else empty.
        kind: ``direct`` or ``indirect``, as the quote was listed: so it is listed where the analysis misses it.
        state: Whether the passage still stands where it stood.
        created: UTC time, ISO 8601 with ``Z``.
        modified: UTC time of the last change.
        extra: Fields of the stored document that this version does not know; they survive a round trip.
    """

    id: str
    article: ArticleRef
    target: Target
    verdict: Verdict
    speaker: str = ""
    kind: str = "direct"
    state: AnchorState = AnchorState.ANCHORED
    created: str = ""
    modified: str = ""
    extra: dict[str, Any] = field(default_factory=dict, compare=True)

    @classmethod
    def on(
        cls, article: Article, start: int, end: int, verdict: Verdict, *, speaker: str = "", kind: str = "direct"
    ) -> Self:
        """Pass a verdict on ``article.text[start:end]`` now, under a new id.

        Raises:
            ValueError: If the span is empty or not inside the text, or a speaker is needed and none is named.
        """
        from newsreader.notes.clock import new_ulid, now

        if (verdict is Verdict.SPEAKER) != bool(speaker):
            raise ValueError(f"the verdict {verdict} with the speaker {speaker!r}")
        moment = now()
        target = Target.of(article.text, start, end)
        return cls(new_ulid(), ArticleRef.of(article), target, verdict, speaker, kind, created=moment, modified=moment)

    def changed(self, **fields: Any) -> Self:
        """Return a copy with some fields replaced and the time of modification set."""
        from newsreader.notes.clock import now

        return replace(self, modified=now(), **fields)
