"""What a block says, part by part, and how an edited block is taken apart again.

A template writes a block as parts: a quotation, a label with colour and tags, a note. The texts of all parts, as they
were written last, are the base of the merge. To take an edited block apart, its lines are aligned with those: equal
lines first, then lines that differ in colour and tags alone, then lines that begin with the sign of a part, such as
that of a quotation. What still has no place counts as note, so that no line is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Self

from newsreader.exports.syntax import UNSEEN
from newsreader.notes.annotation import Color

LABEL = "label"
"""The part that colour and tags are read back from."""

NOTE = "note"
"""The part that the note is read back from."""

_TAG = re.compile(r"#\[\[((?:\\.|[^\\\]])*)\]\]|#([^\s#\[\]]+)")
_COLORS = re.compile(r"\b(?:" + "|".join(c.value for c in Color) + r")\b")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a block in order.

    Attributes:
        pieces: Name and text of each; a text has no blank line at its ends.
        gap: What stands between two parts that are not empty.
    """

    pieces: tuple[tuple[str, str], ...]
    gap: str = "\n\n"

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, str]], gap: str = "\n\n") -> Self:
        """Keep texts as parts, without blank lines around them."""
        return cls(tuple((name, _trimmed(text)) for name, text in pieces), gap)

    @property
    def text(self) -> str:
        """The parts as they stand between the lines of a block."""
        return self.gap.join(text for _, text in self.pieces if text)

    def get(self, name: str) -> str:
        """The text of a part; empty if there is none of that name."""
        return dict(self.pieces).get(name, "")


def _trimmed(text: str) -> str:
    lines = text.split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    while lines and not lines[-1].strip():
        lines.pop()
    return "\n".join(lines)


def read_parts(body: str, base: Parts) -> Parts:
    """Take the body of a block apart, given the parts that were written into it last.

    Returns:
        Parts of the same names; every line of the body that is not blank is in one of them, in order.
    """
    if body == base.text:
        return base
    lines = body.split("\n")
    there = [n for n, line in enumerate(lines) if line.strip()]
    names = [name for name, _ in base.pieces]
    old = [(number, line) for number, (_, text) in enumerate(base.pieces) for line in text.split("\n") if line.strip()]
    new = [lines[n] for n in there]
    last = len(names) - 1
    places = _aligned(old, new, names.index(NOTE) if NOTE in names else last, last)
    pieces = []
    for number, name in enumerate(names):
        own = [there[n] for n, place in enumerate(places) if place == number]
        pieces.append((name, "\n".join(lines[own[0] : own[-1] + 1]) if own else ""))
    return Parts.of(pieces, base.gap)


def _aligned(old: list[tuple[int, str]], new: list[str], catch_all: int, last: int) -> list[int]:
    """The part of each new line, never falling; ``last`` is the last one there is."""
    places: list[int | None] = [None] * len(new)
    _match([(n, line) for n, line in old], list(enumerate(new)), places)
    frames = [(n, frame) for n, line in old if (frame := _frame(line))]
    for start, end, low, high in _open_runs(places, last):
        inside = [(n, _frame(new[n])) for n in range(start, end)]
        _match([(n, f) for n, f in frames if low <= n <= high], [(n, f) for n, f in inside if f], places)
    for start, end, low, high in _open_runs(places, last):
        signs = {n: _sign([line for m, line in old if m == n]) for n in range(low, high + 1)}
        for n in range(start, end):
            floor = next((p for p in reversed(places[:n]) if p is not None), low)
            fits = [p for p in range(max(low, floor), high + 1) if signs[p] and new[n].startswith(signs[p])]
            if fits and fits[0] != catch_all:
                places[n] = fits[0]
    for start, end, low, high in _open_runs(places, last):
        for n in range(start, end):
            places[n] = min(max(catch_all, low), high)
    done = [p if p is not None else catch_all for p in places]
    for n in range(1, len(done)):
        done[n] = max(done[n], done[n - 1])
    return done


def _match(old: list[tuple[int, str]], new: list[tuple[int, str]], places: list[int | None]) -> None:
    """Give new lines the parts of the old ones that they equal, in order."""
    matcher = SequenceMatcher(None, [line for _, line in old], [line for _, line in new], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            places[new[b + step][0]] = old[a + step][0]


def _open_runs(places: list[int | None], last: int) -> list[tuple[int, int, int, int]]:
    """Runs of lines without a part: where they begin and end, and the lowest and the highest part they may be of."""
    runs: list[tuple[int, int, int, int]] = []
    n = 0
    while n < len(places):
        if places[n] is not None:
            n += 1
            continue
        end = next((m for m in range(n, len(places)) if places[m] is not None), len(places))
        low = places[n - 1] if n else 0
        high = places[end] if end < len(places) else last
        runs.append((n, end, low or 0, last if high is None else high))
        n = end
    return runs


def _frame(line: str) -> str:
    """A line that names a colour, without which colour it is and without tags; empty if it names none."""
    bare = _TAG.sub("", line.replace(UNSEEN, ""))
    framed, count = _COLORS.subn("\0", bare)
    return " ".join(framed.split()) if count else ""


def _sign(lines: list[str]) -> str:
    """The sign that all lines of a part begin with, such as that of a quotation; empty if they do not."""
    firsts = {line[:1] for line in lines}
    sign = firsts.pop() if len(firsts) == 1 else ""
    return "" if sign.isalnum() or sign.isspace() else sign


def read_label(mine: str, base: str, color: Color, tags: tuple[str, ...]) -> tuple[Color, tuple[str, ...]]:
    """The colour and the tags that an edited label says, given what it said before.

    What changed is read off the difference, so that it does not matter how a template words a label: a colour is one
    that took the place of the old one, and tags are ``#tag`` or ``#[[a tag]]`` that came or went.
    """
    was, now = _COLORS.findall(base), _COLORS.findall(mine)
    come = [c for c in now if now.count(c) > was.count(c)]
    if color.value in was and now.count(color.value) < was.count(color.value) and len(set(come)) == 1:
        color = Color(come[0])
    before, after = _tags(base), _tags(mine)
    kept = tuple(t for t in tags if not ({t, dashed(t)} & set(before)) or {t, dashed(t)} & set(after))
    known = {spelling for t in tags for spelling in (t, dashed(t))}
    added = tuple(t for t in after if t not in before and t not in known)
    joined = tuple(dict.fromkeys((*kept, *added)))
    order = {t: n for n, t in enumerate(after)}
    last = len(order)
    return color, tuple(sorted(joined, key=lambda t: order.get(t, order.get(dashed(t), last))))


def _tags(text: str) -> tuple[str, ...]:
    found = _TAG.finditer(text.replace(UNSEEN, ""))
    return tuple(dict.fromkeys(re.sub(r"\\(.)", r"\1", m[1]) if m[1] is not None else m[2] for m in found))


def dashed(tag: str) -> str:
    """A tag for programs whose tags have no blanks: ``two-words``."""
    return re.sub(r"[^\w/-]+", "-", tag).strip("-")


def read_note(mine: str, base: str, written: str) -> str:
    """The note of an edited part, without what the template puts around it.

    Args:
        mine: The part as it stands.
        base: The part as it was written.
        written: The note as it stood in ``base``.
    """
    before, found, after = base.partition(written) if written else ("", "", "")
    if not found:
        return mine.strip()
    return mine.removeprefix(before).removesuffix(after).strip()
