"""Exports of read-later services: articles with tags, dates, read state, and highlights with notes."""

from __future__ import annotations

from newsreader.sources.decode import decode_text, is_binary
from newsreader.sources.errors import SourceError
from newsreader.sources.kinds import Kind, kind_of
from newsreader.sources.readlater.model import ReadLaterExport, ReadState, SavedHighlight, SavedItem

__all__ = ["ReadLaterExport", "ReadState", "SavedHighlight", "SavedItem", "find_export", "read_export"]


def find_export(data: bytes, source: str) -> ReadLaterExport | None:
    """Read an export of Pocket, Instapaper, Omnivore, wallabag, Readwise or Raindrop; None if it is something else.

    Args:
        data: The export file.
        source: What errors call it.

    Raises:
        SourceError: If it is a damaged or hostile archive.
    """
    from newsreader.sources.readlater.documents import read_archive, read_json, read_pocket_page
    from newsreader.sources.readlater.tables import read_table

    if kind_of(data) is Kind.ARCHIVE:
        return read_archive(data, source)
    if is_binary(data):
        return None
    text = decode_text(data)
    begin = text[:200].lstrip("\ufeff \t\r\n")
    if begin.startswith("["):
        return read_json(text)
    return read_pocket_page(text) if begin.startswith("<") else read_table(text)


def read_export(data: bytes, source: str) -> ReadLaterExport:
    """As `find_export`, for a file that must be an export.

    Raises:
        SourceError: If it is none.
    """
    found = find_export(data, source)
    if found is None:
        services = "Pocket, Instapaper, Omnivore, wallabag, Readwise and Raindrop"
        taken = f"files of newsreader, Hypothesis and Web Annotation are, and those of {services}"
        raise SourceError(source, f"it is no export that is known; {taken}")
    return found
