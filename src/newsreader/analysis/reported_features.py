"""What speaks for and against each candidate for reported speech, as names of features for the model that decides.

Everything is read in tokens. What is true of a cue whatever it reports is named once for all its candidates, with names
that begin with ``@``.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from newsreader.analysis.cues import cue_classes
from newsreader.analysis.quotes.features import lower_words
from newsreader.analysis.quotes.tagging import Tagged
from newsreader.analysis.quotes.weights import logit
from newsreader.analysis.reported import Reported, candidates, likely_sources, quoted_tokens
from newsreader.analysis.wordclasses import word_classes
from newsreader.article import Span

LEAST_AGREED = 0.06
"""Agreement with the sequence model below which a candidate is hardly ever right."""

RIVALS = 8
"""Candidates of one cue that are weighed, the best by that agreement."""

_PRONOUNS = frozenset("he she they it who i we you".split())
_SOURCE_REACH = 25
_SOURCES = 3
_OUTSIDE = "<"


class CueCases(NamedTuple):
    """What one cue may report.

    Attributes:
        cue: The cue.
        shared: Names of the features of the cue, true of each of its candidates.
        candidates: The candidates, each with the names of its own features.
    """

    cue: Span
    shared: list[str]
    candidates: list[tuple[Reported, list[str]]]


class _Range(NamedTuple):
    """A candidate in tokens.

    Attributes:
        one: The candidate.
        first: Its first token.
        last: One past its last token.
        agreed: How much of what is content in the sentence, and of the range, the two have in common.
    """

    one: Reported
    first: int
    last: int
    agreed: float


class _Cue(NamedTuple):
    """A cue in tokens.

    Attributes:
        first: Its first token.
        last: One past its last token.
        begin: The first token of its sentence.
        end: One past the last token of its sentence.
        chance: The chance of its likeliest token to be part of a cue.
        source: The nearest source in tokens, if one is near.
        kinds: The kinds of cue that its words can be.
    """

    first: int
    last: int
    begin: int
    end: int
    chance: float
    source: tuple[int, int] | None
    kinds: str


def reported_cases(text: str, paragraph: Tagged) -> list[CueCases]:
    """The best candidates of each cue with the names of their features, which compare them with their rivals.

    Args:
        text: The text.
        paragraph: The paragraph, tagged.
    """
    found = candidates(text, paragraph)
    if not found:
        return []
    view = _View(text, paragraph)
    cues: dict[Span, _Cue] = {}
    by_cue: dict[Span, list[_Range]] = {}
    for one in found:
        cue = cues.get(one.cue)
        if cue is None:
            cue = cues[one.cue] = view.cue(one)
        ranged = view.ranged(one, cue)
        if ranged.agreed >= LEAST_AGREED:
            by_cue.setdefault(one.cue, []).append(ranged)
    kept = {span: sorted(rivals, key=_by_agreement)[:RIVALS] for span, rivals in by_cue.items()}
    peers: dict[int, list[float]] = {}
    by_start: dict[int, list[float]] = {}
    for span, rivals in kept.items():
        cue = cues[span]
        insort(peers.setdefault(cue.begin, []), -cue.chance)
        for ranged in rivals:
            insort(by_start.setdefault(ranged.first, []), -cue.chance)
    tagged = frozenset(paragraph.cues)
    cases = []
    for span, rivals in kept.items():
        cue = cues[span]
        ahead = [-r.agreed for r in rivals]
        own = []
        for ranged in rivals:
            rank = min(3, bisect_left(ahead, -ranged.agreed))
            rival = min(2, bisect_left(by_start[ranged.first], -cue.chance))
            own.append((ranged.one, view.range_features(ranged, cue, rank, rival)))
        cases.append(CueCases(span, view.cue_features(cue, peers[cue.begin], tagged=span in tagged), own))
    return cases


def _by_agreement(ranged: _Range) -> tuple[float, int, int]:
    return -ranged.agreed, ranged.first, ranged.last


def _tokens(tokens: Sequence[Span], start: int, end: int) -> tuple[int, int]:
    """The numbers of the tokens that begin in a range of offsets."""
    first = bisect_left(tokens, (start,))
    return first, bisect_left(tokens, (end,), first)


class _View:
    """A paragraph in tokens. What is asked of the two places before and behind it is outside."""

    def __init__(self, text: str, paragraph: Tagged) -> None:
        self.text = text
        self.tokens = paragraph.tokens
        self.chances = paragraph.chances
        words = lower_words(text, paragraph.tokens)
        quoted = quoted_tokens(paragraph)
        self.words = [*words, _OUTSIDE, _OUTSIDE]
        self.groups = [*word_classes(words), _OUTSIDE, _OUTSIDE]
        self.quoted = [*quoted, False, False]
        self.quotes = list(accumulate(quoted, initial=0))
        self.content = (*paragraph.chances.content, 0.0, 0.0)
        self.begin = (*paragraph.chances.begin, 0.0, 0.0)
        self.sums = list(accumulate(paragraph.chances.content, initial=0.0))
        self.sources = [_tokens(self.tokens, *s) for s in likely_sources(paragraph, quoted)]
        self.cues = [bisect_left(self.tokens, (c.start,)) for c in paragraph.cues]

    def cue(self, one: Reported) -> _Cue:
        """The cue of a candidate."""
        first, last = _tokens(self.tokens, *one.cue)
        begin, end = _tokens(self.tokens, *one.sentence)
        kinds = "".join(sorted(set(cue_classes(self.words[first:last]))))
        return _Cue(first, last, begin, end, max(self.chances.cue[first:last]), self._source(first, last), kinds)

    def _source(self, first: int, last: int) -> tuple[int, int] | None:
        best, least = None, _SOURCE_REACH + 1
        at = bisect_left(self.sources, (first,))
        for low, high in self.sources[max(0, at - _SOURCES) : at + _SOURCES]:
            apart = first - high if high <= first else low - last if low >= last else least
            if apart < least:
                best, least = (low, high), apart
        return best

    def ranged(self, one: Reported, cue: _Cue) -> _Range:
        """A candidate in tokens."""
        first, last = _tokens(self.tokens, one.start, one.end)
        inside = self.sums[last] - self.sums[first]
        sentence = self.sums[cue.end] - self.sums[cue.begin]
        return _Range(one, first, last, inside / max(0.01, last - first + max(0.0, sentence - inside)))

    def _mean(self, first: int, last: int) -> float:
        return (self.sums[last] - self.sums[first]) / (last - first) if last > first else 0.0

    def _share(self, first: int, last: int) -> int:
        """How many quarters of a range of tokens stand between quotation marks."""
        return int(4 * (self.quotes[last] - self.quotes[first]) / (last - first)) if last > first else 0

    def cue_features(self, cue: _Cue, peers: Sequence[float], *, tagged: bool) -> list[str]:
        """What is true of a cue whatever it reports.

        Args:
            cue: The cue.
            peers: The chances of the cues of its sentence, negative and in order.
            tagged: Whether the sequence model tagged it as one.
        """
        words, groups, first, last, kinds = self.words, self.groups, cue.first, cue.last, cue.kinds
        size = len(self.tokens)
        phrase = " ".join(words[first:last])
        word, group = words[last - 1], groups[last - 1]
        before, after = words[first - 1], words[last]
        group_before, group_after = groups[first - 1], groups[last]
        chance = logit(cue.chance)
        behind = self._mean(min(last, cue.end), cue.end)
        ahead = self._mean(cue.begin, first)
        begins = logit(max(self.begin[last : last + 5]))
        near, near_ahead = logit(self._mean(last, min(last + 4, size))), logit(self._mean(max(0, first - 3), first))
        side = logit(max(behind, ahead))
        quote_ahead = self.quoted[first - 1] or self.quoted[first - 2]
        quote_behind = self.quoted[last] or self.quoted[last + 1]
        marks = f"{quote_ahead:d}{quote_behind:d}"
        quotes = f"{self._share(last, max(last, cue.end))}{self._share(cue.begin, first)}"
        rank, others = min(3, bisect_left(peers, -cue.chance)), min(4, len(peers))
        source = "-" if cue.source is None else self._named(cue, *cue.source)
        inside, tail = logit(self.content[first]), min(6, cue.end - last)
        return [
            "@bias",
            f"@cue={phrase}",
            f"@cue={phrase}chance{chance // 2}",
            f"@cue={phrase}side{side // 2}",
            *["@word=" + w for w in words[first:last]],
            f"@group={group}",
            f"@group={group}chance{chance // 2}",
            f"@chance{chance}",
            f"@mean{logit(sum(self.chances.cue[first:last]) / (last - first))}",
            f"@tagged{tagged:d}chance{chance}",
            f"@kinds{kinds}chance{chance}",
            f"@kinds{kinds}words{min(3, last - first)}",
            f"@before={before}",
            f"@before={words[first - 2]}|{before}",
            f"@before={before}|{word}",
            f"@before={group_before}",
            f"@before={group_before}|{group}",
            f"@after={after}",
            f"@after={after}|{words[last + 1]}",
            f"@after={group_after}",
            f"@after={group_after}|{groups[last + 1]}",
            f"@after={group_after}|{group}",
            f"@after={after}|{word}",
            f"@after={group_after}|{word}",
            f"@first{first == cue.begin:d}last{last >= cue.end - 1:d}",
            f"@place{min(3, first - cue.begin)}",
            f"@tail{tail}",
            f"@tail{tail}kinds{kinds}",
            f"@marks{marks}",
            f"@marks{marks}kinds{kinds}",
            f"@quotes{quotes}",
            f"@quotes{quotes}chance{chance}",
            f"@behind{logit(behind)}",
            f"@ahead{logit(ahead)}",
            f"@behind{logit(behind)}ahead{logit(ahead)}",
            f"@begins{begins}",
            f"@begins{begins}chance{chance}",
            f"@begins{begins}source{source[:2]}",
            f"@near{near}",
            f"@nearahead{near_ahead}",
            f"@near{near}ahead{near_ahead}chance{chance // 2}",
            f"@side{side}chance{chance}",
            f"@source{source}",
            f"@source{source}kinds{kinds}",
            f"@source{source}chance{chance // 2}",
            f"@inside{inside}",
            f"@inside{inside}chance{chance}",
            f"@rank{rank}",
            f"@rank{rank}chance{chance}",
            f"@rank{rank}of{others}",
            f"@opens={words[cue.begin]}",
            f"@closes={words[cue.end - 1]}",
        ]

    def _named(self, cue: _Cue, low: int, high: int) -> str:
        """On which side of its cue a source stands, how far away, and whether it is a pronoun, a name or neither."""
        side, apart = ("b", cue.first - high) if high <= cue.first else ("f", low - cue.last)
        large = self.text[self.tokens[low].start].isupper()
        return f"{side}{min(apart, 4)}{'p' if self.words[low] in _PRONOUNS else 'n' if large else 'd'}"

    def range_features(self, ranged: _Range, cue: _Cue, rank: int, rival: int) -> list[str]:
        """How a range lies in its sentence, what stands at its edges, and what the sequence model gives it.

        Args:
            ranged: The range.
            cue: Its cue.
            rank: How many ranges of the cue agree better with the sequence model.
            rival: How many likelier cues may report a range that begins there.
        """
        words, groups, first, last, kinds = self.words, self.groups, ranged.first, ranged.last, cue.kinds
        size, origin = last - first, ranged.one.origin
        side = "f" if first >= cue.last else "b" if last <= cue.first else "i"
        long = min(size, 5) if size < 8 else 6 if size < 12 else 7 if size < 20 else 8 if size < 35 else 9
        agreed = round(8 * ranged.agreed)
        begin, end = logit(self.begin[first]), logit(1 - self.content[last])
        least = logit(min(self.content[first:last], default=0.0))
        earlier, opens, closes = (
            logit(self.content[first - 1]),
            logit(self.content[first]),
            logit(self.content[last - 1]),
        )
        edges = f"{first == cue.begin:d}{last >= cue.end - 1:d}"
        opening, following = words[first], words[last]
        word, group = words[cue.last - 1], groups[cue.last - 1]
        cues = min(2, bisect_left(self.cues, last) - bisect_left(self.cues, first))
        sources = min(2, bisect_left(self.sources, (last,)) - bisect_left(self.sources, (first,)))
        gap = min(4, max(first - cue.last, cue.first - last, 0))
        source = "-" if cue.source is None else "b" if cue.source[1] <= cue.first else "f"
        chance = logit(cue.chance)
        return [
            f"{origin}{side}",
            f"{origin}agreed{agreed}",
            f"{side}kinds{kinds}",
            f"{side}group={group}",
            f"{side}word={word}",
            f"{side}edges{edges}",
            f"{side}edges{edges}{origin}agreed{agreed}",
            f"agreed{agreed}",
            f"agreed{agreed}chance{chance}",
            f"agreed{agreed}{side}",
            f"rank{rank}",
            f"rank{rank}agreed{agreed}",
            f"rank{rank}{origin}",
            f"rival{rival}rank{rank}",
            f"rival{rival}chance{chance}",
            f"size{long}{side}",
            f"size{long}kinds{kinds}",
            f"size{long}agreed{agreed // 2}",
            f"begin{begin}",
            f"begin{begin}{side}",
            f"end{end}",
            f"end{end}{side}",
            f"begin{begin}end{end}",
            f"content{logit(self._mean(first, last))}",
            f"least{least}",
            f"least{least}begin{begin}end{end}",
            f"earlier{earlier}begin{begin}",
            f"earlier{earlier}opens{opens}",
            f"closes{closes}end{end}",
            f"next{logit(self.begin[last])}end{end}",
            f"open={opening}",
            f"open={opening}{origin}",
            f"open={opening}|{word}",
            f"open={opening}|{group}",
            f"open={groups[first]}{side}",
            f"before={words[first - 1]}{side}",
            f"after={following}{side}",
            f"after={following}|{words[last + 1]}",
            f"after={following}|{groups[last + 1]}",
            f"after={following}end{end // 2}",
            f"close={groups[last - 1]}",
            f"cues{cues}{side}",
            f"cues{cues}sources{sources}",
            f"commas{min(3, words[first:last].count(','))}{side}",
            f"gap{gap}{side}",
            f"gap{gap}{side}kinds{kinds}",
            f"quoted{self._share(first, last)}",
            f"source{source}{side}",
        ]
