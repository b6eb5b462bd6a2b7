"""What every action does when its keys are pressed: a table, and where the result of an action is tested elsewhere."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from newsreader.tui.actions import ACTIONS, BY_ID
from newsreader.tui.screens.card import Card
from newsreader.tui.screens.chooser import Chooser
from newsreader.tui.screens.help import HelpScreen
from newsreader.tui.screens.library import LibraryScreen
from newsreader.tui.screens.note_editor import NoteEditor
from newsreader.tui.screens.reader import ReaderScreen
from newsreader.tui.widgets.chrome import StatusLine
from tests.tui.conftest import Start, marked, press, status

FAIR = """---
url: https://origin.example/fair
---
# The fair

The fair opens on Monday. It is the third one. Nobody knows who pays.

“We pay,” said Maija Lehto, the mayor of Turku. See [the plan](https://plan.example/).

## Tents

Tents stand by the river. The fair has forty of them.

""" + "\n\n".join(f"Tent {n} is for people who like tents. It has a door." for n in range(40))

Probe = Callable[[ReaderScreen], object]


def at(screen: ReaderScreen) -> object:
    """The words from the caret on."""
    assert screen.article is not None
    return screen.article.text[screen.view.caret : screen.view.caret + 9]


def selected(screen: ReaderScreen) -> object:
    assert screen.article is not None
    span = screen.view.selected_span()
    return None if span is None else screen.article.text[span.start : span.end]


def copied(screen: ReaderScreen) -> object:
    return screen.app.clipboard


def marks(screen: ReaderScreen) -> object:
    return marked(screen)


def colours(screen: ReaderScreen) -> object:
    return [m.color for m in screen.marks.display()]


def pane(screen: ReaderScreen) -> object:
    return screen.pane


def dialog(screen: ReaderScreen) -> object:
    return type(screen.app.screen)


def chosen_number(screen: ReaderScreen) -> int:
    """The number of the chosen item among those that can be chosen."""
    listed = screen.list_of(screen.pane)
    return listed.keys.index(listed.chosen)


def bottom_row(screen: ReaderScreen) -> int:
    return screen.view.visible_span().end


def prompt(screen: ReaderScreen) -> object:
    return screen.prompt.kind if screen.prompt.is_open else ""


LESS = "<less_than_sign>"
CASES: list[tuple[str, str, Probe, object]] = [
    ("move.right", "l", at, "he fair o"),
    ("move.left", "lllh", at, "e fair op"),
    ("move.down", "j", at, "“We pay,”"),
    ("move.up", "jjk", at, "“We pay,”"),
    ("move.word", "w", at, "fair open"),
    ("move.word-end", "e", at, "e fair op"),
    ("move.word-back", "wwb", at, "fair open"),
    ("move.word-end-back", "wwge", at, "r opens o"),
    ("move.sentence", ")", at, "It is the"),
    ("move.sentence-back", ")(", at, "The fair "),
    ("move.paragraph", "}", at, "“We pay,”"),
    ("move.paragraph-back", "}}{", at, "“We pay,”"),
    ("move.row-start", "ww0", at, "The fair "),
    ("move.row-end", "$", at, ".\n\n“We pa"),
    ("move.top", "Ggg", at, "The fair "),
    ("move.bottom", "G", at, "."),
    ("jump.next-quote", "]q", at, "We pay,” "),
    ("jump.previous-quote", "G[q", at, "We pay,” "),
    ("jump.next-link", "]l", at, "the plan."),
    ("jump.previous-link", "G[l", at, "the plan."),
    ("jump.next-heading", "]h", at, "Tents\n\nTe"),
    ("jump.previous-heading", "G[h", at, "Tents\n\nTe"),
    ("jump.next-mark", "}Hgg]a", at, "“We pay,”"),
    ("jump.previous-mark", "HG[a", at, "The fair "),
    ("jump.back", "]h<ctrl+o>", at, "The fair "),
    ("jump.forward", "]h<ctrl+o>go", at, "Tents\n\nTe"),
    ("place.set", "}mxgg'x", at, "“We pay,”"),
    ("place.go", "ma}'a", at, "The fair "),
    ("find.start", "/", prompt, "find"),
    ("find.regex", "g/f[aei]ir<space>has<enter>", at, "fair has "),
    ("find.next", "/Tents<enter>n", at, "Tents sta"),
    ("find.previous", "/Tents<enter>nN", at, "Tents\n\nTe"),
    ("find.word", "w*", at, "fair has "),
    ("select.char", "vl", selected, "Th"),
    ("select.word", "W", selected, "The"),
    ("select.sentence", "V", selected, "The fair opens on Monday."),
    ("select.paragraph", "P", selected, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("select.swap", "wvwohh", selected, "e fair o"),
    ("select.again", "vl<escape>gv", selected, "Th"),
    ("object.iw", "wviw", selected, "fair"),
    ("object.aw", "wvaw", selected, "fair "),
    ("object.is", "vis", selected, "The fair opens on Monday."),
    ("object.as", "vas", selected, "The fair opens on Monday. "),
    ("object.ip", "vip", selected, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("object.iq", "]qviq", selected, "We pay,"),
    ("object.aq", "]qvaq", selected, "“We pay,”"),
    ("object.ie", "]evie", selected, "Maija Lehto"),
    ("copy.iw", "wyiw", copied, "fair"),
    ("copy.aw", "wyaw", copied, "fair "),
    ("copy.is", "yis", copied, "The fair opens on Monday."),
    ("copy.as", "yas", copied, "The fair opens on Monday. "),
    ("copy.ip", "yip", copied, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("copy.iq", "]qyiq", copied, "We pay,"),
    ("copy.aq", "]qyaq", copied, "“We pay,”"),
    ("copy.sentence", ")yy", copied, "It is the third one."),
    ("copy.selection", "vly", copied, "Th"),
    ("copy.to-word", "yw", copied, "The "),
    ("copy.to-word-end", "ye", copied, "The"),
    ("copy.to-sentence", "y)", copied, "The fair opens on Monday. "),
    ("copy.to-row-end", "y$", copied, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("mark.yellow", "c1", colours, ["yellow"]),
    ("mark.green", "c2", colours, ["green"]),
    ("mark.blue", "c3", colours, ["blue"]),
    ("mark.pink", "c4", colours, ["pink"]),
    ("mark.purple", "c5", colours, ["purple"]),
    ("mark.pen", "c5ddccH", colours, ["yellow"]),
    ("mark.note-selection", "vlaa", dialog, NoteEditor),
    ("mark.tag", "#", prompt, "tag"),
    ("mark.delete", "Hdd", marks, []),
    ("mark.end-on", "viwH>", marks, ["The fair"]),
    ("mark.end-back", "vwH" + LESS, marks, ["The"]),
    ("mark.start-back", "wviwHg" + LESS, marks, ["The fair"]),
    ("mark.start-on", "vweHg>", marks, ["fair"]),
    ("peek.open", "]eK", dialog, Card),
    ("link.list", "gk", dialog, Chooser),
    ("pane.text", "gqga", pane, "text"),
    ("pane.quotes", "gq", pane, "quotes"),
    ("pane.entities", "gp", pane, "entities"),
    ("pane.related", "gr", pane, "related"),
    ("pane.notes", "gn", pane, "notes"),
    ("pane.next", "<tab>", pane, "quotes"),
    ("pane.previous", "<shift+tab>", pane, "notes"),
    ("item.down", "VHPHgngg<down>", lambda s: s.marks.get(s.list_of("notes").chosen) == s.marks.all[1], True),
    ("item.up", "VHPHgnGk", lambda s: s.marks.get(s.list_of("notes").chosen) == s.marks.all[0], True),
    ("item.first", "VHPHgnGgg", lambda s: s.marks.get(s.list_of("notes").chosen) == s.marks.all[0], True),
    ("item.last", "VHPHgnG", lambda s: s.marks.get(s.list_of("notes").chosen) == s.marks.all[1], True),
    ("item.leave", "gqh", pane, "text"),
    ("item.delete", "Hgndd", marks, []),
    ("item.switch", "gqs", lambda s: s.findings.quotes_by_speaker, True),
    ("view.focus", "zf", lambda s: s.view.focus_mode, True),
    ("view.notes", "zn", lambda s: s.view.notes_shown, False),
    ("view.wider", "+", lambda s: s.view.measure > 76, True),
    ("view.narrower", "-", lambda s: s.view.measure < 76, True),
    ("view.spacing", "zs", lambda s: s.view.document.spacing, 2),
    ("view.justify", "zj", lambda s: s.view.document.justified, True),
    ("view.theme", "zT", lambda s: s.app.theme != "newsreader-dark", True),
    ("view.top", "}}}}}}}}}}}}}}}}zt", lambda s: s.view.caret == s.view.visible_span().start, True),
    ("move.page-down", "<pagedown>", lambda s: s.view.caret > 600, True),
    ("move.page-up", "G<pageup>", lambda s: s.view.caret < len(s.article.text) - 300, True),  # type: ignore[union-attr]
    ("move.half-page-down", "<ctrl+d>", lambda s: 250 < s.view.caret < 600, True),
    ("move.half-page-up", "G<ctrl+u>", lambda s: s.view.caret < len(s.article.text) - 300, True),  # type: ignore[union-attr]
    ("move.percent", "50%", lambda s: 0.45 < s.view.caret / len(s.article.text) < 0.55, True),  # type: ignore[union-attr]
    ("view.bottom", "}}}}}}}}}}}}}}}}zb", lambda s: bottom_row(s) - s.view.caret < 60, True),
    ("view.middle", "}}}}}}}}}}}}}}}}z.", lambda s: s.view.visible_span().start < s.view.caret - 200, True),
    ("jump.previous-entity", "]e]e[e", at, "Maija Leh"),
    ("jump.furthest", "<pagedown><pagedown>gg" + "gf", lambda s: 1_000 < s.view.caret < 2_000, True),
    ("object.ap", "vap", selected, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("copy.ap", "yap", copied, "The fair opens on Monday. It is the third one. Nobody knows who pays."),
    ("copy.to-paragraph", "y}", copied, "The fair opens on Monday. It is the third one. Nobody knows who pays.\n\n"),
    ("copy.ie", "]eyie", copied, "Maija Lehto"),
    ("object.ae", "]evae", lambda s: "Maija Lehto" in str(selected(s)), True),
    ("copy.ae", "]eyae", lambda s: "Maija Lehto" in s.app.clipboard, True),
    ("pane.wider", "<ctrl+w>>", lambda s: s.column.size.width > 42, True),
    ("pane.narrower", "<ctrl+w>" + LESS, lambda s: s.column.size.width < 46, True),
    ("item.page-down", "gp<pagedown>", lambda s: chosen_number(s) > 5, True),
    ("item.page-up", "gpG<pageup>", lambda s: chosen_number(s) < len(s.list_of("entities").keys) - 5, True),
    ("link.open", "gx", lambda s: "no link here" in str(s.query_one("#status", StatusLine).content), True),
    ("article.removed", "gR", lambda s: s.app.screen is not s or "taken out" in status(s), True),
    ("article.library", "gL", dialog, LibraryScreen),
    ("app.clear", "v<escape>", selected, None),
    ("app.command", ":", dialog, Chooser),
    ("app.help", "?", dialog, HelpScreen),
]
"""Action, the keys from the beginning of the text on, what to look at, and what is seen then."""

MARKING, LINKING, READER, LISTS, LIBRARY, FEEDS, QUOTES, CORRECTING, ZEN, NOTES, CARRYING, SETTINGS, TOUR = (
    f"tests.tui.test_{name}"
    for name in (
        "marking",
        "linking",
        "reader_screen",
        "list_screens",
        "library_keys",
        "feeds_screen",
        "quotes_pane",
        "correcting",
        "welcome_and_zen",
        "notes_of_all_articles",
        "writing_out",
        "live_settings",
        "tour",
    )
)
ELSEWHERE = {
    "jump.next-entity": (READER, "test_choosing_a_name_shows_its_mentions_and_n_steps_through_them"),
    "mark.make": (MARKING, "test_one_key_marks_the_sentence_and_the_file_has_it"),
    "mark.quote": (MARKING, "test_a_quotation_is_marked_with_its_speaker_as_tag"),
    "mark.note": (MARKING, "test_a_note_is_written_in_an_editor"),
    "mark.edit": (MARKING, "test_the_readers_own_editor_writes_the_note"),
    "mark.unmark": (MARKING, "test_removing_a_mark_can_keep_its_note"),
    "mark.other": (MARKING, "test_each_of_the_marks_over_each_other_can_be_reached"),
    "mark.edges": (MARKING, "test_the_edges_of_a_mark_can_be_moved_by_any_motion"),
    "mark.trash": (MARKING, "test_undo_reaches_over_a_restart_and_the_trash_gives_back"),
    "mark.undo": (MARKING, "test_delete_undo_and_redo"),
    "mark.redo": (MARKING, "test_delete_undo_and_redo"),
    "copy.citation": (READER, "test_copying_and_citing"),
    "app.tour": (TOUR, "test_the_tour_is_left_by_one_key_and_taken_again_by_it"),
    "article.open": (TOUR, "test_the_samples_and_a_file_are_opened_from_inside"),
    "article.samples": (TOUR, "test_the_samples_and_a_file_are_opened_from_inside"),
    "app.settings": (SETTINGS, "test_settings_are_edited_from_inside_and_take_hold_at_once"),
    "export.notes": (CARRYING, "test_notes_are_written_and_it_is_said_where"),
    "export.template": (CARRYING, "test_a_template_is_chosen_by_what_it_would_write_and_is_used_again"),
    "link.hint": (LINKING, "test_letters_over_links_show_the_real_host_before_one_is_opened"),
    "original.open": (LINKING, "test_the_original_and_the_link_under_the_caret_open_at_once"),
    "pane.zoom": (READER, "test_zoom_shows_one_pane_alone_and_back"),
    "item.choose": (READER, "test_choosing_a_quote_goes_there_and_back_leads_back"),
    "quotes.speaker": (QUOTES, "test_the_quotes_of_one_speaker_alone_and_of_all_again"),
    "correct.speaker": (CORRECTING, "test_a_typed_name_becomes_the_speaker_and_stays_after_a_restart"),
    "correct.not-quote": (CORRECTING, "test_what_is_no_quotation_leaves_the_list_and_u_brings_it_back"),
    "list.filter": (LISTS, "test_typing_narrows_the_library_down_and_escape_widens_it"),
    "list.unread": (LISTS, "test_articles_are_marked_read_and_hidden"),
    "list.read": (LISTS, "test_articles_are_marked_read_and_hidden"),
    "list.marked": (LISTS, "test_articles_with_marks_are_found"),
    "list.restore": (LISTS, "test_an_article_taken_out_comes_back"),
    "article.feeds": (FEEDS, "test_a_feed_is_subscribed_to_listed_and_removed_with_a_way_back"),
    "article.changes": (READER, "test_what_the_publisher_changed_is_shown_word_by_word"),
    "article.whole": (FEEDS, "test_the_articles_of_a_feed_are_read_and_the_whole_text_is_fetched"),
    "list.pick": (LIBRARY, "test_keys_act_on_all_articles_that_are_picked"),
    "list.all": (LIBRARY, "test_keys_act_on_all_articles_that_are_picked"),
    "list.tag": (LIBRARY, "test_tags_are_given_to_several_and_taken_off"),
    "list.save": (LIBRARY, "test_a_search_is_kept_under_a_name_and_found_again"),
    "list.searches": (LIBRARY, "test_a_search_is_kept_under_a_name_and_found_again"),
    "list.counts": (LIBRARY, "test_counts_lead_to_the_articles_of_one_site"),
    "list.side": (LIBRARY, "test_feeds_and_kept_searches_stand_beside_a_wide_list"),
    "list.preview": (LIBRARY, "test_the_preview_shows_the_beginning_of_the_highlighted_article"),
    "list.refresh": (FEEDS, "test_feeds_are_asked_again_only_when_they_are_due"),
    "list.add": (FEEDS, "test_a_feed_is_subscribed_to_listed_and_removed_with_a_way_back"),
    "list.export": (NOTES, "test_marks_that_are_picked_are_tagged_written_out_deleted_and_brought_back"),
    "list.help": (LISTS, "test_a_list_shows_its_keys_and_is_left"),
    "list.close": (LISTS, "test_a_list_shows_its_keys_and_is_left"),
    "view.zen": (ZEN, "test_zen_leaves_nothing_but_the_text_and_escape_ends_it"),
    "article.list": (READER, "test_articles_are_chosen_from_a_list"),
    "article.notes": (NOTES, "test_all_marks_are_listed_found_and_opened"),
    "article.next": (READER, "test_the_place_is_kept_while_another_article_is_read"),
    "article.previous": (READER, "test_the_place_is_kept_while_another_article_is_read"),
    "app.back": (READER, "test_q_leads_from_the_pane_to_the_text_and_out"),
    "app.quit": (READER, "test_q_leads_from_the_pane_to_the_text_and_out"),
}
"""Actions whose results need more than a table: the module and the name of the test."""


@pytest.fixture
def fair(tmp_path: Path) -> list[str]:
    path = tmp_path / "fair.md"
    path.write_text(FAIR, encoding="utf-8")
    return [str(path)]


@pytest.mark.parametrize("part", range(4))
async def test_every_action_does_what_it_says(start: Start, fair: list[str], part: int) -> None:
    failed = []
    async with start(opened=fair) as (pilot, screen):
        theme, measure = screen.app.theme, screen.view.measure
        for action, keys, probe, expected in CASES[part::4]:
            await press(pilot, keys)
            seen = probe(screen)
            if seen != expected:
                failed.append((action, keys, seen, expected))
            # As it was at the beginning
            while screen.app.screen is not screen:
                screen.app.pop_screen()
                await pilot.pause()
            await press(pilot, "<escape>")
            while screen.prompt.is_open or screen.view.selecting:
                await press(pilot, "<escape>")
            for mark in screen.marks.all:
                screen.marks.delete(mark)
            screen.findings.quotes_by_speaker = False
            screen.app.theme = theme
            view = screen.view
            if (view.measure, view.document.spacing, view.document.justified) != (measure, 1, False):
                view.set_measure(measure)
                view.set_spacing(1)
                view.set_justified(False)
            view.set_focus_mode(False)
            view.set_notes_shown(True)
            if screen.pane != "text":
                screen.show_pane("text")
            view.go_to(0)
    assert failed == []


def test_the_result_of_every_action_is_tested() -> None:
    tabled = {action for action, *_ in CASES}
    assert tabled <= set(BY_ID)
    for module, test in ELSEWHERE.values():
        assert hasattr(import_module(module), test), test
    assert {a.id for a in ACTIONS} - tabled - set(ELSEWHERE) == set()
