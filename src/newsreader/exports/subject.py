"""What an exporter is given: an article's facts with its marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from newsreader.analysis import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Article, Span
from newsreader.notes.anchoring import passage_now
from newsreader.notes.annotation import CONTEXT, AnchorState, Annotation, Target


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
        marks: The annotations as they were made, in the order in which they stand; those that lost their place last.
        speakers: Who says the words of a mark, by its id, where that is known.
        article: The article itself, None where only its marks are known.
        people: Who is named in the words of a mark, by its id.
        placed: The marks where they stand in the article's text, by id; one that is not here stands where it was made.
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
    placed: Mapping[str, Annotation] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(
        cls,
        article: Article | None,
        marks: Iterable[Annotation],
        speakers: Mapping[str, str] | None = None,
        people: Mapping[str, tuple[str, ...]] | None = None,
        placed: Iterable[Annotation] = (),
    ) -> Self:
        """Gather the marks of one article; without the article itself, what the marks know of it.

        Args:
            article: The article.
            marks: The marks as they were made.
            speakers: Who says the words of a mark, by its id.
            people: Who is named in the words of a mark, by its id.
            placed: The marks as `newsreader.notes.anchoring.settle` puts them into the article's text.

        Raises:
            ValueError: If there is neither an article nor a mark.
        """
        lost, own, here = AnchorState.ORPHANED, list(marks), {m.id: m for m in placed}
        at = {m.id: here.get(m.id, m) for m in own}
        ordered = tuple(
            sorted(own, key=lambda m: (at[m.id].state is lost, at[m.id].target.start, at[m.id].target.end, m.id))
        )
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
            here,
        )

    @classmethod
    def on(
        cls,
        article: Article,
        marks: Iterable[Annotation],
        placed: Iterable[Annotation],
        analysis: Analysis | None = None,
    ) -> Self:
        """Gather the marks of an article with what is known of it.

        Args:
            article: The article.
            marks: The marks as they were made.
            placed: The same as they stand in its text.
            analysis: Its quotes and entities, as the reader has corrected them.
        """
        here = list(placed)
        if analysis is None:
            return cls.of(article, marks, placed=here)
        return cls.of(
            article, marks, speakers_of(here, analysis.quotes), people_of(here, analysis.entities), placed=here
        )

    def at(self, mark: Annotation) -> Annotation:
        """A mark where it stands now."""
        return self.placed.get(mark.id, mark)

    def now(self, mark: Annotation) -> str:
        """What the publisher made of the words of a mark; empty where they are the same, lost, or no text is known."""
        return passage_now(self.at(mark), self.article.text) if self.article is not None else ""

    def state(self, mark: Annotation) -> str:
        """Whether a mark stands where it was made: ``anchored``, ``moved``, ``changed`` inside, or ``orphaned``."""
        return "changed" if self.now(mark) else self.at(mark).state.value

    def passage(self, mark: Annotation) -> Target:
        """The words of a mark as a page of today has them, with what stands around them; the old ones if it is lost."""
        here = self.at(mark)
        start, end = here.target.start, here.target.end
        if self.article is None or here.state is AnchorState.ORPHANED or not start < end <= len(self.article.text):
            return mark.target
        text = self.article.text
        return Target(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])

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
    """Who says the words of each mark, by its id, as far as somebody does; the words of a lost one stand nowhere."""
    known, lost = list(quotes), AnchorState.ORPHANED
    found = {m.id: speaker_of(Span(m.target.start, m.target.end), known) for m in marks if m.state is not lost}
    return {name: speaker for name, speaker in found.items() if speaker}


def people_of(marks: Iterable[Annotation], entities: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """Who is named in the words of each mark, by its id and in order of the text, as far as anybody is."""
    mentions = sorted((m, e.name) for e in entities if e.label is EntityLabel.PERSON for m in e.mentions)
    found = {}
    for mark in marks:
        if mark.state is AnchorState.ORPHANED:
            continue
        place = Span(mark.target.start, mark.target.end)
        if names := tuple(dict.fromkeys(name for mention, name in mentions if place.overlaps(mention))):
            found[mark.id] = names
    return found
