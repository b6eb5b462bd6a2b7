"""What analysis finds in a text: quotes with their speakers, and entities."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsreader.article import Span


class QuoteKind(StrEnum):
    """Whether the words stand between quotation marks or are reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"


class EntityLabel(StrEnum):
    """What kind of thing an entity is."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    EVENT = "EVENT"
    MISC = "MISC"
    DATE = "DATE"
    MONEY = "MONEY"
    PERCENT = "PERCENT"
    NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody said or wrote.

    Attributes:
        start: First code point of the words; for a direct quote the one after the opening mark.
        end: One past the last code point; for a direct quote the closing mark.
        kind: Direct or indirect.
        speaker: The fullest name the article gives the speaker, or the words of the text ("he") where it is unsure;
            None where nothing attributes the quote.
        speaker_span: The words that attribute it.
        cue: The verb or phrase of saying, as it stands in the text.
        cue_span: Where it stands.
        confidence: 0 (a guess) to 1 (certain) that the speaker is right.
    """

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None = None
    speaker_span: Span | None = None
    cue: str | None = None
    cue_span: Span | None = None
    confidence: float = 0.0

    @property
    def span(self) -> Span:
        """The words as a span of the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, organisation, place, date and so on with all its mentions.

    Attributes:
        name: Its best name in the article.
        label: Its kind.
        mentions: Every place it is mentioned, in order of the text, without overlaps.
        value: A normal form where there is one: an ISO date for a DATE that could be resolved.
    """

    name: str
    label: EntityLabel
    mentions: tuple[Span, ...]
    value: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one text: quotes in order of the text, entities in order of prominence."""

    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
