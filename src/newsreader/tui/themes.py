"""Two themes of our own, and the colours that every theme needs for marks.

Colours are named by role. A theme that does not set them, such as one of Textual's, gets those of the dark or light
house theme, made brighter or darker until they can be read on its own grounds. `tests/tui/test_themes.py` checks the
contrast of text on every colour it can stand on, in every theme.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

DARK_ROLES = {
    "speech": "#e6d9b8",
    "heading": "#f2ead8",
    "note": "#9fb4c7",
    "selection": "#33507a",
    "ink-text": "#15171c",
    "emphasis": "#e0b469",
    "emphasis-text": "#15171c",
    "flash": "#6d5a1e",
    "hit": "#7d6a2a",
    "hit-text": "#fff8e1",
    "mark-yellow": "#5a4b0c",
    "mark-green": "#1f4d33",
    "mark-blue": "#1d4468",
    "mark-pink": "#662a48",
    "mark-purple": "#473270",
    "ink-yellow": "#e8c547",
    "ink-green": "#6fcf97",
    "ink-blue": "#6cb4ee",
    "ink-pink": "#f28fb5",
    "ink-purple": "#b79cf0",
    "quiet": "#8d94a0",
    "rule": "#343a46",
}
LIGHT_ROLES = {
    "speech": "#5a3d0a",
    "heading": "#1b1b1b",
    "note": "#3b5468",
    "selection": "#bcd3f2",
    "ink-text": "#fbf8f0",
    "emphasis": "#7a4f00",
    "emphasis-text": "#fbf8f0",
    "flash": "#ffe69a",
    "hit": "#ffd95e",
    "hit-text": "#231b00",
    "mark-yellow": "#fbeea5",
    "mark-green": "#c9ecd2",
    "mark-blue": "#cbe3f8",
    "mark-pink": "#f9d3e1",
    "mark-purple": "#e0d5f7",
    "ink-yellow": "#7a5c00",
    "ink-green": "#156a3a",
    "ink-blue": "#14558f",
    "ink-pink": "#a31f5c",
    "ink-purple": "#5b35a6",
    "quiet": "#5f6368",
    "rule": "#cfc7b4",
}

DARK = Theme(
    name="newsreader-dark",
    dark=True,
    primary="#d8a657",
    secondary="#89a8c7",
    accent="#e0b469",
    foreground="#d9d4c7",
    background="#15171c",
    surface="#191c22",
    panel="#20242c",
    boost="#2a2f39",
    success="#6fcf97",
    warning="#e8c547",
    error="#f07178",
    variables={**DARK_ROLES, "border": "#343a46", "block-cursor-text-style": "none"},
)
LIGHT = Theme(
    name="newsreader-light",
    dark=False,
    primary="#8a5a00",
    secondary="#2f5f8a",
    accent="#8a5a00",
    foreground="#26241f",
    background="#f6f2e8",
    surface="#fbf8f0",
    panel="#efe9da",
    boost="#e6dfcd",
    success="#156a3a",
    warning="#7a5c00",
    error="#a3262a",
    variables={**LIGHT_ROLES, "border": "#cfc7b4", "block-cursor-text-style": "none"},
)


TEXT = 4.5
"""Contrast that text needs with what it stands on (WCAG 2.1, level AA)."""

GLYPH = 3.0
"""Contrast that a glyph needs (WCAG 2.1, 1.4.11)."""

MARKS = ("yellow", "green", "blue", "pink", "purple")

_ANSI_INKS = dict(zip(MARKS, ("yellow", "green", "blue", "magenta", "cyan"), strict=True))
_ANSI_ROLES = {
    "speech": "ansi_default",
    "heading": "ansi_default",
    "note": "ansi_cyan",
    "quiet": "ansi_default",
    "selection": "ansi_blue",
    "ink-text": "ansi_black",
    "flash": "ansi_bright_black",
    "hit": "ansi_yellow",
    "hit-text": "ansi_black",
    "emphasis": "ansi_yellow",
    "emphasis-text": "ansi_black",
    "rule": "ansi_bright_black",
    **{f"mark-{mark}": "ansi_default" for mark in MARKS},
}
"""The colours of the terminal itself, which the reader has chosen: a mark is then told by its ink and underline."""


def role_colours(theme: Theme) -> dict[str, str]:
    """The colours by role for a theme, those of the house moved as far as its grounds demand.

    Args:
        theme: Any theme; what it sets itself under the name of a role wins over these.
    """
    if theme.ansi:
        shade = "bright_" if theme.dark else ""
        return {**_ANSI_ROLES, **{f"ink-{mark}": f"ansi_{shade}{ink}" for mark, ink in _ANSI_INKS.items()}}
    if theme.name in (DARK.name, LIGHT.name):
        return theme.variables
    house = DARK_ROLES if theme.dark else LIGHT_ROLES
    given = theme.to_color_system().generate()
    ink, surface, background, panel = (Color.parse(given[n]) for n in ("foreground", "surface", "background", "panel"))
    boost = surface + Color.parse(given["boost"])
    bright, deep = (WHITE, BLACK) if theme.dark else (BLACK, WHITE)
    roles = {"rule": surface.blend(ink, 0.2).hex}
    for name, value in house.items():
        color = Color.parse(value)
        if name in ("speech", "heading", "note", "quiet"):
            color = _moved(color, bright, lambda c: all(contrast(c, g) >= TEXT for g in (surface, background, panel)))
        elif name.startswith("mark-") or name in ("selection", "flash"):
            color = _moved(color, deep, lambda c: contrast(ink, c) >= TEXT)
        elif name.startswith("ink-") and name != "ink-text":
            color = _moved(color, bright, lambda c: contrast(c, surface) >= GLYPH)
        roles.setdefault(name, color.hex)
    emphasis = _moved(
        Color.parse(given["accent"]),
        bright,
        lambda c: all(contrast(c, g) >= TEXT for g in (surface, background, panel, boost)),
    )
    roles["emphasis"] = emphasis.hex
    roles["emphasis-text"] = max((BLACK, WHITE), key=lambda c: contrast(c, emphasis)).hex
    return roles


def _moved(color: Color, goal: Color, enough: Callable[[Color], bool]) -> Color:
    """A colour moved towards another one in steps of a twentieth, no further than is enough."""
    steps = (color.blend(goal, step / 20) for step in range(21))
    return next((c for c in steps if enough(c)), goal)


def contrast(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    parts = (part / 255 for part in (color.r, color.g, color.b))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
