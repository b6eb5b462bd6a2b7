"""What the words around a name say of its kind: the Kremlin that says and the one that is visited, a town and its club.

What a sequence model takes for a body is a place where the text mostly goes to, from or into it and it is known as one
or is plainly a room or a building; what it takes for a place is a body where it is a seat of power that mostly speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsreader.analysis.cues import is_saying
from newsreader.analysis.gazetteer import Gazetteer
from newsreader.analysis.model import EntityLabel
from newsreader.article import Span

SEATS = frozenset(
    (
        ("Kremlin",), ("White", "House"), ("Downing", "Street"), ("Whitehall",), ("Vatican",), ("Élysée",), ("Elysee",),
        ("Holyrood",), ("Stormont",), ("Quirinal",), ("Quai", "d’Orsay"), ("Foggy", "Bottom"), ("Blue", "House"),
    )
)  # fmt: skip
"""Buildings and streets in whose name those speak who govern there."""

_ROOMS = frozenset("Room Building Tower Theater Theatre Arena Stadium Hotel Palace Hall Ballroom".split())
_OWN_ROOMS = frozenset({("Oval", "Office"), ("Rose", "Garden"), ("West", "Wing"), ("East", "Wing")})
_AT = re.compile(r"\b(?:in|into|inside|to|from|at|near|outside|across|around|through|visited)\s+(?:the\s+)?$")
_SPEAKS = re.compile(r"(?:[’']s?)?(?:\s+(?:has|have|also|later|then|had))?\s+([\w-]+)")
_VOICES = frozenset("spokesman spokeswoman spokesperson officials official aides aide statement sources press".split())
_PLACE_NOUN = (
    r"(?:town|city|village|capital|suburb|port|province|region|district|island|county|municipality|settlement|hamlet"
    r"|neighbou?rhood|borough|republic|enclave|peninsula|territory|valley|river|lake|country|nation|resort)"
)
_BODY_NOUN = (
    r"(?:company|firm|bank|brokerage|insurer|retailer|manufacturer|maker|carrier|airline|start-?up|charity"
    r"|non-?profit|think tank|agency|newspaper|magazine|broadcaster|website|union|consultancy|organi[sz]ation"
    r"|foundation|watchdog|regulator|ministry|party|university|club|team|museum)"
)
_BEHIND = r"(?:,|\s\()\s?(?:the|an?|its|her|his|their|one of the|[A-Z][a-z]+[’']s)\s(?:[\w’'-]+\s){0,4}?"
_GOES_ON = (
    r"(?=[,.;:)]|\s(?:in|of|on|near|by|that|where|which|with|and|to|for|at|north|south|east|west|about|based|held|run"
    r"|\w+ed)\b)"
)
_IS_PLACE = re.compile(_BEHIND + _PLACE_NOUN + _GOES_ON)
_IS_BODY = re.compile(_BEHIND + _BODY_NOUN + _GOES_ON)
_IS_PERSON = re.compile(r",\s(?:aged\s)?[1-9]\d,|\s\([1-9]\d\)")
_PLACE_OF = re.compile(r"\b" + _PLACE_NOUN + r"\sof\s(?:the\s)?$")
# "Ann Lee of the trader Tarn Agro": of nouns that a person can be too, only where somebody is of it.
_BODY_OF = re.compile(
    r"[^\W\d_a-z][\w’'-]*,?\s(?:of|at|from|with)\sthe\s(?:[\w-]+\s){0,2}?(?:"
    + _BODY_NOUN
    + r"|trader|lender|builder|supplier|operator|producer|publisher)\s$"
)
_LONGEST_TOLD = 70
_LOOKED_BACK = 14
_LOOKED_AHEAD = 40


def told_kind(text: str, mention: Span) -> EntityLabel | None:
    """What the words right around a mention say that it is: "Sunde, the biggest town in the north", "Ann Lee, 34,".

    Returns:
        PERSON, ORG or PLACE, None where they say nothing.
    """
    # A comma or bracket begins what is told behind a name: a quick look spares most names the patterns.
    if text[mention.end : mention.end + 1] == "," or text[mention.end + 1 : mention.end + 2] == "(":
        end = mention.end + _LONGEST_TOLD
        if _IS_PERSON.match(text, mention.end, end):
            return EntityLabel.PERSON
        if _IS_PLACE.match(text, mention.end, end):
            return EntityLabel.PLACE
        if _IS_BODY.match(text, mention.end, end):
            return EntityLabel.ORG
    start = max(0, mention.start - _LONGEST_TOLD)
    if text.find(" the ", start, mention.start) >= 0 and _BODY_OF.search(text, start, mention.start):
        return EntityLabel.ORG
    start = max(0, mention.start - _LONGEST_TOLD // 2)
    told = text.find("of", start, mention.start) >= 0 and _PLACE_OF.search(text, start, mention.start)
    return EntityLabel.PLACE if told else None


def body_or_place(
    text: str, words: Sequence[str], mentions: Iterable[Span], label: EntityLabel, names: Gazetteer
) -> EntityLabel:
    """ORG or PLACE for a thing that the vote over its mentions made one of the two.

    Args:
        text: The text.
        words: Its longest name.
        mentions: Where it is mentioned.
        label: What the vote made it.
        names: The lists of names.
    """
    spans = list(mentions)
    if label is EntityLabel.PLACE:
        speaks = tuple(words) in SEATS and 2 * sum(_speaks(text, span) for span in spans) >= len(spans)
        return EntityLabel.ORG if speaks else label
    if tuple(words) in _OWN_ROOMS:
        return label if any(_speaks(text, span) for span in spans) else EntityLabel.PLACE
    name = " ".join(words)
    room = len(words) > 1 and words[-1] in _ROOMS
    if room or names.is_place(name) or name in names.town:
        inside = sum(_AT.search(text, max(0, span.start - _LOOKED_BACK), span.start) is not None for span in spans)
        if 2 * inside >= len(spans):
            return EntityLabel.PLACE
    return label


def _speaks(text: str, span: Span) -> bool:
    """Whether a verb of saying stands behind a name, or a word for those who speak for it."""
    behind = _SPEAKS.match(text, span.end, span.end + _LOOKED_AHEAD)
    word = behind[1].lower() if behind else ""
    return is_saying(word) or word in _VOICES
