"""Bytes become characters."""

from __future__ import annotations

import codecs

from newsreader.patterns import lazy_pattern

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64_000
"""Bytes looked at to guess an encoding."""

_CONTROLS = bytes(set(range(0x20)) - {0x07, 0x08, 0x09, 0x0A, 0x0C, 0x0D, 0x1B})
_TYPOGRAPHY = lazy_pattern(rb"[\x85\x91-\x97]")


def decode_text(data: bytes, declared: str = "") -> str:
    """Decode text whose encoding may be unknown.

    A byte order mark decides; then UTF-8 if the bytes are valid in it; then what was declared; then a guess by
    charset-normalizer. Text that is nearly all valid UTF-8 is read as such and its stray bytes as Windows-1252.

    Args:
        data: The bytes.
        declared: The encoding that a header or the document itself names, empty if none does.

    Returns:
        The characters; bytes that mean nothing in the encoding become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if wide := _without_bom(data):
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if declared and (text := _declared(data, declared)) is not None:
        return text
    if _mostly_utf8(data):
        return _patched_utf8(data)
    return data.decode(_guess(data), "replace")


def is_binary(data: bytes) -> bool:
    """Whether bytes cannot be text in any encoding that articles come in."""
    head = data[:_SAMPLE]
    if not head or any(head.startswith(mark) for mark, _ in _BOMS) or _without_bom(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if _is_utf8(head):
        return controls > len(head) // 8
    return controls > len(head) // 50 or b"\0" in head


def _declared(data: bytes, encoding: str) -> str | None:
    # By the WHATWG's Encoding standard these names all mean Windows-1252 on the web.
    if encoding.strip().lower() in ("latin-1", "latin1", "iso-8859-1", "iso8859-1", "ascii", "us-ascii"):
        encoding = "cp1252"
    try:
        return data.decode(encoding.strip(), "replace")
    except (LookupError, ValueError):
        return None


def _without_bom(data: bytes) -> str:
    """UTF-16 of mostly Latin text gives itself away: every other byte is zero."""
    head = data[:2_000]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else ""


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # A sample may end inside a character.
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for c in text[:_SAMPLE] if c > "\x7f") - wrong
    return right > 4 * wrong


def _patched_utf8(data: bytes) -> str:
    out: list[str] = []
    while data:
        try:
            out.append(data.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            out.append(data[: error.start].decode("utf-8"))
            out.append(data[error.start : error.end].decode("cp1252", "replace"))
            data = data[error.end :]
    return "".join(out)


def _guess(data: bytes) -> str:
    sample = data[:_SAMPLE]
    # Short Western texts are the detector's weak spot: a few curly quotes or accents among ASCII letters.
    high = sum(1 for byte in sample if byte > 0x7F)
    sparse = high * 20 <= len(sample)
    if (sparse and _TYPOGRAPHY.search(sample)) or (high < 20 and high * 4 <= len(sample)):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"
