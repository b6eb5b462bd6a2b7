"""Bytes of a page become markup that extraction can take."""

from __future__ import annotations

import re

from newsreader.sources.decode import decode_text

MAX_MARKUP = 8_000_000
"""Code points of a page, after embedded data are stripped, that are handed to extraction."""

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})[\"']", re.I)
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)
_DATA_URI = re.compile(r"data:[a-z0-9.+/-]{0,60}(?:;[a-z0-9=._-]{1,40})*,[A-Za-z0-9+/=%._~!$&*;:@-]{40,}", re.I)
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));?", re.I)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
# ESC and what ends a string sequence: kept as characters until whole sequences are taken out.
_PARTS_OF_SEQUENCES = (0x07, 0x18, 0x1A, 0x1B)
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x20)))
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
# As in `newsreader.text.clean`, but an unterminated string ends at markup or a quotation mark, so that it swallows no
# element and no end of an attribute.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x18\x1a\x1b\x9c\n<>\"']*(?:\x1b\\|[\x07\x18\x1a\x9c])?"
    r"|\x1b[ -/]*[0-;=-~]?"
)


def decode_page(data: bytes, content_type: str = "") -> str:
    """Decode a page as browsers do: byte order mark, then the server's charset, then the page's own, then a guess.

    Args:
        data: The page.
        content_type: The server's Content-Type header, if there was one.
    """
    declared = ""
    if found := _HEADER_CHARSET.search(content_type):
        declared = found[1]
    else:
        head = data[:4_096]
        for pattern in (_XML_ENCODING, _META_CHARSET):
            if match := pattern.search(head):
                declared = match[1].decode("ascii")
                break
    return decode_text(data, declared)


def prepare(markup: str) -> str:
    """Take out of markup what harms extraction and carries no text.

    ``data:`` URIs go, as they slow parsing a thousandfold. References to control characters go, as one of them makes
    trafilatura give up the page; references into the C1 range keep the meaning that HTML gives them. Whole control
    sequences go, as the parser would drop their first character only. The XML declaration goes, as lxml refuses decoded
    text that names an encoding.
    """
    markup = _XML_DECLARATION.sub("", markup, count=1)
    if "data:" in markup:
        markup = _DATA_URI.sub("data:,", markup)
    if "&#" in markup:
        markup = _REFERENCE.sub(_harmless, markup)
    return _CONTROLS.sub("", _SEQUENCE.sub("", markup)) if _may_hold_controls(markup) else markup


def _may_hold_controls(markup: str) -> bool:
    """Whether the passes over every character are needed; deleting bytes is much faster than matching characters."""
    data = markup.encode("utf-8", "surrogatepass")
    return (
        len(data.translate(None, _CONTROL_BYTES)) < len(data)
        or (b"\xc2" in data and bool(_C1_BYTES.search(data)))
        or b"\xef\xbf\xbe" in data
        or b"\xef\xbf\xbf" in data
    )


def _harmless(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= code <= 0x9F:
        return bytes([code]).decode("cp1252", "ignore")
    if code in _PARTS_OF_SEQUENCES:
        return chr(code)
    bad = (code < 0x20 and code not in (9, 10, 13)) or code == 0x7F or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF
    return "" if bad or code & 0xFFFE == 0xFFFE else reference[0]
