"""From a source that a person names to articles."""

from __future__ import annotations

import logging
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from newsreader import plugins
from newsreader.article import Article
from newsreader.patterns import lazy_pattern
from newsreader.sources.categories import SECTIONS
from newsreader.sources.errors import SourceError, too_large
from newsreader.sources.kinds import SUFFIXES, Kind, kind_of

MAX_BYTES = 64_000_000
"""The largest file or standard input that is read."""

AT_ONCE = 200_000
"""Bytes of text that are read in a few milliseconds, less than a screen takes to be made."""

_log = logging.getLogger(__name__)
_URL = lazy_pattern(r"[a-z][a-z0-9+.-]*://", re.I)


def read_source(source: str, *, stdin: BinaryIO | None = None, sections: Collection[str] = SECTIONS) -> list[Article]:
    """Read every article of one source.

    Args:
        source: A path of a file or folder, an ``http`` or ``https`` address, or ``-`` for standard input.
        stdin: Where ``-`` reads from; the process's own standard input by default.
        sections: Names of categories, lower case, by which a line of them is told in plain text.

    Returns:
        At least one article, in the order of the source. Bad files inside a folder are skipped and logged.

    Raises:
        SourceError: If the source gives no article.
    """
    articles: list[Article] = []
    errors: list[SourceError] = []
    for one in _expand(source, errors.append):
        try:
            articles += _read_one(one, stdin, sections)
        except SourceError as error:
            errors.append(error)
    if not articles:
        raise errors[0] if len(errors) == 1 else _nothing(source, errors)
    for skipped in errors:
        _log.warning("%s", skipped)
    return articles


def read_at_once(source: str, *, sections: Collection[str] = SECTIONS) -> Article | None:
    """The first article of a source if it can be had in a few milliseconds.

    Args:
        source: A source as `read_source` takes it.
        sections: Names of categories, as `read_source` takes them.

    Returns:
        The article of a plain text or Markdown file of at most `AT_ONCE` bytes, the first one of a folder; None for
        anything that takes longer (an address, a page, an archive) or that cannot be read.
    """
    if source == "-" or ("://" in source and _URL.match(source)):
        return None
    path = next(_expand(source, lambda _: None, SUFFIXES), "")
    try:
        if not stat.S_ISREG((found := Path(path).stat()).st_mode) or found.st_size > AT_ONCE:
            return None
        if Path(path).suffix.lower() not in SUFFIXES:
            return None
        data = _file(path)
        if kind_of(data, path) not in (Kind.PLAIN, Kind.MARKDOWN):
            return None
        return read_bytes(data, path, sections=sections)[0]
    except (SourceError, OSError, ValueError):
        return None


def read_sources(
    sources: Iterable[str], *, on_error: Callable[[SourceError], None], sections: Collection[str] = SECTIONS
) -> Iterator[Article]:
    """Read the articles of many sources, one after the other, going on after a bad one.

    Folders are walked in sorted order, files before sub-folders.

    Args:
        sources: Sources as `read_source` takes them.
        on_error: Called with every source, or file in a folder, that gave no article.
        sections: Names of categories, as `read_source` takes them.
    """
    for source in sources:
        for one in _expand(source, on_error):
            try:
                articles = _read_one(one, None, sections)
            except SourceError as error:
                on_error(error)
            else:
                yield from articles


def read_bytes(
    data: bytes,
    source: str,
    *,
    name: str = "",
    content_type: str = "",
    url: str = "",
    sections: Collection[str] = SECTIONS,
) -> list[Article]:
    """Read a document that is in memory.

    Args:
        data: The document.
        source: What to call it in the article and in errors.
        name: Its file name, which may tell its kind.
        content_type: Its MIME type with parameters, if a server declared one.
        url: Where it was published, if known.
        sections: Names of categories, as `read_source` takes them.

    Raises:
        SourceError: If it holds no article.
    """
    if not data.strip():
        raise SourceError(source, "it is empty")
    if ending := _added_ending(name or source):
        return _read_added(data, ending, name or source)
    match kind_of(data, name or source, content_type):
        case Kind.HTML:
            from newsreader.sources.html import read_html

            articles = [read_html(data, source, url=url, content_type=content_type)]
        case Kind.MARKDOWN:
            from newsreader.sources.decode import decode_text
            from newsreader.sources.markdown import read_markdown

            articles = [read_markdown(decode_text(data), source)]
        case Kind.PLAIN:
            from newsreader.sources.decode import decode_text
            from newsreader.sources.plain import read_plain

            articles = [read_plain(decode_text(data), source, known_categories=sections)]
        case Kind.FEED:
            from newsreader.sources.feeds.parse import entry_article, parse_feed

            feed = parse_feed(data, url or source, content_type)
            articles = [entry_article(entry, feed, source) for entry in feed.entries]
        case Kind.MHTML:
            from newsreader.sources.containers import read_mhtml

            articles = [read_mhtml(data, source)]
        case Kind.ARCHIVE:
            from newsreader.sources.containers import read_archive

            articles = read_archive(data, source)
        case Kind.WARC:
            from newsreader.sources.containers import read_warc

            articles = read_warc(data, source)
        case Kind.PDF:
            from newsreader.sources.isolated import extract_pdf

            articles = [extract_pdf(data, source)]
        case Kind.UNKNOWN:
            raise SourceError(source, "it is a binary file; text, Markdown, HTML, EPUB, PDF and web archives are read")
    worded = [article for article in articles if article.text]
    if not worded:
        raise SourceError(source, "there are no words in it")
    return worded


def endings() -> frozenset[str]:
    """File name endings that are read when a folder is walked, lower case: our own, and those that packages add."""
    return SUFFIXES | {name.lower() for name in plugins.added(plugins.SOURCES)}


def _added_ending(name: str) -> str:
    """The ending of a name if it is none of ours and a package reads it; empty if not."""
    ending = Path(urlsplit(name).path if _URL.match(name) else name).suffix.lower()
    return ending if ending and ending not in SUFFIXES and ending in plugins.added(plugins.SOURCES) else ""


def _read_added(data: bytes, ending: str, name: str) -> list[Article]:
    try:
        articles = list(plugins.call(plugins.SOURCES, ending, data, name))
    except plugins.PluginError as error:
        raise SourceError(name, str(error)) from error
    if not articles or not all(isinstance(article, Article) and article.text for article in articles):
        raise SourceError(name, f"the source {ending!r} found no words in it")
    return articles


def read_address(url: str, *, typed: bool = False) -> list[Article]:
    """Read what is at an address, such as the full text of a feed's entry or a related post.

    Args:
        url: An http or https address.
        typed: Whether a person typed it; what content names may not lead into the reader's own network.

    Raises:
        SourceError: If it cannot be fetched or holds no article.
    """
    from newsreader.sources.fetch import fetch

    fetched = fetch(url, typed=typed)
    path = urlsplit(fetched.url).path
    return read_bytes(fetched.body, url, name=path, content_type=fetched.content_type, url=fetched.url)


def _expand(
    source: str, on_error: Callable[[SourceError], None], wanted: Collection[str] | None = None
) -> Iterator[str]:
    """The single documents that a source stands for; of a folder, those with the endings wanted, all by default."""
    if source == "-" or _URL.match(source) or not Path(source).is_dir():
        yield source
        return
    found = False
    for path in _walk(source, on_error, endings() if wanted is None else wanted):
        found = True
        yield path
    if not found:
        on_error(
            SourceError(
                source,
                "there are no articles in this folder; text, Markdown, HTML, EPUB, PDF and web archives are looked for",
            )
        )


def _walk(folder: str, on_error: Callable[[SourceError], None], wanted: Collection[str]) -> Iterator[str]:
    def refused(error: OSError) -> None:
        on_error(SourceError(str(error.filename or folder), "the folder may not be read; check its permissions"))

    for parent, folders, names in os.walk(folder, onerror=refused):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower().endswith(tuple(wanted)):
                yield str(Path(parent, name))


def _read_one(source: str, stdin: BinaryIO | None, sections: Collection[str]) -> list[Article]:
    if source == "-":
        return read_bytes(_stdin(stdin), "-", sections=sections)
    if scheme := _URL.match(source):
        if scheme[0].lower() not in ("http://", "https://"):
            raise SourceError(source, "only http and https addresses are read")
        return read_address(source, typed=True)
    return read_bytes(_file(source), source, sections=sections)


def _stdin(stdin: BinaryIO | None) -> bytes:
    stream = stdin if stdin is not None else sys.stdin.buffer
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large("standard input", MAX_BYTES)
    if not data.strip():
        raise SourceError("standard input", "it is empty; give a path or an address, or pipe an article in")
    return data


def _file(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            if stat.S_ISCHR(mode := os.fstat(file.fileno()).st_mode) or stat.S_ISBLK(mode):
                raise SourceError(path, "it is a device, not a file")
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise SourceError(path, "there is no such file or folder; check the path") from None
    except PermissionError:
        raise SourceError(path, "permission denied; check who may read the file") from None
    except (OSError, ValueError) as error:
        raise SourceError(path, str(getattr(error, "strerror", None) or error)) from error
    if len(data) > MAX_BYTES:
        raise too_large(path, MAX_BYTES)
    return data


def _nothing(source: str, errors: list[SourceError]) -> SourceError:
    first = f"; the first: {errors[0]}" if errors else ""
    return SourceError(source, f"none of its {len(errors)} files could be read{first}")
