"""Quotes with their speakers: the tagger's parts linked, decided upon and led back to the figures of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsreader.analysis import reported
from newsreader.analysis.model import Entity, Quote, QuoteKind
from newsreader.analysis.quotes import deciding, linking
from newsreader.analysis.quotes.linking import Candidate, Origin, Previous
from newsreader.analysis.quotes.marks import Stretch, paragraph_spans, stretches
from newsreader.analysis.quotes.tagging import Tagged, near, tag_paragraphs
from newsreader.analysis.quotes.weights import Models
from newsreader.analysis.reported import Reported
from newsreader.analysis.reported_features import reported_cases
from newsreader.analysis.speakers.antecedents import Antecedents
from newsreader.analysis.speakers.cast import Cast
from newsreader.analysis.speakers.resolving import Resolver, Speaker
from newsreader.analysis.tokens import ArticleTokens
from newsreader.article import Span

QUOTE_THRESHOLD = 0.6
"""Probability from which a stretch is listed as a quote: on the plateau that cross-validation finds."""

IMPLIED = 0.7
"""Confidence that the subject of a sentence says what a participle at its end reports."""

REPORTED_THRESHOLD = 0.26
"""Probability from which reported speech is listed: on the plateau that cross-validation finds."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A stretch with the best candidate for its source.

    Attributes:
        stretch: The stretch.
        paragraph: Its paragraph, tagged.
        candidates: All candidates.
        link: The best of them.
        chance: Its probability.
        quoted: The probability that the stretch is a quote.
    """

    stretch: Stretch
    paragraph: Tagged
    candidates: tuple[Candidate, ...]
    link: Candidate
    chance: float
    quoted: float


class Reading:
    """One article, read for who said what."""

    def __init__(
        self, text: str, entities: Iterable[Entity], models: Models, tokens: ArticleTokens | None = None
    ) -> None:
        self.text = text
        self.models = models
        spans = paragraph_spans(text)
        found = stretches(text, spans)
        self.cast = Cast(text, entities)
        self.paragraphs = tag_paragraphs(text, spans, found, models.tagger, tokens or ArticleTokens(text))
        self._spans, self._found = spans, found
        self.resolver = self.fresh_resolver(models)

    def fresh_resolver(self, models: Models) -> Resolver:
        """A resolver that has read nothing yet."""
        return Resolver(Antecedents(self.text, self.cast, self._spans, self._found, models.antecedents))

    def attributed(self) -> Iterator[Attributed]:
        """The stretches in order, each with its best source."""
        previous: Previous | None = None
        before: Tagged | None = None
        for paragraph in self.paragraphs:
            for source in paragraph.sources:
                self.resolver.resolve(source)
            for stretch in paragraph.stretches:
                around = near(paragraph, stretch.start, stretch.end)
                options = linking.candidates(self.text, around, before, stretch, previous, self.cast)
                chances = self.models.linking.distribution([o.features for o in options])
                best = max(range(len(options)), key=lambda k: (chances[k], -k))
                link = options[best]
                quoted = 0.0
                if not deciding.is_name_or_title(self.text, around, stretch):
                    traits = deciding.features(self.text, around, stretch, link, chances[best])
                    quoted = self.models.deciding.probability(traits)
                chance = chances[best]
                if link.origin is Origin.NOBODY:
                    implied = linking.participle_subject(self.text, around, stretch.start, self.cast)
                    if implied is not None:
                        link, chance = Candidate(Origin.SUBJECT, *implied, ()), IMPLIED
                yield Attributed(stretch, paragraph, tuple(options), link, chance, quoted)
                if quoted >= QUOTE_THRESHOLD:
                    nobody = link.origin is Origin.NOBODY
                    previous = Previous(stretch, None if nobody else link.span, link.cue)
            before = paragraph

    def quotes(self) -> list[Quote]:
        """The quotes in order of the text."""
        return sorted([*self._direct(), *self._indirect()], key=lambda q: (q.start, q.end))

    def _indirect(self) -> list[Quote]:
        """What is reported outside quotation marks."""
        found: list[Quote] = []
        for paragraph in self.paragraphs:
            weighed = self._weighed(paragraph)
            for one in reported.likeliest(weighed, REPORTED_THRESHOLD):
                source = reported.source_of(self.text, one, paragraph.sources)
                if source is None:
                    implied = linking.participle_subject(
                        self.text, near(paragraph, one.start, one.end), one.start, self.cast
                    )
                    source = implied[0] if implied is not None else None
                speaker = self.resolver.resolve(source) if source else None
                found.append(
                    Quote(
                        one.start,
                        one.end,
                        QuoteKind.INDIRECT,
                        speaker.name if speaker else None,
                        source,
                        self.text[one.cue.start : one.cue.end],
                        one.cue,
                        round(speaker.confidence, 3) if speaker else 0.0,
                    )
                )
        return found

    def _weighed(self, paragraph: Tagged) -> list[tuple[float, Reported]]:
        """The candidates for reported speech of a paragraph with their probabilities."""
        model = self.models.reporting
        weighed = []
        for case in reported_cases(self.text, paragraph):
            shared = model.score(case.shared)
            weighed += [(model.probability(traits, shared), one) for one, traits in case.candidates]
        return weighed

    def _direct(self) -> list[Quote]:
        """The quotes between quotation marks."""
        found: list[Quote] = []
        for one in _chained([a for a in self.attributed() if a.quoted >= QUOTE_THRESHOLD]):
            stretch = one.stretch
            if one.link.origin is Origin.NOBODY:
                found.append(Quote(stretch.start, stretch.end, QuoteKind.DIRECT))
                continue
            speaker = self.resolver.resolve(one.link.span)
            found.append(self._quote(stretch, one.link, speaker, one.chance))
        return found

    def _quote(self, stretch: Stretch, link: Candidate, speaker: Speaker, chance: float) -> Quote:
        cue: Span | None = link.cue
        return Quote(
            stretch.start,
            stretch.end,
            QuoteKind.DIRECT,
            speaker.name,
            link.span,
            self.text[cue.start : cue.end] if cue else None,
            cue,
            round(chance * speaker.confidence, 3),
        )


def _chained(attributed: list[Attributed]) -> list[Attributed]:
    """Lead a source back to the paragraphs of a quotation that went before the one that names it."""
    for k in range(len(attributed) - 2, -1, -1):
        one, following = attributed[k], attributed[k + 1]
        runs_on = following.stretch.continues and following.stretch.paragraph == one.stretch.paragraph + 1
        if runs_on and one.link.origin is Origin.NOBODY and following.link.origin is not Origin.CARRIED:
            attributed[k] = replace(one, link=following.link, chance=following.chance)
    return attributed
