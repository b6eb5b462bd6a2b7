from __future__ import annotations

import gzip
import io
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import Article
from newsreader.sources import SourceError, read_bytes
from newsreader.sources.kinds import kind_of
from newsreader.sources.warc import pages_of
from tests.sources.archives import zipped

SENTENCE = "The ferry to the island came in at noon on day {}, an hour late, and nobody on the pier was waiting for it."
PAGE = (
    "<html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1>"
    + "".join(f"<p>{SENTENCE.format(day)}</p>" for day in range(5))
    + "</article></body></html>"
)
CONTAINER = '<container xmlns="urn:x"><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Tides</dc:title><dc:creator>Jana Malá</dc:creator><dc:creator>Petr Novák</dc:creator>
<dc:date>2026-03-03</dc:date><dc:language>en-GB</dc:language></metadata><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c1" href="text/one%20a.xhtml" media-type="application/xhtml+xml"/>
<item id="c2" href="text/two.xhtml" media-type="application/xhtml+xml"/>
<item id="cover" href="text/cover.xhtml" media-type="application/xhtml+xml"/>
<item id="evil" href="../../../etc/passwd" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="cover"/><itemref idref="nav"/><itemref idref="c2"/><itemref idref="c1"/><itemref idref="evil"/>
<itemref idref="missing"/></spine></package>"""
NAV = """<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li>
<a href="text/one%20a.xhtml#top">Ebb <i>and</i> flow</a>
</li></ol></nav></body></html>"""


def book(**changes: bytes | str) -> bytes:
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE,
        "OPS/nav.xhtml": NAV,
        "OPS/text/one a.xhtml": f"<html><body><h1>I</h1><p>{SENTENCE.format(1)}</p></body></html>",
        "OPS/text/two.xhtml": f"<html><body><h2>Neap tide</h2><p>{SENTENCE.format(2)}</p></body></html>",
        "OPS/text/cover.xhtml": "<html><body><img src='x.jpg'/></body></html>",
    }
    return zipped({**members, **changes})


def test_the_chapters_of_a_book_are_articles_in_reading_order() -> None:
    neap, ebb = read_bytes(book(), "tides.epub")
    assert (neap.title, ebb.title) == ("Neap tide", "Ebb and flow")
    assert neap.text == SENTENCE.format(2)
    assert (ebb.site, ebb.byline, ebb.published, ebb.language) == ("Tides", "Jana Malá, Petr Novák", "2026-03-03", "en")
    assert neap.id != ebb.id


def test_a_damaged_book_is_an_error() -> None:
    for changes in ({"OPS/book.opf": "<package>"}, {"META-INF/container.xml": "<container/>"}):
        with pytest.raises(SourceError):
            read_bytes(book(**changes), "tides.epub")


def test_a_zip_archive_is_read_like_a_folder() -> None:
    data = zipped(
        {
            "b.txt": "Ebb\n\nThe water went.",
            "a/a.md": "# Flow\n\nThe water came.",
            "__MACOSX/._b.txt": "x",
            "c.zip": zipped({"d.txt": "Inner\n\nNot read."}),
            "../../escape.txt": "Escape\n\nNot read.",
        }
    )
    assert [article.title for article in read_bytes(data, "articles.zip")] == ["Flow", "Ebb"]
    with pytest.raises(SourceError, match="no articles in the archive"):
        read_bytes(zipped({"x.bin": "x"}), "x.zip")


def saved(**headers: str) -> bytes:
    head = {"MIME-Version": "1.0", "Content-Type": 'multipart/related; boundary="b"', **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in head.items()]
    part = "Content-Type: text/html; charset=utf-8\nContent-Location: https://harbour.example/ferry"
    return "\n".join(
        [*lines, "", "--b", part, "", PAGE, "--b", "Content-Type: image/png", "", "x", "--b--", ""]
    ).encode()


def test_a_page_saved_as_mime_keeps_its_address() -> None:
    (article,) = read_bytes(saved(Subject="Ferry"), "ferry.mht")
    assert (article.title, article.url) == ("Ferry late", "https://harbour.example/ferry")
    with pytest.raises(SourceError, match="no page"):
        read_bytes(saved().replace(b"text/html", b"text/css"), "ferry.mht")


def test_a_page_saved_by_singlefile_keeps_its_address() -> None:
    comment = "<!--\n Page saved with SingleFile \n url: https://harbour.example/ferry \n saved date: x -->"
    (article,) = read_bytes(PAGE.replace("<head>", f"{comment}<head>").encode(), "ferry.html")
    assert article.url == "https://harbour.example/ferry"


def record(kind: str, block: bytes, **headers: str) -> bytes:
    lines = {
        "WARC-Type": kind,
        "Content-Length": str(len(block)),
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    return b"WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items()).encode() + b"\r\n" + block + b"\r\n\r\n"


def response(body: bytes, url: str = "https://harbour.example/ferry", status: str = "200 OK", **headers: str) -> bytes:
    lines = "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in {"Content-Type": "text/html", **headers}.items())
    block = f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body
    return record("response", block, WARC_Target_URI=url, Content_Type="application/http; msgtype=response")


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_the_pages_of_a_web_archive_are_articles(pack: type[bytes]) -> None:
    page = PAGE.encode()
    data = b"".join(
        pack(part)
        for part in (
            record("warcinfo", b"software: x"),
            response(page),
            response(b"gone", status="404 Not Found"),
            response(
                chunked(gzip.compress(page)), "https://x.example/", Transfer_Encoding="chunked", Content_Encoding="gzip"
            ),
            response(b"\xff\xd8", Content_Type="image/jpeg"),
        )
    )
    assert [article.url for article in read_bytes(data, "x.warc")] == [
        "https://harbour.example/ferry",
        "https://x.example/",
    ]


def test_a_web_archive_that_breaks_off_gives_what_is_whole() -> None:
    data = gzip.compress(response(PAGE.encode())) + gzip.compress(response(PAGE.encode()))[:-20]
    assert len(list(pages_of(data, "x.warc.gz"))) >= 1
    with pytest.raises(SourceError, match="damaged"):
        list(pages_of(b"WARC/1.0\r\nno length\r\n\r\n", "x.warc"))


def pdf(*lines: str, title: str = "Ferry late") -> bytes:
    """The smallest PDF file that shows these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = f"BT /F1 12 Tf 14 TL 72 700 Td {shown} ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Title({title})/Author(Jana Mala)/CreationDate(D:20260303101400Z)>>".encode(),
    ]
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%s endobj\n" % (number, body))
    start = out.tell()
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info 6 0 R>>\n" % (size, table, size))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_pdf_file_gives_its_text_and_its_facts() -> None:
    pytest.importorskip("pypdf", reason="PDF is an optional extra")
    (article,) = read_bytes(
        pdf("The ferry came in at noon, an hour late, and no-", "body was waiting for it."), "ferry.pdf"
    )
    assert article.title == "Ferry late"
    assert (article.byline, article.published) == ("Jana Mala", "2026-03-03")
    assert "nobody was waiting" in article.text


def test_a_pdf_file_without_text_or_with_damage_is_an_error() -> None:
    for data in (pdf(title=""), pdf("x")[:120], b"%PDF-1.7 nothing"):
        with pytest.raises(SourceError):
            read_bytes(data, "ferry.pdf")


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from newsreader.sources.pdf import extract_pdf

    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(SourceError, match="newsreader\\[pdf\\]"):
        extract_pdf(pdf("x"), "ferry.pdf")


SEEDS: Mapping[str, bytes] = {"x.epub": book(), "x.mht": saved(), "x.warc": response(b"<p>short</p>")}


@given(st.sampled_from(sorted(SEEDS)), st.integers(0, 5_000), st.binary(min_size=1, max_size=6))
def test_a_damaged_container_is_an_error_and_never_a_crash(name: str, at: int, patch: bytes) -> None:
    data = bytearray(SEEDS[name])
    data[at % len(data) : at % len(data) + len(patch)] = patch
    try:
        articles = read_bytes(bytes(data), name)
    except SourceError:
        return
    assert all(isinstance(article, Article) for article in articles)


@given(st.binary(max_size=200), st.sampled_from(["", "x.txt", "x.html", "x.epub", "x.pdf"]))
def test_any_bytes_have_a_kind(data: bytes, name: str) -> None:
    assert kind_of(data, name)
