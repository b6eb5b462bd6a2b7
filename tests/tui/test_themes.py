"""Contrast of everything that is read, in every theme (WCAG 2.1: 4.5 for text, 3 for glyphs)."""

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.tui.themes import DARK, GLYPH, LIGHT, MARKS, TEXT, contrast, role_colours

THEMES = [DARK, LIGHT, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]


def ratio(one: str, other: str) -> float:
    return contrast(Color.parse(one), Color.parse(other))


def test_contrast_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#777777") == pytest.approx(1)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_text_can_be_read_on_everything_it_stands_on(theme: Theme) -> None:
    given = theme.to_color_system().generate()
    roles = {**role_colours(theme), **theme.variables}
    text, surface = given["foreground"], given["surface"]
    grounds = [surface, given["background"], given["panel"]]
    for ground in grounds:
        for role in ("speech", "heading", "note", "quiet", "emphasis"):
            assert ratio(roles[role], ground) >= TEXT - 0.05, (role, ground)
    best = min(TEXT, ratio(text, "#000000" if theme.dark else "#ffffff"))  # a theme's own text may be too faint for any
    for role in (*(f"mark-{mark}" for mark in MARKS), "selection", "flash"):
        assert ratio(text, roles[role]) >= best - 0.05, role
    for mark in MARKS:
        assert ratio(roles[f"ink-{mark}"], surface) >= GLYPH - 0.05, mark
        assert ratio(roles["ink-text"], roles[f"ink-{mark}"]) >= TEXT - 0.05, mark
    boost = Color.parse(surface) + Color.parse(given["boost"])
    assert contrast(Color.parse(roles["emphasis"]), boost) >= TEXT - 0.05
    assert ratio(roles["emphasis-text"], roles["emphasis"]) >= TEXT - 0.05
    assert ratio(roles["hit-text"], roles["hit"]) >= TEXT - 0.05


def test_the_five_colours_of_marks_differ_from_one_another() -> None:
    for theme in (DARK, LIGHT, BUILTIN_THEMES["nord"], BUILTIN_THEMES["solarized-light"]):
        roles = role_colours(theme)
        assert len({roles[f"mark-{m}"] for m in MARKS}) == 5
    for theme in (t for t in BUILTIN_THEMES.values() if t.ansi):
        roles = role_colours(theme)
        assert len({roles[f"ink-{m}"] for m in MARKS}) == 5


def test_in_the_terminals_own_colours_every_role_is_one_of_them() -> None:
    roles = role_colours(BUILTIN_THEMES["ansi-dark"])
    assert set(roles) >= set(role_colours(DARK)) - {"border", "block-cursor-text-style"}
    assert all(value.startswith("ansi_") for value in roles.values())
