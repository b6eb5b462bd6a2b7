"""Pairs of quotation marks, paragraph by paragraph.

Words used here:

* **paragraph**: a line of the text that is not blank, see `paragraph_spans`.
* **stretch**: what stands between an opening mark and its closing mark in one paragraph, without the marks. A quotation
  that runs over several paragraphs gives one stretch in each.

Newspapers open every paragraph of a long quotation anew and close only the last; some open once and close three
paragraphs later; marks are mistyped (an opening one at the end), or one is missing. None of that raises, and each
paragraph is read once, so time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from newsreader.article import Span

_CLOSERS = {
    "“": ("”", '"', "“", "’’"),
    "‟": ("”", '"', "“"),
    "”": ("”", '"'),
    '"': ('"', "”"),
    "＂": ("＂",),
    "„": ("“", "”", '"', "‟"),
    "«": ("»",),
    "»": ("«",),
    "「": ("」",),
    "『": ("』",),
    "``": ("''",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
}
_SINGLE = frozenset("‘‚'")
_DOUBLE = re.compile("[“”„‟\"＂«»「」『』]|``|''|’’")
_ANY = re.compile("[“”„‟\"＂«»「」『』]|``|''|’’|[‘’‚']")
_SINGLE_MARK = re.compile("[’'‘]")
_ELISION = re.compile(r"(?:em|til|tis|twas|cause|round|bout|neath|n|tween|s|d|ll|ve|re|m|t)\b|\d\ds?\b", re.IGNORECASE)
_DOTS = re.compile(r"\.(?: ?\.|[@\w])")
_OPENS_AFTER = frozenset("([{<—–-/:,;.…*_“‘„«>\u200b")
_WRAP_MIN, _WRAP_MAX = 30, 100
_SINGLE_REACH = 3000
_PARAGRAPHS_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words between two quotation marks within one paragraph.

    Attributes:
        start: First code point behind the opening mark; the paragraph's first one where it was opened before.
        end: The closing mark, or the end of the paragraph.
        paragraph: Number of its paragraph in `paragraph_spans`.
        closed: Whether a closing mark stands at its end.
        continues: Whether it carries on a quotation that the paragraph before left open.
    """

    start: int
    end: int
    paragraph: int
    closed: bool
    continues: bool


def paragraph_spans(text: str) -> list[Span]:
    """The paragraphs of a text in order, without the white space around them.

    Every line is one, unless lines that no blank line divides are all about as long as a line of print and half of
    them go on in lower case: then they were wrapped and are one paragraph.
    """
    found: list[Span] = []
    for block in re.finditer(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*", text):
        lines = [Span(*line.span()) for line in re.finditer(r"\S(?:[^\n]*\S)?", block[0])]
        offset = block.start()
        if _wrapped(block[0], lines):
            lines = [Span(lines[0].start, lines[-1].end)]
        found.extend(Span(offset + line.start, offset + line.end) for line in lines)
    return found


def _wrapped(block: str, lines: list[Span]) -> bool:
    if len(lines) < 2 or not all(_WRAP_MIN <= line.end - line.start <= _WRAP_MAX for line in lines[:-1]):
        return False
    return 2 * sum(block[line.start].islower() for line in lines[1:]) >= len(lines) - 1


def stretches(text: str, paragraphs: list[Span]) -> list[Stretch]:
    """Find what stands between quotation marks.

    Single marks count outside double ones only in a text that quotes with them, the British way; elsewhere they are
    apostrophes, headlines and quotations within quotations. Two straight single marks are neither: old archives write
    double marks so, and what stands between single ones there is a quotation within another.

    Args:
        text: The text.
        paragraphs: Its paragraphs, from `paragraph_spans`.

    Returns:
        The stretches in order of the text, none overlapping, none empty.
    """
    double = _Scan(text, paragraphs, singles=False).run()
    if not any(mark in text for mark in _SINGLE) or text.count("''") > 1:
        return double
    both = _Scan(text, paragraphs, singles=True).run()
    starts = {stretch.start for stretch in double}
    single = [s for s in both if s.start not in starts and text[s.start - 1 : s.start] in _SINGLE]
    return both if sum(map(_weight, single)) > sum(map(_weight, double)) else double


def _weight(stretch: Stretch) -> int:
    return min(stretch.end - stretch.start, 200)


class _Scan:
    def __init__(self, text: str, paragraphs: list[Span], *, singles: bool) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.singles = singles
        self.found: list[Stretch] = []
        self._barren = 0
        self.marks = [m.start() for m in _DOUBLE.finditer(text)]

    def run(self) -> list[Stretch]:
        carried = ""
        for number, paragraph in enumerate(self.paragraphs):
            carried = self._paragraph(number, paragraph, carried)
        return self.found

    def _paragraph(self, number: int, paragraph: Span, carried: str) -> str:
        """Scan one paragraph; returns the mark that is left open for the next one, or nothing."""
        text, position = self.text, paragraph.start
        opener, start, continues = "", paragraph.start, False
        if carried:
            lead = 1 if text[position] in "“”\"„‟«»‘'" else 0
            opener, continues, start, position = carried, True, position + lead, position + lead
        depth = 0
        while match := _ANY.search(text, position, paragraph.end):
            at, mark, position = match.start(), match[0], match.end()
            if not opener:
                if self._opens(mark, at, paragraph):
                    opener, start, depth = mark, position, 0
                    if mark in _SINGLE:
                        end = self._single_end(mark, at, paragraph)
                        if end is None:
                            opener = ""
                        elif end < paragraph.end:
                            self._add(number, start, end, closed=True, continues=False)
                            opener, position = "", end + 1
                        else:
                            position = paragraph.end
                continue
            if opener in _SINGLE:
                if self._closes_single(at, paragraph) and mark in _CLOSERS[opener]:
                    self._add(number, start, at, closed=True, continues=continues)
                    opener, continues = "", False
                continue
            if mark in _SINGLE or (mark in ("’", "’’", "''") and mark not in _CLOSERS[opener]):
                continue
            if self._nests(opener, mark, at, paragraph):
                if self._balanced(at, number):
                    depth += 1
                else:
                    self._add(number, start, at, closed=False, continues=continues)
                    opener, start, continues, depth = mark, position, False, 0
                continue
            if mark in _CLOSERS[opener]:
                if depth:
                    depth -= 1
                    continue
                self._add(number, start, at, closed=True, continues=continues)
                opener, continues = "", False
        if not opener:
            return ""
        self._add(number, start, paragraph.end, closed=False, continues=continues)
        return opener if self._goes_on(opener, number) else ""

    def _add(self, number: int, start: int, end: int, *, closed: bool, continues: bool) -> None:
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            self.found.append(Stretch(start, end, number, closed, continues))

    def _opens(self, mark: str, at: int, paragraph: Span) -> bool:
        """Whether a mark outside any quotation opens one."""
        text = self.text
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + len(mark)] if at + len(mark) < paragraph.end else " "
        free = before.isspace() or before in _OPENS_AFTER
        if mark in "「『":
            return True
        if mark in "“„‟«":
            return free or not after.isspace()
        if mark in "」』":
            return False
        if mark in _SINGLE:
            if not self.singles:
                return False
            return (
                free
                and before not in "…"
                and (after.isalnum() or after in '…[$£€“"')
                and not _ELISION.match(text, at + 1, paragraph.end)
            )
        if mark in ("’", "’’", "''"):
            return False
        if before.isspace() and at > paragraph.start and after.isspace():
            return False
        if before in ",:" and after.isspace():
            return self._slipped(at, paragraph)
        if after == ".":
            return free and _DOTS.match(text, at + len(mark)) is not None
        return free and not after.isspace() and after not in ",;:!?)"

    def _slipped(self, at: int, paragraph: Span) -> bool:
        """Whether an opening mark slipped in front of its space (``said," For example, it rains".``)."""
        if not self.text[at + 2 : at + 3].isupper():
            return False
        following = bisect_left(self.marks, at + 1)
        where = self.marks[following] if following < len(self.marks) else paragraph.end
        return where < paragraph.end and self._looks_closing(where, paragraph)

    def _nests(self, opener: str, mark: str, at: int, paragraph: Span) -> bool:
        """Whether a mark inside a quotation opens another one rather than closing it."""
        text = self.text
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if mark in ("“", '"') and opener in ("“", '"', "”"):
            return (before.isspace() or before in "([—") and (after.isalnum() or after in "[…$‘'")
        return mark == opener and mark in "„«「『"

    def _balanced(self, at: int, number: int) -> bool:
        """Whether the marks behind close one quotation within another."""
        text, paragraph = self.text, self.paragraphs[number]
        low = bisect_left(self.marks, at + 1)
        closing = 0
        for where in self.marks[low : low + 2]:
            if where >= paragraph.end or not self._looks_closing(where, paragraph):
                break
            closing += 1
        if closing == 1 and number + 1 < len(self.paragraphs):
            return text[self.paragraphs[number + 1].start] in ("“", '"')
        return closing == 2

    def _looks_closing(self, at: int, paragraph: Span) -> bool:
        after = self.text[at + 1] if at + 1 < paragraph.end else " "
        return self.text[at] not in "„«" and not self.text[at - 1].isspace() and not after.isalnum()

    def _closes_single(self, at: int, paragraph: Span) -> bool:
        after = self.text[at + 1] if at + 1 < paragraph.end else " "
        return not after.isalnum() and not self.text[at - 1].isspace()

    def _single_end(self, mark: str, at: int, paragraph: Span) -> int | None:
        """Where a quotation in single marks ends; the end of the paragraph if the next one reopens it, else None."""
        text, second = self.text, None
        begin, limit = max(at + 1, self._barren), min(paragraph.end, at + _SINGLE_REACH)
        for match in _SINGLE_MARK.finditer(text, begin, limit):
            where = match.start()
            if match[0] not in _CLOSERS[mark]:
                if text[where - 1].isspace() and second is not None:
                    break
                continue
            if not self._closes_single(where, paragraph):
                continue
            possessive = text[where - 1] in "sz" and text[where + 1 : where + 2] == " "
            if not possessive or text[where + 2 : where + 3].isupper():
                return where
            second = where if second is None else second
        if second is not None:
            return second
        self._barren = max(limit, self._barren)
        number = bisect_left(self.paragraphs, paragraph)
        following = self.paragraphs[number + 1 : number + 2]
        if following and text[following[0].start] == mark and at == paragraph.start:
            return paragraph.end
        return None

    def _goes_on(self, opener: str, number: int) -> bool:
        """Whether a quotation that a paragraph leaves open carries on in the next."""
        following = self.paragraphs[number + 1 : number + 1 + _PARAGRAPHS_AHEAD]
        if not following:
            return False
        first = self.text[following[0].start]
        if first == opener or (first in '“"”' and opener in '“"”'):
            return True
        if opener in _SINGLE:
            return False
        index = bisect_left(self.marks, following[0].start)
        if index >= len(self.marks) or self.marks[index] >= following[-1].end:
            return False
        where = self.marks[index]
        mark = self.text[where]
        if mark not in _CLOSERS[opener] or (mark == "“" and opener != "„"):
            return False
        return self._looks_closing(where, Span(0, len(self.text)))
