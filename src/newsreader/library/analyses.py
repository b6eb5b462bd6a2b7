"""Results of analysis, kept with the revision of the text and the version of the analyser that they belong to."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from typing import Any, Protocol

import orjson

from newsreader.analysis.model import Analysis, Entity, EntityLabel, Quote, QuoteKind
from newsreader.article import Span
from newsreader.library.marks import set_names
from newsreader.library.rows import storable


class Analyzes(Protocol):
    """Analyses texts in one way; `newsreader.analysis.analyzer.Analyzer` is one."""

    @property
    def version(self) -> str:
        """Names the way; results of another one are out of date."""
        ...

    def __call__(self, text: str, published: str = "") -> Analysis:
        """Analyse the text of an article that was published then."""
        ...


def put_analysis(
    connection: sqlite3.Connection,
    number: int,
    analysis: Analysis,
    *,
    revision: str,
    version: str,
    names: Analysis | None = None,
) -> bool:
    """Keep a result, and let the index know its people and speakers, or those of ``names`` instead.

    Returns:
        False if the article has another text by now, and nothing was kept.
    """
    (present,) = connection.execute("SELECT revision FROM articles WHERE number = ?", (number,)).fetchone()
    if present != revision:
        return False
    connection.execute(
        "INSERT OR REPLACE INTO analyses VALUES (?, ?, ?, ?)", (number, revision, version, encode(analysis))
    )
    index_names(connection, number, analysis if names is None else names)
    return True


def index_names(connection: sqlite3.Connection, number: int, analysis: Analysis) -> None:
    """Let the index know the people and speakers of an analysis, in place of those that it knew."""
    people = [entity.name for entity in analysis.entities if entity.label is EntityLabel.PERSON]
    speakers = dict.fromkeys(quote.speaker for quote in analysis.quotes if quote.speaker)
    set_names(connection, number, people, speakers)


def get_analysis(connection: sqlite3.Connection, number: int, version: str = "", revision: str = "") -> Analysis | None:
    """Read a result, None if there is none of this version, by default any, for a revision, by default the present."""
    row = connection.execute(
        "SELECT analysis FROM analyses JOIN articles USING (number) WHERE number = ? "
        "AND version = ifnull(nullif(?, ''), version) AND analyses.revision = ifnull(nullif(?, ''), articles.revision)",
        (number, version, revision),
    ).fetchone()
    return None if row is None else decode(row[0])


def unanalyzed(
    connection: sqlite3.Connection, version: str, limit: int, among: Sequence[str] | None = None
) -> list[str]:
    """Ids of articles that have no result of this version for their present text, newest first."""
    condition, values = ("", ()) if among is None else (_AMONG, (orjson.dumps(list(among)).decode(),))
    rows = connection.execute(
        "SELECT a.id FROM articles AS a LEFT JOIN analyses AS n ON n.number = a.number AND n.revision = a.revision "
        f"AND n.version = ? WHERE a.deleted = '' AND n.number IS NULL{condition} ORDER BY a.number DESC LIMIT ?",
        (version, *values, limit),
    )
    return [identifier for (identifier,) in rows]


def count_unanalyzed(connection: sqlite3.Connection) -> int:
    """Count the articles of whose present text no version has given a result."""
    (count,) = connection.execute(
        "SELECT count(*) FROM articles AS a LEFT JOIN analyses AS n ON n.number = a.number AND n.revision = a.revision "
        "WHERE a.deleted = '' AND n.number IS NULL"
    ).fetchone()
    return int(count)


_AMONG = " AND a.id IN (SELECT value FROM json_each(?))"


def encode(analysis: Analysis) -> bytes:
    """Write an analysis as compressed JSON."""
    quotes = [
        [
            quote.start,
            quote.end,
            quote.kind.value,
            _text(quote.speaker),
            _pair(quote.speaker_span),
            _text(quote.cue),
            _pair(quote.cue_span),
            quote.confidence,
        ]
        for quote in analysis.quotes
    ]
    entities = [
        [storable(entity.name), entity.label.value, [_pair(span) for span in entity.mentions], storable(entity.value)]
        for entity in analysis.entities
    ]
    return zlib.compress(orjson.dumps({"quotes": quotes, "entities": entities}))


def decode(data: bytes) -> Analysis:
    """Read what `encode` wrote."""
    stored = orjson.loads(zlib.decompress(data))
    return Analysis(
        quotes=tuple(
            Quote(start, end, QuoteKind(kind), speaker, _span(speaker_span), cue, _span(cue_span), confidence)
            for start, end, kind, speaker, speaker_span, cue, cue_span, confidence in stored["quotes"]
        ),
        entities=tuple(
            Entity(name, EntityLabel(label), tuple(Span(*span) for span in mentions), value)
            for name, label, mentions, value in stored["entities"]
        ),
    )


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(value: Any) -> Span | None:
    return None if value is None else Span(*value)
