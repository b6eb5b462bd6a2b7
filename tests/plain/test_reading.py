"""Reading an article by typed commands."""

import pytest

from newsreader.text.cells import cell_len
from tests.plain.talking import Reader

FIRST = "1. The ferry between Turku and Kotka will stop for a week. Its pump is old."
HEADING = "2, heading. What the captain says"
QUOTED = "3. “We would rather stop for a week than for a year,” Maija Lehto, the captain, said."
LAST = "4. The harbour board pays for the pump. The board met on Monday."
END = "End of the article."


def test_opening_says_what_it_is(reader: Reader) -> None:
    assert reader.raw().splitlines() == [
        "Ferry to Kotka stops for a week, by Ida Salo, Harbour News, 2026-03-04.",
        "4 paragraphs, no marks.",
    ]


def test_paragraphs_are_read_in_turn_with_their_numbers(reader: Reader) -> None:
    assert reader("next", "n 2", "prev", "read", "next", "next", "next") == [
        FIRST,
        HEADING,
        QUOTED,
        HEADING,
        HEADING,
        QUOTED,
        LAST,
        END,
        "This is the end of the article; read 1 begins again, list shows the other articles.",
    ]
    assert reader.status == 1


@pytest.mark.parametrize("words", ["read 2..3", "read 2 to 3", "read 3-2", "r 2..3"])
def test_several_paragraphs_are_named_in_several_ways(reader: Reader, words: str) -> None:
    assert reader(words) == [HEADING, QUOTED]


def test_a_page_is_whole_paragraphs(reader: Reader) -> None:
    assert reader("page") == [FIRST, HEADING, QUOTED, LAST, END]


def test_a_page_of_a_long_article_is_a_part_of_it(reader: Reader) -> None:
    long = "\n\n".join(f"Part {number}. " + "The harbour is quiet. " * 40 for number in range(1, 7))
    (reader.folder / "long.md").write_text(f"# Long\n\n{long}\n", encoding="utf-8")
    said = reader("page", "where", "page", sources=("long.md",))
    assert [line[:8] for line in said] == ["1. Part ", "2. Part ", "Long.", "Paragrap", "3. Part ", "4. Part "]


def test_reading_goes_on_where_it_was_left(reader: Reader) -> None:
    reader.raw("read 1..2")
    assert reader.raw("next").splitlines()[2:] == [
        "You left it at paragraph 2; next goes on, read 1 begins again.",
        QUOTED,
    ]


def test_outline_search_and_facts(reader: Reader) -> None:
    assert reader("outline", "search pump", "search zebra", "facts") == [
        "2. What the captain says.",
        "2 places.",
        "Paragraph 1: …between Turku and Kotka will stop for a week. Its pump is old.",
        "Paragraph 4: The harbour board pays for the pump. The board met on Monday.",
        "“zebra” does not stand in this article.",
        "Title: Ferry to Kotka stops for a week",
        "By: Ida Salo",
        "Published: 2026-03-04",
        "Site: Harbour News",
        "Address: https://harbour.example/ferry",
        "Id: a77970711ff0f2289",
        "Taken out: no pieces of residue",
    ]


def test_lines_are_wrapped_at_the_width_and_never_at_0(reader: Reader) -> None:
    wrapped = reader.raw("read all", width=30).splitlines()
    assert max(map(len, wrapped)) <= 30
    assert " ".join(wrapped) == " ".join([*reader.raw("read all").splitlines()[:2], FIRST, HEADING, QUOTED, LAST, END])


def test_wide_characters_are_wrapped_by_their_cells(reader: Reader) -> None:
    (reader.folder / "wide.md").write_text("# Wide\n\n" + "東京の港は静かだ" * 4 + "\n", encoding="utf-8")
    said = reader.raw("read 1", sources=("wide.md",), width=20).splitlines()
    rows = said[said.index("1. 東京の港は静かだ") : -1]
    assert "".join(rows) == "1. " + "東京の港は静かだ" * 4
    assert [cell_len(row) for row in rows] == [19, 20, 20, 8]


def test_columns_tells_the_width(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert max(map(len, reader.raw("read all", width=None).splitlines())) in range(30, 41)


def test_a_terminal_is_prompted_and_a_pipe_is_not(reader: Reader) -> None:
    typed = reader.raw("next", "quit", typed=True)
    assert typed.startswith("newsreader in plain lines. help lists the commands, quit leaves.\n")
    assert f"Command: {FIRST}\nCommand: " in typed
    assert typed.endswith("Command: ")
    assert "Command" not in reader.raw("next", "quit")


def test_nothing_is_done_behind_quit(reader: Reader) -> None:
    assert reader("quit", "next") == []
    assert reader.status == 0


def test_an_unknown_command_is_answered_with_one_that_is_spelt_alike(reader: Reader) -> None:
    assert reader("", "qoutes", "xylophone", "help nxet") == [
        "There is no command “qoutes”; did you mean quotes? help lists the commands.",
        "There is no command “xylophone”; help lists the commands.",
        "There is no command “nxet”; did you mean next? help lists the commands.",
    ]
    assert reader.status == 1


def test_help_names_every_command_and_how_one_is_written(reader: Reader) -> None:
    from newsreader.plain.commands import all_commands

    said = reader("help")
    assert said[:-1] == [f"{command.name}: {command.help}" for command in all_commands()]
    assert reader("help color") == [
        "color: Gives a mark another colour.",
        "Write: color 2 green",
        "Write: color 2 claim",
        "Also called colour.",
    ]


def test_no_two_commands_share_a_name() -> None:
    from newsreader.plain.commands import all_commands

    names = [name for command in all_commands() for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))


def test_commands_on_an_article_say_so_when_none_is_open(reader: Reader) -> None:
    said = reader("next", "quotes", "mark 1", "links", "list", sources=())
    assert said == [
        "No article is open; library lists those that are there, open FILE opens another.",
        "No article is open; library lists those that are there, open FILE opens another.",
        "No article is open; library lists those that are there, open FILE opens another.",
        "No article is open; library lists those that are there, open FILE opens another.",
        "No article was opened yet; library lists those that are there.",
    ]
