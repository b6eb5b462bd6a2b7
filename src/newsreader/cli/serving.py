"""The reader in a browser, through textual-serve: the same program, drawn in a page.

Whoever can reach the server can read and change the notes, so it answers only those who bring its key: the address
that is printed has it, and a cookie carries it from there. A page from elsewhere cannot send that cookie, which keeps
other sites out of a server on this machine, too.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web
from textual_serve.server import Server

COOKIE = "newsreader-key"
_TEMPLATES = Path(__file__).with_name("web")
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; connect-src 'self'"
)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ReaderServer(Server):
    """Serves the reader to those who have the key."""

    def __init__(self, command: str, host: str, port: int, announce: Callable[[str], None]) -> None:
        """Prepare.

        Args:
            command: What is run for every page that is opened.
            host: The address to listen at.
            port: The port.
            announce: Told the address to open, when the server listens.
        """
        super().__init__(command, host, port, title="newsreader", templates_path=_TEMPLATES)
        self.key = secrets.token_urlsafe(24)
        self._announce = announce

    def serve(self, debug: bool = False) -> None:
        """Serve until the process is told to end; nothing is logged to the terminal.

        Raises:
            OSError: If nothing can listen there.
        """
        web.run_app(self._make_app(), host=self.host, port=self.port, print=self._listening)

    def _listening(self, *_: object) -> None:
        self._announce(f"{self.public_url}/?key={self.key}")

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing yet: nobody listens before this is done."""

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guarded)
        return app

    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let those in who bring the key, in the address or in the cookie."""
        given = request.query.get("key", "")
        known = request.cookies.get(COOKIE, "")
        if secrets.compare_digest(given.encode(), self.key.encode()):
            response: web.StreamResponse = web.HTTPFound("/")
            response.set_cookie(COOKIE, self.key, httponly=True, samesite="Strict")
            return response
        if not secrets.compare_digest(known.encode(), self.key.encode()):
            return web.Response(status=403, text="Open the address that newsreader serve has printed.\n")
        if request.headers.get("Origin", self.public_url) != self.public_url:
            return web.Response(status=403, text="This page may not speak to newsreader.\n")
        response = await handler(request)
        if not response.prepared:
            response.headers["Content-Security-Policy"] = self._policy()
        return response

    def _policy(self) -> str:
        return f"{_POLICY} {self.public_url.replace('http', 'ws', 1)}; base-uri 'none'; frame-ancestors 'none'"


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
