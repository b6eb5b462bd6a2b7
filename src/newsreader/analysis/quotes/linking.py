"""Which source a quoted stretch belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from newsreader.analysis.cues import is_saying
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.quotes.tagging import Tagged
from newsreader.analysis.quotes.weights import logit
from newsreader.analysis.speakers.cast import Cast
from newsreader.article import Span
from newsreader.text.sentences import sentence_at

_NEAR_TOKENS = 14
_SUBJECT_REACH = 30
_GOVERNED_REACH = 40
_SENTENCE_REACH = 500
_SOURCES_BEFORE, _SOURCES_BEHIND = 8, 5
_PRONOUNS = 3
_PRONOUN = re.compile(r"(?:he|she|they|who|we|i|it)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?][”\"’)]*\s")
_WORD = re.compile(r"[\w’'-]+")
_SIGNED = re.compile(
    r"[”\"’»]?\s{0,3}[—–―-]{1,2}\s*((?:[A-Z][\w.’'-]*|de|van|von|al|bin|of|N)(?:\s(?:[A-Z][\w.’'-]*|de|van|von|al|bin))*)"
    r"(?:,[^.!?\n“\"]{2,60})?[ \xa0.]*(?:\n|$)"
)
_GOVERNED = re.compile(r"\b(?:to|of|in|with|for|from|by|at|on|against|about|into|than)\s+(?:[a-z][\w’'-]*\s+){0,3}$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TRANSCRIPT = re.compile(r"([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]+){0,3}):\s")
_NOT_MARKS = re.compile(r"[\w\s’'-]+")
_SPEAKS = re.compile(r"\b(he|she|they|He|She|They)\b(?:\s+(?:also|then|later|has|had|have))?\s+(\w+)")


class Origin(StrEnum):
    """Where a candidate for the source of a stretch comes from."""

    SIGNED = "signed"
    TAGGED = "tagged"
    SUBJECT = "subject"
    NAMED = "named"
    PRONOUN = "pronoun"
    CARRIED = "carried"
    EARLIER = "earlier"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name the source of a stretch, with what speaks for them.

    Attributes:
        origin: Where it comes from.
        span: The words; empty for NOBODY.
        cue: The cue that ties them to the stretch, if there is one.
        features: Names of features for the linking model.
    """

    origin: Origin
    span: Span
    cue: Span | None
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previous:
    """The stretch before, as it was linked.

    Attributes:
        stretch: The stretch.
        source: The words that name its source, None if nobody does.
        cue: The cue of it.
    """

    stretch: Stretch
    source: Span | None
    cue: Span | None


def candidates(
    text: str,
    paragraph: Tagged,
    before: Tagged | None,
    stretch: Stretch,
    previous: Previous | None,
    cast: Cast,
) -> list[Candidate]:
    """All candidates for the source of a stretch; the only one where the layout leaves no doubt.

    Args:
        text: The text.
        paragraph: The paragraph that holds the stretch.
        before: The paragraph before it.
        stretch: The stretch.
        previous: The stretch before, if any.
        cast: The figures of the article.

    Returns:
        At least the candidate NOBODY.
    """
    signed = _signature(text, paragraph, stretch)
    if signed is not None:
        return [Candidate(Origin.SIGNED, signed, None, ("signed",))]
    general = _of_stretch(text, paragraph, stretch)
    split = bisect_left(paragraph.sources, (stretch.start,))
    sources = paragraph.sources[max(0, split - _SOURCES_BEFORE) : split + _SOURCES_BEHIND]
    found: list[Candidate] = []
    for span in sources:
        found.append(_near(text, paragraph, stretch, previous, Origin.TAGGED, span, sources, general, cast))
    for origin, span in _untagged(text, paragraph, stretch, cast):
        if not any(span.overlaps(s) for s in sources):
            found.append(_near(text, paragraph, stretch, previous, origin, span, sources, general, cast))
    spans = {c.span for c in found}
    if previous is not None and previous.source is not None and previous.source not in spans:
        found.append(_carried(text, paragraph, stretch, previous, sources, general))
    if before is not None and before.sources and before.sources[-1] not in spans:
        last = before.sources[-1]
        if previous is None or previous.source != last:
            colon = text[before.span.end - 1] == ":"
            quoted = bool(before.stretches)
            own = f"{len(sources) > 0:d}{stretch.start <= paragraph.span.start + 1:d}"
            found.append(
                Candidate(
                    Origin.EARLIER,
                    last,
                    before.cues[-1] if before.cues else None,
                    ("earlier", f"earlier:colon{colon:d}", f"earlier:q{quoted:d}{own}", f"earlier:{general[0]}"),
                )
            )
    nobody = ["nobody", f"nobody:s{min(2, len(sources))}", *(f"nobody:{g}" for g in general)]
    nobody.append(f"nobody:prev{previous is not None:d}")
    found.append(Candidate(Origin.NOBODY, Span(stretch.start, stretch.start), None, tuple(nobody)))
    return found


def _signature(text: str, paragraph: Tagged, stretch: Stretch) -> Span | None:
    """The name with which a quotation is signed ("... — Ada Holt") or that a transcript puts in front ("HOLT: ...")."""
    low, high = paragraph.span
    if stretch.start <= low + 1:
        match = _SIGNED.match(text, stretch.end, min(len(text), stretch.end + 120))
        if match and not _YEAR.search(match[0]) and (match.end() >= high or stretch.end >= high - 1):
            return Span(*match.span(1))
    match = _TRANSCRIPT.match(text, stretch.start, stretch.end)
    return Span(*match.span(1)) if match else None


def _of_stretch(text: str, paragraph: Tagged, stretch: Stretch) -> list[str]:
    """What is true of a stretch whoever said it."""
    words = len(_WORD.findall(text[stretch.start : stretch.end]))
    size = 0 if words < 2 else 1 if words < 4 else 2 if words < 8 else 3
    end = text[stretch.end - 1]
    closing = end if end in ",.?!" else "w"
    opens = stretch.start <= paragraph.span.start + 1
    whole = opens and stretch.end >= paragraph.span.end - 1
    covered = any(c.start < stretch.end and stretch.start < c.end for c in paragraph.contents)
    return [f"size{size}{closing}", f"open{opens:d}{whole:d}", f"cov{covered:d}"]


def _near(
    text: str,
    paragraph: Tagged,
    stretch: Stretch,
    previous: Previous | None,
    origin: Origin,
    span: Span,
    sources: Sequence[Span],
    general: list[str],
    cast: Cast,
) -> Candidate:
    ahead = span.end <= stretch.start
    low, high = (span.end, stretch.start) if ahead else (stretch.end, span.start)
    side = "b" if ahead else "a"
    tokens = paragraph.tokens_between(low, high)
    distance = tokens if tokens < 4 else 4 if tokens < 7 else 5 if tokens < 12 else 6 if tokens < 25 else 7
    others = [s for s in paragraph.stretches if s is not stretch and low <= s.start and s.end <= high]
    rivals = sum(low <= s.start and s.end <= high for s in sources)
    gap = text[low:high]
    for other in reversed(others):
        gap = gap[: max(0, other.start - low)] + gap[max(0, other.end - low) :]
    stops = min(2, len(_SENTENCE_END.findall(gap)))
    if not ahead and text[stretch.end - 1] in ".":
        stops = min(2, stops + 1)
    cue = _cue(paragraph, stretch, span)
    tie = "0"
    if cue is not None:
        between = low <= cue.start and cue.end <= high
        apart = (
            min(3, paragraph.tokens_between(*sorted((cue.end, span.start))))
            if cue.end <= span.start
            else min(3, paragraph.tokens_between(span.end, cue.start))
        )
        tie = ("i" if between else "o") + str(apart)
    colon = ahead and text[low : stretch.start].rstrip('“"‘« \xa0').endswith(":")
    comma = ahead and text[low : stretch.start].rstrip('“"‘« \xa0').endswith(",")
    closing = text[stretch.end - 1]
    closing = closing if closing in ",.?!" else "w"
    words = text[span.start : span.end]
    kind = "p" if _PRONOUN.fullmatch(words) else "n" if words[:1].isupper() else "d"
    same = previous is not None and previous.source == span
    short = " ".join(_WORD.findall(gap.lower())) if tokens <= 3 and not others else ""
    marks = _NOT_MARKS.sub("", gap)[:3] if tokens <= 6 and not others else "~"
    final = span.end >= paragraph.span.end - 1
    index = f"{min(2, len(sources))}"
    base = [
        f"{side}d{distance}",
        f"{side}n{min(2, len(others))}r{min(2, rivals)}",
        f"{side}st{stops}{closing}",
        f"{side}st{stops}r{min(2, rivals)}n{min(1, len(others))}",
        f"{side}tie{tie}",
        f"{side}tie{tie}d{min(distance, 4)}{closing}",
        f"{side}:{colon:d}{comma:d}",
        f"{side}k{kind}",
        f"{side}marks={marks}end{final:d}",
        f"own{_possessive(text, span):d}{side}k{kind}",
        f"same{same:d}{side}",
        f"same{same:d}{side}st{stops}",
        f"only{index}{side}",
        f"{side}gap={short}" if short else f"{side}gap-",
        *(f"{side}{g}{min(distance, 4)}" for g in general),
        f"{side}cue={text[cue.start : cue.end].lower()}" if cue is not None and cue.end - cue.start < 14 else "cue-",
        *_chance(paragraph, span, side),
    ]
    if origin is not Origin.TAGGED:
        base = [f"{origin}:{b}" for b in base] + [origin.value, f"{origin}:s{index}"]
        named = next((f.label.value for m, f in cast.within(*span) if m == span), "-")
        governed = (
            _GOVERNED.search(text, max(paragraph.span.start, span.start - _GOVERNED_REACH), span.start) is not None
        )
        participle = cue is not None and text[cue.start : cue.end].endswith("ing")
        base.append(f"{origin}:{side}say{_says(text, paragraph, span):d}")
        base += [f"{origin}:{named}{side}", f"{origin}:gov{governed:d}{side}", f"{origin}:ing{participle:d}{side}"]
    return Candidate(origin, span, cue, tuple(base))


def _chance(paragraph: Tagged, span: Span, side: str) -> list[str]:
    """What the sequence model thinks of words as a source, if it was asked."""
    source = paragraph.chances.source
    if not source:
        return []
    first = bisect_left(paragraph.tokens, (span.start,))
    last = bisect_left(paragraph.tokens, (span.end,), first)
    return [f"{side}source{logit(max(source[first:last], default=0.0))}"]


def _says(text: str, paragraph: Tagged, span: Span) -> bool:
    """Whether a verb of saying stands right before or behind a name or pronoun."""
    behind = _WORD.match(text, span.end + 1)
    ahead = _WORD.findall(text[max(paragraph.span.start, span.start - 20) : span.start])
    return bool((behind and is_saying(behind[0].lower())) or (ahead and is_saying(ahead[-1].lower())))


def _cue(paragraph: Tagged, stretch: Stretch, span: Span) -> Span | None:
    """The cue nearest to a source."""
    best: tuple[int, int, Span] | None = None
    for cue in paragraph.cues:
        if stretch.start <= cue.start < stretch.end:
            continue
        near = max(cue.start - span.end, span.start - cue.end, 0)
        far = max(cue.start - stretch.end, stretch.start - cue.end, 0)
        if near < 120 and (best is None or (near + far // 4, cue.start) < best[:2]):
            best = (near + far // 4, cue.start, cue)
    return best[2] if best else None


def _untagged(text: str, paragraph: Tagged, stretch: Stretch, cast: Cast) -> list[tuple[Origin, Span]]:
    """Names and pronouns near a stretch that the sequence model did not tag as sources."""
    quoted = paragraph.stretches
    found: list[tuple[Origin, Span]] = []
    low, high = max(paragraph.span.start, stretch.start - 160), min(paragraph.span.end, stretch.end + 160)
    for mention, _ in cast.within(low, high):
        if text[mention.start - 1 : mention.start] == "(" or any(q.start <= mention.start < q.end for q in quoted):
            continue
        gap = (mention.end, stretch.start) if mention.end <= stretch.start else (stretch.end, mention.start)
        if paragraph.tokens_between(*gap) <= _NEAR_TOKENS:
            found.append((Origin.NAMED, mention))
    subject = _subject(text, paragraph, stretch.start, cast)
    if subject is not None and (Origin.NAMED, subject) not in found:
        found.append((Origin.SUBJECT, subject))
    speaking = [
        Span(*match.span(1))
        for match in _SPEAKS.finditer(text, low, high)
        if is_saying(match[2].lower()) and not any(q.start <= match.start() < q.end for q in quoted)
    ]
    split = bisect_left(speaking, (stretch.start,))
    found += [(Origin.PRONOUN, span) for span in speaking[max(0, split - _PRONOUNS) : split + _PRONOUNS]]
    return found


def participle_subject(text: str, paragraph: Tagged, offset: int, cast: Cast) -> tuple[Span, Span] | None:
    """The source and cue of what a participle reports: in "Roe set out his terms, saying that ..." Roe is saying it.

    Args:
        text: The text.
        paragraph: The paragraph that holds the reported words.
        offset: Where they begin.
        cast: The figures of the article.

    Returns:
        The name with which the sentence begins and the participle, or None if the sentence is not built so.
    """
    subject = _subject(text, paragraph, offset, cast)
    if subject is None:
        return None
    for cue in reversed(paragraph.cues):
        if subject.end < cue.start and cue.end <= offset:
            word = text[cue.start : cue.end].lower()
            reports = (
                word.endswith("ing")
                and is_saying(word)
                and text[max(0, cue.start - 2) : cue.start].rstrip().endswith(",")
            )
            return (subject, cue) if reports else None
    return None


def _subject(text: str, paragraph: Tagged, offset: int, cast: Cast) -> Span | None:
    """The name with which the sentence at an offset begins, as "Roe, the envoy, set out his terms, saying ..." does."""
    low, high = max(paragraph.span.start, offset - _SENTENCE_REACH), min(paragraph.span.end, offset + _SENTENCE_REACH)
    sentence = sentence_at(text, offset, low, high)
    if sentence is None:
        return None
    first = cast.within(sentence.start, min(offset, sentence.start + _SUBJECT_REACH))[:1]
    if not first or _possessive(text, first[0][0]):
        return None
    return first[0][0]


def _possessive(text: str, span: Span) -> bool:
    return text[span.end : span.end + 2] in ("’s", "'s")


def _carried(
    text: str, paragraph: Tagged, stretch: Stretch, previous: Previous, sources: Sequence[Span], general: list[str]
) -> Candidate:
    """The source of the stretch before, for a stretch that has none of its own."""
    apart = stretch.paragraph - previous.stretch.paragraph
    gap = text[previous.stretch.end : stretch.start] if apart < 3 else "..."
    bare = not _WORD.search(gap)
    near = f"{min(3, apart)}{bare:d}"
    open_before = not previous.stretch.closed
    own = min(2, len(sources))
    return Candidate(
        Origin.CARRIED,
        previous.source or Span(stretch.start, stretch.start),
        None,
        (
            "carried",
            f"carried:{near}",
            f"carried:{near}s{own}",
            f"carried:cont{stretch.continues:d}{open_before:d}",
            *(f"carried:{near}{g}" for g in general),
        ),
    )
