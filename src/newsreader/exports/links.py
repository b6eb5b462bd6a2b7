"""Links that lead back to the marked words in the original page.

A text fragment (https://wicg.github.io/scroll-to-text-fragment/) names words behind ``#:~:text=`` in the form
``[prefix-,]start[,end][,-suffix]``. Browsers look for whole words, and for each of the four inside of one block of
the page. A comma, an ampersand and a dash in the words are percent-encoded, or they would count as its grammar.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from newsreader.notes.annotation import CONTEXT, Target
from newsreader.text.clean import clean_line

LONGEST_EXACT = 300
"""Code points of a passage that is named in full; of a longer one its first and last words are."""

_EDGE_WORDS = 6
_CONTEXT_WORDS = 3
_SAFE = ":/?#@!$&'*+,;=%~-._"


def web_address(url: str) -> str:
    """An http or https address with every sign encoded that Markdown, Org or HTML could trip over; empty if it is none.

    Brackets, blanks, quotation marks and backslashes are percent-encoded; what is encoded already stays.
    """
    try:
        parts = urlsplit(clean_line(url))
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "[" in parts.netloc:
        return ""
    return quote(parts.geturl(), safe=_SAFE, errors="replace").replace("'", "%27").replace("*", "%2A")


def source_link(url: str, target: Target, text: str | None = None) -> str:
    """A link to the passage in the original page.

    Args:
        url: The address of the page.
        target: The passage.
        text: The text that it stands in; where it is known and has the words once, they go without their context.

    Returns:
        The address, safe in Markdown, Org and attributes of HTML; empty if the page has none.
    """
    address = web_address(url)
    directive = text_directive(target, text)
    if not address or not directive:
        return address
    page, _, anchor = address.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}:~:{directive}"


def text_directive(target: Target, text: str | None = None) -> str:
    """The text directive of a passage, ``text=`` and what follows; empty if there is nothing to look for."""
    exact = _whole_words(target)
    paragraphs = [" ".join(line.split()) for line in exact.split("\n") if line.strip()]
    if not paragraphs:
        return ""
    if len(paragraphs) == 1 and len(paragraphs[0]) <= LONGEST_EXACT:
        start, end = paragraphs[0], ""
    else:
        start = " ".join(paragraphs[0].split()[:_EDGE_WORDS])
        end = " ".join(paragraphs[-1].split()[-_EDGE_WORDS:])
    parts = [_encoded(start), *([_encoded(end)] if end else [])]
    if text is None or " ".join(text.split()).count(start) != 1:
        before, after = _before(target), _after(target)
        parts = [*([f"{_encoded(before)}-"] if before else []), *parts, *([f"-{_encoded(after)}"] if after else [])]
    return "text=" + ",".join(parts)


def _encoded(words: str) -> str:
    return quote(words, safe="", errors="replace").replace("-", "%2D")


def _head(target: Target) -> str:
    """The letters before the passage that belong to its first word."""
    found = re.search(r"\w+$", target.prefix) if re.match(r"\w", target.exact) else None
    return found[0] if found else ""


def _tail(target: Target) -> str:
    found = re.match(r"\w+", target.suffix) if re.search(r"\w$", target.exact) else None
    return found[0] if found else ""


def _whole_words(target: Target) -> str:
    return _head(target) + target.exact + _tail(target)


def _before(target: Target) -> str:
    """The last words before the passage in its own block; the first of all may be cut and is left out."""
    line = target.prefix[: len(target.prefix) - len(_head(target))].rpartition("\n")[2]
    words = line.split()
    cut = len(target.prefix) >= CONTEXT and "\n" not in target.prefix and not line[:1].isspace()
    return " ".join(words[1 if cut else 0 :][-_CONTEXT_WORDS:])


def _after(target: Target) -> str:
    line = target.suffix[len(_tail(target)) :].partition("\n")[0]
    words = line.split()
    cut = len(target.suffix) >= CONTEXT and "\n" not in target.suffix and not line[-1:].isspace()
    return " ".join((words[:-1] if cut else words)[:_CONTEXT_WORDS])
