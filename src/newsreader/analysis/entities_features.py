"""What the entity model sees of each token: the word, its neighbours, the lists, and the word elsewhere in the article.

A name is often unclear in one place and clear in another ("Lind" and "Mr. Lind"), so each capitalised word carries what
surrounds it anywhere in the article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence

from newsreader.analysis.gazetteer import load_gazetteer
from newsreader.analysis.lexicons import EVENT_WORDS, ORG_WORDS, PLACE_WORDS, ROLES, SAYING, TITLE_PARTS, TITLES
from newsreader.analysis.wordtree import load_word_tree

_UPPER = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_LOWER = re.compile(r"[a-zß-öø-ÿ]")
_DIGIT = re.compile(r"\d")
_REPEATED = re.compile(r"(.)\1+")
_LEFT = frozenset("in at from of the near by for with to and against mr. mrs. ms. dr. 's".split())
_RIGHT = frozenset("'s and of in at said says told has was is will ( , .".split())
_SENTENCE_END = frozenset('.?!:"')
_REMEMBERED = 30_000
_MARKS = 60
"""What is kept of a word's neighbours elsewhere, so that the time stays linear where one word has thousands."""
_GAP = 4
_AROUND = 2

Word = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], str, str]
"""Lower case, features at offsets 0, -1, 1, -2 and 2, shape, codes of the lists."""


def _shape(word: str) -> str:
    return _DIGIT.sub("0", _LOWER.sub("a", _UPPER.sub("A", word)))


def _codes(word: str) -> str:
    """Letters for the lists that hold a word."""
    codes = ""
    if word[:1].isupper() or word[:3] == "al-":
        codes = load_gazetteer().word_codes(word)
        if word.isupper() and len(word) > 3 and not codes:
            codes = load_gazetteer().word_codes(word.title())
        bare = word.rstrip(".")
        codes += "T" if bare in TITLES else "p" if bare in TITLE_PARTS else ""
        codes += "G" if bare in ORG_WORDS else ""
        codes += "W" if bare in PLACE_WORDS else ""
        codes += "E" if bare in EVENT_WORDS else ""
    else:
        codes += "s" if word in SAYING else ""
        codes += "r" if word in ROLES else ""
    return codes


def _way(word: str, low: str) -> str:
    """The way to a word in the tree of words; to its usual form if it is not there as it is written."""
    tree = load_word_tree()
    return tree.way(word) or tree.way(word.title() if word.isupper() else low)


class Everything(Container[str]):
    """Holds every name of a feature, as fitting needs them."""

    def __contains__(self, name: object) -> bool:
        """Yes."""
        return True


class WordFeatures(dict[str, Word]):
    """The features that depend on one word alone, made once for each.

    Attributes:
        known: The names of features that are of use; no others are made. Most that a text gives have no weight in a
            fitted model, which would look up each of them in vain.
    """

    def __init__(self, known: Container[str]) -> None:
        super().__init__()
        self.known = known

    def _kept(self, prefix: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in [prefix + n for n in names] if name in self.known)

    def __missing__(self, word: str) -> Word:
        low = word.lower()
        shape = _shape(word)
        brief = _REPEATED.sub(r"\1", shape)
        long = shape if len(shape) < 9 else brief + "+"
        codes = _codes(word)
        here = [
            "w=" + low, "W=" + word, "S=" + long, "p4=" + low[:4], "e2=" + low[-2:], "e3=" + low[-3:], "e4=" + low[-4:],
            "g=" + codes,
        ]  # fmt: skip
        here += ["h=" + c for c in codes]
        if "-" in word:
            head, _, tail = low.partition("-")
            here += ["h1=" + head, "h2=" + tail]
        near = ["w=" + low, "g=" + codes]
        far = ["w=" + low]
        way = _way(word, low)
        if way:
            here += ["b4=" + way[:4], "b6=" + way[:6], "b9=" + way[:9], "bb=" + way]
            near += ["b7=" + way[:7], "bb=" + way]
            far.append("b6=" + way[:6])
        else:
            here.append("bb=")
        if brief[:1] == "A":
            here.append("lb=" + load_word_tree().way(low)[:6])
        if len(self) > _REMEMBERED:
            self.clear()
        value: Word = (
            low,
            self._kept("", here),
            self._kept("-", near),
            self._kept("+", near),
            self._kept("-2", far),
            self._kept("+2", far),
            brief,
            codes,
        )
        self[word] = value
        return value


Piece = tuple[int, list[list[str]]]
"""The number of a token in its line, and the names of the features of the tokens from there on."""


def article_features(lines: Sequence[Sequence[str]], lookup: WordFeatures) -> list[list[Piece]]:
    """The features of all tokens of an article that may be part of a name.

    Long stretches without a capital letter hold no names; leaving them out halves the time.

    Args:
        lines: The tokens of each line, with straight apostrophes.
        lookup: The features of single words; it tells which features are made at all.

    Returns:
        For each line the pieces of it in which names may stand, in order.
    """
    looked_up = [[lookup[w] for w in line] for line in lines]
    shouting = [_shouting(line) for line in lines]
    calm = [(line, words) for line, words, loud in zip(lines, looked_up, shouting, strict=True) if not loud]
    elsewhere = _elsewhere(calm, lookup.known)
    return [list(_pieces(*row, elsewhere, lookup.known)) for row in zip(lines, looked_up, shouting, strict=True)]


def _pieces(
    line: Sequence[str],
    words: list[Word],
    shouting: bool,
    elsewhere: dict[str, tuple[str, ...]],
    known: Container[str],
) -> Iterator[Piece]:
    size = len(words)
    capitals = [i for i, word in enumerate(words) if "A" in word[6]]
    if not capitals:
        return
    matched: dict[int, str] = {}
    for first, end, kind in load_gazetteer().matches(line):
        matched[first] = "mB" + kind
        for inside in range(first + 1, end):
            matched[inside] = "mI" + kind
    start = previous = capitals[0]
    for i in [*capitals[1:], size + _GAP]:
        if i - previous > _GAP:
            begin, stop = max(0, start - _AROUND), min(size, previous + 1 + _AROUND)
            yield begin, _features(line, words, begin, stop, elsewhere, matched, shouting, known)
            start = i
        previous = i


def _features(
    line: Sequence[str],
    words: list[Word],
    begin: int,
    stop: int,
    elsewhere: dict[str, tuple[str, ...]],
    matched: dict[int, str],
    shouting: bool,
    known: Container[str],
) -> list[list[str]]:
    size = len(line)
    features = []
    opening = _opens(line, begin)
    for i in range(begin, stop):
        low, here, _, _, _, _, shape, codes = words[i]
        names = [*here]
        pairs: list[str] = []
        before = words[i - 1] if i else None
        after = words[i + 1] if i + 1 < size else None
        if before is not None:
            names += before[2]
            pairs += ("-ww=" + before[0] + "|" + low, "-gs=" + before[7] + "|" + codes)
            if i > 1:
                names += words[i - 2][4]
        else:
            names.append("-w=^")
        if after is not None:
            names += after[3]
            pairs += ("ww+=" + low + "|" + after[0], "gs+=" + codes + "|" + after[7])
            if i + 2 < size:
                names += words[i + 2][5]
        else:
            names.append("+w=$")
        pairs.append("sss=" + (before[6] if before else "^") + "|" + shape + "|" + (after[6] if after else "$"))
        if opening and shape[:1] == "A":
            pairs += ("first", "first|g=" + codes)
        if shouting:
            pairs += ("shout", "shout|-s=" + (before[6] if before else "^"))
        match = matched.get(i)
        if match:
            pairs.append(match)
        names += [pair for pair in pairs if pair in known]
        names += elsewhere.get(low, ())
        features.append(names)
        opening = line[i] in _SENTENCE_END or (opening and not line[i][0].isalnum())
    return features


def _opens(line: Sequence[str], position: int) -> bool:
    """Whether a sentence begins at a token, or only marks stand between its beginning and the token."""
    while position and not line[position - 1][0].isalnum():
        if line[position - 1] in _SENTENCE_END:
            return True
        position -= 1
    return position == 0


def _shouting(line: Sequence[str]) -> bool:
    """Whether a line is set in capitals, as headlines and tables are."""
    upper = sum(map(str.isupper, line))
    letters = sum(map(str.isalpha, line)) if upper > 1 else 0
    return letters > 1 and upper > 0.6 * letters


def _elsewhere(lines: Iterable[tuple[Sequence[str], list[Word]]], known: Container[str]) -> dict[str, tuple[str, ...]]:
    """For each word in lower case what stands around it in these lines, and how it is written there."""
    seen: dict[str, set[str]] = defaultdict(set)
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for line, words in lines:
        lower.update(line)
        end = len(words) - 1
        for i in [k for k, word in enumerate(words) if word[6][:1] == "A"]:
            low = words[i][0]
            marks = seen[low]
            if i:
                previous = words[i - 1]
                upper[low] += line[i - 1] not in _SENTENCE_END
                if previous[6][:1] == "A":
                    if len(marks) < _MARKS:
                        marks.update(("d-A", "dpw=" + previous[0], "d-g=" + previous[7]))
                elif previous[0] in _LEFT:
                    marks.add("d-" + previous[0])
                elif "r" in previous[7]:
                    marks.add("d-r")
            if i < end:
                following = words[i + 1]
                if following[6][:1] == "A":
                    if len(marks) < _MARKS:
                        marks.update(("d+A", "dnw=" + following[0], "d+g=" + following[7]))
                elif following[0] in _RIGHT:
                    marks.add("d+" + following[0])
                elif "s" in following[7]:
                    marks.add("d+s")
    found: dict[str, tuple[str, ...]] = {}
    for low, marks in seen.items():
        written = "A" if upper[low] > lower[low] else "a" if not upper[low] and lower[low] else "x"
        found[low] = (*sorted(mark for mark in marks if mark in known), "dc=" + written)
    return found
