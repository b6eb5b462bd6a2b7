"""The list of actions, the keymaps made from it, and the settings that change them."""

from pathlib import Path

import pytest

from newsreader.text.hosts import real_host
from newsreader.tui.actions import ACTIONS, STATES, keymap, keys_page
from newsreader.tui.keys import KeymapError, KeyReader, Pressed, keymap_of, shown
from newsreader.tui.performers.browsing import Browsing
from newsreader.tui.performers.correcting import Correcting
from newsreader.tui.performers.linking import Linking
from newsreader.tui.performers.looking import Looking
from newsreader.tui.performers.marking import Marking
from newsreader.tui.performers.reading import Reading
from newsreader.tui.screens.all_notes import NotesScreen
from newsreader.tui.screens.feeds import FeedsScreen
from newsreader.tui.screens.library import LibraryScreen

PAGE = Path(__file__).parent.parent.parent / "docs" / "keys.md"


def test_every_action_can_be_reached_by_keys_in_some_state() -> None:
    reached = {a for s in STATES for a in keymap(s).sequences.values()}
    assert reached == {a.id for a in ACTIONS}


def test_every_action_has_a_method_that_performs_it() -> None:
    performers = (Reading, Marking, Looking, Linking, Browsing, Correcting)
    for action in ACTIONS:
        if action.context == "list":
            assert any(s.knows(action.id) for s in (LibraryScreen, FeedsScreen, NotesScreen)), action.id
            continue
        name = f"do_{action.id.partition('.')[0]}"
        assert sum(hasattr(p, name) for p in performers) == 1, action.id


def test_action_ids_are_unique() -> None:
    assert len({a.id for a in ACTIONS}) == len(ACTIONS)


def test_no_sequence_begins_another_one_and_none_is_given_twice() -> None:
    with pytest.raises(KeymapError, match="hides"):
        keymap_of([("one", ["g"]), ("two", ["g g"])])
    with pytest.raises(KeymapError, match="given to both"):
        keymap_of([("one", ["x"]), ("two", ["x"])])
    for state in STATES:
        assert keymap(state).sequences


def test_own_keys_replace_the_default_ones() -> None:
    own = keymap("read", (("mark.make", ("ctrl+h",)),))
    assert own.action(("ctrl+h",)) == "mark.make"
    assert own.action(("H",)) is None


def test_own_keys_for_no_action_are_refused_with_a_suggestion() -> None:
    with pytest.raises(KeymapError, match=r"did you mean 'mark\.make'"):
        keymap("read", (("mark.mke", ("x",)),))


def test_own_keys_that_clash_are_refused() -> None:
    with pytest.raises(KeymapError, match="given to both"):
        keymap("read", (("mark.make", ("u",)),))


def test_counts_and_sequences_are_read_key_by_key() -> None:
    reader, keys = KeyReader(), keymap("read")
    assert reader.press("1", keys) is True
    assert reader.press("0", keys) is True
    assert reader.pending == "10"
    assert reader.press("}", keys) == Pressed("move.paragraph", 10)
    assert reader.press("0", keys) == Pressed("move.row-start", None)
    assert reader.press("g", keys) is True
    assert "g" in reader.hints()
    assert reader.press("g", keys) == Pressed("move.top", None)
    assert reader.press("]", keys) is True
    assert reader.press("x", keys) is True
    assert reader.pending == ""
    assert reader.press("f9", keys) is False


def test_sequences_are_printed_as_readers_write_them() -> None:
    assert [shown(s) for s in ("g g", "ctrl+d", "] q", "space")] == ["gg", "C-d", "]q", "Space"]


def test_the_page_of_keys_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == keys_page()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("https://example.org@evil.example/", "evil.example"),
        ("http://exаmple.org/", "xn--exmple-4nf.org"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
        ("", ""),
    ],
)
def test_the_host_shown_is_the_one_that_will_be_opened(url: str, host: str) -> None:
    assert real_host(url) == host
