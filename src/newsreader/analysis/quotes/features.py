"""What the sequence model sees of each token: words, shapes, quotation marks and the cues around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from newsreader.analysis.cues import cue_class
from newsreader.analysis.quotes.marks import Stretch
from newsreader.article import Span

_PRONOUNS = frozenset("he she they it we i you who him her them his their".split())
_STOPS = frozenset(".?!")
_MAX_DISTANCE = 8


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


def paragraph_features(text: str, tokens: Sequence[Span], quoted: Sequence[Stretch]) -> list[list[str]]:
    """Describe every token of one paragraph to the model.

    Args:
        text: The text.
        tokens: The tokens of the paragraph.
        quoted: The stretches between quotation marks in it.

    Returns:
        For each token the names of the features that hold. Features look at most a few tokens away or carry over the
        last and next cue of the sentence, so the time is linear.
    """
    count = len(tokens)
    words = [text[a:b] for a, b in tokens]
    lower = [w.lower().replace("’", "'") for w in words]
    folded = ["0" if w[0].isdigit() else w for w in lower]
    shapes = [_shape(w) for w in words]
    kinds = [cue_class(w) for w in lower]
    starts = [s.start for s in quoted]
    inside: list[str] = []
    for a, b in tokens:
        k = bisect_right(starts, a) - 1
        inside.append("Q" if k >= 0 and b <= quoted[k].end else "q")
    sentence, number = [], 0
    for i in range(count):
        sentence.append(number)
        if words[i] in _STOPS and inside[i] == "q":
            number += 1
        elif inside[i] == "Q" and i + 2 < count and words[i] in _STOPS and shapes[i + 2][0] in "A.“":
            number += inside[i + 1] == "q" and shapes[i + 2] != "a"
    following: list[tuple[str, int]] = [("", 0)] * count
    nearest = ("", 0, -1)
    for i in range(count - 1, -1, -1):
        following[i] = nearest[:2] if nearest[2] == sentence[i] else ("", 0)
        if kinds[i] in ("s", "p") and inside[i] == "q":
            nearest = (folded[i], i, sentence[i])
    quote_in = {sentence[i] for i in range(count) if inside[i] == "Q"}
    verb_in = {sentence[i] for i in range(count) if kinds[i] == "s" and inside[i] == "q"}
    paragraph = f"{int(bool(quoted))}{int(bool(verb_in))}"

    found: list[list[str]] = []
    last, last_at, that = "", -1, ""
    for i in range(count):
        if i and sentence[i] != sentence[i - 1]:
            last, that = "", ""
        word, shape, kind, quote = folded[i], shapes[i], kinds[i], inside[i]
        before, after = (folded[i - 1] if i else "<"), (folded[i + 1] if i + 1 < count else ">")
        row = [
            "w=" + word,
            "w=" + word + quote,
            "-1=" + before,
            "+1=" + after,
            "-2=" + (folded[i - 2] if i > 1 else "<"),
            "+2=" + (folded[i + 2] if i + 2 < count else ">"),
            "-1w=" + before + "|" + word,
            "w+1=" + word + "|" + after,
            "e=" + word[-3:],
            "s=" + shape + quote,
            "-s=" + (shapes[i - 1] if i else "<") + shape,
            "+s=" + shape + (shapes[i + 1] if i + 1 < count else ">"),
            "q=" + (inside[i - 1] if i else "-") + quote + (inside[i + 1] if i + 1 < count else "-"),
            "k=" + (kinds[i - 1] if i else "") + "," + kind + "," + (kinds[i + 1] if i + 1 < count else "") + quote,
            "h=" + quote + ("1" if sentence[i] in quote_in else "0") + ("1" if sentence[i] in verb_in else "0"),
            "p=" + paragraph + quote,
        ]
        if word in _PRONOUNS:
            row.append("pro" + quote)
        if last:
            distance = min(_MAX_DISTANCE, i - last_at)
            row += ["l=" + last, f"ld={distance}", f"l|t={last}{that}{quote}", f"lt={that}{quote}{distance}"]
        else:
            row.append("l0" + quote)
        upcoming, at = following[i]
        if upcoming:
            row += ["n=" + upcoming, f"nd={min(_MAX_DISTANCE, at - i)}", f"n|l={upcoming}{int(bool(last))}{shape}"]
        else:
            row.append("n0" + quote)
        if i == 0 or sentence[i] != sentence[i - 1]:
            row.append("first" + ("p" if i == 0 else "") + quote)
        if i + 1 == count or sentence[i + 1] != sentence[i]:
            row.append("last" + quote)
        found.append(row)
        if word == "that":
            that = "t"
        elif kind in ("s", "p") and quote == "q":
            last, last_at, that = word, i, ""
    return found
