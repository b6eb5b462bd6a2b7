"""Two themes of our own, and the colours that every theme needs for marks.

Colours are named by role. A theme that does not set them, such as one of Textual's, gets those of the dark or light
house theme. `tests/tui/test_themes.py` checks the contrast of text on every colour it can stand on.
"""

from __future__ import annotations

from textual.theme import Theme

DARK_ROLES = {
    "speech": "#e6d9b8",
    "heading": "#f2ead8",
    "note": "#9fb4c7",
    "selection": "#33507a",
    "ink-text": "#15171c",
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
}
LIGHT_ROLES = {
    "speech": "#5a3d0a",
    "heading": "#1b1b1b",
    "note": "#3b5468",
    "selection": "#bcd3f2",
    "ink-text": "#fbf8f0",
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


def role_colours(theme: Theme) -> dict[str, str]:
    """The colours by role that a theme does not set itself."""
    roles = DARK_ROLES if theme.dark else LIGHT_ROLES
    return {**roles, "border": "#343a46" if theme.dark else "#cfc7b4"}
