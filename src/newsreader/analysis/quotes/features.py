"""What the sequence model sees of each token: words and their classes, shapes, quotation marks, the cues around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple

from newsreader.analysis.crf import Group, Weighing, Weight
from newsreader.analysis.quotes.marks import Stretch
from newsreader.analysis.wordclasses import UNKNOWN, load_word_classes
from newsreader.article import Span

_PRONOUNS = frozenset("he she they it we i you who him her them his their".split())
_SPEAKING = frozenset("sp")
_STOPS = frozenset(".?!")
_MAX_DISTANCE = 8
_REMEMBERED = 30_000


@lru_cache(maxsize=8192)
def _shape(word: str) -> str:
    if word.islower():
        return "a"
    if word.isdigit():
        return "0"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    if word[0].isupper():
        return "Aa"
    return "." if not word[0].isalnum() else "x"


class Word(NamedTuple, Generic[Weight]):
    """What depends on one word alone.

    Attributes:
        group: Its class.
        own: Its features where it stands.
        unquoted: Those outside quotation marks.
        quoted: Those between them.
        left: Those for the token behind it.
        right: Those for the token before it.
        left2: Those for the token after the next.
        right2: Those for the token before the previous one.
    """

    group: str
    own: Weight
    unquoted: Weight
    quoted: Weight
    left: Weight
    right: Weight
    left2: Weight
    right2: Weight


class Words(dict[str, Word[Weight]], Generic[Weight]):
    """What depends on one word alone, made once for each."""

    def __init__(self, weighing: Weighing[Weight]) -> None:
        super().__init__()
        self._of = weighing.of

    def __missing__(self, word: str) -> Word[Weight]:
        if len(self) > _REMEMBERED:
            self.clear()
        of, group = self._of, load_word_classes().get(word, UNKNOWN)
        value = self[word] = Word(
            group,
            of((f"w={word}", f"c={group}")),
            of((f"w={word}q",)),
            of((f"w={word}Q",)),
            of((f"-1={word}", f"-c={group}")),
            of((f"+1={word}", f"+c={group}")),
            of((f"-2={word}",)),
            of((f"+2={word}",)),
        )
        return value


class ParagraphFeatures(Generic[Weight]):
    """Describes the tokens of paragraphs to the model.

    What a token's features weigh together depends on a few groups of them that come back all the time: those of a word,
    of a pair of classes, of the shapes around it. Each group is weighed once for each form that it takes.

    Args:
        weighing: What stands for the features.
    """

    def __init__(self, weighing: Weighing[Weight]) -> None:
        self._find = weighing.find
        self._total = weighing.total
        self._words = Words(weighing)
        self._classes_left: Group[tuple[str, str], Weight] = Group(weighing, lambda pair: (f"-cc={pair[0]}|{pair[1]}",))
        self._classes_right: Group[tuple[str, str], Weight] = Group(
            weighing, lambda pair: (f"cc+={pair[0]}|{pair[1]}",)
        )
        self._shapes = Group(weighing, _of_shapes)
        self._settings = Group(weighing, _of_setting)
        self._behind = Group(weighing, _of_last_cue)
        self._ahead = Group(weighing, _of_next_cue)
        self._edges: Group[str, Weight] = Group(weighing, lambda name: (name,))

    def __call__(
        self,
        text: str,
        tokens: Sequence[Span],
        quoted: Sequence[Stretch],
        lower: Sequence[str],
        cue_kinds: Sequence[str],
    ) -> list[Weight]:
        """Describe every token of one paragraph.

        Args:
            text: The text.
            tokens: The tokens of the paragraph.
            quoted: The stretches between quotation marks in it.
            lower: The words as `lower_words` gives them.
            cue_kinds: For each of them what kind of cue it can be, see `cue_classes`.

        Returns:
            For each token what stands for the features that hold. Features look at most a few tokens away or carry over
            the last and next cue of the sentence, so the time is linear.
        """
        if not tokens:
            return []
        words = [text[a:b] for a, b in tokens]
        folded = ["0" if w[0].isdigit() else w for w in lower]
        framed = ["<", *folded, ">"]
        first, *own, final = known = [self._words[w] for w in framed]
        groups = [w.group for w in known]
        shapes = ["<", *map(_shape, words), ">"]
        kinds = ["", *cue_kinds, ""]
        inside = ["-", *_inside(tokens, quoted), "-"]
        sentences = _sentences(words, shapes, inside)
        cues = [
            i
            for i, (kind, quote) in enumerate(zip(cue_kinds, inside[1:], strict=False))
            if kind in _SPEAKING and quote == "q"
        ]
        last = _last_cues(folded, cues, inside, sentences)
        find, nothing = self._find, self._total(())
        pairs = list(pairwise(framed))
        classes = list(pairwise(groups))
        columns = (
            [w.own for w in own],
            [w.left for w in known[:-2]],
            [w.right for w in known[2:]],
            [w.left2 for w in (first, *known[:-3])],
            [w.right2 for w in (*known[3:], final)],
            [w.quoted if quote == "Q" else w.unquoted for w, quote in zip(own, inside[1:], strict=False)],
            [find(f"-1w={before}|{word}", nothing) for before, word in pairs[:-1]],
            [find(f"w+1={word}|{after}", nothing) for word, after in pairs[1:]],
            map(self._classes_left.__getitem__, classes[:-1]),
            map(self._classes_right.__getitem__, classes[1:]),
            map(self._shapes.__getitem__, zip(shapes, shapes[1:], shapes[2:], inside[1:], strict=False)),
            map(self._settings.__getitem__, _settings(folded, kinds, inside, sentences, bool(quoted))),
            map(self._behind.__getitem__, last),
            map(self._ahead.__getitem__, _next_cues(folded, cues, inside, shapes, sentences, last)),
        )
        found = list(map(self._total, zip(*columns, strict=True)))
        for i, name in _edges(sentences, inside):
            found[i] = self._total((found[i], self._edges[name]))
        return found


def lower_words(text: str, tokens: Sequence[Span]) -> list[str]:
    """The words of tokens in lower case, with straight apostrophes."""
    words = [text[a:b].lower() for a, b in tokens]
    return [w.replace("’", "'") for w in words] if "’" in text else words


Shapes = tuple[str, str, str, str]
"""The shapes of the token before, of a token and of the one behind, and whether the token stands between marks."""


def _of_shapes(key: Shapes) -> tuple[str, ...]:
    before, shape, after, quote = key
    return f"s={shape}{quote}", f"-s={before}{shape}", f"+s={shape}{after}"


Setting = tuple[str, str, str, str, str, str, str, bool]
"""Whether the token before, a token and the one behind stand between marks, the kinds of cue that they can be, what
holds for the sentence and the paragraph, and whether the token is a pronoun."""


def _settings(
    folded: Sequence[str], kinds: Sequence[str], inside: Sequence[str], sentences: Sequence[int], quoted: bool
) -> Iterator[Setting]:
    """The setting of each token; `kinds` and `inside` have one entry more at each end."""
    quote_in = {n for n, quote in zip(sentences, inside[1:], strict=False) if quote == "Q"} if quoted else set()
    verb_in = {
        n for n, kind, quote in zip(sentences, kinds[1:], inside[1:], strict=False) if kind == "s" and quote == "q"
    }
    paragraph = f"{quoted:d}{bool(verb_in):d}"
    states = [f"{n in quote_in:d}{n in verb_in:d}{paragraph}" for n in range(sentences[-1] + 1)]
    return zip(
        inside,
        inside[1:],
        inside[2:],
        kinds,
        kinds[1:],
        kinds[2:],
        [states[n] for n in sentences],
        [word in _PRONOUNS for word in folded],
        strict=False,
    )


def _of_setting(key: Setting) -> tuple[str, ...]:
    quote_before, quote, quote_behind, before, kind, behind, state, pronoun = key
    names = (
        f"q={quote_before}{quote}{quote_behind}",
        f"k={before},{kind},{behind}{quote}",
        f"h={quote}{state[:2]}",
        f"p={state[2:]}{quote}",
    )
    return (*names, "pro" + quote) if pronoun else names


LastCue = tuple[str, int, str, str]
"""The last cue of the sentence outside quotation marks, how many tokens ago, "t" if "that" stands between, and whether
the token stands between marks; empty and 0 without a cue."""

_NO_LAST_CUE: dict[str, LastCue] = {quote: ("", 0, "", quote) for quote in "qQ"}


def _last_cues(
    folded: Sequence[str], cues: Sequence[int], inside: Sequence[str], sentences: Sequence[int]
) -> list[LastCue]:
    found: list[LastCue] = [_NO_LAST_CUE[quote] for quote in inside[1:-1]]
    for at, following in pairwise((*cues, len(folded) - 1)):
        cue, sentence, that = folded[at], sentences[at], ""
        for i in range(at + 1, following + 1):
            if sentences[i] != sentence:
                break
            found[i] = cue, min(_MAX_DISTANCE, i - at), that, inside[i + 1]
            if folded[i] == "that":
                that = "t"
    return found


def _of_last_cue(key: LastCue) -> tuple[str, ...]:
    cue, distance, that, quote = key
    if not cue:
        return ("l0" + quote,)
    return f"l={cue}", f"ld={distance}", f"l|t={cue}{that}{quote}", f"lt={that}{quote}{distance}"


NextCue = tuple[str, int, bool, str]
"""The next cue of the sentence outside quotation marks, in how many tokens, whether there is one before, and the shape
of the token; without a cue whether the token stands between marks, in place of the shape."""

_NO_NEXT_CUE: dict[str, NextCue] = {quote: ("", 0, False, quote) for quote in "qQ"}


def _next_cues(
    folded: Sequence[str],
    cues: Sequence[int],
    inside: Sequence[str],
    shapes: Sequence[str],
    sentences: Sequence[int],
    last: Sequence[LastCue],
) -> list[NextCue]:
    found: list[NextCue] = [_NO_NEXT_CUE[quote] for quote in inside[1:-1]]
    for previous, at in pairwise((0, *cues)):
        cue, sentence = folded[at], sentences[at]
        for i in range(at - 1, previous - 1, -1):
            if sentences[i] != sentence:
                break
            found[i] = cue, min(_MAX_DISTANCE, at - i), last[i][0] != "", shapes[i + 1]
    return found


def _of_next_cue(key: NextCue) -> tuple[str, ...]:
    cue, distance, behind, shape = key
    if not cue:
        return ("n0" + shape,)
    return f"n={cue}", f"nd={distance}", f"n|l={cue}{behind:d}{shape}"


def _edges(sentences: Sequence[int], inside: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The features of the first and last tokens of sentences, each with the number of its token."""
    final = len(sentences) - 1
    for i, here in enumerate(sentences):
        if not i or sentences[i - 1] != here:
            yield i, ("first" if i else "firstp") + inside[i + 1]
        if i == final or sentences[i + 1] != here:
            yield i, "last" + inside[i + 1]


def _inside(tokens: Sequence[Span], quoted: Sequence[Stretch]) -> list[str]:
    """For each token Q if it stands between quotation marks, q if not."""
    found = ["q"] * len(tokens)
    for stretch in quoted:
        low = bisect_left(tokens, (stretch.start,))
        high = bisect_left(tokens, (stretch.end,), low)
        if high > low and tokens[high - 1].end > stretch.end:
            high -= 1
        found[low:high] = ["Q"] * (high - low)
    return found


def _sentences(words: Sequence[str], shapes: Sequence[str], inside: Sequence[str]) -> list[int]:
    """For each token the number of its sentence; `shapes` and `inside` have one entry more at each end."""
    found: list[int] = []
    number = 0
    for i in [k for k, word in enumerate(words) if word in _STOPS]:
        found += [number] * (i + 1 - len(found))
        if inside[i + 1] == "q":
            number += 1
        elif i + 2 < len(words) and shapes[i + 3][0] in "A.“":
            number += inside[i + 2] == "q" and shapes[i + 3] != "a"
    return found + [number] * (len(words) - len(found))
