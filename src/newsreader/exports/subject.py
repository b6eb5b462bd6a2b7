"""What an exporter is given: an article's facts with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from newsreader.analysis import Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Article, Span
from newsreader.notes.annotation import AnchorState, Annotation


@dataclass(frozen=True, slots=True)
class Subject:
    """One article with its marks, in order of the text.

    Attributes:
        id: The article's id.
        title: The headline.
        byline: The authors.
        url: Address of the original.
        site: Name of the publication.
        published: ISO 8601 date or time.
        categories: Topics.
        marks: The annotations; those that lost their place come last.
        speakers: Who says the words of a mark, by its id, where that is known.
        article: The article itself, None where only its marks are known.
        people: Who is named in the words of a mark, by its id.
    """

    id: str
    title: str = ""
    byline: str = ""
    url: str = ""
    site: str = ""
    published: str = ""
    categories: tuple[str, ...] = ()
    marks: tuple[Annotation, ...] = ()
    speakers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    article: Article | None = None
    people: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(
        cls,
        article: Article | None,
        marks: Iterable[Annotation],
        speakers: Mapping[str, str] | None = None,
        people: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Self:
        """Gather the marks of one article; without the article itself, what the marks know of it.

        Raises:
            ValueError: If there is neither an article nor a mark.
        """
        lost = AnchorState.ORPHANED
        ordered = tuple(sorted(marks, key=lambda m: (m.state is lost, m.target.start, m.target.end, m.id)))
        if article is None:
            if not ordered:
                raise ValueError("nothing to export")
            ref = ordered[-1].article
            return cls(
                ref.id, ref.title, "", ref.url, ref.site, ref.published, (), ordered, speakers or {}, None, people or {}
            )
        return cls(
            article.id,
            article.title,
            article.byline,
            article.url,
            article.site,
            article.published,
            article.categories,
            ordered,
            speakers or {},
            article,
            people or {},
        )

    @property
    def modified(self) -> str:
        """When the newest of the marks was changed; empty without marks."""
        return max((m.modified for m in self.marks), default="")


def speaker_of(span: Span, quotes: Iterable[Quote]) -> str:
    """Who says the words of a span: the speaker of a direct quote that is a third of it or more; empty if nobody."""
    for quote in quotes:
        shared = min(span.end, quote.end) - max(span.start, quote.start)
        if quote.speaker and quote.kind is QuoteKind.DIRECT and 3 * shared > span.end - span.start:
            return quote.speaker
    return ""


def speakers_of(marks: Iterable[Annotation], quotes: Iterable[Quote]) -> dict[str, str]:
    """Who says the words of each mark, by its id, as far as somebody does."""
    known = list(quotes)
    found = {m.id: speaker_of(Span(m.target.start, m.target.end), known) for m in marks}
    return {name: speaker for name, speaker in found.items() if speaker}


def people_of(marks: Iterable[Annotation], entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Who is named in the words of each mark, by its id and in order of the text, as far as anybody is."""
    mentions = sorted((m, e.name) for e in entities if e.label is EntityLabel.PERSON for m in e.mentions)
    found = {}
    for mark in marks:
        place = Span(mark.target.start, mark.target.end)
        if names := tuple(dict.fromkeys(name for mention, name in mentions if place.overlaps(mention))):
            found[mark.id] = names
    return found
