"""What the sequence model sees of each token: words and their classes, shapes, quotation marks, the cues around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

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


Word = tuple[str, tuple[str, ...], str, tuple[str, ...], tuple[str, ...], str]
"""Class of a word, and its features at offsets 0, -2, -1, 1 and 2."""


class WordFeatures(dict[str, Word]):
    """The features that depend on one word alone, made once for each."""

    def __missing__(self, word: str) -> Word:
        group = load_word_classes().get(word, UNKNOWN)
        value: Word = (
            group,
            (f"w={word}", f"c={group}"),
            f"-2={word}",
            (f"-1={word}", f"-c={group}"),
            (f"+1={word}", f"+c={group}"),
            f"+2={word}",
        )
        self[word] = value
        return value


_WORDS = WordFeatures()


def lower_words(text: str, tokens: Sequence[Span]) -> list[str]:
    """The words of tokens in lower case, with straight apostrophes."""
    words = [text[a:b].lower() for a, b in tokens]
    return [w.replace("’", "'") for w in words] if "’" in text else words


def paragraph_features(
    text: str, tokens: Sequence[Span], quoted: Sequence[Stretch], lower: Sequence[str], cue_kinds: Sequence[str]
) -> list[list[str]]:
    """Describe every token of one paragraph to the model.

    Args:
        text: The text.
        tokens: The tokens of the paragraph.
        quoted: The stretches between quotation marks in it.
        lower: The words as `lower_words` gives them.
        cue_kinds: For each of them what kind of cue it can be, see `cue_classes`.

    Returns:
        For each token the names of the features that hold. Features look at most a few tokens away or carry over the
        last and next cue of the sentence, so the time is linear.
    """
    if not tokens:
        return []
    if len(_WORDS) > _REMEMBERED:
        _WORDS.clear()
    words = [text[a:b] for a, b in tokens]
    folded = ["<", "<", *("0" if w[0].isdigit() else w for w in lower), ">", ">"]
    known = [_WORDS[w] for w in folded]
    shapes = ["<", *map(_shape, words), ">"]
    kinds = ["", *cue_kinds, ""]
    inside = ["-", *_inside(tokens, quoted), "-"]
    sentences = _sentences(words, shapes, inside)
    upcoming = _upcoming(folded, kinds, inside, sentences)
    quote_in = {n for n, quote in zip(sentences, inside[1:], strict=False) if quote == "Q"}
    verb_in = {
        n for n, kind, quote in zip(sentences, kinds[1:], inside[1:], strict=False) if kind == "s" and quote == "q"
    }
    paragraph = f"{int(bool(quoted))}{int(bool(verb_in))}"
    final = len(tokens) - 1

    found: list[list[str]] = []
    last, last_at, that, current = "", -1, "", -1
    for i, here in enumerate(sentences):
        first = here != current
        if first:
            last, that, current = "", "", here
        before, word, after = folded[i + 1 : i + 4]
        before2, left, own, right, after2 = known[i][2], known[i + 1], known[i + 2], known[i + 3], known[i + 4][5]
        shape, kind, quote = shapes[i + 1], kinds[i + 1], inside[i + 1]
        row = [
            *own[1],
            *left[3],
            *right[4],
            before2,
            after2,
            f"w={word}{quote}",
            f"-1w={before}|{word}",
            f"w+1={word}|{after}",
            f"-cc={left[0]}|{own[0]}",
            f"cc+={own[0]}|{right[0]}",
            f"s={shape}{quote}",
            f"-s={shapes[i]}{shape}",
            f"+s={shape}{shapes[i + 2]}",
            f"q={inside[i]}{quote}{inside[i + 2]}",
            f"k={kinds[i]},{kind},{kinds[i + 2]}{quote}",
            f"h={quote}{'1' if here in quote_in else '0'}{'1' if here in verb_in else '0'}",
            f"p={paragraph}{quote}",
        ]
        if word in _PRONOUNS:
            row.append("pro" + quote)
        if last:
            distance = min(_MAX_DISTANCE, i - last_at)
            row += (f"l={last}", f"ld={distance}", f"l|t={last}{that}{quote}", f"lt={that}{quote}{distance}")
        else:
            row.append("l0" + quote)
        cue, at = upcoming[i]
        if cue:
            row += (f"n={cue}", f"nd={min(_MAX_DISTANCE, at - i)}", f"n|l={cue}{int(bool(last))}{shape}")
        else:
            row.append("n0" + quote)
        if first:
            row.append(("firstp" if i == 0 else "first") + quote)
        if i == final or sentences[i + 1] != here:
            row.append("last" + quote)
        found.append(row)
        if word == "that":
            that = "t"
        elif kind in _SPEAKING and quote == "q":
            last, last_at, that = word, i, ""
    return found


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
    found, number = [], 0
    for i, word in enumerate(words):
        found.append(number)
        if word not in _STOPS:
            continue
        if inside[i + 1] == "q":
            number += 1
        elif i + 2 < len(words) and shapes[i + 3][0] in "A.“":
            number += inside[i + 2] == "q" and shapes[i + 3] != "a"
    return found


def _upcoming(
    folded: Sequence[str], kinds: Sequence[str], inside: Sequence[str], sentences: Sequence[int]
) -> list[tuple[str, int]]:
    """For each token the next cue of its sentence outside quotation marks, and its place."""
    found: list[tuple[str, int]] = []
    cue, at, sentence = "", 0, -1
    for i in range(len(sentences) - 1, -1, -1):
        found.append((cue, at) if sentence == sentences[i] else ("", 0))
        if kinds[i + 1] in _SPEAKING and inside[i + 1] == "q":
            cue, at, sentence = folded[i + 2], i, sentences[i]
    found.reverse()
    return found
