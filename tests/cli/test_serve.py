"""The reader in a browser: only with the key, from this machine alone, and it can be read there."""

import asyncio
import base64
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from newsreader.cli.serving import is_loopback
from tests.cli.test_commands import FERRY


class Page:
    """A running server."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.root, _, self.key = address.partition("/?key=")

    async def get(self, path: str = "/", *, key: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, text and cookie of an answer, without going where it leads."""
        if key:
            headers["Cookie"] = f"newsreader-key={key}"
        where = self.root + path
        async with (
            aiohttp.ClientSession() as session,
            session.get(where, headers=headers, allow_redirects=False) as got,
        ):
            return got.status, (await got.read()).decode("utf-8", "replace"), got.headers.get("Set-Cookie", "")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "newsreader", "serve", "ferry.txt", "--port", str(port)]
    environment = {**os.environ, "NEWSREADER_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(words, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+/\?key=\S+)", server.stdout.readline().strip())
        assert found
        yield Page(found[1])
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0


def test_who_has_no_key_gets_nothing(page: Page) -> None:
    async def asked() -> list[int]:
        paths = ("/", "/ws", "/static/js/textual.js", "/?key=guess", "/download/x")
        return [(await page.get(path))[0] for path in paths]

    assert asyncio.run(asked()) == [403] * 5


def test_the_key_becomes_a_cookie_that_other_sites_cannot_use(page: Page) -> None:
    status, _, cookie = asyncio.run(page.get(f"/?key={page.key}"))
    assert status == 302
    morsel = SimpleCookie(cookie)["newsreader-key"]
    assert (morsel["httponly"], morsel["samesite"]) == (True, "Strict")
    assert asyncio.run(page.get("/", key=page.key, Origin="https://evil.example"))[0] == 403


def test_the_page_asks_nobody_else_for_anything(page: Page) -> None:
    async def everything() -> None:
        status, html, _ = await page.get(key=page.key)
        assert status == 200
        addresses = re.findall(r"""(?:src|href|url)\(?=?["']([^"']+)["']""", html)
        assert len(addresses) >= 4
        for address in addresses:
            assert address.startswith((page.root, "/", page.root.replace("http", "ws"))), address
            if address.endswith("/ws"):
                continue
            status, body, _ = await page.get(address.removeprefix(page.root), key=page.key)
            assert status == 200
            if address.endswith(".css"):
                assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", body)

    asyncio.run(everything())


def test_the_article_is_drawn_in_the_page(page: Page) -> None:
    async def drawn() -> str:
        text = ""
        headers = {"Cookie": f"newsreader-key={page.key}", "Origin": page.root}
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"{page.root}/ws?width=100&height=30", headers=headers) as connection,
        ):
            while "Ferry to Kotka" not in text:
                message = await connection.receive(60)
                data = message.data if isinstance(message.data, bytes) else json.dumps(message.data).encode()
                text += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", data.decode("utf-8", "replace"))
        return text

    assert "Ferry to Kotka" in asyncio.run(drawn())


DRAWN = 20_000
"""Bytes that a picture of an empty page does not have."""


class Browser:
    """A page of a headless Chromium, spoken to by the DevTools protocol."""

    def __init__(self, connection: aiohttp.ClientWebSocketResponse) -> None:
        self._connection = connection
        self._count = 0
        self.asked: list[str] = []
        self.complaints: list[str] = []

    async def do(self, method: str, **params: object) -> dict[str, Any]:
        self._count += 1
        await self._connection.send_json({"id": self._count, "method": method, "params": params})
        while True:
            message = await self._connection.receive_json(timeout=60)
            if message.get("method") == "Network.requestWillBeSent":
                self.asked.append(message["params"]["request"]["url"])
            elif message.get("method") == "Runtime.exceptionThrown" or (
                message.get("method") == "Log.entryAdded" and message["params"]["entry"]["level"] == "error"
            ):
                self.complaints.append(json.dumps(message["params"]))
            elif message.get("id") == self._count:
                found: dict[str, Any] = message["result"]
                return found


async def shown(page: Page, debugger: str) -> tuple[bytes, Browser]:
    """A picture of the page as soon as the program has drawn something in it."""
    root = debugger.replace("ws://", "http://").partition("/devtools")[0]
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{root}/json") as answer:
            (target,) = [t for t in await answer.json(content_type=None) if t["type"] == "page"]
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as connection:
            browser = Browser(connection)
            for domain in ("Page", "Network", "Log", "Runtime"):
                await browser.do(f"{domain}.enable")
            await browser.do("Page.navigate", url=page.address)
            for _ in range(600):
                value = await browser.do("Runtime.evaluate", expression="document.body && document.body.className")
                if "-first-byte" in str(value["result"].get("value")):
                    break
                await asyncio.sleep(0.05)
            picture = b""
            for _ in range(100):  # the page fades in
                await asyncio.sleep(0.1)
                picture = base64.b64decode((await browser.do("Page.captureScreenshot"))["data"])
                if len(picture) > DRAWN:
                    break
            return picture, browser


@pytest.mark.skipif(shutil.which("chromium") is None, reason="there is no Chromium here")
def test_a_browser_draws_it_and_asks_this_machine_alone(page: Page, tmp_path: Path) -> None:
    options = "--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run"
    words = ["chromium", *options.split(), f"--user-data-dir={tmp_path / 'profile'}", "--window-size=1200,800"]
    words += ["--remote-debugging-port=0", "about:blank"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as chromium:
        try:
            assert chromium.stderr is not None
            listening = next(line for line in chromium.stderr if "DevTools listening on " in line)
            picture, browser = asyncio.run(shown(page, listening.partition("listening on ")[2].strip()))
        finally:
            chromium.terminate()
    (tmp_path / "page.png").write_bytes(picture)
    assert len(picture) > DRAWN
    assert all(url.startswith((page.root, "data:", page.root.replace("http", "ws"))) for url in browser.asked)
    assert [c for c in browser.complaints if "favicon" not in c] == []


def test_a_port_that_is_taken_is_said_in_a_line(page: Page) -> None:
    port = page.root.rpartition(":")[2]
    words = [sys.executable, "-m", "newsreader", "serve", "--port", port]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "choose another --port" in done.stderr


@pytest.mark.parametrize(
    ("host", "alone"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("box.lan", False)]
)
def test_an_address_that_others_can_reach_is_told_from_one_that_they_cannot(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone
