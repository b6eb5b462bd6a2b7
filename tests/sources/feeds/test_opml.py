from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import SourceError
from newsreader.sources.feeds import Feed
from newsreader.sources.feeds.opml import read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="2.0"><body>
<outline text="Sea"><outline text="North"><outline type="rss" text="Harbour" xmlUrl="https://harbour.example/feed"
 htmlUrl="https://harbour.example/" customRank="3"/></outline>
<outline text="Tides" xmlUrl="http://tides.example/feed"/></outline>
<outline text="Harbour again" xmlUrl="https://harbour.example/feed"/>
</body></opml>"""


def test_folders_homes_and_unknown_attributes_are_kept() -> None:
    harbour, tides = read_opml(LIST, "list.opml").feeds
    assert (harbour.title, harbour.folder, harbour.home) == ("Harbour", ("Sea", "North"), "https://harbour.example/")
    assert harbour.attributes == (("customRank", "3"),)
    assert tides.folder == ("Sea",)
    assert not harbour.typed


def test_a_list_survives_the_way_out_and_back() -> None:
    feeds = read_opml(LIST, "list.opml").feeds
    assert read_opml(write_opml(feeds), "again.opml").feeds == feeds


@pytest.mark.parametrize(
    "url", ["|touch X", "exec:touch X", "file:///etc/passwd", "javascript:x", "feed:x", "ftp://x/"]
)
def test_only_http_addresses_become_feeds_and_commands_are_never_run(url: str) -> None:
    data = f'<opml version="2.0"><body><outline text="a" xmlUrl="{url}"/></body></opml>'.encode()
    subscriptions = read_opml(data, "list.opml")
    assert subscriptions.feeds == ()
    assert subscriptions.refused == (url,)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><opml><body><outline text="&x;" xmlUrl="http://x/"/></body></opml>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE r><opml><body/></opml>'.encode("utf-16"),
        b"<opml><body>",
        b"<html/>",
        b"",
        b"words",
    ],
)
def test_entities_and_broken_lists_are_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_opml(data, "list.opml")


def test_a_list_nested_without_end_is_read_without_recursion() -> None:
    deep = b'<outline text="x">' * 3_000 + b'<outline xmlUrl="http://x.example/"/>' + b"</outline>" * 3_000
    assert len(read_opml(b"<opml><body>" + deep + b"</body></opml>", "deep.opml").feeds) <= 1


names = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=20)


@given(st.lists(st.tuples(names, st.lists(names, max_size=3)), max_size=6))
def test_any_names_survive_the_way_out_and_back(rows: list[tuple[str, list[str]]]) -> None:
    feeds = [Feed(f"https://x.example/{i}", name, folder=tuple(folder)) for i, (name, folder) in enumerate(rows)]
    once = read_opml(write_opml(feeds), "x").feeds
    assert {feed.url for feed in once} == {feed.url for feed in feeds}
    assert set(read_opml(write_opml(once), "x").feeds) == set(once)
