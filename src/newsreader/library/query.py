"""The language of search queries.

    sanctions oil            both words, in any form of number and tense that English spells regularly
    "nuclear deal"           these words in this order
    negotiat*                words that begin so
    iran OR iraq  -football  one or the other; not that word. NOT and AND may be written too, and parentheses
    title:"oil price"        in one field: title, text, byline (author), site, category, person, said, tag, note
    after:2025-03-01         published on that day or later; before: is earlier, on: that day, month or year
    is:unread  is:read       what the reader has read; feed:name what a feed brought

A query that is not finished (an open quotation mark, a last OR) is read as far as it goes, because it is searched while
it is typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsreader.library.errors import QueryError

FIELDS = {
    "title": "title",
    "text": "text",
    "byline": "byline",
    "author": "byline",
    "site": "site",
    "category": "category",
    "person": "person",
    "said": "said",
    "tag": "tag",
    "note": "note",
}
"""Column of the index by the name that a query gives the field."""

FILTERS = ("after", "before", "on", "is", "feed")

_SHORTEST_INFLECTED = 3


@dataclass(frozen=True, slots=True)
class Words:
    """One or more words that follow one another.

    Attributes:
        words: As typed, without marks.
        field: The column, empty for all.
        prefix: Whether the last word may go on.
        exact: Whether it stood between quotation marks: no other forms.
        typed: Whether it is a prefix only because it may still be typed on: as a whole word it has its other forms.
    """

    words: str
    field: str = ""
    prefix: bool = False
    exact: bool = False
    typed: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of it."""

    part: Node


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on the article's row: one of `FILTERS` and its value."""

    name: str
    value: str


Node = Words | AllOf | AnyOf | Not | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    Attributes:
        root: What is asked; `AllOf` without parts asks for everything.
    """

    root: Node

    @classmethod
    def parse(cls, text: str, *, typing: bool = False) -> Query:
        """Read a query.

        Args:
            text: As the reader typed it.
            typing: Whether the last word may still go on; it is then searched as a prefix.

        Raises:
            QueryError: If a date or a filter cannot be understood.
        """
        return cls(_Parser(list(_tokens(text, typing))).parse())

    def words(self) -> Iterator[Words]:
        """The words that an article must or may hold, without those it must not."""
        yield from _positive(self.root)

    def replaced(self, changes: Mapping[Words, Node]) -> Query:
        """The query with some of its `words` replaced."""
        return Query(_replaced(self.root, changes))


def _positive(node: Node) -> Iterator[Words]:
    if isinstance(node, Words):
        yield node
    elif isinstance(node, AllOf | AnyOf):
        for part in node.parts:
            yield from _positive(part)


def _replaced(node: Node, changes: Mapping[Words, Node]) -> Node:
    match node:
        case Words():
            return changes.get(node, node)
        case AllOf():
            return AllOf(tuple(_replaced(part, changes) for part in node.parts))
        case AnyOf():
            return AnyOf(tuple(_replaced(part, changes) for part in node.parts))
        case _:
            return node


_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[\w"“(]))
    |(?:(?P<field>[A-Za-z]+):)?(?:["“”](?P<phrase>[^"“”]*)["“”]?(?P<phrasestar>\*)?|(?P<word>[^\s()"“”]+))""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    node: Node | None = None


def _tokens(text: str, typing: bool) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        if match["space"]:
            continue
        if match["open"] or match["close"] or match["minus"]:
            yield _Token(match[0])
            continue
        word, phrase = match["word"], match["phrase"]
        field = (match["field"] or "").lower()
        if word in ("AND", "OR", "NOT") and not field:
            yield _Token(word)
            continue
        if not field and word and word.endswith(":") and word[:-1].lower() in (*FIELDS, *FILTERS):
            continue
        if field and field not in FIELDS and field not in FILTERS:
            # Not a field of ours: "10:30", "https://...", a headline's colon.
            word, phrase, field = match[0], None, ""
        value = (phrase if phrase is not None else word or "").strip()
        if field in FILTERS:
            if value:
                yield _Token("node", _filter(field, value))
            continue
        prefix = bool(match["phrasestar"]) or (phrase is None and value.endswith("*"))
        value = value.strip("*")
        if not any(character.isalnum() for character in value):
            continue
        typed = match.end() == len(text) and typing and phrase is None and not prefix
        if typed and field and len(value) == 1 and value.isascii():
            continue  # one letter in one field takes the index long and tells nothing yet
        yield _Token("node", Words(value, FIELDS.get(field, ""), prefix or typed, phrase is not None, typed))


_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


def _filter(name: str, value: str) -> Filter:
    if name in ("after", "before", "on") and not _DATE.fullmatch(value):
        raise QueryError(f"{name}:{value} is no date; write {name}:2025, {name}:2025-03 or {name}:2025-03-01")
    if name == "is" and value not in ("read", "unread"):
        raise QueryError(f"is:{value} is not known; write is:read or is:unread")
    return Filter(name, value)


class _Parser:
    """Recursive descent: OR binds weaker than standing side by side, NOT strongest."""

    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0

    def parse(self) -> Node:
        parts: list[Node] = []
        while self._next < len(self._tokens):
            parts += _conjuncts(self._any_of())
            self._take(")")
        return AllOf(tuple(parts))

    def _take(self, kind: str) -> bool:
        if self._next < len(self._tokens) and self._tokens[self._next].kind == kind:
            self._next += 1
            return True
        return False

    def _any_of(self) -> Node:
        parts = [self._all_of()]
        while self._take("OR"):
            parts.append(self._all_of())
        asked = [part for part in parts if part != AllOf(())]
        if len(asked) < 2:
            return asked[0] if asked else AllOf(())
        if any(_narrows(part) for part in asked):
            raise QueryError("OR joins words and phrases; put dates, filters and -words outside of it")
        return AnyOf(tuple(asked))

    def _all_of(self) -> Node:
        parts: list[Node] = []
        while self._next < len(self._tokens) and self._tokens[self._next].kind not in ("OR", ")"):
            if not self._take("AND"):
                parts += _conjuncts(self._one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _one(self) -> Node:
        if self._take("-") or self._take("NOT"):
            negated = self._one() if self._next < len(self._tokens) else AllOf(())
            if negated == AllOf(()):
                return negated
            if isinstance(negated, Not):
                return negated.part
            if _narrows(negated) and not isinstance(negated, Filter):
                raise QueryError("NOT takes words, phrases or one filter; write several NOTs side by side")
            return Not(negated)
        if self._take("("):
            inside = self._any_of()
            self._take(")")
            return inside
        token = self._tokens[self._next]
        self._next += 1
        return token.node if token.node is not None else AllOf(())


def _conjuncts(node: Node) -> tuple[Node, ...]:
    return node.parts if isinstance(node, AllOf) else (node,)


def _narrows(node: Node) -> bool:
    """Whether a part cannot be found by itself in the index."""
    if isinstance(node, AllOf | AnyOf):
        return any(_narrows(part) for part in node.parts)
    return isinstance(node, Not | Filter)


def inflections(word: str) -> tuple[str, ...]:
    """The regular forms of an English word, the word itself first; other words have only themselves.

    A form that no article holds costs the index one look-up and finds nothing.
    """
    lower = word.lower()
    if len(lower) < _SHORTEST_INFLECTED or not lower.isascii() or not lower.isalpha():
        return (word,)
    stem = lower
    if lower.endswith("ies") and len(lower) > 4:
        stem = lower[:-3] + "y"
    elif lower.endswith("es") and lower[:-2].endswith(("s", "x", "z", "ch", "sh")):
        stem = lower[:-2]
    elif lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        stem = lower[:-1]
    if stem.endswith("y") and stem[-2] not in "aeiou":
        forms = [stem, stem[:-1] + "ies", stem[:-1] + "ied"]
    elif stem.endswith(("s", "x", "z", "ch", "sh")):
        forms = [stem, stem + "es", stem + "ed"]
    elif stem.endswith("e"):
        forms = [stem, stem + "s", stem + "d"]
    else:
        forms = [stem, stem + "s", stem + "ed"]
    return tuple(dict.fromkeys((lower, *forms)))
