"""Showing the words of a text as such."""

from __future__ import annotations

OPENING = ("“", "‘", '"', "«", "„", "»")
"""What a passage may begin with so that no marks are put around it."""


def in_marks(passage: str) -> str:
    """Put quotation marks around a passage, unless it begins with one of its own."""
    return passage if passage.startswith(OPENING) else f"“{passage}”"
