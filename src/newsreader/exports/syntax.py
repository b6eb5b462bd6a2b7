"""The languages that files of notes are written in: how they hide a marker, and where their front matter stands.

A marker is a line that the language does not show. Three kinds of it keep a file ours: one opens the block of a mark,
one closes it, and the record ends the file; see `newsreader.exports.blocks`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from newsreader.text.clean import clean_text

UNSEEN = "\u200b"
"""Zero width space: the escape character that the manual of Org names. Clean text never has one, so that it can be
taken out again."""

_DATA = r"([\w+/=]+)"
_GUARDED = re.compile(r"^([ \t]*(?:- )?)(\\*)(?=<!-- /?(?:mark|newsreader)\b)", re.MULTILINE)
_UNGUARDED = re.compile(r"^([ \t]*(?:- )?)\\(?=\\*<!-- /?(?:mark|newsreader)\b)", re.MULTILINE)
_GUARDED_ORG = re.compile(r"^(?=# (?:/?mark|newsreader)\b)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Syntax:
    """One language of files.

    Attributes:
        name: As templates name it.
        ending: Of the file's name.
        before: What begins a line that is not shown.
        after: What ends one.
        bullet: What stands before the marker that opens a block, and before the record.
        indent: What every line of a block begins with.
        fence: The line that begins and ends the front matter; empty where it is the first lines of the file.
        key: Matches a line of the front matter that begins a key, which is group 1.
        entry: How a line of the front matter is written, given key and value.
    """

    name: str
    ending: str
    before: str
    after: str
    bullet: str
    indent: str
    fence: str
    key: re.Pattern[str]
    entry: str

    def opening(self, mark_id: str) -> str:
        """The line that opens the block of a mark."""
        return f"{self.bullet}{self.before}mark {named(mark_id)}{self.after}"

    def closing(self, data: str) -> str:
        """The line that closes a block."""
        return f"{self.indent}{self.before}/mark {data}{self.after}"

    def record(self, data: str) -> str:
        """The line that ends a file."""
        return f"{self.bullet}{self.before}newsreader {data}{self.after}"

    def opened(self, line: str) -> str | None:
        """The id of the mark whose block a line opens; None if it opens none."""
        found = self._marker(line, r"mark (\S+)")
        return unquote(found) if found is not None else None

    def closed(self, line: str) -> str | None:
        """The data of a line that closes a block; None if it is no such line."""
        return self._marker(line, f"/mark {_DATA}")

    def recorded(self, line: str) -> str | None:
        """The data of a line that ends a file; None if it is no such line."""
        return self._marker(line, f"newsreader {_DATA}")

    def _marker(self, line: str, pattern: str) -> str | None:
        if self.before not in line:
            return None
        if self.bullet:  # An outliner indents anew whatever it saves.
            line = line.strip().removeprefix(self.bullet)
        found = re.fullmatch(f"{re.escape(self.before)}{pattern}{re.escape(self.after)}", line)
        return found[1] if found else None

    def indented(self, body: str) -> str:
        """The body of a block as it stands in the file."""
        return "\n".join(self.indent + line if line else line for line in body.split("\n")) if self.indent else body

    def dedented(self, body: str) -> str:
        """The body of a block, taken from a file."""
        if not self.indent:
            return body
        return "\n".join(
            line.removeprefix(self.indent) if line.startswith(self.indent) else line.removeprefix("\t")
            for line in body.split("\n")
        )

    def guarded(self, text: str) -> str:
        """Text with every line disarmed that could be taken for a marker."""
        if self is ORG:
            return _GUARDED_ORG.sub(UNSEEN, text)
        return _GUARDED.sub(r"\1\2\\", text)

    def unguarded(self, text: str) -> str:
        """Text as it was before `guarded` and the escapes of this language."""
        return text.replace(UNSEEN, "") if self is ORG else _UNGUARDED.sub(r"\1", text)

    def split_front(self, text: str) -> tuple[int, int] | None:
        """The lines of a file's front matter, fences left out, as a half-open range; None if it has none."""
        lines = text.split("\n")
        if not self.fence:
            end = next((n for n, line in enumerate(lines) if not self.key.match(line)), len(lines))
            return (0, end) if end else None
        if lines[0].rstrip() != self.fence:
            return None
        end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in (self.fence, "...")), 0)
        return (1, end) if end else None

    def entries(self, lines: list[str]) -> list[tuple[str, str]]:
        """Lines of front matter by key; what belongs to no key goes with the one before, or has an empty one."""
        entries: list[tuple[str, str]] = []
        for line in lines:
            key = self.key.match(line)
            if key or not entries:
                entries.append((key[1].strip() if key else "", line))
            else:
                entries[-1] = (entries[-1][0], f"{entries[-1][1]}\n{line}")
        return entries

    def same_entry(self, one: str, other: str) -> bool:
        """Whether two entries say the same: programs that edit front matter quote and wrap it in their own way."""
        if one == other or not self.fence:
            return one == other
        import yaml

        try:
            mine, theirs = (yaml.load(entry, yaml.BaseLoader) for entry in (one, other))  # texts alone, no objects
            return bool(mine == theirs)
        except (yaml.YAMLError, ValueError, RecursionError):
            return False

    def id_of(self, text: str) -> str:
        """The id that the front matter of a file of ours holds; empty if the file is not ours."""
        text = text.removeprefix("\ufeff").replace("\r\n", "\n")
        front = self.split_front(text)
        if front is None:
            return ""
        own = re.compile(self.entry.format(ID_KEY, "").rstrip() + r" *[\"']?([\w.~%-]+)[\"']? *")
        lines = (own.fullmatch(line) for line in text.split("\n")[front[0] : front[1]])
        return next((unquote(found[1]) for found in lines if found), "")

    def id_line(self, name: str) -> str:
        """The line of the front matter that holds a file's id."""
        quoted = f'"{named(name)}"' if self.fence else named(name)
        return self.entry.format(ID_KEY, quoted).replace(r"\+", "+")


ID_KEY = "newsreader"
"""The key of the front matter under which a file's id stands."""

MARKDOWN = Syntax("markdown", ".md", "<!-- ", " -->", "", "", "---", re.compile(r"([^\s:#\-][^:]*):(?:\s|$)"), "{}: {}")
LOGSEQ = Syntax("logseq", ".md", "<!-- ", " -->", "- ", "  ", "", re.compile(r"([\w/-]+)::(?:\s|$)"), "{}:: {}")
ORG = Syntax("org", ".org", "# ", "", "", "", "", re.compile(r"#\+([\w-]+):(?:\s|$)"), r"#\+{}: {}")

SYNTAXES = {s.name: s for s in (MARKDOWN, LOGSEQ, ORG)}
"""The languages by name."""


def named(mark_id: str) -> str:
    """An id as it stands in a marker: one word that cannot end it."""
    return quote(mark_id, safe="", errors="replace").replace("--", "-%2D")


def clean_for_print(text: str) -> str:
    """Text without anything that a terminal could obey, and with the escapes of Org."""
    return UNSEEN.join(clean_text(piece) for piece in text.split(UNSEEN))
