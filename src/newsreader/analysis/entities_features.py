"""What the entity model sees of each token: the word, its neighbours, the lists, and the word elsewhere in the article.

A name is often unclear in one place and clear in another ("Lind" and "Mr. Lind"), so each capitalised word carries what
surrounds it anywhere in the article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple

from newsreader.analysis.crf import Group, Weighing, Weight
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


class Word(NamedTuple, Generic[Weight]):
    """What depends on one word alone.

    Attributes:
        low: The word in lower case.
        own: Its features where it stands.
        left: Those for the token behind it.
        right: Those for the token before it.
        left2: Those for the token after the next.
        right2: Those for the token before the previous one.
        shape: Its shape, runs of one kind of letter cut down to one.
        codes: Letters for the lists that hold it.
    """

    low: str
    own: Weight
    left: Weight
    right: Weight
    left2: Weight
    right2: Weight
    shape: str
    codes: str


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


class Words(dict[str, Word[Weight]], Generic[Weight]):
    """What depends on one word alone, made once for each."""

    def __init__(self, weighing: Weighing[Weight]) -> None:
        super().__init__()
        self._of = weighing.of

    def __missing__(self, word: str) -> Word[Weight]:
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
        of = self._of
        value = self[word] = Word(
            low,
            of(here),
            of(["-" + name for name in near]),
            of(["+" + name for name in near]),
            of(["-2" + name for name in far]),
            of(["+2" + name for name in far]),
            brief,
            codes,
        )
        return value


Piece = tuple[int, list[Weight]]
"""The number of a token in its line, and what stands for the features of the tokens from there on."""


class ArticleFeatures(Generic[Weight]):
    """Describes the tokens of articles to the model.

    Args:
        weighing: What stands for the features.
    """

    def __init__(self, weighing: Weighing[Weight]) -> None:
        self._find = weighing.find
        self._total = weighing.total
        self._of = weighing.of
        self._words = Words(weighing)
        self._codes_left: Group[tuple[str, str], Weight] = Group(weighing, lambda pair: (f"-gs={pair[0]}|{pair[1]}",))
        self._codes_right: Group[tuple[str, str], Weight] = Group(weighing, lambda pair: (f"gs+={pair[0]}|{pair[1]}",))
        self._shapes: Group[tuple[str, str, str], Weight] = Group(weighing, lambda shapes: ("sss=" + "|".join(shapes),))
        self._openings: Group[str, Weight] = Group(weighing, lambda codes: ("first", "first|g=" + codes))
        self._shouts: Group[str, Weight] = Group(weighing, lambda shape: ("shout", "shout|-s=" + shape))
        self._single: Group[str, Weight] = Group(weighing, lambda name: (name,))

    def __call__(self, lines: Sequence[Sequence[str]]) -> list[list[Piece[Weight]]]:
        """Describe all tokens of an article that may be part of a name.

        Long stretches without a capital letter hold no names; leaving them out halves the time.

        Args:
            lines: The tokens of each line, with straight apostrophes.

        Returns:
            For each line the pieces of it in which names may stand, in order.
        """
        looked_up = [[self._words[w] for w in line] for line in lines]
        shouting = [_shouting(line) for line in lines]
        calm = [(line, words) for line, words, loud in zip(lines, looked_up, shouting, strict=True) if not loud]
        elsewhere = {low: self._of(names) for low, names in _elsewhere(calm)}
        return [list(self._pieces(*row, elsewhere)) for row in zip(lines, looked_up, shouting, strict=True)]

    def _pieces(
        self, line: Sequence[str], words: list[Word[Weight]], shouting: bool, elsewhere: Mapping[str, Weight]
    ) -> Iterator[Piece[Weight]]:
        capitals = [i for i, word in enumerate(words) if "A" in word.shape]
        if not capitals:
            return
        matched: dict[int, str] = {}
        for first, end, kind in load_gazetteer().matches(line):
            matched[first] = "mB" + kind
            for inside in range(first + 1, end):
                matched[inside] = "mI" + kind
        start = previous = capitals[0]
        for i in [*capitals[1:], len(words) + _GAP]:
            if i - previous > _GAP:
                begin, stop = max(0, start - _AROUND), min(len(words), previous + 1 + _AROUND)
                yield begin, self._features(line, words, begin, stop, elsewhere, matched, shouting)
                start = i
            previous = i

    def _features(
        self,
        line: Sequence[str],
        words: list[Word[Weight]],
        begin: int,
        stop: int,
        elsewhere: Mapping[str, Weight],
        matched: Mapping[int, str],
        shouting: bool,
    ) -> list[Weight]:
        find, total, single, nothing = self._find, self._total, self._single, self._total(())
        size = len(line)
        features = []
        opening = _opens(line, begin)
        for i in range(begin, stop):
            low, own, _, _, _, _, shape, codes = words[i]
            before = words[i - 1] if i else None
            after = words[i + 1] if i + 1 < size else None
            parts = [
                own,
                before.left if before else single["-w=^"],
                words[i - 2].left2 if i > 1 else nothing,
                after.right if after else single["+w=$"],
                words[i + 2].right2 if i + 2 < size else nothing,
            ]
            if before:
                parts += (find(f"-ww={before.low}|{low}", nothing), self._codes_left[before.codes, codes])
            if after:
                parts += (find(f"ww+={low}|{after.low}", nothing), self._codes_right[codes, after.codes])
            shape_before = before.shape if before else "^"
            parts.append(self._shapes[shape_before, shape, after.shape if after else "$"])
            if opening and shape[:1] == "A":
                parts.append(self._openings[codes])
            if shouting:
                parts.append(self._shouts[shape_before])
            if i in matched:
                parts.append(single[matched[i]])
            parts.append(elsewhere.get(low, nothing))
            features.append(total(parts))
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


def _elsewhere(lines: Iterable[tuple[Sequence[str], Sequence[Word[Weight]]]]) -> Iterator[tuple[str, list[str]]]:
    """For each word in lower case what stands around it in these lines and how it is written there, as features."""
    seen: dict[str, set[str]] = defaultdict(set)
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for line, words in lines:
        lower.update(line)
        end = len(words) - 1
        for i in [k for k, word in enumerate(words) if word.shape[:1] == "A"]:
            low = words[i].low
            marks = seen[low]
            if i:
                previous = words[i - 1]
                upper[low] += line[i - 1] not in _SENTENCE_END
                if previous.shape[:1] == "A":
                    if len(marks) < _MARKS:
                        marks.update(("d-A", "dpw=" + previous.low, "d-g=" + previous.codes))
                elif previous.low in _LEFT:
                    marks.add("d-" + previous.low)
                elif "r" in previous.codes:
                    marks.add("d-r")
            if i < end:
                following = words[i + 1]
                if following.shape[:1] == "A":
                    if len(marks) < _MARKS:
                        marks.update(("d+A", "dnw=" + following.low, "d+g=" + following.codes))
                elif following.low in _RIGHT:
                    marks.add("d+" + following.low)
                elif "s" in following.codes:
                    marks.add("d+s")
    for low, marks in seen.items():
        written = "A" if upper[low] > lower[low] else "a" if not upper[low] and lower[low] else "x"
        yield low, [*sorted(marks), "dc=" + written]
