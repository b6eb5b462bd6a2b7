"""Typography made plain, one code point for one, so that offsets hold: for searching and comparing."""

from __future__ import annotations

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\n\t", " "),
    }
)


_PLAIN_LINES = {code: plain for code, plain in _PLAIN.items() if code != ord("\n")}


def fold_typography(text: str, *, lines: bool = False) -> str:
    """Replace curly quotes, dashes, special blanks and line feeds by their plain forms; the length stays the same.

    Args:
        text: The text.
        lines: Whether line feeds are kept.
    """
    return text.translate(_PLAIN_LINES if lines else _PLAIN)
