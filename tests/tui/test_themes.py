"""Contrast of everything that is read, in both of our themes (WCAG 2.1: 4.5 for text, 3 for glyphs)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from newsreader.tui.themes import DARK, LIGHT, role_colours

MARKS = ("yellow", "green", "blue", "pink", "purple")


def luminance(color: Color) -> float:
    parts = [c / 255 for c in (color.r, color.g, color.b)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda t: t.name)
def test_text_can_be_read_on_everything_it_stands_on(theme: Theme) -> None:
    roles = role_colours(theme)
    grounds = [str(theme.surface), str(theme.background), str(theme.panel)]
    for ground in grounds:
        for ink in (str(theme.foreground), roles["speech"], roles["heading"], roles["note"], roles["quiet"]):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
        assert contrast(str(theme.accent), ground) >= 4.5
    for mark in MARKS:
        for ink in (str(theme.foreground), roles["speech"], roles["heading"]):
            assert contrast(ink, roles[f"mark-{mark}"]) >= 4.5, (ink, mark)
        assert contrast(roles[f"ink-{mark}"], str(theme.surface)) >= 3
        assert contrast(roles["ink-text"], roles[f"ink-{mark}"]) >= 4.5, mark
    assert contrast(roles["ink-text"], str(theme.accent)) >= 4.5
    for ground in ("selection", "flash"):
        assert contrast(str(theme.foreground), roles[ground]) >= 4.5, ground
    assert contrast(roles["hit-text"], roles["hit"]) >= 4.5


def test_the_five_colours_of_marks_differ_from_one_another() -> None:
    for theme in (DARK, LIGHT):
        roles = role_colours(theme)
        assert len({roles[f"mark-{m}"] for m in MARKS}) == 5
