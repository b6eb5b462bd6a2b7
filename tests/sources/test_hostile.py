"""Hostile text through every reader: nothing that commands a terminal or reorders text is left in any field."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from html import escape
from typing import Any

import pytest

from newsreader.article import Article
from newsreader.sources import read_bytes
from newsreader.sources.readlater import read_export
from newsreader.text.clean import drawable
from tests.sources.archives import zipped

ESC = "\x1b"
PAYLOADS = [
    f"{ESC}]52;c;UFdORUQ={ESC}\\",
    f"{ESC}]52;c;UFdORUQ=\x07",
    f"{ESC}]52;c;UFdO",
    f"{ESC}]0;PWN{ESC}\\",
    f"{ESC}]8;;http://evil.example/{ESC}\\Click{ESC}]8;;{ESC}\\",
    f"{ESC}]1337;File=inline=1:AAAA\x07",
    f"{ESC}[2J{ESC}[99;99H",
    f"{ESC}[?1049l",
    f"{ESC}[6n",
    f"{ESC}P$qm{ESC}\\",
    f"{ESC}_Gi=1{ESC}\\",
    f"{ESC}c",
    "\x9b2J",
    "\x9d0;T\x9c",
    "\x90q\x9c",
    "good\b\b\b\bEVIL",
    "a\x00b\x07c\x0ed\x7fe",
    "user\u202egnp.exe\u202c",
    "\u2067abc\u2066def\u2069",
    "pay\u200bpal\ufeff",
    "x\U000e0041\U000e0042",
    "a" + "\ufe0f" * 50,
    "e" + "\u0301" * 200,
    "a\u2028b\u2029c\x85d",
    "a\uffff\ufffeb",
    "[/nope] [@click=app.quit]x[/] [link=file:///etc/passwd]x[/link]",
    "[Bank](javascript:alert(1)) ![x](http://10.0.0.1/t.gif)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "&#27;[2J &#x9b;2J &#155;2J",
]
SENTENCE = "The ferry to the island came in at noon{}, an hour late, and nobody on the whole pier was waiting for it."


def plain(payload: str) -> bytes:
    return (
        f"Ferry {payload} late\n\nBy Jana Malá\n\n{SENTENCE.format(payload)}\n\n{payload}\n\nIt left at one.".encode()
    )


def markdown(payload: str) -> bytes:
    front = f"---\ntitle: {json.dumps('Ferry ' + payload)}\nauthor: {json.dumps(payload)}\n---\n\n"
    return f"{front}{SENTENCE.format(payload)}\n\n- {payload}\n\n[{payload}](https://x.example/)".encode()


def page(payload: str) -> bytes:
    shown = escape(payload)
    data = json.dumps({"@type": "NewsArticle", "headline": f"Ferry {payload}", "author": payload}).replace(
        "<", "\\u003c"
    )
    body = "".join(f"<p>{SENTENCE.format(shown)} Day {day}.</p>" for day in range(4))
    return (
        f"<html><head><title>{shown}</title><script type='application/ld+json'>{data}</script>"
        f"<meta property='og:site_name' content='{shown}'></head><body><article><h1>Ferry {shown}</h1>{body}"
        f"<p><a href='javascript:{shown}'>{shown}</a></p></article>"
        f"<div class=related><a href='/x'>One two {shown} three</a></div></body></html>"
    ).encode()


def feed(payload: str) -> bytes:
    legal = "".join(c for c in payload if c in "\t\n\r" or (c >= " " and c not in "\uffff\ufffe"))
    twice = escape(escape(payload.replace(ESC, "&#27;").replace("\x9b", "&#x9b;")))
    item = f"<title>{escape(legal)} &#x9b;2J</title><description>{SENTENCE} {twice}</description>"
    return f"<rss version='2.0'><channel><title>{escape(legal)}</title><item>{item}</item></channel></rss>".encode()


def json_feed(payload: str) -> bytes:
    item = {
        "id": payload,
        "title": payload,
        "content_html": f"<p>{SENTENCE}</p><p>{escape(payload)}</p>",
        "tags": [payload],
    }
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": payload, "items": [item]}).encode()


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for one in dataclasses.fields(value):
            yield from strings(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from strings(one)


def assert_drawable(value: Any) -> None:
    for text in strings(value):
        assert drawable(text) == text
        assert not text.lower().startswith("javascript:")


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("made", [plain, markdown, page, feed, json_feed])
def test_no_field_of_an_article_holds_a_hostile_character(made: Any, payload: str) -> None:
    articles: list[Article] = read_bytes(made(payload), "hostile")
    assert any("came in at noon" in article.text for article in articles)
    assert_drawable(articles)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_field_of_an_export_holds_a_hostile_character(payload: str) -> None:
    quoted = '"' + payload.replace('"', '""').replace("\x00", "") + '"'
    table = f"title,url,time_added,tags,status\n{quoted},https://x.example/,1,{quoted},unread\n"
    metadata = json.dumps([{"slug": "a", "title": payload, "author": payload, "labels": [payload]}])
    archive = zipped(
        {"metadata_0_to_1.json": metadata, "content/a.html": page(payload), "highlights/a.md": f"> {payload}"}
    )
    for data in (table.encode(), archive):
        export = read_export(data, "hostile")
        for item in export.items:
            assert_drawable(dataclasses.replace(item, markup=""))
            assert_drawable(item.article("hostile"))
