"""Whether a text is English, the one language in which speakers are looked for."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """the of and to that is was for with on his her he she it as by from at be have has had not are this but they which
    were their said will would who been""".split()
)
_LOOKED_AT = 6000
_SHARE = 0.1
_SHORT = 12


def is_english(text: str) -> bool:
    """Whether a text is English, judged by the share of its commonest words in the first 6,000 code points.

    English news stands near 0.3, other languages of Europe below 0.05. A text of fewer than 12 words passes if
    it is written in unaccented Latin letters.
    """
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    if len(words) < _SHORT:
        return text[:_LOOKED_AT].translate(_MARKS).isascii()
    return sum(map(_COMMON.__contains__, words)) >= _SHARE * len(words)


_MARKS = {ord(c): None for c in "“”‘’–—…\u00a0«»„"}
