"""Web archives (WARC, ISO 28500): the pages among their responses."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from newsreader.sources.errors import SourceError

MAX_UNPACKED = 500_000_000
_MAX_HEAD = 64_000
_MAX_PAGE = 20_000_000


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """A page of a web archive: its address, its media type with parameters, and its bytes."""

    url: str
    content_type: str
    body: bytes


def pages_of(data: bytes, source: str) -> Iterator[ArchivedPage]:
    """The successful responses of a web archive that hold HTML, in its order.

    Raises:
        SourceError: If the archive is damaged before its first page is complete, or unpacks to more than it may.
    """
    if data.startswith(b"\x1f\x8b"):
        data = _unpacked(data, source)
    stream = io.BytesIO(data)
    while (version := stream.readline(_MAX_HEAD)) != b"":
        if not version.strip():
            continue
        if not version.startswith(b"WARC/"):
            raise SourceError(source, "the web archive is damaged")
        headers = _headers(stream)
        try:
            length = int(headers.get("content-length", ""))
        except ValueError:
            raise SourceError(source, "the web archive is damaged") from None
        block = stream.read(max(0, length))
        url = headers.get("warc-target-uri", "").strip("<>")
        kind = headers.get("warc-type", "").lower()
        if kind == "response" and headers.get("content-type", "").lower().startswith("application/http"):
            page = _response(block, url)
            if page is not None:
                yield page
        elif kind == "resource" and headers.get("content-type", "").lower().startswith("text/html"):
            yield ArchivedPage(url, headers["content-type"], block)


def _unpacked(data: bytes, source: str) -> bytes:
    out = bytearray()
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            while chunk := packed.read1(65_536):
                out += chunk
                if len(out) > MAX_UNPACKED:
                    raise SourceError(source, "the web archive unpacks to far more than it should; it is not read")
    except (OSError, EOFError, zlib.error):
        if not out:
            raise SourceError(source, "the web archive is damaged") from None
    return bytes(out)


def _headers(stream: io.BytesIO) -> Mapping[str, str]:
    headers: dict[str, str] = {}
    while (line := stream.readline(_MAX_HEAD).strip()) != b"":
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    return headers


def _response(block: bytes, url: str) -> ArchivedPage | None:
    stream = io.BytesIO(block)
    status = stream.readline(_MAX_HEAD).split()
    headers = _headers(stream)
    content_type = headers.get("content-type", "")
    if (
        len(status) < 2
        or status[1] != b"200"
        or not content_type.lower().startswith(("text/html", "application/xhtml"))
    ):
        return None
    body = stream.read()
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    encoding = headers.get("content-encoding", "").lower()
    if encoding in ("gzip", "deflate"):
        try:
            window = zlib.MAX_WBITS | (16 if encoding == "gzip" else 0)
            body = zlib.decompressobj(window).decompress(body, _MAX_PAGE)
        except zlib.error:
            return None
    return (
        ArchivedPage(url, content_type, body) if not encoding or encoding in ("gzip", "deflate", "identity") else None
    )


def _joined_chunks(body: bytes) -> bytes:
    out = bytearray()
    stream = io.BytesIO(body)
    while True:
        try:
            size = int(stream.readline(_MAX_HEAD).split(b";")[0], 16)
        except ValueError:
            # Crawlers that joined the chunks often keep the header.
            return bytes(out) or body
        if size <= 0:
            return bytes(out)
        out += stream.read(size)
        stream.readline()
