"""Exports that are tables in CSV: Pocket, Instapaper, Readwise and Readwise Reader, Raindrop."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from newsreader.sources.dates import from_timestamp, iso_date
from newsreader.sources.readlater.model import (
    ReadLaterExport,
    ReadState,
    SavedHighlight,
    SavedItem,
    address,
    fraction,
    line,
    tags_of,
    words,
)

_MAX_FIELD = 20_000_000
Row = Mapping[str, str]


def read_table(text: str) -> ReadLaterExport | None:
    """Read a CSV export, told by the names of its columns; None if they are of no service that is known."""
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""))
    try:
        header = [name.strip().lower() for name in next(reader)]
    except (StopIteration, csv.Error):
        return None
    for service, columns, read in _SERVICES:
        if columns <= set(header):
            rows, problems = _rows(reader, header)
            return ReadLaterExport(service, tuple(read(rows)), tuple(problems))
    return None


def _rows(reader: Iterable[list[str]], header: list[str]) -> tuple[list[Row], list[str]]:
    rows: list[Row] = []
    problems: list[str] = []
    number = 1
    iterator = iter(reader)
    while True:
        number += 1
        try:
            values = next(iterator)
        except StopIteration:
            return rows, problems
        except csv.Error as error:
            problems.append(f"row {number}: {error}")
            continue
        if any(value.strip() for value in values):
            rows.append(dict(zip(header, values, strict=False)))


def _pocket(rows: Iterable[Row]) -> Iterable[SavedItem]:
    for row in rows:
        yield SavedItem(
            url=address(row.get("url")),
            title=_title(row),
            saved=from_timestamp(row.get("time_added", "")),
            state=ReadState.ARCHIVED if line(row.get("status", "")).lower() == "archive" else ReadState.UNREAD,
            tags=tags_of(row.get("tags"), "|"),
        )


def _instapaper(rows: Iterable[Row]) -> Iterable[SavedItem]:
    """Folders are exclusive there, and the two states are folders too. A highlighted passage is the selection."""
    for row in rows:
        folder = line(row.get("folder", ""))
        selection = words(row.get("selection", ""))
        yield SavedItem(
            url=address(row.get("url")),
            title=_title(row),
            saved=from_timestamp(row.get("timestamp", "")),
            state=ReadState.ARCHIVED if folder.lower() == "archive" else ReadState.UNREAD,
            favorite=folder.lower() == "starred",
            folder="" if folder.lower() in ("unread", "archive", "starred") else folder,
            tags=_listed_tags(row.get("tags", "")),
            highlights=(SavedHighlight(selection),) if selection else (),
        )


def _listed_tags(value: str) -> tuple[str, ...]:
    """Tags that are written as a JSON list or with commas."""
    if value.strip().startswith("["):
        try:
            return tags_of(json.loads(value))
        except (ValueError, RecursionError):
            return tags_of(value.strip().strip("[]").replace('"', ""))
    return tags_of(value)


def _readwise(rows: Iterable[Row]) -> Iterable[SavedItem]:
    """One row is a highlight; those of one title and author are one article."""
    items: dict[tuple[str, str], SavedItem] = {}
    for row in rows:
        title, author = line(row.get("book title", "")), line(row.get("book author", ""))
        passage = words(row.get("highlight", ""))
        item = items.get((title, author)) or SavedItem(
            title=title, byline=author, tags=tags_of(row.get("document tags")), state=ReadState.READING
        )
        if passage:
            highlight = SavedHighlight(
                passage,
                note=words(row.get("note", "")),
                color=line(row.get("color", "")).lower(),
                tags=tags_of(row.get("tags")),
                created=iso_date(row.get("highlighted at", "")),
            )
            item = replace(item, highlights=(*item.highlights, highlight))
        items[title, author] = item
    return items.values()


def _reader(rows: Iterable[Row]) -> Iterable[SavedItem]:
    for row in rows:
        progress = fraction(row.get("reading progress", ""))
        location = line(row.get("location", "")).lower()
        yield SavedItem(
            url=address(row.get("url")),
            title=_title(row),
            saved=iso_date(row.get("saved date", "")),
            state=ReadState.ARCHIVED if location == "archive" else ReadState.READING if progress else ReadState.UNREAD,
            progress=progress,
            tags=_listed_tags(row.get("document tags", "").replace("'", '"')),
        )


def _raindrop(rows: Iterable[Row]) -> Iterable[SavedItem]:
    for row in rows:
        folder = line(row.get("folder", ""))
        yield SavedItem(
            url=address(row.get("url")),
            title=_title(row),
            saved=iso_date(row.get("created", "")),
            favorite=line(row.get("favorite", "")).lower() in ("true", "1"),
            folder="" if folder == "Unsorted" else folder,
            tags=tags_of(row.get("tags")),
            note=words(row.get("note", "")),
            highlights=tuple(_raindrop_highlights(words(row.get("highlights", "")))),
        )


_LABEL = re.compile(r"^(highlight|note|color|tags|created)\s*:\s*", re.I)


def _raindrop_highlights(field: str) -> Iterable[SavedHighlight]:
    """Passages parted by blank lines, each with labelled lines under it; a field without labels is one passage."""
    for group in re.split(r"\n\s*\n|\n(?=highlight\s*:)", field, flags=re.I):
        parts: dict[str, list[str]] = {}
        label = "highlight"
        for one in group.split("\n"):
            if found := _LABEL.match(one):
                label = found[1].lower()
                one = one[found.end() :]
            parts.setdefault(label, []).append(one)
        passage = "\n".join(parts.get("highlight", ())).strip()
        if passage:
            yield SavedHighlight(
                passage,
                note="\n".join(parts.get("note", ())).strip(),
                color=line(" ".join(parts.get("color", ()))).lower(),
                created=iso_date(" ".join(parts.get("created", ()))),
            )


def _title(row: Row) -> str:
    """The title; services write the address where they have none."""
    title = line(row.get("title", ""))
    return "" if title == line(row.get("url", "")) else title


_SERVICES: tuple[tuple[str, set[str], Callable[[Iterable[Row]], Iterable[SavedItem]]], ...] = (
    ("Pocket", {"title", "url", "time_added", "status"}, _pocket),
    ("Instapaper", {"url", "title", "selection", "folder", "timestamp"}, _instapaper),
    ("Readwise", {"highlight", "book title", "book author"}, _readwise),
    ("Readwise Reader", {"title", "url", "saved date", "reading progress"}, _reader),
    ("Raindrop", {"url", "title", "folder", "created", "highlights"}, _raindrop),
)
