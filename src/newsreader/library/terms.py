"""The terms of an article, from which related posts are found.

A term is a word, lower-cased and without the mark of the plural; words that say nothing of the subject are left out.
A term's weight is the square root of how often it stands in the article, divided by the length of the vector of these
weights. How rare a term is among all articles comes in only when two articles are compared, so what is stored of an
article never grows stale as the library grows. On labelled news the square root does a little better than the
logarithm, and this length does better than one that counts rarity in.

Two words that follow one another are a term too where memory is no matter: they help the least where only the strongest
terms of an article are kept.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from math import log, sqrt

_WORD = re.compile(r"[^\W_]+")
_WORD_OR_STOP = re.compile(r"[^\W_]+|[^\w\s'’-]|\n")

LONGEST_TERM = 40
"""Code points of the longest word that is a term; longer runs are no words."""

STOP_WORDS = frozenset(
    """a about above according across after afterwards again against ago all almost along already also although always
    am among an and another any anyone anything are aren around as at away back be became because become been before
    began behind being below between both but by came can cannot come could couldn did didn do does doesn doing don done
    down during each either else enough even ever every few first for former from further gave get gets getting give
    given go goes going gone got had hadn has hasn have haven having he her here hers herself him himself his how
    however i if in indeed instead into is isn it its itself just last later least less let like ll made make makes
    making many may maybe me meanwhile might more most mostly much must my myself near neither never nevertheless new
    next no none nor not nothing now of off often on once one only onto or other others our ours out over own per
    perhaps put quite rather re really said same saw say saying says second see seem seemed seen several shall she
    should shouldn since so some something sometimes soon still such take taken tell tells than that the their theirs
    them themselves then there therefore these they thing things think this those though thought three through thus
    time times to today together told tomorrow too took toward towards two under unless until up upon us use used using
    ve very via want wanted was wasn way we well went were weren what whatever when where whether which while who whole
    whom whose why will with within without won would wouldn yes yesterday yet you your yours""".split()
)
"""Function words and the verbs of every news text."""


def term_counts(title: str, text: str) -> Counter[str]:
    """Count the terms of one article; the headline counts like a sentence of the text."""
    counts = Counter(_WORD.findall(f"{title}\n{text}".lower()))
    terms: Counter[str] = Counter()
    for word, count in counts.items():
        if len(word) > 1 and len(word) <= LONGEST_TERM and word not in STOP_WORDS:
            terms[singular(word)] += count
    return terms


def singular(word: str) -> str:
    """Take the plural's ending off a lower-case English word, or a third person's off a verb.

    Harman's S stemmer ("How effective is suffixing?", 1991), which never joins words of different meaning as stronger
    stemmers do with names. Words in -is stay whole too.
    """
    if len(word) < 4 or word[-1] != "s":
        return word
    if word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    return word if word[-2] in "ius" else word[:-1]


def pair_counts(title: str, text: str) -> Counter[str]:
    """Count the pairs of words that follow one another with no punctuation or empty word between them."""
    pairs: Counter[str] = Counter()
    previous = ""
    for word in _WORD_OR_STOP.findall(f"{title}\n{text}".lower()):
        if not word[0].isalnum() or not 1 < len(word) <= LONGEST_TERM or word in STOP_WORDS:
            previous = ""
            continue
        term = singular(word)
        if previous:
            pairs[f"{previous} {term}"] += 1
        previous = term
    return pairs


def term_weights(counts: Mapping[str, int]) -> dict[str, float]:
    """Weigh the terms of an article by how often they stand in it alone; the squares of the weights sum to 1."""
    length = sqrt(sum(counts.values()))
    return {term: sqrt(count) / length for term, count in counts.items()}


BACKGROUND = 200
"""Articles that every library is taken to hold beside its own, so that the words of a story keep their weight in a
small library that holds little else."""


def rarity(holders: int, articles: int) -> float:
    """Inverse document frequency of a term that ``holders`` of ``articles`` hold, above 0."""
    return log((articles + BACKGROUND) / (holders + 0.5))


def spellings(text: str, terms: Collection[str]) -> dict[str, str]:
    """Find how a text itself writes terms: the first spelling of each."""
    found: dict[str, str] = {}
    if terms:
        for match in _WORD.finditer(text):
            term = singular(match.group().lower())
            if term in terms and found.setdefault(term, match.group()) and len(found) == len(terms):
                break
    return found
