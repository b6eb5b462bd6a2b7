"""What the command line finds in the library, and how it looks articles through."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.article import Article
from newsreader.library import Library
from newsreader.notes.correction import Correction, Verdict
from newsreader.notes.store import NoteStore
from newsreader.sources import read_source
from tests.cli.test_commands import FERRY, Program

PUMP = FERRY.replace("Ferry to Kotka stops for a week", "A pump for the Kotka ferry").replace("Maija Lehto", "Pia Aho")


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "pump.txt").write_text(PUMP.replace("for a week.", "soon. A pump is on its way."), encoding="utf-8")
    return Program(tmp_path)


def found(program: Program, *query: str) -> list[str]:
    return [json.loads(line)["title"] for line in program("search", "--json", *query).splitlines()]


def test_people_and_speakers_of_added_articles_are_found(program: Program) -> None:
    program("add", "ferry.txt", "pump.txt")
    assert found(program, "said:lehto") == ["Ferry to Kotka stops for a week"]
    assert found(program, "person:aho") == ["A pump for the Kotka ferry"]


def test_what_was_not_looked_through_is_said_and_can_be_made_up_for(program: Program) -> None:
    program("add", "--no-names", "ferry.txt")
    program("search", "said:lehto", status=1)
    assert "1 articles were not looked through" in program.errors
    program("analyze", "--library")
    assert "1 articles were looked through" in program.errors
    assert found(program, "said:lehto") == ["Ferry to Kotka stops for a week"]
    assert "looked through" not in program.errors
    program("analyze", "--library")
    assert "0 articles were looked through" in program.errors


def test_adding_again_looks_through_what_is_left(program: Program) -> None:
    program("add", "--no-names", "ferry.txt")
    program("add", "ferry.txt")
    assert found(program, "said:lehto") == ["Ferry to Kotka stops for a week"]


def test_speakers_are_found_as_the_reader_corrected_them(program: Program) -> None:
    (article,) = read_source(str(program.folder / "ferry.txt"))
    start = article.text.index("We would")
    end = article.text.index("year,") + len("year,")
    program.home.mkdir()
    with NoteStore.open(program.home / "notes.json") as store:
        store.corrections.add(Correction.on(article, start, end, Verdict.SPEAKER, speaker="Aino Salo"))
    program("add", "ferry.txt")
    assert found(program, "said:salo") == [article.title]
    program("search", "said:lehto", status=1)


def test_search_shows_where_and_tells_what_it_put_right(program: Program) -> None:
    program("add", "ferry.txt")
    out = program("search", "captian")
    assert "no article has 'captian'; searched for 'captain'" in program.errors
    assert "Maija Lehto, the captain, said" in out
    (article,) = read_source(str(program.folder / "ferry.txt"))
    hit = json.loads(program("search", "--json", "captain", "title:ferry"))
    assert [article.text[start:end] for start, end in hit["spans"]] == ["captain"]
    assert [article.title[start:end] for start, end in hit["title_spans"]] == ["Ferry"]
    snippet = hit["snippet"]
    assert article.text[snippet["start"] : snippet["end"]] == snippet["text"]
    assert not hit["read"]


def test_related_tells_why_and_where_else_it_stands(program: Program) -> None:
    talks = "Talks of the dockers failed in Velmar, says Ana Sorel. No ship left the harbour all day."
    texts = {
        "Strike": ("The dockers of Velmar walked out on Monday. The harbour is closed, says Ana Sorel.", "Post"),
        "Talks": (talks, "Tide"),
        "Talks failed": (
            "Talks of the dockers failed in Velmar, says Ana Sorel. No ship left the harbour all day.",
            "Ebb",
        ),
    }
    with Library.open(program.home / "library.sqlite") as library:
        library.add(Article.of([text], title=title, site=site) for title, (text, site) in texts.items())
        (strike,) = (row.id for row in library.articles() if row.title == "Strike")
        library.set_read([row.id for row in library.articles()])
    (post,) = json.loads(program("related", "--json", strike))["related"]
    assert {post["site"], *(copy["site"] for copy in post["also_in"])} == {"Tide", "Ebb"}
    assert post["reason"]
    assert post["read"]
    out = program("related", strike)
    assert "also in" in out
    assert "read" in out
    assert post["reason"] in out


def test_what_was_removed_comes_back_unless_it_was_for_good(program: Program) -> None:
    (first, second) = (
        json.loads(line)["id"] for line in program("add", "--json", "ferry.txt", "pump.txt").splitlines()
    )
    program("remove", first, second)
    assert program("list") == ""
    program("remove", "--undo")
    assert len(program("list").splitlines()) == 2
    program("remove", "--undo", status=1)
    assert "nothing was removed" in program.errors
    program("remove", "--for-good", first)
    program("remove", "--undo", status=1)
    with closing(sqlite3.connect(program.home / "library.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    program("remove", status=2)
    program("remove", "--undo", second, status=2)


def test_a_damaged_library_is_said_and_repaired(program: Program) -> None:
    program("add", "ferry.txt")
    path = program.home / "library.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'terms'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    program("search", "captain", status=1)
    assert "`newsreader doctor` checks and repairs it" in program.errors
    assert "the damaged file is kept as library.sqlite.damaged-1" in program("doctor")
    assert found(program, "captain") == ["Ferry to Kotka stops for a week"]
