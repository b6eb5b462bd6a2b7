"""Throw bytes at every parser, guided by what code they reach: ``make fuzz`` (needs atheris, on Linux or macOS).

    python tools/fuzz.py [--seconds 60] [--only NAME]

A parser may refuse a document with `NewsreaderError`; any other error ends the run and leaves the bytes in a file
``crash-...``. Ten seconds for one document count as a hang.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsreader"]):
    from newsreader.errors import NewsreaderError
    from newsreader.sources import read_bytes
    from newsreader.sources.decode import decode_text
    from newsreader.sources.feeds.opml import read_opml
    from newsreader.sources.feeds.parse import entry_article, parse_feed
    from newsreader.sources.html.extract import extract_page
    from newsreader.sources.markdown import read_markdown
    from newsreader.sources.plain import read_plain
    from newsreader.sources.readlater import find_export
    from newsreader.text.clean import clean_line, clean_text, drawable

HANG = 10
"""Seconds."""


def _feed(data: bytes) -> None:
    feed = parse_feed(data, "https://fuzz.example/feed")
    for entry in feed.entries:
        entry_article(entry, feed, "fuzz")


def _clean(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    if clean_text(clean_text(text)) != clean_text(text) or len(drawable(text)) != len(text):
        raise AssertionError("cleaning is not stable")
    clean_line(text)


PARSERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "clean": (_clean, (b"plain", "\x1b[31m\u202ex\u200d".encode())),
    "plain": (
        lambda data: read_plain(decode_text(data), "fuzz"),
        (b"EuropeFeatured\n\nA title\n\nBy Ada Holt\n\nA sentence.\n\nSource link\n",),
    ),
    "markdown": (
        lambda data: read_markdown(decode_text(data), "fuzz"),
        (b"---\ntitle: x\n---\n# A\n\n- one\n\n> two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",),
    ),
    "page": (
        lambda data: extract_page(data.decode("utf-8", "replace"), "fuzz", "https://fuzz.example/"),
        (b"<html><body><article><h1>T</h1><p>A sentence of some length, and one more.</p></article></body></html>",),
    ),
    "feed": (
        _feed,
        (
            b"<rss version='2.0'><channel><title>F</title><item><title>x</title></item></channel></rss>",
            b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_html":"<p>x"}]}',
        ),
    ),
    "opml": (
        lambda data: read_opml(data, "fuzz"),
        (b"<opml version='2.0'><body><outline xmlUrl='http://x.example/'/></body></opml>",),
    ),
    "export": (
        lambda data: find_export(data, "fuzz"),
        (b"URL,Title,Selection,Folder,Timestamp\nhttps://x.example/,T,,Unread,1\n", b'{"items": []}'),
    ),
    "container": (
        lambda data: read_bytes(data, "fuzz"),
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n<p>x\r\n--x--",
            b"PK\x03\x04",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        ),
    ),
}
"""Every parser with documents to begin from."""


def fuzz(name: str, seconds: int, corpus: str) -> None:
    """Fuzz one parser in this process, which ends with it."""
    parse, _ = PARSERS[name]

    def one(data: bytes) -> None:
        try:
            parse(data)
        except NewsreaderError:
            return

    options = [f"-max_total_time={seconds}", f"-timeout={HANG}", "-max_len=20000", "-verbosity=0", corpus]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def main() -> None:
    """Fuzz all parsers one after the other, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each parser")
    parser.add_argument("--only", choices=sorted(PARSERS))
    parser.add_argument("--here", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        fuzz(options.here[0], options.seconds, options.here[1])
        return
    failed = []
    for name in [options.only] if options.only else PARSERS:
        with tempfile.TemporaryDirectory() as corpus:
            for number, seed in enumerate(PARSERS[name][1]):
                Path(corpus, str(number)).write_bytes(seed)
            command = [sys.executable, __file__, "--seconds", str(options.seconds), "--here", name, corpus]
            done = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
            grown = len(list(Path(corpus).iterdir()))
        print(f"{name:10} {'failed' if done.returncode else 'held'}  {grown} documents that reach something new")
        if done.returncode:
            failed.append(name)
            print(done.stderr[-4_000:])
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
