"""The command line as other programs call it."""

import json
import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsreader.article import Article
from newsreader.cli.app import COMMANDS, status_of
from newsreader.cli.common import reader_analyzer
from newsreader.exports.templating import PRESETS
from newsreader.notes.annotation import Annotation, ArticleRef, Color
from newsreader.notes.correction import Correction, Verdict
from newsreader.notes.store import NoteStore
from tests.sources.loopback import Answer, Asked, serving

FERRY = """LocalTravel

Ferry to Kotka stops for a week

The ferry between Turku and Kotka will stop for a week.

“We would rather stop for a week than for a year,” Maija Lehto, the captain, said.

Source link

Related Posts

Load More Posts Loading...No More Posts.
"""


class Program:
    """Runs newsreader on a data folder of its own, in this process: to start one takes longer than most commands do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "home"
        self.variables: dict[str, str] = {}
        self.errors = ""
        """What the last run wrote on standard error."""

    def __call__(self, *words: object, given: str = "", status: int = 0) -> str:
        environment = {"NEWSREADER_HOME": str(self.home), **self.variables}
        reader_analyzer.cache_clear()  # the settings may have changed since the last run
        with (
            chdir(self.folder),
            CliRunner().isolation(input=given, env=environment) as (output, errors, _),
        ):
            ended = status_of([*map(str, words)])
        self.errors = errors.getvalue().decode()
        assert ended == status, self.errors
        return output.getvalue().decode()


@pytest.fixture
def program(tmp_path: Path) -> Program:
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return Program(tmp_path)


def test_show_prints_json_with_spans_that_fit_the_text(program: Program) -> None:
    shown = json.loads(program("show", "ferry.txt", "--format", "json"))
    assert shown["title"] == "Ferry to Kotka stops for a week"
    assert shown["categories"] == ["Local", "Travel"]
    assert [shown["text"][b["start"] : b["end"]][:9] for b in shown["blocks"]] == ["The ferry", "“We would"]
    assert any("Source link" in r for r in shown["removed"])
    fields = "source id title byline published site url categories text blocks links related removed".split()
    assert set(fields) <= set(shown)


@pytest.mark.parametrize("style", ["text", "markdown", "rich"])
def test_show_prints_the_article_without_residue(program: Program, style: str) -> None:
    shown = program("show", "--format", style, "ferry.txt")
    assert "Ferry to Kotka" in shown
    assert "Maija Lehto" in shown
    assert "Load More" not in shown


def test_without_a_terminal_the_article_is_printed(program: Program) -> None:
    assert "Maija Lehto" in program("ferry.txt")
    assert "Maija Lehto" in program("-", given=FERRY)


def test_analyze_gives_quotes_and_entities(program: Program) -> None:
    found = json.loads(program("analyze", "--json", "ferry.txt"))
    (quote,) = [q for q in found["quotes"] if q["kind"] == "direct"]
    assert found["text"][quote["start"] : quote["end"]] == quote["text"]
    assert quote["speaker"] == "Maija Lehto"
    assert {"start", "end", "text", "kind", "speaker", "speaker_span", "cue", "cue_span", "confidence"} == set(quote)
    assert all({"name", "label", "mentions"} <= set(e) for e in found["entities"])
    assert "Maija Lehto" in program("analyze", "ferry.txt")


def test_analyze_reads_texts_line_by_line_and_goes_on_after_a_bad_one(program: Program, tmp_path: Path) -> None:
    text = "  Odd   space. “No,” Ada Holt said."
    lines = [
        json.dumps({"id": "x", "text": text}),
        "nonsense",
        json.dumps({"id": "y"}),
        json.dumps({"id": 2, "text": ""}),
    ]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = [json.loads(line) for line in program("analyze", "--texts", "texts.jsonl", status=1).splitlines()]
    assert [o["id"] for o in out] == ["x", 2]
    (quote,) = out[0]["quotes"]
    assert text[quote["start"] : quote["end"]] == "No,"
    assert "line 2" in program.errors
    assert "line 3" in program.errors


def test_related_compares_texts_among_themselves(program: Program, tmp_path: Path) -> None:
    texts = [
        ("a", "The ferry to Kotka needs a new pump and stops for a week in Turku harbour."),
        ("b", "A pump for the Kotka ferry came to Turku harbour by train this week."),
        ("c", "The council voted on the price of apples, pears and plums at the market."),
    ]
    lines = [json.dumps({"id": i, "title": "", "text": t}) for i, t in texts]
    (tmp_path / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = {
        o["id"]: o["related"]
        for o in map(json.loads, program("related", "--texts", "texts.jsonl", "-n", "1").splitlines())
    }
    assert out["a"] == ["b"]
    assert out["b"] == ["a"]


def test_the_library_is_filled_listed_searched_and_emptied(program: Program) -> None:
    added = json.loads(program("add", "--json", "ferry.txt"))
    assert added["state"] == "added"
    assert json.loads(program("add", "--json", "ferry.txt"))["state"] == "unchanged"
    assert json.loads(program("list", "--json"))["id"] == added["id"]
    assert json.loads(program("search", "--json", "captain"))["id"] == added["id"]
    assert "Maija" in program("show", added["id"])
    program("remove", added["id"])
    program("remove", added["id"], status=1)
    assert program("list") == ""


def with_marks(program: Program) -> Article:
    from newsreader.sources import read_source

    (article,) = read_source(str(program.folder / "ferry.txt"))
    start = article.text.index("We would")
    with NoteStore.open(program.home / "notes.json") as store:
        store.add(
            Annotation.on(article, start, start + 8, color=Color.PINK, note="Says *who*? #check", tags=("ferry",)),
            Annotation.on(article, 0, 9),
        )
    return article


def test_notes_are_listed_shown_searched_and_deleted(program: Program) -> None:
    with_marks(program)
    listed = [json.loads(line) for line in program("notes", "list", "--json").splitlines()]
    assert [d["target"]["exact"] for d in listed] == ["We would", "The ferry"]
    assert "We would" in program("notes", "search", "check")
    program("notes", "search", "zebra", status=1)
    assert "Says *who*?" in program("notes", "show", listed[0]["id"])
    program("notes", "delete", listed[0]["id"])
    assert len(program("notes", "list", "--json").splitlines()) == 1
    program("notes", "show", listed[0]["id"], status=1)


def test_the_marks_of_an_article_are_listed_by_its_file_and_its_id(program: Program) -> None:
    article = with_marks(program)
    for name in ("ferry.txt", article.id):
        assert len(program("notes", "list", name, "--json").splitlines()) == 2
    (program.folder / "other.txt").write_text("Another title\n\nIt has words of its own.\n")
    assert program("notes", "list", "other.txt") == ""
    assert program.errors == "there are no marks in these articles\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list"], "the library is empty; newsreader add SOURCE puts articles there"),
        (["notes", "list"], "there are no marks yet"),
        (["feeds", "list"], "there are no feeds yet; newsreader feeds add ADDRESS subscribes to one"),
    ],
    ids=["library", "notes", "feeds"],
)
def test_an_empty_list_says_so_beside_its_output(program: Program, words: list[str], said: str) -> None:
    assert program(*words) == ""
    assert program.errors.strip() == said
    assert program(*words, "--quiet") + program.errors == ""


def test_marks_whose_words_are_gone_are_found_as_orphans(program: Program) -> None:
    front = "---\nurl: https://ferry.example/week\ntitle: Ferry\n---\n"
    (program.folder / "week.md").write_text(f"{front}The ferry stops for a week. Its engine needs a new pump.\n")
    program("add", "week.md")
    shown = json.loads(program("show", "week.md", "--format", "json"))
    article = replace(Article.of([shown["text"]], title="Ferry"), id=shown["id"])
    start = article.text.index("Its engine")
    program.home.mkdir(exist_ok=True)
    with NoteStore.open(program.home / "notes.json") as store:
        store.add(Annotation.on(article, start, len(article.text)))
        store.add(Annotation.on(article, 0, 27))
    program("notes", "search", "is:orphan", status=1)
    (program.folder / "week.md").write_text(f"{front}The ferry stops for a week. Nobody said why.\n")
    program("add", "week.md")
    (lost,) = [json.loads(line) for line in program("notes", "search", "is:orphan", "--json").splitlines()]
    assert (lost["target"]["exact"], lost["state"]) == ("Its engine needs a new pump.", "orphaned")
    assert "“Its engine needs a new pump.” (lost its place)" in program("notes", "list", "week.md")
    assert "lost its place in the text" in program("export")
    (program.folder / "week.md").write_text(f"{front}The big ferry stops for a week. Nobody said why.\n")
    program("add", "week.md")
    (changed,) = [json.loads(line) for line in program("notes", "search", "is:changed", "--json").splitlines()]
    assert (changed["state"], changed["now"]) == ("changed", "The big ferry stops for a week.")
    assert "now “The big ferry stops for a week.”" in program("notes", "show", changed["id"])
    assert "> Now: The big ferry stops" in program("export", "--query", "is:changed")


def test_export_writes_markdown_in_text_order_and_the_same_bytes_again(program: Program) -> None:
    article = with_marks(program)
    out = program("export", "ferry.txt")
    assert out.index("> The ferry") < out.index("> We would")
    assert 'title: "Ferry to Kotka stops for a week"' in out
    assert 'categories: ["Local", "Travel"]' in out
    assert "> — Maija Lehto" in out
    assert "Says *who*? #check" in out
    assert "#ferry" in out
    assert program("export", article.id) == program("export", article.id)
    program("export", "--to", "out/", "ferry.txt")
    (path,) = (program.folder / "out").glob("*.md")
    assert path.read_text(encoding="utf-8").strip() == out.strip()
    program("export", "--format", "json", "--to", "all.json")
    assert len(json.loads((program.folder / "all.json").read_text())["annotations"]) == 2


def test_an_export_of_nothing_says_so(program: Program) -> None:
    program("export", status=1)
    assert "no marks" in program.errors


def bad_sources(folder: Path) -> list[str]:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "folder").mkdir()
    return ["missing.txt", "empty.txt", "binary.txt", "folder"]


def test_a_bad_source_is_one_clear_line_and_status_1(program: Program, tmp_path: Path) -> None:
    for source in bad_sources(tmp_path):
        for command in ((), ("show",), ("analyze",), ("add",)):
            assert program(*command, source, status=1) == ""
            lines = [line for line in program.errors.splitlines() if line != "0 articles"]
            assert len(lines) == 1, (command, source, lines)
            assert lines[0].startswith("newsreader: ")
            assert source in lines[0]


def test_a_bad_source_does_not_stop_the_others(program: Program) -> None:
    assert "Maija Lehto" in program("show", "missing.txt", "ferry.txt", status=1)


def test_wrong_use_ends_with_status_2(program: Program) -> None:
    program("show", status=2)
    program("analyze", status=2)
    program("show", "--format", "pdf", "ferry.txt", status=2)
    program("--nonsense", status=2)


def test_common_options_stand_before_or_after_the_command(program: Program) -> None:
    program("--data-dir", "elsewhere", "add", "ferry.txt")
    assert program("list", "--data-dir", "elsewhere").count("Ferry to Kotka") == 1
    program("--quiet", "add", "--data-dir", "third", "ferry.txt")
    assert program.errors == ""
    with_marks(program)
    assert "We would" in program("notes", "list", "--notes", program.home / "notes.json", "--data-dir", "none")
    assert program("--version").startswith("newsreader ")
    assert "show" in program("--help")


def test_hostile_names_and_texts_do_not_reach_the_terminal(program: Program, tmp_path: Path) -> None:
    (tmp_path / "odd.txt").write_text(
        "A \x1b]0;t\x07title\n\nText \x1b[31m“red”\x9b2J \u202eflip. Ada Holt said so.\n", encoding="utf-8"
    )
    for command in (("show",), ("show", "--format", "json"), ("show", "--format", "markdown"), ("analyze",), ("add",)):
        out = program(*command, "odd.txt")
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    program("show", "no\x1b]0;x\x07such", status=1)
    assert "\x1b" not in program.errors


def test_a_reader_that_stops_early_is_no_error(program: Program) -> None:
    environment = {**os.environ, "NEWSREADER_HOME": str(program.home)}
    command = f'"{sys.executable}" -m newsreader show --format json {"ferry.txt " * 400} | head -c 10'
    done = subprocess.run(command, shell=True, cwd=program.folder, env=environment, capture_output=True, text=True)
    assert done.stderr == ""


@pytest.mark.parametrize("words", [["--version"], ["notes", "list"], ["export"]])
def test_quick_commands_load_neither_textual_nor_the_extractors(program: Program, words: list[str]) -> None:
    code = (
        "import sys\nfrom newsreader.cli.app import status_of\n"
        f"status_of({words!r})\n"
        "heavy = {'textual', 'trafilatura', 'lxml', 'feedparser', 'pycrfsuite', 'rapidfuzz', 'rich'}\n"
        "print(sorted(heavy & {n.partition('.')[0] for n in sys.modules}))"
    )
    environment = {**os.environ, "NEWSREADER_HOME": str(program.home)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_notes_come_back_from_an_export_of_our_own(program: Program) -> None:
    with_marks(program)
    program("export", "--format", "json", "--to", "all.json")
    program("import", "--data-dir", "fresh", "all.json")
    before = [json.loads(line) for line in program("notes", "list", "--json").splitlines()]
    after = [json.loads(line) for line in program("notes", "list", "--json", "--data-dir", "fresh").splitlines()]
    assert after == before
    program("import", "--data-dir", "fresh", "all.json")
    assert "2 known already" in program.errors


@pytest.mark.parametrize("style", ["markdown", "webannotation", "hypothesis", "json"])
def test_marks_come_back_from_an_export_after_the_notes_are_lost(program: Program, style: str) -> None:
    with_marks(program)
    before = program("notes", "list", "--json")
    program("export", "--format", style, "--to", f"all.{style}")
    for path in program.home.glob("notes.json*"):
        path.unlink()
    program("import", f"all.{style}")
    assert program("notes", "list", "--json") == before


def test_an_edited_export_is_kept_and_taken_back(program: Program) -> None:
    with_marks(program)
    program("export", "--to", "out/")
    (path,) = (program.folder / "out").glob("*.md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Says *who*?", "Says Lehto."), encoding="utf-8")
    program("export", "--to", "out/")
    assert "unchanged" in program.errors
    program("import", path)
    assert "1 changed" in program.errors
    assert "Says Lehto." in program("notes", "list", "--json")
    assert "+exported" in program("export", "--to", "out/", "--dry-run")
    program("export", "--to", "out/")
    assert "Says Lehto." in path.read_text(encoding="utf-8")
    program("export", "--dry-run", status=2)


@pytest.mark.parametrize("preset", ["obsidian", "logseq", "org", "zettel", "report"])
def test_files_of_every_preset_are_kept_up_to_date_and_taken_back(program: Program, preset: str) -> None:
    with_marks(program)
    program("export", "--template", preset, "--to", "vault/")
    before = {path: path.read_bytes() for path in (program.folder / "vault").iterdir()}
    assert len(before) == (2 if preset == "zettel" else 1)
    program("export", "--template", preset, "--to", "vault/")
    assert {path: path.read_bytes() for path in (program.folder / "vault").iterdir()} == before
    (path,) = (p for p, data in before.items() if b"Says *who*?" in data)
    path.write_bytes(before[path].replace(b"Says *who*?", b"Says Lehto."))
    program("import", path)
    assert "1 changed" in program.errors
    assert "Says Lehto." in program("notes", "list", "--json")


def test_a_folder_of_notes_comes_back_whatever_its_files_are_called(program: Program) -> None:
    with_marks(program)
    program("export", "--template", "zettel", "--to", "vault/")
    before = program("notes", "list", "--json")
    (program.folder / "vault" / "deep").mkdir()
    for number, path in enumerate(sorted((program.folder / "vault").glob("*.md"))):
        path.rename(program.folder / "vault" / "deep" / f"{number}.md")
    (program.folder / "vault" / "own.md").write_text("---\ntitle: mine\n---\nMy own words\n")
    for path in program.home.glob("notes.json*"):
        path.unlink() if path.is_file() else None
    program("import", "vault")
    assert program("notes", "list", "--json") == before
    program("import", "home", status=1)


def test_a_template_of_the_readers_own_is_listed_previewed_and_told_what_is_wrong(program: Program) -> None:
    with_marks(program)
    folder = program.home / "templates"
    folder.mkdir(parents=True)
    mine = folder / "mine.md.j2"
    mine.write_text('{# about: for me #}{% extends "plain" %}{% block note %}N: {{ mark.note }}{% endblock %}')
    assert [line.split()[0] for line in program("export", "--list-templates").splitlines()] == [*PRESETS, "mine"]
    assert "N: Says *who*?" in program("export", "--template", "mine", "--preview", "--to", "out/")
    assert not (program.folder / "out").exists()
    shown = program("export", "--variables")
    assert "mark.speaker" in shown
    mine.write_text('{% extends "plain" %}\n{% block note %}{{ mark.nonsense }}{% endblock %}')
    program("export", "--template", "mine", status=1)
    assert "mine.md.j2, line 2:" in program.errors
    program("export", "--template", "mine", "--format", "csv", status=2)
    program("export", "--template", "zettel", "--to", "all.md", status=2)


def test_marks_are_found_counted_and_tagged_by_a_query(program: Program) -> None:
    with_marks(program)
    assert "We would" in program("notes", "search", "color:quote", "-tag:budget")
    program("notes", "search", "is:orphan", status=1)
    program("notes", "search", "color:pinq", status=1)
    assert "did you mean pink" in program.errors
    program("notes", "retag", "color:pink", "--add", "money", "--take", "ferry")
    assert "1 mark" in program.errors
    (changed,) = [json.loads(line) for line in program("notes", "search", "tag:money", "--json").splitlines()]
    assert changed["tags"] == ["money"]
    (week,) = program("notes", "stats").splitlines()
    assert week.split()[1] == "2"
    out = program("export", "--query", "tag:money")
    assert "We would" in out
    assert "The ferry" not in out
    program("export", "--query", "tag:none", status=1)
    program("add", "ferry.txt")
    assert "We would" in program("notes", "search", 'speaker:"Lehto"')


def test_a_read_later_export_becomes_articles_and_marks_once(program: Program, tmp_path: Path) -> None:
    rows = [
        "Highlight,Book Title,Book Author,Note,Tags,Highlighted at",
        '"The pump came by train.",A pump arrives,Ada Holt,why?,ferry,2026-03-01 10:00:00',
    ]
    (tmp_path / "readwise.csv").write_text("\n".join(rows), encoding="utf-8")
    for _ in range(2):
        program("import", "readwise.csv")
    (mark,) = [json.loads(line) for line in program("notes", "list", "--json").splitlines()]
    assert (mark["target"]["exact"], mark["note"]) == ("The pump came by train.", "why?")
    assert mark["state"] == "orphaned"


def test_folders_stars_notes_and_what_was_read_come_with_a_read_later_export(program: Program, tmp_path: Path) -> None:
    row = '7,Pumps,"my note",x,https://h.example/1,Harbour news,"sea, tide",2024-10-10T16:12:32+02:00,,'
    row += '"Highlight:It came",true'
    header = "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
    (tmp_path / "raindrop.csv").write_text(header + row + "\n", encoding="utf-8")
    entry = {"is_archived": 1, "title": "Ebb", "url": "https://h.example/2", "content": "<p>The tide fell.</p>"}
    (tmp_path / "wallabag.json").write_text(json.dumps([entry | {"tags": []}]), encoding="utf-8")
    for _ in range(2):
        program("import", "raindrop.csv")
        program("import", "wallabag.json")
    for tag in ("sea", "tide", "Harbour-news", "favorite"):
        assert "Pumps" in program("search", f"tag:{tag}")
    unread = program("search", "is:unread")
    assert ("Pumps" in unread, "Ebb" in unread) == (True, False)
    marks = [json.loads(line) for line in program("notes", "list", "--json").splitlines()]
    assert {(mark["target"]["exact"], mark["note"]) for mark in marks} == {("It came", ""), ("Pumps", "my note")}
    assert "2024-10-10T14:12:32Z" in {mark["created"] for mark in marks}


def test_a_misspelt_command_is_told_from_a_file(program: Program, tmp_path: Path) -> None:
    program("shwo", "ferry.txt", status=2)
    assert "did you mean show?" in program.errors
    program("nothinglikeit", status=1)
    assert "no such file" in program.errors
    (tmp_path / "shwo").write_text("The tide fell.", encoding="utf-8")
    assert "The tide fell." in program("shwo")


def test_a_file_that_is_nothing_known_is_refused(program: Program) -> None:
    program("import", "ferry.txt", status=1)
    assert "no export that is known; files of newsreader, Hypothesis and Web Annotation are" in program.errors


def test_doctor_finds_all_well_and_reports_what_it_mends(program: Program) -> None:
    program("add", "ferry.txt")
    with_marks(program)
    assert program("doctor").count(": well") == 2
    notes = program.home / "notes.json"
    notes.write_bytes(notes.read_bytes()[:50])
    assert "2 marks were rebuilt" in program("doctor")
    assert len(program("notes", "list", "--json").splitlines()) == 2


def test_feeds_are_subscribed_refreshed_listed_and_carried_as_opml(program: Program, tmp_path: Path) -> None:
    item = (
        "<item><guid>{0}</guid><title>Piece {0}</title><description>Words of piece {0} from Turku.</description></item>"
    )
    feed = "<rss version='2.0'><channel><title>Harbour news</title>{}</channel></rss>"
    bodies = [feed.format(item.format(1)), feed.format(item.format(1) + item.format(2))]

    def answer(_: Asked) -> Answer:
        body = bodies.pop(0) if len(bodies) > 1 else bodies[0]
        return Answer(body.encode(), headers={"Content-Type": "application/rss+xml"})

    with serving() as server:
        server.answers["/feed.xml"] = answer
        url = server.url("/feed.xml")
        program("feeds", "add", url)
        assert "1 new" in program.errors
        refreshed = json.loads(program("feeds", "refresh", "--all", "--json"))
        assert (refreshed["new"], refreshed["error"]) == (1, "")
    assert json.loads(program("feeds", "list", "--json"))["title"] == "Harbour news"
    assert program("list").count("Piece") == 2
    program("feeds", "export", "--to", "subs.opml")
    program("feeds", "import", "--data-dir", "other", "subs.opml")
    assert url in program("feeds", "list", "--data-dir", "other")
    program("feeds", "remove", url)
    assert program("feeds", "list") == ""
    program("feeds", "remove", url, status=1)


def test_the_readers_own_dictionary_wins(program: Program) -> None:
    program.home.mkdir()
    (program.home / "dictionary.toml").write_text('[[name]]\nname = "Kotka"\nkind = "ORG"\n', encoding="utf-8")
    found = json.loads(program("analyze", "--json", "ferry.txt"))
    assert [e["label"] for e in found["entities"] if e["name"] == "Kotka"] == ["ORG"]
    (program.home / "dictionary.toml").write_text("nonsense", encoding="utf-8")
    program("analyze", "ferry.txt", status=1)
    assert "dictionary" in program.errors


def test_what_the_reader_corrected_holds_in_analyze_and_export(program: Program) -> None:
    path = program.folder / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    stored = json.loads(program("show", path, "--format", "json"))
    (quote,) = json.loads(program("analyze", "--json", path))["quotes"]
    assert quote["speaker"] == "Maija Lehto"
    program("add", path)
    article = Article.of([stored["text"]], title=stored["title"])
    ref = ArticleRef(stored["id"], stored["title"])
    with NoteStore.open(program.home / "notes.json") as store:
        made = Correction.on(article, quote["start"], quote["end"], Verdict.SPEAKER, speaker="Aino Salo")
        store.corrections.add(replace(made, article=ref))
        store.add(replace(Annotation.on(article, quote["start"], quote["end"]), article=ref))
    (corrected,) = json.loads(program("analyze", "--json", stored["id"]))["quotes"]
    assert (corrected["speaker"], corrected["confidence"]) == ("Aino Salo", 1.0)
    assert "Aino Salo" in program("export")
    line = json.dumps({"id": "1", "text": stored["text"]}) + "\n"
    assert json.loads(program("analyze", "--texts", "-", given=line))["quotes"][0]["speaker"] == "Maija Lehto"


def test_adding_many_goes_on_after_bad_ones_and_ends_with_a_table(program: Program, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(3):
        (folder / f"good-{number}.txt").write_text(f"Story {number}\n\nThe ferry number {number} sails on Monday.\n")
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    assert program("add", "many", status=1).count("added") == 3
    table = program.errors.splitlines()
    assert table[0] == "newsreader: 2 could not be read:"
    assert [line.split()[0] for line in table[1:3]] == ["many/binary.txt", "many/empty.txt"]
    assert "it is empty" in table[2]
    assert table[3] == "3 articles: 3 added"
    program("add", "many", status=1)
    assert program.errors.splitlines()[-1] == "3 articles: 3 unchanged"
    assert len(program("list", "--json").splitlines()) == 3


def piped(program: Program, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, in which ``nr`` is the program and ``$?`` of it is printed at the end."""
    environment = {**os.environ, "NEWSREADER_HOME": str(program.home)}
    script = f'nr() {{ "{sys.executable}" -m newsreader "$@"; }}\n{line}'
    return subprocess.run(
        ["bash", "-c", script], cwd=program.folder, env=environment, capture_output=True, text=True, timeout=60
    )


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="there is no bash")
def test_a_closed_pipe_is_no_failure(program: Program) -> None:
    sources = "ferry.txt " * 400
    done = piped(program, f'nr show --format json {sources} | head -c 10 > /dev/null; echo "${{PIPESTATUS[0]}}"')
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_said_in_one_line(program: Program) -> None:
    done = piped(program, 'nr show ferry.txt --format text > /dev/full; echo "$?"')
    assert done.stdout == "1\n"
    assert done.stderr.splitlines() == [
        "newsreader: the output: cannot be written, the disk is full; make room and try again"
    ]


@pytest.mark.parametrize(
    "words",
    [["analyze", "--texts", "missing.jsonl"], ["related", "--texts", "missing.jsonl"], ["import", "missing.json"]],
)
def test_a_file_that_is_not_there_is_one_line_and_status_1(program: Program, words: list[str]) -> None:
    program(*words, status=1)
    assert len(program.errors.splitlines()) == 1
    assert words[-1] in program.errors


def test_exporting_what_is_not_there_is_one_line(program: Program) -> None:
    program("export", "NOPE", status=1)
    assert len(program.errors.splitlines()) == 1
    assert "NOPE" in program.errors


def test_doctor_speaks_json(program: Program) -> None:
    program("add", "ferry.txt")
    found = [json.loads(line) for line in program("doctor", "--json").splitlines()]
    assert [(f["part"], f["well"]) for f in found] == [("library", True), ("notes", True)]


@pytest.mark.parametrize("group", [[], ["feeds"], ["notes"], ["config"]], ids=["root", "feeds", "notes", "config"])
def test_no_summary_of_a_command_is_cut_off(program: Program, group: list[str]) -> None:
    _, _, commands = program(*group, "--help").partition("Commands:")
    assert commands
    assert "..." not in commands.replace("[SOURCE ...]", "")


def test_every_command_shows_an_example(program: Program) -> None:
    for name in COMMANDS:
        assert f"newsreader {name}" in program(name, "--help").partition("Options:")[0].partition("\n")[2], name
