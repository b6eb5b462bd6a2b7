"""Where an address really leads."""

from __future__ import annotations

from urllib.parse import urlsplit


def real_host(url: str) -> str:
    """The host that an address leads to, as a browser would resolve it; empty unless it is http or https.

    A name in which letters are not plain ASCII is given in its ``xn--`` form, so that a lookalike shows.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
