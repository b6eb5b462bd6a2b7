from __future__ import annotations

import gzip
import socket
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from newsreader.sources import SourceError, read_source
from newsreader.sources.fetch import FetchError, fetch, is_public
from tests.sources.loopback import Answer, Asked, Server, serving

SENTENCE = b"<p>The ferry came in at noon on day %d, an hour late, and nobody was waiting for it.</p>"
PAGE = (
    b"<html><head><title>Ferry late</title></head><body><article><h1>Ferry late</h1>"
    + b"".join(SENTENCE % day for day in range(5))
    + b"</article></body></html>"
)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def redirect(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_page_is_fetched_with_its_headers(server: Server) -> None:
    server.answers["/ferry"] = Answer(PAGE, headers={"Content-Type": "text/html; charset=utf-8", "ETag": 'W/"1"'})
    fetched = fetch(server.url("/ferry"), typed=True)
    assert (fetched.status, fetched.body) == (200, PAGE)
    assert fetched.content_type == "text/html; charset=utf-8"
    assert fetched.headers["etag"] == 'W/"1"'


def test_the_request_names_the_program_and_carries_nothing_of_the_reader(server: Server) -> None:
    server.answers["/ferry"] = Answer(PAGE)
    fetch(server.url("/ferry"), typed=True)
    headers = server.asked[0].headers
    assert headers["user-agent"].startswith("newsreader")
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert not {"cookie", "referer", "authorization"} & set(headers)


def test_an_address_given_as_a_source_becomes_an_article(server: Server) -> None:
    server.answers["/ferry"] = Answer(PAGE)
    (article,) = read_source(server.url("/ferry"))
    assert article.title == "Ferry late"
    assert article.url == article.source == server.url("/ferry")


def test_compressed_answers_are_unpacked(server: Server) -> None:
    for encoding, packed in (("gzip", gzip.compress(PAGE)), ("deflate", zlib.compress(PAGE))):
        server.answers["/ferry"] = Answer(packed, headers={"Content-Type": "text/html", "Content-Encoding": encoding})
        assert fetch(server.url("/ferry"), typed=True).body == PAGE


def test_a_compressed_bomb_is_cut_off_by_its_unpacked_size(server: Server) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    server.answers["/bomb"] = Answer(bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="larger than"):
        fetch(server.url("/bomb"), typed=True)


def test_validators_are_sent_back_byte_for_byte_and_304_has_no_body(server: Server) -> None:
    def answer(asked: Asked) -> Answer:
        same = asked.headers.get("if-none-match") == 'W/"a b"' and asked.headers["if-modified-since"].startswith("Tue")
        return Answer(status=304) if same else Answer(PAGE)

    server.answers["/ferry"] = answer
    when = "Tue, 03 Mar 2026 10:14:00 GMT"
    fetched = fetch(server.url("/ferry"), typed=True, etag='W/"a b"', last_modified=when)
    assert (fetched.status, fetched.body) == (304, b"")


def test_permanent_redirects_are_reported_and_temporary_ones_are_not(server: Server) -> None:
    server.answers["/end"] = Answer(PAGE)
    server.answers["/moved"] = redirect("/end", 301)
    server.answers["/away"] = redirect("/moved", 302)
    assert fetch(server.url("/moved"), typed=True).permanent_url == server.url("/end")
    assert fetch(server.url("/away"), typed=True).permanent_url == ""
    assert fetch(server.url("/away"), typed=True).url == server.url("/end")


def test_a_circle_of_redirects_ends(server: Server) -> None:
    server.answers["/a"] = redirect("/b")
    server.answers["/b"] = redirect("/a")
    with pytest.raises(FetchError, match="more than 5 times"):
        fetch(server.url("/a"), typed=True)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://user:word@harbour.example/",
        "",
    ],
)
def test_a_redirect_to_a_private_address_or_another_scheme_is_refused(server: Server, location: str) -> None:
    server.answers["/ferry"] = redirect(location)
    with pytest.raises(FetchError):
        fetch(server.url("/ferry"), typed=True)


def test_a_redirect_to_another_port_of_this_machine_is_refused(server: Server) -> None:
    with serving() as other:
        server.answers["/ferry"] = redirect(other.url("/secret"))
        with pytest.raises(FetchError, match="private"):
            fetch(server.url("/ferry"), typed=True)
        assert other.asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost", "0.0.0.0", "[::1]"]
)
def test_content_cannot_ask_for_this_machine(server: Server, host: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"http://{host}:{server.port}/secret")
    assert server.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("not an address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_the_connection_goes_to_the_address_that_was_checked(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["127.0.0.1", "10.0.0.1"])
    resolved: list[str] = []

    def resolve(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host != "rebinding.example":
            return real(host, port, type=socket.SOCK_STREAM)
        resolved.append(next(answers))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (resolved[-1], port))]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    server.answers["/ferry"] = Answer(PAGE)
    assert fetch(server.url("/ferry", "rebinding.example"), typed=True).body == PAGE
    assert resolved == ["127.0.0.1"]
    assert server.asked[0].headers["host"] == f"rebinding.example:{server.port}"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://harbour.example/", "http and https"),
        ("file:///etc/passwd", "http and https"),
        ("http://", "no valid address"),
        ("http://[::1", "no valid address"),
        ("http://harbour.example:99999/", "no valid address"),
        ("http://a b.example/", "no valid address"),
        ("https://bank.example@evil.example/", "user name"),
        ("http://no-such-host.invalid/", "not known"),
    ],
)
def test_an_address_that_cannot_be_fetched_says_why(url: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        fetch(url, typed=True)


def test_a_line_end_in_an_address_cannot_add_a_header(server: Server) -> None:
    server.answers["/a%0D%0AX-Evil:%201"] = Answer(PAGE)
    with pytest.raises(FetchError):
        fetch(server.url("/x") + "\r\nX-Evil: 1", typed=True)
    assert all("x-evil" not in asked.headers for asked in server.asked)


@pytest.mark.parametrize(("status", "words"), [(403, "browser"), (404, "nothing at"), (410, "gone"), (500, "fault")])
def test_an_error_of_the_server_is_told_with_its_status(server: Server, status: int, words: str) -> None:
    server.answers["/ferry"] = Answer(status=status)
    with pytest.raises(FetchError, match=words) as caught:
        fetch(server.url("/ferry"), typed=True)
    assert caught.value.status == status


def test_the_server_may_ask_to_wait(server: Server) -> None:
    server.answers["/ferry"] = Answer(status=429, headers={"Retry-After": "120"})
    with pytest.raises(FetchError) as caught:
        fetch(server.url("/ferry"), typed=True)
    assert caught.value.retry_after == 120


def test_a_picture_is_not_read(server: Server) -> None:
    server.answers["/pier.jpg"] = Answer(b"\xff\xd8", headers={"Content-Type": "image/jpeg"})
    with pytest.raises(SourceError, match="image/jpeg"):
        read_source(server.url("/pier.jpg"))


def test_a_server_that_drips_is_cut_off_as_a_whole(server: Server) -> None:
    released = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        while not released.wait(0.02):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    server.answers["/drip"] = Answer(drip)
    try:
        with pytest.raises(FetchError, match="too long"):
            fetch(server.url("/drip"), typed=True, total_seconds=0.3)
    finally:
        released.set()


def test_an_answer_that_breaks_off_is_an_error_and_not_half_a_page(server: Server) -> None:
    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>")

    server.answers["/half"] = Answer(half)
    with pytest.raises(FetchError, match="broke off"):
        fetch(server.url("/half"), typed=True)


def test_nobody_listening_is_told_in_one_line() -> None:
    with serving() as gone:
        url = gone.url("/")
    with pytest.raises(FetchError, match="does not take the connection"):
        fetch(url, typed=True)
