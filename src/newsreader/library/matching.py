"""A query as SQL: an FTS5 expression and conditions on the article's row."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.library.query import AllOf, AnyOf, Filter, Node, Not, Query, Words, inflections

FROM_FEED = (
    "a.number IN (SELECT e.number FROM entries AS e JOIN feeds AS f USING (feed_id) "
    "WHERE instr(lower(f.title || ' ' || f.url), lower(?)) > 0)"
)
"""The condition that a feed brought an article; its value is part of the feed's title or address."""


@dataclass(frozen=True, slots=True)
class Match:
    """What the database is asked.

    Attributes:
        expression: For ``search MATCH``; empty if no words are asked for.
        conditions: SQL conditions on the table ``a`` (articles), joined by AND.
        values: The values of their question marks.
    """

    expression: str
    conditions: tuple[str, ...]
    values: tuple[str, ...]


def match_of(query: Query) -> Match:
    """Translate a query."""
    parts = query.root.parts if isinstance(query.root, AllOf) else (query.root,)
    wanted: list[str] = []
    unwanted: list[str] = []
    conditions: list[str] = []
    values: list[str] = []
    for part in parts:
        match part:
            case Filter():
                _add_condition(part, conditions, values, wanted=True)
            case Not(Filter() as condition):
                _add_condition(condition, conditions, values, wanted=False)
            case Not(negated):
                unwanted.append(_expression(negated))
            case _:
                wanted.append(_expression(part))
    expression = " AND ".join(wanted)
    if unwanted:
        none_of = " OR ".join(unwanted)
        if wanted:
            expression = f"({expression}) NOT ({none_of})"
        else:
            conditions.append("a.number NOT IN (SELECT rowid FROM search WHERE search MATCH ?)")
            values.append(none_of)
    return Match(expression, tuple(conditions), tuple(values))


def _expression(node: Node) -> str:
    match node:
        case Words():
            column = f"{node.field} : " if node.field else ""
            inflected = not node.exact and node.field in ("", "title", "text") and (node.typed or not node.prefix)
            forms = list(map(_quoted, inflections(node.words) if inflected else (node.words,)))
            if node.prefix:
                forms[0] += " *"
            return column + (forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})")
        case AllOf(parts):
            return "(" + " AND ".join(map(_expression, parts)) + ")"
        case AnyOf(parts):
            return "(" + " OR ".join(map(_expression, parts)) + ")"
        case _:
            raise AssertionError("the parser keeps filters and NOT out of groups")


def _quoted(words: str) -> str:
    return '"' + words.replace('"', " ") + '"'


def _add_condition(condition: Filter, conditions: list[str], values: list[str], *, wanted: bool) -> None:
    match condition.name:
        case "after":
            sql = "a.published >= ?"
        case "before":
            sql = "(a.published < ? AND a.published <> '')"
        case "on":
            sql = "a.published LIKE ? || '%'"
        case "is":
            conditions.append("a.read " + ("<>" if (condition.value == "read") == wanted else "=") + " ''")
            return
        case _:
            sql = FROM_FEED
    values.append(condition.value)
    conditions.append(sql if wanted else f"NOT {sql}")
