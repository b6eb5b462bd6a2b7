"""The one way to the network: ``fetch`` with every guard.

Only http and https; no credentials in addresses; a host is resolved once, its addresses are checked, and the connection
goes to the address that was checked, so that a second answer of the name server cannot lead elsewhere; the same holds
for every redirect; a redirect never leaves https; times and sizes are bounded as a whole, not only per read. No
cookies, no referrer, no proxies.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from newsreader.sources.errors import SourceError

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 45.0
PAGE_BYTES = 10_000_000
"""Decompressed bytes of a page or document."""

FEED_BYTES = 20_000_000
"""Decompressed bytes of a feed."""

DOCUMENT_TYPES = frozenset(
    {
        *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "multipart/related"),
        *("application/epub+zip", "application/pdf", "message/rfc822", "application/x-mimearchive"),
        *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml"),
        *("application/feed+json", "application/json"),
    }
)
"""MIME types that articles and feeds come in; a document without a type is looked at."""

_CHUNK = 16_384
_REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\]")
_PATH_SAFE = "/%:@!$&'()*+,;=~-._?"


class FetchError(SourceError):
    """An address could not be fetched.

    Attributes:
        status: The HTTP status, 0 if there was none.
        retry_after: Seconds that the server asks to wait, 0 if it does not.
    """

    def __init__(self, source: str, reason: str, *, status: int = 0, retry_after: float = 0) -> None:
        super().__init__(source, reason)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        url: Where the answer came from, after redirects.
        status: 200, or 304 if nothing changed since the validators were given.
        body: The decompressed body; empty if nothing changed.
        headers: The headers by lower-case name.
        permanent_url: Where the address has moved for good, empty if it has not: the end of a chain of permanent
            redirects that begins at the address asked for.
    """

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    permanent_url: str = ""

    @property
    def content_type(self) -> str:
        """The Content-Type header as it was sent."""
        return self.headers.get("content-type", "")


@dataclass(frozen=True, slots=True)
class _Target:
    """A checked address: where to connect, and what to ask for."""

    url: str
    scheme: str
    host: str
    port: int
    address: str
    request: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


def fetch(
    url: str,
    *,
    typed: bool = False,
    etag: str = "",
    last_modified: str = "",
    max_bytes: int = PAGE_BYTES,
    types: Collection[str] = DOCUMENT_TYPES,
    total_seconds: float = TOTAL_SECONDS,
) -> Fetched:
    """Fetch one address.

    Args:
        url: An http or https address.
        typed: Whether a person typed it. Then it may lead to this machine or its network; what content names, and
            redirects to other places, never may.
        etag: The ETag of an earlier answer, byte for byte.
        last_modified: The Last-Modified of an earlier answer, byte for byte.
        max_bytes: Decompressed bytes that are read at most.
        types: MIME types that are taken.
        total_seconds: The longest that all of it may take.

    Raises:
        FetchError: If an address is not allowed, the server cannot be reached or answers with an error, or the answer
            is too large, too slow or of no kind that is read.
    """
    deadline = time.monotonic() + total_seconds
    target = first = _target(url, url, private=typed)
    permanent = ""
    only_permanent = True
    conditional = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    for _ in range(MAX_REDIRECTS + 1):
        status, headers, body = _exchange(target, url, conditional, max_bytes, types, deadline)
        if status not in _REDIRECTS:
            if status == 304 and not (etag or last_modified):
                raise FetchError(url, "the server says that nothing changed, but nothing was asked before", status=304)
            return Fetched(target.url, status, body, headers, permanent)
        location = headers.get("location", "").strip()
        if not location:
            raise FetchError(url, "the server redirects without saying where", status=status)
        moved = urljoin(target.url, location)
        if target.scheme == "https" and moved.lower().startswith("http:"):
            raise FetchError(url, "it redirects from https to unprotected http", status=status)
        redirected = _target(url, moved, private=typed, allowed=first.origin)
        only_permanent = only_permanent and status in _PERMANENT
        if only_permanent:
            permanent = redirected.url
        target = redirected
    raise FetchError(url, f"it redirects more than {MAX_REDIRECTS} times")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet: not private, local, reserved, or multicast."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None and not is_public(str(inner)):
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def _target(asked: str, url: str, *, private: bool, allowed: tuple[str, str, int] | None = None) -> _Target:
    """Check an address and resolve its host.

    Args:
        asked: The address that errors name.
        url: The address to check.
        private: Whether an address of this machine or network may be used.
        allowed: For a redirect, the only origin that may be private.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise FetchError(asked, "it is no valid address") from None
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise FetchError(asked, "only http and https addresses are fetched")
    if "@" in parts.netloc:
        raise FetchError(asked, "it holds a user name or password; addresses with them are not fetched")
    if not host or _UNSAFE.search(parts.netloc):
        raise FetchError(asked, "it is no valid address")
    try:
        host = host.encode("ascii").decode() if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise FetchError(asked, "it is no valid address") from None
    port = port if port is not None else 443 if scheme == "https" else 80
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = quote(parts.query, safe=_PATH_SAFE)
    origin = (scheme, host, port)
    private = private and (allowed is None or allowed == origin)
    return _Target(
        url=url,
        scheme=scheme,
        host=host,
        port=port,
        address=_resolve(asked, host, port, private=private),
        request=path + (f"?{query}" if query else ""),
    )


def _resolve(asked: str, host: str, port: int, *, private: bool) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchError(asked, f"the host {host} is not known; check the address and the connection") from None
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(map(is_public, addresses)):
        raise FetchError(asked, "it leads to a private or local address, which content may not ask for")
    if not addresses:
        raise FetchError(asked, f"the host {host} has no address")
    return addresses[0]


def _exchange(
    target: _Target,
    asked: str,
    conditional: Mapping[str, str],
    max_bytes: int,
    types: Collection[str],
    deadline: float,
) -> tuple[int, dict[str, str], bytes]:
    """One request and its answer."""
    from urllib3.exceptions import HTTPError

    connection = _connection(target)
    watchdog = _Watchdog(deadline)
    try:
        connection.connect()
        watchdog.guard(connection.sock)
        connection.request("GET", target.request, headers=_headers(target, conditional), preload_content=False)
        answer = _read(connection.getresponse(), asked, max_bytes, types)
        if watchdog.barked:  # A body of unknown length looks complete when its connection is cut.
            raise TimeoutError
        return answer
    except (HTTPError, OSError, ValueError) as error:
        if watchdog.barked:
            raise FetchError(asked, "the server takes too long to answer") from None
        raise FetchError(asked, _explained(error, target.host)) from error
    finally:
        watchdog.stop()
        connection.close()


class _Watchdog:
    """Cuts a connection at a deadline.

    A server that sends a byte now and then satisfies every timeout of a single read; only this ends it.
    """

    def __init__(self, deadline: float) -> None:
        self.barked = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(max(0.0, deadline - time.monotonic()), self._bark)
        self._timer.daemon = True
        self._timer.start()

    def guard(self, connected: socket.socket | None) -> None:
        """Take a connected socket into care; the connection forgets it once an answer is being read."""
        self._socket = connected
        if connected is not None:
            connected.settimeout(READ_SECONDS)
        if self.barked:
            self._bark()

    def stop(self) -> None:
        """Leave it alone from now on."""
        self._timer.cancel()

    def _bark(self) -> None:
        self.barked = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _connection(target: _Target) -> HTTPConnection:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if target.scheme == "http":
        return HTTPConnection(target.address, target.port, timeout=CONNECT_SECONDS)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=CONNECT_SECONDS,
        server_hostname=target.host,
        assert_hostname=target.host,
        ssl_context=ssl.create_default_context(),
    )


def _headers(target: _Target, conditional: Mapping[str, str]) -> dict[str, str]:
    host = f"[{target.host}]" if ":" in target.host else target.host
    default = 443 if target.scheme == "https" else 80
    return {
        "Host": host if target.port == default else f"{host}:{target.port}",
        "User-Agent": user_agent(),
        "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
        **{name: value for name, value in conditional.items() if value and not _UNSAFE.search(value.replace(" ", ""))},
    }


def user_agent() -> str:
    """How the program names itself to servers."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"newsreader/{version('newsreader')} (terminal news reader)"
    except PackageNotFoundError:
        return "newsreader (terminal news reader)"


def _read(
    response: HTTPResponse, asked: str, max_bytes: int, types: Collection[str]
) -> tuple[int, dict[str, str], bytes]:
    headers = {name.lower(): value for name, value in response.headers.items()}
    status = response.status
    if status in _REDIRECTS or status == 304:
        return status, headers, b""
    if status != 200:
        raise FetchError(
            asked, _status(status), status=status, retry_after=_retry_after(headers.get("retry-after", ""))
        )
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in types and kind != "application/octet-stream":
        raise FetchError(asked, f"it is {kind}, which is not read here; open it in a browser", status=status)
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > max_bytes:
            raise FetchError(asked, f"it is larger than {max_bytes // 1_000_000} MB", status=status)
    return status, headers, bytes(body)


def _retry_after(value: str) -> float:
    """Seconds to wait: the header holds them, or a date."""
    if value.strip().isdigit():
        return min(float(value), 30 * 86_400.0)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, min(parsedate_to_datetime(value).timestamp() - time.time(), 30 * 86_400.0))
    except (TypeError, ValueError):
        return 0.0


_REASONS = {
    401: "the server wants a password",
    402: "the server wants to be paid for it",
    403: "the server refuses it to this program; open it in a browser and save the page",
    404: "there is nothing at this address",
    410: "it is gone for good",
    429: "the server has had too many requests; try again later",
    451: "it is withheld for legal reasons",
}


def _status(status: int) -> str:
    if status in _REASONS:
        return f"{_REASONS[status]} (status {status})"
    return f"the server has a fault; try again later (status {status})" if status >= 500 else f"status {status}"


def _explained(error: Exception, host: str) -> str:
    from urllib3.exceptions import ConnectTimeoutError, DecodeError, NewConnectionError, ReadTimeoutError

    if isinstance(error, NewConnectionError | ConnectionRefusedError):  # The first is a kind of ConnectTimeoutError.
        return f"{host} does not take the connection"
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError | TimeoutError):
        return "the server takes too long to answer"
    if isinstance(error, ssl.SSLError):
        return f"the connection to {host} is not safe: {error.reason or 'its certificate is not valid'}"
    if isinstance(error, DecodeError):
        return "the answer is compressed in a wrong way"
    return f"the connection to {host} broke off"
