"""Exports that are documents: Pocket's HTML, wallabag's JSON, and the archives of Omnivore and Pocket."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from newsreader.sources.archives import Archive
from newsreader.sources.dates import from_timestamp, iso_date
from newsreader.sources.decode import decode_text
from newsreader.sources.errors import SourceError
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
from newsreader.sources.readlater.tables import read_table

_OMNIVORE_METADATA = re.compile(r"(?:.*/)?metadata_\d+_to_\d+\.json")
_POCKET_PART = re.compile(r"(?:.*/)?part_\d+\.csv")


def read_archive(data: bytes, source: str) -> ReadLaterExport | None:
    """Read a zipped export, told by the names of its files; None if they are of no service that is known."""
    archive = Archive(data, source)
    names = list(archive.names())
    if any(map(_OMNIVORE_METADATA.fullmatch, names)):
        return _omnivore(archive, names)
    parts = [name for name in names if _POCKET_PART.fullmatch(name)]
    if parts:
        tables = [read_table(decode_text(archive.read(name))) for name in sorted(parts)]
        found = [table for table in tables if table is not None]
        items = tuple(item for table in found for item in table.items)
        return ReadLaterExport("Pocket", items, tuple(problem for table in found for problem in table.problems))
    return None


def read_json(text: str) -> ReadLaterExport | None:
    """Read wallabag's JSON; None if it is something else."""
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list) or not any(isinstance(one, dict) and "is_archived" in one for one in entries):
        return None
    problems = [f"entry {i} is no article" for i, one in enumerate(entries, start=1) if not isinstance(one, dict)]
    items = tuple(_wallabag(entry) for entry in entries if isinstance(entry, dict))
    return ReadLaterExport("wallabag", items, tuple(problems))


def read_pocket_page(markup: str) -> ReadLaterExport | None:
    """Read Pocket's HTML export: lists of links under the headings Unread and Read Archive; None if it is no such."""
    from lxml import etree, html

    if "time_added" not in markup:
        return None
    try:
        tree = html.document_fromstring(markup)
    except (etree.LxmlError, ValueError):
        return None
    items: list[SavedItem] = []
    state = ReadState.UNREAD
    for element in tree.iter("h1", "h2", "a"):
        text = line("".join(element.itertext()))
        if element.tag != "a":
            state = ReadState.ARCHIVED if "archive" in text.lower() else ReadState.UNREAD
        elif element.get("time_added") is not None:
            url = element.get("href") or ""
            items.append(
                SavedItem(
                    url=address(url),
                    title="" if text == line(url) else text,
                    saved=from_timestamp(element.get("time_added")),
                    state=state,
                    tags=tags_of(element.get("tags")),
                )
            )
    return ReadLaterExport("Pocket", tuple(items)) if items else None


def _wallabag(entry: Mapping[str, Any]) -> SavedItem:
    annotations = entry.get("annotations")
    names = entry.get("published_by")
    return SavedItem(
        url=address(entry.get("url")) or address(entry.get("given_url")),
        title=line(entry.get("title")),
        byline=", ".join(tags_of(names)) if isinstance(names, list) else line(names),
        site=line(entry.get("domain_name")),
        published=iso_date(line(entry.get("published_at"))),
        saved=iso_date(line(entry.get("created_at"))),
        state=ReadState.ARCHIVED if entry.get("is_archived") in (1, True, "1") else ReadState.UNREAD,
        favorite=entry.get("is_starred") in (1, True, "1"),
        tags=tags_of(entry.get("tags") or []),
        highlights=tuple(
            SavedHighlight(passage, note=words(one.get("text")), created=iso_date(line(one.get("created_at"))))
            for one in (annotations if isinstance(annotations, list) else [])
            if isinstance(one, dict) and (passage := words(one.get("quote")))
        ),
        markup=entry["content"] if isinstance(entry.get("content"), str) else "",
    )


def _omnivore(archive: Archive, names: list[str]) -> ReadLaterExport:
    items: list[SavedItem] = []
    problems: list[str] = []
    for name in sorted(filter(_OMNIVORE_METADATA.fullmatch, names)):
        folder = name.rpartition("/")[0]
        try:
            entries = json.loads(decode_text(archive.read(name)))
        except (ValueError, RecursionError):
            problems.append(f"{name} is no JSON")
            continue
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict):
                items.append(_omnivore_item(archive, folder, entry, problems))
    return ReadLaterExport("Omnivore", tuple(items), tuple(problems))


def _omnivore_item(archive: Archive, folder: str, entry: Mapping[str, Any], problems: list[str]) -> SavedItem:
    def member(path: str) -> str:
        name = f"{folder}/{path}" if folder else path
        if name not in archive:
            return ""
        try:
            return decode_text(archive.read(name))
        except SourceError as error:
            problems.append(error.reason)
            return ""

    slug = str(entry.get("slug") or "")
    progress = fraction(entry.get("readingProgress"), 100.0)
    archived = line(entry.get("state")).lower() == "archived"
    return SavedItem(
        url=address(entry.get("url")),
        title=line(entry.get("title")),
        byline=line(entry.get("author")),
        published=iso_date(line(entry.get("publishedAt"))),
        saved=iso_date(line(entry.get("savedAt"))),
        state=ReadState.ARCHIVED if archived else ReadState.READING if progress else ReadState.UNREAD,
        progress=progress,
        tags=tags_of(entry.get("labels") or []),
        highlights=tuple(_omnivore_highlights(member(f"highlights/{slug}.md"))),
        markup=member(f"content/{slug}.html"),
    )


def _omnivore_highlights(markdown: str) -> Iterator[SavedHighlight]:
    """Passages are Markdown quotations; what stands between one and the next is the note on it."""
    passage = ""
    for quoted, group in groupby(markdown.splitlines(), key=lambda one: one.startswith(">")):
        text = words("\n".join(one.removeprefix(">").strip() for one in group))
        if quoted:
            passage = text
        elif passage:
            yield SavedHighlight(passage, note=text)
            passage = ""
    if passage:
        yield SavedHighlight(passage)
