from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import SourceError
from newsreader.sources.readlater import ReadState, SavedHighlight, SavedItem, find_export, read_export
from tests.sources.archives import zipped

POCKET = 'title,url,time_added,tags,status\n"Ferry, late",https://h.example/1,1728576752,sea|two words,unread\nhttps://h.example/2,https://h.example/2,x,,archive\n'


def test_pocket_as_a_table() -> None:
    export = read_export(POCKET.encode(), "pocket.csv")
    assert export.service == "Pocket"
    first, second = export.items
    assert (first.title, first.url, first.tags) == ("Ferry, late", "https://h.example/1", ("sea", "two words"))
    assert (first.saved, first.state) == ("2024-10-10T16:12:32+00:00", ReadState.UNREAD)
    assert (second.title, second.saved, second.state) == ("", "", ReadState.ARCHIVED)


def test_pocket_as_an_archive_of_tables() -> None:
    export = read_export(zipped({"pocket/part_000000.csv": POCKET, "pocket/part_000001.csv": POCKET}), "pocket.zip")
    assert (export.service, len(export.items)) == ("Pocket", 4)


def test_pocket_as_a_page() -> None:
    page = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
    <li><a href="https://h.example/1" time_added="1728576752" tags="sea,two words">Ferry</a></li></ul>
    <h1>Read Archive</h1><ul><li><a href="javascript:alert(1)" time_added="1" tags="">Old</a></li></ul></body></html>"""
    first, second = read_export(page.encode(), "ril_export.html").items
    assert (first.url, first.tags, first.state) == ("https://h.example/1", ("sea", "two words"), ReadState.UNREAD)
    assert (second.url, second.title, second.state) == ("", "Old", ReadState.ARCHIVED)


def test_instapaper() -> None:
    table = (
        "URL,Title,Selection,Folder,Timestamp,Tags\n"
        'https://h.example/1,Ferry,"It came\nat noon.",Unread,1728576752,"[""sea"", ""tide""]"\n'
        "https://h.example/2,Ebb,,Archive,1728576752,[]\n"
        "https://h.example/3,Flow,,Harbours,1728576752,[]\n"
    )
    first, second, third = read_export(table.encode(), "instapaper.csv").items
    assert first.highlights == (SavedHighlight("It came\nat noon."),)
    assert first.tags == ("sea", "tide")
    assert second.state is ReadState.ARCHIVED
    assert (third.folder, third.state) == ("Harbours", ReadState.UNREAD)


def test_omnivore() -> None:
    metadata = [
        {
            "slug": "ferry",
            "title": "Ferry",
            "author": "Jana",
            "url": "https://h.example/1",
            "state": "Archived",
            "readingProgress": 40,
            "labels": ["sea"],
            "savedAt": "2024-10-10T16:12:32.000Z",
            "publishedAt": "2024-10-09T00:00:00.000Z",
        },
        {"slug": "../../etc/passwd", "title": "Evil", "state": "Active"},
    ]
    export = read_export(
        zipped(
            {
                "metadata_0_to_2.json": json.dumps(metadata),
                "content/ferry.html": "<p>It came at <b>noon</b>.</p><script>x()</script>",
                "highlights/ferry.md": "> It came\n> at noon.\n\nMy note,\ntwo lines.\n\n> Second.\n\n> Third.",
                "../../escape.txt": "x",
            }
        ),
        "omnivore.zip",
    )
    ferry, evil = export.items
    assert export.service == "Omnivore"
    assert (ferry.state, ferry.progress, ferry.tags) == (ReadState.ARCHIVED, 0.4, ("sea",))
    assert ferry.highlights == (
        SavedHighlight("It came\nat noon.", note="My note,\ntwo lines."),
        SavedHighlight("Second."),
        SavedHighlight("Third."),
    )
    assert ferry.article("omnivore.zip").text == "It came at noon."
    assert (evil.title, evil.markup) == ("Evil", "")


def test_wallabag() -> None:
    entries = [
        {
            "is_archived": 1,
            "is_starred": 1,
            "tags": ["sea", {"label": "tide"}],
            "title": "Ferry",
            "url": "https://h.example/1",
            "content": "<p>It came.</p>",
            "created_at": "2024-10-10T16:12:32+0200",
            "published_by": ["Jana", "Petr"],
            "annotations": [{"quote": "It came", "text": "when?", "created_at": "2024-10-11T00:00:00+0000"}],
        },
        "no entry",
    ]
    export = read_export(json.dumps(entries).encode(), "wallabag.json")
    (item,) = export.items
    assert (item.state, item.favorite, item.tags, item.byline) == (
        ReadState.ARCHIVED,
        True,
        ("sea", "tide"),
        "Jana, Petr",
    )
    assert item.highlights == (SavedHighlight("It came", note="when?", created="2024-10-11T00:00:00+00:00"),)
    assert export.problems == ("entry 2 is no article",)


def test_readwise_highlights_of_one_article_come_together() -> None:
    table = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,"
        "Location Type,Location,Highlighted at,Document tags\n"
        'One,Ferry,Jana,,why,Yellow,"a,b",,,2024-10-10 16:12:32+00:00,sea\n'
        "Other,Ebb,Petr,,,,,,,,\nTwo,Ferry,Jana,,,,,,,,\n"
    )
    ferry, ebb = read_export(table.encode(), "readwise.csv").items
    assert [highlight.text for highlight in ferry.highlights] == ["One", "Two"]
    assert ferry.highlights[0] == SavedHighlight("One", "why", "yellow", ("a", "b"), "2024-10-10T16:12:32+00:00")
    assert (ferry.tags, ebb.byline) == (("sea",), "Petr")


def test_readwise_reader() -> None:
    table = (
        "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\n"
        "Ferry,https://h.example/1,1,\"['sea', 'tide']\",2024-10-10 16:12:32+00:00,0.25,later,True\n"
    )
    (item,) = read_export(table.encode(), "reader.csv").items
    assert (item.tags, item.progress, item.state) == (("sea", "tide"), 0.25, ReadState.READING)


def test_raindrop() -> None:
    table = (
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
        '7,Ferry,"my\nnote",x,https://h.example/1,Unsorted,"sea, tide",2024-10-10T16:12:32.000Z,,'
        '"Highlight:It came\nNote:when?\n\nHighlight:At noon",true\n'
    )
    (item,) = read_export(table.encode(), "raindrop.csv").items
    assert (item.note, item.folder, item.tags, item.favorite) == ("my\nnote", "", ("sea", "tide"), True)
    assert item.highlights == (SavedHighlight("It came", note="when?"), SavedHighlight("At noon"))


def test_formulas_and_control_sequences_in_fields_are_only_text() -> None:
    table = 'title,url,time_added,tags,status\n"=HYPERLINK(""http://evil.example"")",file:///etc/passwd,1,a\x1b[2Jb,unread\n'
    (item,) = read_export(table.encode(), "pocket.csv").items
    assert item.title == '=HYPERLINK("http://evil.example")'
    assert (item.url, item.tags) == ("", ("a b",))


@pytest.mark.parametrize(
    "data",
    [b"", b"a,b\n1,2", b"[]", b"{}", b"<html></html>", b"\x7fELF\0\0", zipped({"x.txt": "y"})],
    ids=["nothing", "table", "list", "object", "page", "binary", "archive"],  # an archive holds the time it was made
)
def test_what_is_no_export_is_told_so(data: bytes) -> None:
    assert find_export(data, "x") is None
    with pytest.raises(SourceError, match="Pocket, Instapaper"):
        read_export(data, "x")


headers = st.sampled_from(
    [
        "title,url,time_added,tags,status\n",
        "URL,Title,Selection,Folder,Timestamp\n",
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n",
        '[{"is_archived":',
        "<a time_added=1>",
    ]
)


@given(headers, st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('",\n|[]{}:1>')), max_size=120))
def test_any_rows_give_items(header: str, rows: str) -> None:
    found = find_export((header + rows).encode(), "x")
    assert found is None or all(isinstance(item, SavedItem) for item in found.items)
