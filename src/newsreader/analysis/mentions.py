"""The single mentions of named things in a text, as the sequence model marks them and rules tidy them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from newsreader.analysis.crf import chunks, load_tagger
from newsreader.analysis.entities_features import ArticleFeatures
from newsreader.analysis.gazetteer import Gazetteer, load_gazetteer
from newsreader.analysis.lexicons import DEMONYMS, EVENT_WORDS, PLACE_WORDS, TITLE_PARTS, TITLES
from newsreader.analysis.model import EntityLabel
from newsreader.analysis.tokens import ArticleTokens, folded, line_tokens
from newsreader.article import Span

_CREDITS = frozenset("Reporting Writing Editing Additional Compiled Photo Photograph File Handout Illustration".split())
_BEFORE_NAMES = frozenset(("By", "Former"))
_OFFICES = frozenset(
    """President Minister Secretary Chairman Chairwoman Chairperson Chancellor Premier Commissioner Senator Congressman
    Congresswoman Governor Mayor Sheriff Ambassador Envoy Spokesman Spokeswoman Spokesperson Adviser Advisor CEO Coach
    Analyst Chief Director""".split()
)
"""Titles between the name of a body and that of its person: "Tarnby County Sheriff Ann Lee"."""

_SHORT = 3
"""Letters of the names that a stroke may hold together: "A/S", "CDU/CSU"."""

_TITLE_LINKS = frozenset({".", "-"})
_CALENDAR = frozenset(
    """January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
    Sept Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday""".split()
)
_ONLY_CALENDAR = _CALENDAR - {"March", "May"}
_EDGES = frozenset(("'s", "'", ",", ".", ":"))
_OPENERS = frozenset(".?!:\"'")
_PARTICLES = frozenset("van von der den ter ten bin ibn della dos".split())
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_ACRONYM = 3
_LOOKED_AT = 6000
_ENGLISH = frozenset(
    "the of and to that is was for with his her he she it as by from at be have has not but they".split()
)
_FOREIGN = frozenset(
    """der das und ist nicht ein eine dem von mit sich auf des im le la les et est un une du que dans qui pour el los
    las se por una del il di che per non della sono alla os um uma não com da dos het een niet dat voor zijn och att som
    är på og det ikke til af w z na nie się jest и в не на что с по je bir""".split()
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a named thing.

    Attributes:
        span: Where it stands, without title and possessive ending.
        label: What the model takes it for in this place.
        words: Its words, with straight apostrophes.
        titles: The words of the title before it, in lower case and without dots, empty for none.
    """

    span: Span
    label: EntityLabel
    words: tuple[str, ...]
    titles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, joined by blanks."""
        return " ".join(self.words)


def is_foreign(text: str) -> bool:
    """Whether a text is in another language than English; tables and results, which hold no sentences, are not.

    Judged by the commonest small words of the first 6,000 code points.
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    foreign = sum(map(_FOREIGN.__contains__, words))
    return foreign > 0.06 * len(words) and foreign > 1.5 * sum(map(_ENGLISH.__contains__, words))


@cache
def _features() -> ArticleFeatures[int]:
    """What the features of tokens weigh in the shipped model."""
    return ArticleFeatures(load_tagger("entities").weighing)


def find_mentions(text: str, tokens: ArticleTokens | None = None) -> list[Mention]:
    """Find the mentions of people, organisations, places, events and other named things.

    Args:
        text: The text, in English.
        tokens: Its tokens, if others want them too.

    Returns:
        Mentions in order of the text, without overlaps.
    """
    plain = folded(text)
    lines = list(line_tokens(plain, (tokens or ArticleTokens(text)).folded))
    words = [[plain[start:end] for start, end in line] for line in lines]
    tagger = load_tagger("entities")
    found: list[Mention] = []
    for line, spelled, pieces in zip(lines, words, _features()(words), strict=True):
        for begin, features in pieces:
            for first, end, kind in chunks(tagger.tag(features)):
                for one in _divided(line, spelled, begin + first, begin + end, EntityLabel(kind)):
                    floor = found[-1].span.end if found else 0
                    found.extend(_tidied(line, spelled, *one, floor))
    return _with_repeats(found, lines, words)


def _divided(
    line: Sequence[Span], words: Sequence[str], first: int, end: int, label: EntityLabel
) -> Iterator[tuple[int, int, EntityLabel]]:
    """The names in a chunk that runs over a stroke ("Lind/Tarnby Post") or over a title ("Tarnby Mayor Ann Lee").

    Two bodies with a stroke closed up between them are one: they asked or published something together.
    """
    names = load_gazetteer()
    start = first
    for k in range(first + 1, end - 1):
        if words[k] == "/":
            together = label is EntityLabel.ORG and line[k - 1].end == line[k].start
            if not together and max(len(words[k - 1]), len(words[k + 1])) > _SHORT:
                yield start, k, label
                start = k + 1
        elif k > start and words[k] in _OFFICES and label in (EntityLabel.ORG, EntityLabel.PERSON):
            behind = words[k + 1 : end]
            if words[k - 1][:1].isupper() and all(w[:1].isupper() and w not in TITLE_PARTS for w in behind):
                place = words[k - 1] in PLACE_WORDS or names.is_place(" ".join(words[start:k]))
                yield start, k, EntityLabel.PLACE if place else EntityLabel.ORG
                yield k + 1, end, EntityLabel.PERSON
                return
    credited = start > first and " ".join(words[start:end]) in names.organisation
    yield start, end, EntityLabel.ORG if credited else label


def _tidied(
    line: Sequence[Span], words: Sequence[str], first: int, end: int, label: EntityLabel, floor: int
) -> Iterator[Mention]:
    """What is left of a chunk of the model without titles, credits and endings; nothing begins before `floor`."""
    names = load_gazetteer()
    while end > first and (words[end - 1] in _EDGES or words[end - 1] in _CREDITS):
        end -= 1
    while end - first > 1 and (words[first] in _EDGES or (words[first] == "the" and label is not EntityLabel.MISC)):
        first += 1
    if end - first > 1 and words[first] == "The" and _capital_by_place(words, first):
        name = " ".join(words[first:end])
        first += label is not EntityLabel.MISC and name not in names.organisation
    if label is EntityLabel.MISC and words[end - 1].islower() and "-" in words[first + 1 : end]:
        end = words.index("-", first + 1)
        label = EntityLabel.PLACE if names.is_place(" ".join(words[first:end])) else label
    if end - first > 1 and words[first] in _BEFORE_NAMES:
        label = EntityLabel.PERSON if words[first] == "By" else label
        first += 1
    while end - first > 1 and label is not EntityLabel.MISC and words[end - 1].rstrip(".") in _ONLY_CALENDAR:
        end -= 1
    if label is EntityLabel.ORG and words[end : end + 1] != ["'s"]:
        while end - first > 1 and words[end - 1] in _OFFICES and words[end - 2][0].isupper():
            end -= 1
    if label is EntityLabel.PERSON:
        end = next((k for k in range(first, end) if words[k] in _CREDITS), end)
        while end - first > 1 and _is_title(words[first]):
            first += 1
        if end - first > 1 and _is_countryman(words[first]):
            first += 1
        while first < end and first and words[first - 1].lower() in _PARTICLES and line[first - 1].start >= floor:
            first -= 1
    if first >= end or not any(c.isalpha() for w in words[first:end] for c in w):
        return
    inside = tuple(words[first:end])
    if all(w in _CALENDAR for w in inside):
        return
    if (
        label is not EntityLabel.PERSON
        and _is_title_part(words, first, end)
        and " ".join(inside) not in names.organisation
    ):
        return
    if label is EntityLabel.PERSON and all(w.rstrip(".") in TITLES and w not in names.surname for w in inside):
        return
    if len(inside) == 1 and _is_people(inside[0], names) and inside[0] not in names.organisation:
        label = EntityLabel.MISC
    if label is EntityLabel.MISC and inside[-1] in EVENT_WORDS:
        label = EntityLabel.EVENT
    yield Mention(Span(line[first].start, line[end - 1].end), label, inside, _titles_before(words, first))


def _capital_by_place(words: Sequence[str], position: int) -> bool:
    """Whether a word is written with a capital because a sentence or a quotation begins with it."""
    return not position or words[position - 1] in _OPENERS


def _is_people(word: str, names: Gazetteer) -> bool:
    """Whether a word is an adjective of a nation or names its people: "Ghanaians", but not "Philippines"."""
    return word in DEMONYMS or (word.removesuffix("s") in DEMONYMS and not names.is_place(word))


def _is_countryman(word: str) -> bool:
    """Whether a word stands before a name as "Englishman" does."""
    return any(word.endswith(end) and word.removesuffix(end) in DEMONYMS for end in ("man", "woman", "men", "women"))


def _is_title(word: str) -> bool:
    return word.rstrip(".") in TITLES


def _is_title_part(words: Sequence[str], first: int, end: int) -> bool:
    """Whether a chunk is the front of a title: the first two words of "National Security Advisor"."""
    return end < len(words) and words[end].rstrip(".") in TITLES and all(w in TITLE_PARTS for w in words[first:end])


def _titles_before(words: Sequence[str], first: int) -> tuple[str, ...]:
    """The title that ends right before a word: "Deputy Prime Minister"."""
    position = first
    while position and (
        words[position - 1].rstrip(".") in TITLE_PARTS
        or words[position - 1].rstrip(".").capitalize() in TITLES
        or words[position - 1] in _TITLE_LINKS
    ):
        position -= 1
    return tuple(w.rstrip(".").lower() for w in words[position:first] if w not in _TITLE_LINKS)


def _surname(name: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of a name with the particles before it: "van der Meer"."""
    first = len(name) - 1
    while first > 1 and name[first - 1].lower() in _PARTICLES:
        first -= 1
    return name[first:]


def _with_repeats(
    found: list[Mention], lines: Sequence[Sequence[Span]], words: Sequence[Sequence[str]]
) -> list[Mention]:
    """Add the places where a name of several words, its acronym, or what is a person elsewhere, was passed over."""
    counts: dict[tuple[str, ...], dict[EntityLabel, int]] = {}
    for mention in found:
        of_label = counts.setdefault(mention.words, {})
        of_label[mention.label] = of_label.get(mention.label, 0) + 1
    common = {w for spelled in words for w in spelled if w.islower()}
    known = {
        w: max(c, key=lambda k: c[k])
        for w, c in counts.items()
        if (len(w) > 1 or (2 * c.get(EntityLabel.PERSON, 0) >= max(4, sum(c.values())) and w[0].lower() not in common))
        and w[0][:1].isupper()
        and not w[0].isupper()
    }
    for name, label in list(known.items()):
        if label is EntityLabel.PERSON and len(name) > 1 and name[-1].istitle() and name[-1].lower() not in common:
            surname = _surname(name)
            known.setdefault(surname, label)
            known.setdefault((surname[0].capitalize(), *surname[1:]), label)
    initials = {
        letters: mention.label
        for mention in reversed(found)
        if len(mention.words) > 1
        and mention.label is not EntityLabel.PERSON
        and len(letters := "".join(w[0] for w in mention.words if w[0].isupper())) >= _SHORTEST_ACRONYM
    }
    for word in {w for spelled in words for w in spelled if w.isupper()} if initials else ():
        label_of = initials.get(word.replace(".", ""))
        if label_of is not None:
            known[(word,)] = label_of
    longest: dict[str, int] = {}
    for name in known:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    added: list[Mention] = []
    starts = [m.span.start for m in found]
    for line, spelled in zip(lines, words, strict=True):
        free = 0
        for position in [k for k, word in enumerate(spelled) if word in longest]:
            start = line[position].start
            following = bisect_right(starts, start)
            if position < free or (following and start < found[following - 1].span.end):
                continue
            limit = starts[following] if following < len(starts) else line[-1].end
            for length in range(min(longest[spelled[position]], len(line) - position), 0, -1):
                name = tuple(spelled[position : position + length])
                if name in known and line[position + length - 1].start < limit:
                    span = Span(start, line[position + length - 1].end)
                    added.append(Mention(span, known[name], name, _titles_before(spelled, position)))
                    free = position + length
                    break
    return sorted([*found, *added], key=lambda m: m.span) if added else found
