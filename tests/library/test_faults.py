import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from newsreader.article import Article
from newsreader.library import Library, LibraryDamagedError, LibraryError, examine
from newsreader.library.schema import MIGRATIONS, statements
from tests.library.news import ALL, CAKE, HARBOUR, TALKS, article


def many(count: int, start: int = 0) -> list[Article]:
    chance = random.Random(start)
    words = ["port", "strike", "grain", "vote", "dam", "river", "train", "mayor", "court", "union", "storm", "harvest"]
    return [
        article(" ".join(chance.choices(words, k=80)) + f" item{number}.", f"Item {number}")
        for number in range(start, start + count)
    ]


def test_a_full_disk_is_said_and_nothing_is_lost(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path) as library:
        library.add(ALL)
        with library._database.alone() as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(LibraryError, match=r"no space left .* nothing was changed"):
            library.add(many(300))
        assert [library.get(one.id) for one in ALL] == list(ALL)
    with Library.open(path) as library:
        assert len(library) == len(ALL)
        assert library.problems() == []
        library.add(many(10))


def test_a_write_while_another_process_writes_is_refused_clearly(path: Path) -> None:
    with (
        Library.open(path, busy_timeout_ms=1) as library,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        library.add(ALL)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryError, match="is being written by another newsreader; try again"):
            library.add([article("Late.", "Late")])
        assert library.get(HARBOUR.id) == HARBOUR
        other.execute("COMMIT")
        library.add([article("Late.", "Late")])
        assert len(library) == len(ALL) + 1


def test_two_libraries_on_one_file_see_each_other(path: Path) -> None:
    with Library.open(path) as one, Library.open(path) as other:
        one.add([HARBOUR])
        other.add([TALKS])
        assert {row.id for row in one.articles()} == {row.id for row in other.articles()} == {HARBOUR.id, TALKS.id}
        assert [post.id for post in one.related(HARBOUR.id)] == [TALKS.id]


@contextmanager
def without_privileges() -> Iterator[None]:
    """Permissions do not bind the administrator: be nobody for a while."""
    privileged = os.geteuid() == 0
    if privileged:
        os.seteuid(65534)
    try:
        yield
    finally:
        if privileged:
            os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of this kind are Unix")
def test_a_folder_that_cannot_be_written_is_read_only() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "library.sqlite"
        with Library.open(path) as library:
            library.add(ALL)
        path.chmod(0o444)
        folder.chmod(0o555)
        with without_privileges(), Library.open(path) as library:
            assert library.read_only
            assert library.get(HARBOUR.id) == HARBOUR
            assert len(library.search("velmar")) == 3
            assert len(library.related(HARBOUR.id)) == 2
            with pytest.raises(LibraryError, match="open for reading only: check the permissions"):
                library.remove(HARBOUR.id)
        with without_privileges(), pytest.raises(LibraryError, match=r"there is no library .* cannot be written"):
            Library.open(folder / "other.sqlite")
        folder.chmod(0o755)


def test_opening_for_reading_changes_nothing(path: Path) -> None:
    with Library.open(path) as library:
        library.add(ALL)
    before = path.read_bytes()
    with Library.open(path, read_only=True) as library:
        assert library.get(CAKE.id) == CAKE
        with pytest.raises(LibraryError, match="for reading only"):
            library.add([article("Late.", "Late")])
    assert path.read_bytes() == before


def test_reading_where_nothing_is_says_so(path: Path) -> None:
    with pytest.raises(LibraryError, match="there is no library"):
        Library.open(path, read_only=True)


def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"Dear diary, " * 100)
    with pytest.raises(LibraryDamagedError, match="is damaged; `newsreader doctor`"):
        Library.open(path)
    with pytest.raises(LibraryError, match="cannot be read as a library"):
        examine(path)
    assert path.read_bytes() == b"Dear diary, " * 100


def test_a_library_of_a_newer_version_is_refused(path: Path) -> None:
    Library.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LibraryError, match=r"newer newsreader \(schema 99\); update newsreader"):
        Library.open(path)


def test_a_library_of_the_first_schema_is_migrated_with_all_it_holds(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        for statement in statements(MIGRATIONS[0]):
            old.execute(statement)
        old.execute("PRAGMA user_version = 1")
        old.execute(
            "INSERT INTO articles (number, id, title, byline, published, site, url, source, language, lead_image, "
            "lead_image_description, categories, revision, words, added, changed) VALUES "
            "(1, 'a1', 'Old harvest', '', '2020-01-01', 'Field', '', '', '', '', '', 'Farming', 'r', 3, 't', 't')"
        )
        old.execute(
            "INSERT INTO bodies (number, text, blocks, links, related, removed, confidence) VALUES "
            "(1, 'Wheat is in.', '[[\"paragraph\", 0, 12, 0]]', '[]', '[]', '[]', '[]')"
        )
        old.execute(
            "INSERT INTO search (rowid, title, text, byline, site, category, person, said, tag, note) "
            "SELECT * FROM searchable"
        )
        old.executemany("INSERT INTO terms (term, articles) VALUES (?, 1)", [("old",), ("harvest",), ("wheat",)])
        old.execute("INSERT INTO postings SELECT term_id, 1, 577 FROM terms")
        old.execute("UPDATE totals SET value = 1")
    with Library.open(path) as library:
        stored = library.get("a1")
        assert stored is not None
        assert (stored.title, stored.text, stored.categories) == ("Old harvest", "Wheat is in.", ("Farming",))
        assert [hit.id for hit in library.search("wheat")] == ["a1"]
        library.set_tags("a1", ["farm"])
        library.add(ALL)
        assert [hit.id for hit in library.search("tag:farm")] == ["a1"]
        assert library.problems() == []


def test_a_migration_that_fails_leaves_the_old_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(path).close()
    monkeypatch.setattr("newsreader.library.schema.MIGRATIONS", (*MIGRATIONS, "CREATE TABLE extra (x);\nBROKEN;\n"))
    with pytest.raises(LibraryError):
        Library.open(path)
    monkeypatch.undo()
    with Library.open(path) as library:
        library.add(ALL)
        assert library.problems() == []


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM recent_postings WHERE number = (SELECT min(number) FROM articles)",
        "INSERT INTO postings SELECT term_id, 99, weight FROM recent_postings LIMIT 1",
        "UPDATE terms SET articles = articles + 1",
        "INSERT INTO search (search) VALUES ('delete-all')",
        "UPDATE totals SET value = 99",
        "UPDATE bodies SET text = text || ' More.' WHERE number = (SELECT max(number) FROM articles)",
        "INSERT INTO sketches VALUES (123456, x'00')",
    ],
)
def test_what_is_out_of_step_is_found_and_made_again(path: Path, damage: str) -> None:
    with Library.open(path) as library:
        library.add(ALL)
    assert examine(path) == []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(damage)
        connection.commit()
    findings = examine(path)
    assert findings
    assert examine(path) == []
    with Library.open(path) as library:
        assert {row.id for row in library.articles()} == {one.id for one in ALL}
        assert len(library.search("velmar")) == 3


def test_a_library_that_is_not_there_is_well_and_is_not_made(path: Path) -> None:
    assert examine(path) == []
    assert not path.exists()


def test_of_a_damaged_file_all_that_can_be_read_is_saved(path: Path) -> None:
    stock = many(200)
    with Library.open(path) as library:
        library.add(stock)
        library.set_tags(stock[0].id, ["kept"])
    size = path.stat().st_size
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'postings'").fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((root - 1) * page_size)
        file.write(b"\xff" * page_size)
    (finding,) = examine(path)
    assert "copied" in finding.repair
    kept = path.with_name(path.name + ".damaged-1")
    assert kept.stat().st_size == size
    with Library.open(path) as library:
        assert [library.get(one.id) for one in stock] == stock
        assert library.tags(stock[0].id) == ("kept",)
        assert library.problems() == []


WRITER = """
import sys
from pathlib import Path
from newsreader.library import Library
from tests.library.test_faults import many
library = Library.open(Path(sys.argv[1]))
start = int(sys.argv[2])
for result in library.ingest(many(100_000, start)):
    print(result.id, flush=True)
"""


def killed_while_adding(path: Path, acknowledged: int, start: int) -> list[str]:
    """Kill a process that adds, after it acknowledged so many articles; the ids that it acknowledged."""
    from newsreader.library import ingest

    code = WRITER.replace(
        "library = ", f"import newsreader.library.ingest as i; i.BATCH = {ingest.BATCH // 20}\nlibrary = "
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", code.replace("100_000", "2_000"), str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
    ) as writer:
        assert writer.stdout is not None
        ids = [writer.stdout.readline().strip() for _ in range(acknowledged)]
        writer.send_signal(signal.SIGKILL)
        ids += [line.strip() for line in writer.stdout.read().splitlines() if len(line.strip()) == 17]
    return ids


def check_after_kill(path: Path, ids: list[str]) -> None:
    with Library.open(path) as library:
        assert all(library.get(one) is not None for one in ids)
        assert library.problems() == []


@pytest.mark.parametrize("acknowledged", [1, 37])
def test_a_killed_ingest_loses_nothing_that_was_acknowledged(path: Path, acknowledged: int) -> None:
    ids = killed_while_adding(path, acknowledged, 0)
    assert len(ids) >= acknowledged
    check_after_kill(path, ids)


@pytest.mark.slow
def test_a_hundred_killed_ingests_lose_nothing(tmp_path: Path) -> None:
    chance = random.Random(1)
    for library in range(10):
        path = tmp_path / f"library-{library}.sqlite"
        acknowledged: list[str] = []
        for kill in range(10):
            acknowledged += killed_while_adding(path, chance.randint(1, 150), kill * 2_000)
            check_after_kill(path, acknowledged)
