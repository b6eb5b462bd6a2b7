"""The reader's settings: one TOML file, every setting explained where it is defined."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Config:
    """All settings with their defaults."""

    theme: str = "newsreader-dark"
    """Name of the colour theme."""
