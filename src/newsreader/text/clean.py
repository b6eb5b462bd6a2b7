"""Make text from outside safe to keep and to draw.

Text from outside may carry commands for the terminal (ECMA-48 control sequences, in their 7-bit form that begins with
ESC and their 8-bit form that begins with a C1 control), characters that reorder what is shown (Unicode bidirectional
overrides, the "Trojan Source" class) and characters that nobody sees. No widget library filters them for us, so
`clean_text` and `clean_line` take them out when text comes in, and `drawable` is the last gate before the screen.

All functions take time linear in the length of the text: no pattern here backtracks over more than one character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from newsreader.patterns import lazy_pattern

MAX_MARKS = 8
"""Combining marks kept on one base character; languages need at most four or five, "zalgo" text stacks thousands."""

REPLACEMENT = "\ufffd"

_LINE_ENDS = lazy_pattern("\r\n?|[\x0b\x0c\x85\u2028]|\u2029")
_SEQUENCE = lazy_pattern(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*(?P<final>[@-~]?)"  # CSI
    # OSC, DCS, SOS, PM, APC: a string up to its terminator. An unterminated one ends with its line, so that it cannot
    # swallow the article.
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x18\x1a\x1b\x9c\n]*(?:\x1b\\|[\x07\x18\x1a\x9c])?"
    r"|\x1b[ -/]*(?P<single>[0-~]?)"
)
_MOVES_CARET = frozenset("ABCDEFGHIJKLSTXZ`adefj")
_MOVES_CARET_SINGLE = frozenset("DEMc")

# Bytes of Windows-1252 read as Latin-1; the HTML standard maps the same ones. 0x85 is left to mean a line end.
_WINDOWS = {
    "\x80": "€",
    "\x82": "‚",
    "\x84": "„",
    "\x91": "‘",
    "\x92": "’",
    "\x93": "“",
    "\x94": "”",
    "\x95": "•",
    "\x96": "–",
    "\x97": "—",
    "\x99": "™",
}
_WINDOWS_READ_AS_LATIN = lazy_pattern("[" + "".join(_WINDOWS) + "]")

_SPACES = lazy_pattern("[\x08\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f]+")
_PLANE_ENDS = "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17))
_NEVER = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but newline and tab, DEL, C1
    "\u2028\u2029"
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\u200e\u061c"
    "\xad\u200b\u2060-\u2065\u206a-\u206f\ufeff"
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
    "\ud800-\udfff\ufdd0-\ufdef" + _PLANE_ENDS
)
_DROPPED = lazy_pattern(f"[{_NEVER}]")

# England, Scotland and Wales are the only flags spelt with tag characters; any other tag hides text.
_TAGGED_FLAGS = "|".join(
    "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f" for region in ("gbeng", "gbsct", "gbwls")
)
_TAGS = lazy_pattern(f"(?<=\U0001f3f4)((?:{_TAGGED_FLAGS}))|[\U000e0000-\U000e007f]")

_RTL = "\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_STRAY_RLM = lazy_pattern(f"(?<![{_RTL}])\u200f(?![{_RTL}])")

_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_SELECTOR_RUN = lazy_pattern(f"(?<=[{_SELECTORS}])[{_SELECTORS}]+")

# Joiners shape Arabic, Indic and the like, and build emoji; between Latin, Greek or Cyrillic letters they only hide.
_JOINED = "\u0590-\u1fff\u2190-\u2bff\u2d80-\ufe0f\U00010000-\U0001ffff"

# Nine in a row outside Latin, punctuation, symbols and CJK: only such a run can be a stack of marks.
_MAYBE_STACK = lazy_pattern(
    "[^\x00-\u02ff\u2000-\u200b\u2010-\u20cf\u2100-\u2cee\u2e00-\u3028\u3030-\u9fff\uac00-\ud7a3]{9}"
)

_PLAIN_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_TYPOGRAPHY = frozenset(map(chr, (*range(0xA1, 0xAD), *range(0xAE, 0x250), *range(0x2010, 0x2028))))
_SUSPECT = lazy_pattern(f"[{_NEVER}\xa0\u1680\u2000-\u200f\u202f\u205f{_SELECTORS}\U000e0000-\U000e007f]")


def clean_text(s: str) -> str:
    r"""What a body may contain.

    Control sequences, controls other than newline and tab, bidirectional overrides, invisible characters, lone
    surrogates and noncharacters are taken out. Every line end becomes ``\n`` (U+2029 becomes two) and every kind of
    space but the ideographic one an ordinary space; where a sequence would have moved the caret a space remains, so
    words are never glued together. Joiners stay where they shape letters or emoji, right-to-left marks beside
    right-to-left letters, and at most `MAX_MARKS` combining marks on a character.

    Returns:
        The clean text; cleaning it again changes nothing.
    """
    return _clean(s, keep_rlm=True)


def clean_line(s: str) -> str:
    """What a title, a name, a file name or a message may contain: clean text on one line.

    White space is folded into single spaces and none is left at the ends; right-to-left marks go as well.

    Returns:
        The clean line; cleaning it again changes nothing.
    """
    return " ".join(_clean(s, keep_rlm=False).split())


def drawable(s: str) -> str:
    """Replace every unsafe code point by one visible one, so that offsets into the text stay true.

    Clean text is returned as it is. Controls become their Unicode control pictures, everything else that `clean_text`
    would take out becomes U+FFFD; newlines and tabs stay.

    Returns:
        A text of the same length in code points that contains nothing unsafe.
    """
    if not _is_suspect(s):
        return s
    s = _WINDOWS_READ_AS_LATIN.sub(lambda m: _WINDOWS[m[0]], s)
    s = _DROPPED.sub(lambda m: _picture(m[0]), s)
    s = _TAGS.sub(lambda m: m[1] or REPLACEMENT, s)
    s = _STRAY_RLM.sub(REPLACEMENT, s)
    s = _without_stray_joiners(s, REPLACEMENT)
    s = _SELECTOR_RUN.sub(_replaced, s)
    if _MAYBE_STACK.search(s):
        s = _stack().sub(lambda m: m[1] + REPLACEMENT * len(m[2]), s)
    return s


def _is_suspect(s: str) -> bool:
    """Whether a text may hold anything to take out.

    Printable ASCII is nearly all of most texts, and deleting bytes is thirty times faster than matching characters.
    Accented letters, dashes and quotation marks are most of the rest.
    """
    odd = s.encode("utf-8", "surrogatepass").translate(None, _PLAIN_ASCII).decode("utf-8", "surrogatepass")
    if _TYPOGRAPHY.issuperset(odd):
        return False
    return bool(_SUSPECT.search(odd)) or bool(_MAYBE_STACK.search(odd) and _MAYBE_STACK.search(s))


def _clean(s: str, *, keep_rlm: bool) -> str:
    s = s.replace("\xa0", " ")  # By far the most frequent, and this way a hundred times faster.
    if not _is_suspect(s):
        return s
    s = _LINE_ENDS.sub(lambda m: "\n\n" if m[0] == "\u2029" else "\n", s)
    # Nothing that is taken out reaches over the end of a line.
    return "\n".join(_clean_one(line, keep_rlm=keep_rlm) if _is_suspect(line) else line for line in s.split("\n"))


def _clean_one(s: str, *, keep_rlm: bool) -> str:
    s = _SEQUENCE.sub(_gap, s)
    s = _WINDOWS_READ_AS_LATIN.sub(lambda m: _WINDOWS[m[0]], s)
    s = _SPACES.sub(lambda m: " " * (1 if "\x08" in m[0] else len(m[0])), s)
    s = _DROPPED.sub("", s)
    s = _TAGS.sub(lambda m: m[1] or "", s)
    s = _STRAY_RLM.sub("", s) if keep_rlm else s.replace("\u200f", "")
    s = _without_stray_joiners(s, "")
    s = _SELECTOR_RUN.sub("", s)
    if _MAYBE_STACK.search(s):
        s = _stack().sub(lambda m: m[1].rstrip("\u200c\u200d\u200f"), s)
    return s


def _gap(match: re.Match[str]) -> str:
    moves = match["final"] in _MOVES_CARET if match["final"] else match["single"] in _MOVES_CARET_SINGLE
    return " " if moves else ""


def _picture(control: str) -> str:
    code = ord(control)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\u2424" if control in "\x85\u2028\u2029" else REPLACEMENT


def _replaced(match: re.Match[str]) -> str:
    return REPLACEMENT * len(match[0])


def _without_stray_joiners(s: str, replacement: str) -> str:
    return _stray_joiner().sub(replacement, s) if "\u200c" in s or "\u200d" in s else s


@cache
def _stray_joiner() -> re.Pattern[str]:
    """A joiner that joins nothing; made when first needed, as making it takes milliseconds and few texts have any."""
    return re.compile(f"(?<![{_JOINED}])[\u200c\u200d]|(?<![\u0900-\u0dff])[\u200c\u200d](?![{_JOINED}])")


@cache
def _stack() -> re.Pattern[str]:
    """More than `MAX_MARKS` marks in a row; joiners count, as they could otherwise hold stacks together.

    Unicode has marks in its first two planes and, as selectors, in plane 14; the table is made when first needed.
    """
    ranges: list[str] = []
    start = None
    for code in range(0x300, 0x20000):
        mark = unicodedata.category(chr(code)) in ("Mn", "Me", "Mc") or code in (0x200C, 0x200D, 0x200F)
        if mark and start is None:
            start = code
        elif not mark and start is not None:
            ranges.append(f"{chr(start)}-{chr(code - 1)}")
            start = None
    marks = "[" + "".join(ranges) + "\U000e0100-\U000e01ef]"
    return re.compile(f"({marks}{{{MAX_MARKS}}})({marks}+)")
