"""``newsreader analyze``: who said what, and who and what it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.common import (
    common_options,
    complete_articles,
    corrections_by_article,
    fail,
    open_library,
    print_json,
    print_text,
    read,
    reader_analyzer,
    say,
)

if TYPE_CHECKING:
    from newsreader.analysis import Analysis


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE ...", shell_complete=complete_articles)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each article.")
@click.option(
    "--texts",
    type=click.Path(allow_dash=True, path_type=Path),
    help='Analyse lines {"id","text"} of a file and print {"id","quotes","entities"}, offsets in the text given.',
)
@click.option(
    "--library",
    "whole",
    is_flag=True,
    help="Look the library through for people and speakers, as far as that was not done, so that search knows them.",
)
@common_options
def analyze(sources: tuple[str, ...], as_json: bool, texts: Path | None, whole: bool) -> None:
    """Find quotes with their speakers, and names, in SOURCES.

    What you corrected in the reader (another speaker, not a quote) holds here too; --texts is the analysis alone.

    \b
    newsreader analyze article.txt
    newsreader analyze --json folder/ | jq '.quotes[].speaker'
    newsreader analyze --texts texts.jsonl
    newsreader analyze --library
    """
    from newsreader.cli.commands.show import article_json

    if texts is None and not sources and not whole:
        raise click.UsageError("name a SOURCE, or give --texts FILE or --library")
    if whole:
        from newsreader.cli.looking import look_through

        library = open_library()
        try:
            say(f"{look_through(library):,} articles were looked through")
        finally:
            library.close()
    find = reader_analyzer()
    if texts is not None:
        for line in json_lines(texts, ("id", "text")):
            text = str(line["text"])
            analysis = find(text, str(line.get("published") or ""))
            print_json({"id": line["id"], **analysis_json(analysis, text)})
    if not sources:
        return
    from newsreader.exports.corrected import corrected

    corrections = corrections_by_article()
    for article in read(sources):
        analysis = corrected(find(article.text, article.published), corrections.get(article.id, ()), article)
        if as_json:
            print_json({**article_json(article), **analysis_json(analysis, article.text)})
        else:
            _print(article.title, article.text, analysis)


def json_lines(path: Path, fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; a line that is none, or lacks a field, is said and passed over."""
    with click.open_file(str(path), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except ValueError:
                fail(f"{path}, line {number}: not JSON; it was passed over")
                continue
            if not isinstance(value, dict) or any(name not in value for name in fields):
                fail(f"{path}, line {number}: needs {' and '.join(fields)}; it was passed over")
                continue
            yield value


def analysis_json(analysis: Analysis, text: str) -> dict[str, Any]:
    """Quotes and entities as ``analyze --json`` prints them."""
    return {
        "quotes": [
            {
                "start": q.start,
                "end": q.end,
                "text": text[q.start : q.end],
                "kind": q.kind.value,
                "speaker": q.speaker,
                "speaker_span": list(q.speaker_span) if q.speaker_span else None,
                "cue": q.cue,
                "cue_span": list(q.cue_span) if q.cue_span else None,
                "confidence": round(q.confidence, 3),
            }
            for q in analysis.quotes
        ],
        "entities": [
            {
                "name": e.name,
                "label": e.label.value,
                "mentions": [list(m) for m in e.mentions],
                **({"value": e.value} if e.value else {}),
            }
            for e in analysis.entities
        ],
    }


def _print(title: str, text: str, analysis: Analysis) -> None:
    lines = [title, ""]
    for quote in analysis.quotes:
        words = " ".join(text[quote.start : quote.end].split())
        unsure = "" if quote.confidence >= 0.6 else " ?"
        lines.append(f"{quote.speaker or '-'}{unsure} ({quote.kind.value}): {words}")
    lines.append("")
    for entity in analysis.entities:
        lines.append(f"{entity.label.value:8} {len(entity.mentions):3}  {entity.name}")
    print_text("\n".join(lines))
