"""Where sentences begin and end.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis, with the closing quotation marks and
brackets behind it, when white space and something that can begin a sentence follow, and at every empty line. A stop
behind an abbreviation ("Sen.", "Feb.", "U.S.", "J.") ends one only where what follows makes that likely. Chinese and
Japanese stops end a sentence without white space. A quotation that ends in a question mark goes on when the words
behind it are in lower case or are its attribution ("Why?" he asked).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from newsreader.article import Span
from newsreader.patterns import lazy_pattern

_BREAK = lazy_pattern(
    r"""
    (?=[.!?…‽。！？｡\n])(?:
        (?<![.!?…‽])(?P<stop>[.!?…‽]++)(?P<close>["'”’»›)\]]*+)(?=\s|$)
      | (?P<wide>[。！？｡]+[」』”’）)]*)
      | (?P<empty>\n[^\S\n]*\n)
    )
    """,
    re.VERBOSE,
)
"""What may end a sentence. Looking first at the characters that can is several times as fast."""

_TITLES = frozenset(
    """mr mrs ms mx dr prof sen rep gov gen lt col maj sgt cpl capt cmdr adm brig pres rev hon sr st fr msgr supt insp
    det amb sec messrs mme mlle hr vs v fig no nos art vol pp ed eds approx dept univ mt ft""".split()
)
_MONTHS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
_MAYBE_LAST = frozenset(
    """inc corp co ltd llc bros jr esq etc al cf ca e.g i.e u.s u.k u.n e.u u.s.a d.c p.m a.m ph.d b.a m.a r.i.p
    ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn
    tex va vt wash wis wyo ont que n.y n.j n.c s.c n.h n.m r.i w.va""".split()
)
_STARTERS = frozenset(
    """the a an he she it they we i you this that these those there here in on at but and so for if when while after
    before as by with from his her its their our my one some many most all no not now then yet also however meanwhile
    still asked what who why how where""".split()
)
_WORD_BEFORE = lazy_pattern(r"[\w.’'&-]*\w$")
_WORD_AFTER = lazy_pattern(r"[\s\"'“‘«‹(\[]*([\w’'-]*)")
_OPENERS = "\"'“‘«‹([¿¡—–-"


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Split a stretch of a text into sentences.

    Args:
        text: The text.
        start: First code point of the stretch.
        end: One past its last code point; the end of the text if not given.

    Returns:
        The sentences in order, without the white space around them, as spans of ``text``. Every code point of the
        stretch that is not white space lies in exactly one of them.
    """
    return list(_sentences(text, start, len(text) if end is None else end))


def sentence_at(text: str, offset: int, start: int = 0, end: int | None = None) -> Span | None:
    """Find the sentence of a stretch that holds an offset, or the last one before it.

    Returns:
        The sentence, or None if the stretch holds none at or before the offset and none after it.
    """
    chosen: Span | None = None
    for span in _sentences(text, start, len(text) if end is None else end):
        if span.start > offset and chosen is not None:
            break
        chosen = span
        if offset < span.end:
            break
    return chosen


def _sentences(text: str, start: int, stop: int) -> Iterator[Span]:
    begin = start
    ends = (
        match.end() for match in _BREAK.finditer(text, start, stop) if match["stop"] is None or _ends(text, match, stop)
    )
    for end in chain(ends, (stop,)):
        first, last = begin, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if first < last:
            yield Span(first, last)
        begin = end


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    """Whether the stop that was found ends its sentence."""
    after = match.end()
    following = _WORD_AFTER.match(text, after, min(limit, after + 60))
    word = following[1] if following else ""
    rest = text[after : after + 60].lstrip()
    if not rest or after >= limit:
        return True
    starts_low = word[:1].islower()
    if match["stop"] != ".":
        return not starts_low
    if match["close"]:
        return not starts_low
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    last = before[0].lstrip(".’'").lower() if before else ""
    bare = last.rpartition("-")[2]
    if bare in _TITLES and not (bare in ("no", "fig", "art", "ed") and not rest[:1].isdigit()):
        return False
    if bare in _MONTHS:
        return not rest[:1].isdigit() and not starts_low and word.lower() in _STARTERS
    if len(bare) == 1 and bare.isalpha() and before is not None and before[0][-1].isupper():
        return word.lower() in _STARTERS and word != "I"
    if bare in _MAYBE_LAST or re.fullmatch(r"(?:\w\.)+\w", bare):
        return word.lower() in _STARTERS and not starts_low
    if starts_low:
        return False
    return bool(word) or rest[0] in _OPENERS or not rest[0].isalnum()
