"""The reader's own dictionary: names, what they are, and other words for them. It wins over everything else.

It is a TOML file of entries:

    [[name]]
    name = "Harbour Watch"
    kind = "org"
    aliases = ["the Watch", "HW"]

``kind`` is person, org, place, event or misc, or ``none`` for words that are no name at all. Words count in the case in
which they are written, as whole words, the longest first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsreader.analysis.model import EntityLabel
from newsreader.analysis.tokens import folded, line_tokens, token_spans
from newsreader.article import Span
from newsreader.errors import NewsreaderError

_KINDS: dict[str, EntityLabel | None] = {
    label.value.lower(): label
    for label in (EntityLabel.PERSON, EntityLabel.ORG, EntityLabel.PLACE, EntityLabel.EVENT, EntityLabel.MISC)
}
_KINDS["none"] = None
_FIELDS = frozenset({"name", "kind", "aliases"})


class DictionaryError(NewsreaderError):
    """A dictionary file that cannot be used; the message names the file, the entry, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the dictionary.

    Attributes:
        name: The name under which all mentions are shown.
        label: What it is; None for words that are no name.
        aliases: Other words for it.
    """

    name: str
    label: EntityLabel | None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Entries, found in a text by their words.

    Attributes:
        entries: The entries; of two with the same words the later one counts.
    """

    entries: tuple[Entry, ...] = ()
    _by_first: Mapping[str, Mapping[tuple[str, ...], Entry]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the entries by their first word."""
        by_first: dict[str, dict[tuple[str, ...], Entry]] = {}
        for entry in self.entries:
            for name in (entry.name, *entry.aliases):
                words = _words(name)
                if words:
                    by_first.setdefault(words[0], {})[words] = entry
        object.__setattr__(self, "_by_first", by_first)

    def find(self, text: str) -> list[tuple[Span, Entry]]:
        """Where the entries stand in a text, in order, without overlaps."""
        found: list[tuple[Span, Entry]] = []
        if not self._by_first:
            return found
        plain = folded(text)
        for line in line_tokens(plain):
            words = [plain[start:end] for start, end in line]
            position = 0
            while position < len(words):
                names = self._by_first.get(words[position], {})
                length = max((len(n) for n in names if tuple(words[position : position + len(n)]) == n), default=0)
                if length:
                    span = Span(line[position].start, line[position + length - 1].end)
                    found.append((span, names[tuple(words[position : position + length])]))
                position += length or 1
        return found


def load_dictionary(path: Path) -> Dictionary:
    """Read a dictionary file; a file that is not there is an empty dictionary.

    Raises:
        DictionaryError: If the file is not TOML, or an entry lacks a name, or has an unknown kind or field.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Dictionary()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DictionaryError(f"{path}: the dictionary cannot be read: {error}") from error
    entries = data.pop("name", [])
    if data or not isinstance(entries, list):
        raise DictionaryError(f"{path}: the dictionary holds [[name]] entries and nothing else")
    return Dictionary(tuple(_entry(path, number, item) for number, item in enumerate(entries, 1)))


def _entry(path: Path, number: int, item: Any) -> Entry:
    where = f"{path}: entry {number}"
    if not isinstance(item, dict) or not isinstance(item.get("name"), str) or not _words(item["name"]):
        raise DictionaryError(f'{where} needs a name, such as name = "Harbour Watch"')
    if unknown := sorted(set(item) - _FIELDS):
        raise DictionaryError(f"{where} has an unknown field {unknown[0]!r}; known are name, kind and aliases")
    kind = item.get("kind", "misc")
    if not isinstance(kind, str) or kind.lower() not in _KINDS:
        raise DictionaryError(f"{where} has an unknown kind {kind!r}; known are {', '.join(_KINDS)}")
    aliases = item.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(a, str) for a in aliases):
        raise DictionaryError(f'{where} needs aliases as a list of words, such as ["HW"]')
    return Entry(" ".join(item["name"].split()), _KINDS[kind.lower()], _unique(aliases))


def _unique(aliases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(a.split()) for a in aliases))


def _words(name: str) -> tuple[str, ...]:
    plain = folded(name)
    return tuple(plain[start:end] for start, end in token_spans(plain))
