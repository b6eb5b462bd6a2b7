"""Marks are written out from the app, by a template that is chosen by what it would write."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from newsreader.config import Config
from newsreader.paths import templates_dir
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.template_chooser import TemplateChooser
from newsreader.tui.widgets.item_list import ItemList
from tests.tui.conftest import Start, press, status, until


async def chosen(pilot: Pilot[int], reader: ReaderScreen, name: str) -> TemplateChooser:
    """Wait for the chooser until a template is highlighted and its preview is there."""
    await until(pilot, lambda: isinstance(reader.app.screen, TemplateChooser))
    screen = reader.app.screen
    assert isinstance(screen, TemplateChooser)
    await until(pilot, lambda: screen.query_one(ItemList).chosen == name and bool(shown(screen)))
    return screen


def shown(screen: TemplateChooser) -> str:
    return str(screen.query_one("#template-text", Static).content)


async def test_notes_are_written_and_it_is_said_where(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "E")
        await until(pilot, lambda: "no marks" in status(screen))
        await press(pilot, "]qcqE")
        await until(pilot, lambda: "1 mark written to" in status(screen))
    (path,) = (tmp_path / "home" / "exports").glob("*.md")
    text = path.read_text(encoding="utf-8")
    assert "> We would rather stop for a week than for a year," in text
    assert "> — Maija Lehto" in text


async def test_a_template_is_chosen_by_what_it_would_write_and_is_used_again(start: Start, tmp_path: Path) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "]qcqgE")
        chooser = await chosen(pilot, screen, "plain")
        assert "*pink*" in shown(chooser)
        await press(pilot, "obsid")
        await until(pilot, lambda: "> [!quote] [[Maija Lehto]]" in shown(chooser))
        assert not (tmp_path / "home" / "exports").exists()
        await press(pilot, "<enter>")
        await until(pilot, lambda: "1 mark written to" in status(screen))
        (path,) = (tmp_path / "home" / "exports" / "obsidian").iterdir()
        path.unlink()
        await press(pilot, "E")
        await until(pilot, path.exists)


async def test_what_a_template_can_say_is_shown_with_the_mark_as_example(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "]qcqgE")
        chooser = await chosen(pilot, screen, "plain")
        await press(pilot, "<tab>")
        await until(pilot, lambda: "mark.speaker" in shown(chooser))
        assert "Maija Lehto" in shown(chooser)
        await press(pilot, "org")
        assert "mark.speaker" in shown(chooser)
        await press(pilot, "<tab>")
        await until(pilot, lambda: shown(chooser).startswith("#+title"))


async def test_notes_go_to_the_folder_of_the_settings(start: Start, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    async with start(config=Config(export_folder=str(vault), template="logseq")) as (pilot, _):
        await press(pilot, "HE")
        await until(pilot, lambda: (vault / "logseq").exists() and any((vault / "logseq").iterdir()))
    (path,) = (vault / "logseq").iterdir()
    assert path.read_text(encoding="utf-8").startswith("title:: ")


async def test_what_is_wrong_with_a_template_is_said_where_its_preview_would_be(start: Start) -> None:
    folder = templates_dir()
    async with start() as (pilot, screen):
        folder.mkdir(parents=True, exist_ok=True)
        broken = folder / "zz-broken.md.j2"
        broken.write_text('{% extends "plain" %}{% block note %}{{ mark.nonsense }}{% endblock %}')
        try:
            await press(pilot, "HgE")
            chooser = await chosen(pilot, screen, "plain")
            await press(pilot, "broken")
            await until(pilot, lambda: "zz-broken.md.j2, line 1:" in shown(chooser))
        finally:
            broken.unlink()
