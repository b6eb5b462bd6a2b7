"""Nouns that name what somebody does: "adviser", "spokeswoman", "the mayor"."""

from __future__ import annotations

import re

from newsreader.analysis.lexicons import ROLES, TITLES

_ROLE_HEADS = ROLES | {title.lower() for title in TITLES}
_MAN = re.compile(r"(?:man|boy|father|brother|son|husband|king|actor|waiter|uncle|nephew|grandfather|businessman)$")
_WOMAN = re.compile(r"(?:woman|girl|mother|sister|daughter|wife|queen|actress|waitress|aunt|niece|grandmother|widow)$")
_SYNONYMS = {
    "advisor": "adviser",
    "spokesman": "spokesperson",
    "spokeswoman": "spokesperson",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "congressman": "representative",
    "congresswoman": "representative",
    "rep": "representative",
    "sen": "senator",
    "gov": "governor",
    "pres": "president",
    "attorney": "lawyer",
    "boss": "chief",
    "professor": "professor",
}


def role_key(word: str) -> str:
    """One key for the spellings and genders of a role: "spokeswoman" and "spokesperson" are one."""
    low = word.lower().rstrip(".")
    return _SYNONYMS.get(low, low)


def is_role(word: str) -> bool:
    """Whether a word names what somebody does."""
    low = word.lower().rstrip(".")
    return low in _ROLE_HEADS or low in _SYNONYMS


def role_gender(word: str) -> str:
    """The gender that a role noun gives away: "m", "f" or nothing."""
    low = word.lower()
    return "f" if _WOMAN.search(low) else "m" if _MAN.search(low) else ""
