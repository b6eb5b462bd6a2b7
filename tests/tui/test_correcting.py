"""Correcting the analysis: another speaker, nobody known, no quotation; kept, undone, and read again."""

import threading

from textual.pilot import Pilot

from newsreader.library import Library
from newsreader.notes.correction import Verdict
from newsreader.notes.store import NoteStore
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.screens.speaker_chooser import SpeakerChooser
from tests.tui.conftest import Start, press, until


def said(screen: ReaderScreen) -> list[tuple[str, str | None]]:
    text = screen.article.text if screen.article else ""
    return [(text[q.start : q.end], q.speaker) for q in screen.findings.analysis.quotes if q.kind == "direct"]


async def choose(pilot: Pilot[int], screen: ReaderScreen, typed: str) -> None:
    await press(pilot, "cs")
    assert isinstance(screen.app.screen, SpeakerChooser)
    await press(pilot, "".join("<space>" if c == " " else c for c in typed) + "<enter>")


async def test_a_typed_name_becomes_the_speaker_and_stays_after_a_restart(start: Start) -> None:
    async with start() as (pilot, screen):
        before = said(screen)
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await choose(pilot, screen, "Aino Salo")
        assert said(screen)[0] == (before[0][0], "Aino Salo")
        assert said(screen)[1:] == before[1:]
    async with start() as (pilot, screen):
        await until(pilot, lambda: said(screen)[0][1] == "Aino Salo")


async def test_somebody_whom_the_article_names_is_chosen_by_a_few_letters(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gq")
        screen.list_of("quotes").choose("1")
        await choose(pilot, screen, "Aino Salo")
        await choose(pilot, screen, "lehto")
        assert said(screen)[1][1] == "Maija Lehto"


async def test_nobody_known_and_the_way_back_to_the_analysis(start: Start) -> None:
    async with start() as (pilot, screen):
        before = said(screen)
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await choose(pilot, screen, "nobody known")
        assert said(screen)[0] == (before[0][0], None)
        await choose(pilot, screen, "as the analysis")
        assert said(screen) == before
        assert screen.corrections.applied(screen.findings.analysis) is screen.findings.analysis


async def test_what_is_no_quotation_leaves_the_list_and_u_brings_it_back(start: Start) -> None:
    async with start() as (pilot, screen):
        before = said(screen)
        await press(pilot, "gq")
        screen.list_of("quotes").choose("1")
        await press(pilot, "cx")
        assert said(screen) == [before[0], *before[2:]]
        assert len(screen.list_of("quotes").keys) == len(before) - 1
        await press(pilot, "u")
        await until(pilot, lambda: said(screen) == before)
        await press(pilot, "<ctrl+r>")
        await until(pilot, lambda: len(said(screen)) == len(before) - 1)


async def test_the_quotation_under_the_caret_is_corrected_in_the_text(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "]q")
        await press(pilot, "cx")
        assert len(said(screen)) == 2
        await press(pilot, "gg")
        await press(pilot, "cx")
        assert len(said(screen)) == 2


async def test_a_correction_that_cannot_be_written_is_taken_off_the_screen(start: Start) -> None:
    async with start() as (pilot, screen):
        before = said(screen)
        screen.desk.notebook.write = lambda serial, change, article=None: None  # type: ignore[method-assign]
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await press(pilot, "cx")
        assert said(screen) != before
        screen.corrections.refused(-1)
        assert said(screen) == before


async def test_a_correction_is_in_the_notes_file_with_its_words(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await choose(pilot, screen, "Aino Salo")
        path = screen.desk.paths.notes
    with NoteStore.open(path) as store:
        (kept,) = store.corrections.all()
    assert (kept.verdict, kept.speaker) == (Verdict.SPEAKER, "Aino Salo")
    assert kept.target.exact == "We would rather stop for a week than for a year,"


async def test_marking_a_corrected_quotation_tags_it_with_the_right_speaker(start: Start) -> None:
    async with start() as (pilot, screen):
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await choose(pilot, screen, "Aino Salo")
        await press(pilot, "cq")
        assert [m.tags for m in screen.marks.all] == [("Aino-Salo",)]


async def test_search_knows_a_corrected_speaker_though_the_analysis_is_written_later(start: Start) -> None:
    async with start() as (pilot, screen):
        article, desk = screen.article, screen.desk
        assert article is not None
        shelf = desk.open_library()
        await until(pilot, lambda: len(shelf.search("said:lehto")) > 0)
        known = desk.known_analysis(article)
        assert known is not None
        with shelf._database.write() as connection:
            connection.execute("DELETE FROM analyses")

        def put(library: Library) -> None:
            library.put_analysis(article.id, known, revision=article.revision, version=desk._analyzer().version)

        held = threading.Event()
        desk.tell_library(lambda _: held.wait())
        desk.tell_library(put)
        await press(pilot, "gq")
        screen.list_of("quotes").choose("0")
        await choose(pilot, screen, "Aino Salo")
        await until(pilot, lambda: not screen.corrections._unsaved)
        held.set()
        await until(pilot, lambda: [hit.id for hit in shelf.search("said:salo")] == [article.id])
        await press(pilot, "u")
        await until(pilot, lambda: not shelf.search("said:salo"))
