from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources import residue
from newsreader.sources.residue import is_residue_line, split_tail

BODY = [
    "A headline",
    "The ferry came in at noon, an hour late, and nobody was waiting for it.",
    "It left again at one.",
]


def test_the_tail_of_a_scrape_without_titles_goes() -> None:
    tail = split_tail([*BODY, "Source link", "Related Posts", "Load More Posts Loading...No More Posts."])
    assert tail.kept == 3
    assert tail.removed == ("Source link", "Related Posts", "Load More Posts Loading...No More Posts.")
    assert tail.related == ()


def test_titles_under_related_posts_are_kept_as_related() -> None:
    titles = ["Harbour to close for a week", "“No boats at all”: a village waits", "What now?"]
    tail = split_tail([*BODY, "Source link", "Related Posts", *titles, "Load More Posts Loading...No More Posts."])
    assert tail.kept == 3
    assert [one.title for one in tail.related] == titles


def test_a_related_title_may_end_with_a_full_stop_inside_the_frame_of_a_scrape() -> None:
    lines = [*BODY, "Source link", "Related Posts", "Nobody came.", "Load More Posts"]
    assert [one.title for one in split_tail(lines).related] == ["Nobody came."]


@pytest.mark.parametrize(
    "last",
    [
        "The ferry will not sail on Monday.",
        "“Follow us on Twitter,” the captain said.",
        "Register to vote by Friday.",
        "Copyright law is the next battlefield.",
        "She asked readers to subscribe to a different view of the sea.",
        "Share prices fell by 3 percent on the news, and the company’s owners met in the evening.",
        "Comments by the minister were not repeated.",
    ],
)
def test_a_last_sentence_of_the_article_stays(last: str) -> None:
    assert split_tail([*BODY, last]).kept == 4


def test_a_line_inside_the_article_stays_whatever_it_says() -> None:
    lines = [*BODY[:2], "Source link", "Related Posts", "The captain pointed at the two words on the screen.", BODY[2]]
    assert split_tail(lines).kept == len(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter WhatsApp",
        "Sign up for our weekly newsletter.",
        "Get the latest stories in your inbox",
        "Advertisement",
        "12 Comments",
        "© 2026 The Harbour Times. All rights reserved.",
        "Tags: harbour, ferry",
        "Load more...",
    ],
)
def test_share_and_newsletter_lines_at_the_end_go(line: str) -> None:
    assert split_tail([*BODY, line]).removed == (line,)


def test_the_headline_always_stays() -> None:
    assert split_tail(["Source link", "Related Posts"]).kept == 1


@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_nothing_is_lost_between_what_stays_and_what_goes(lines: list[str]) -> None:
    tail = split_tail(lines)
    assert [*lines[: tail.kept], *tail.removed] == lines


@given(st.text(max_size=400))
def test_any_line_is_judged(line: str) -> None:
    assert is_residue_line(line) in (True, False)


@pytest.mark.parametrize("rules", [residue._LINES, residue._RELATED_HEADER], ids=["lines", "headers"])
@given(data=st.data())
def test_whatever_a_rule_matches_begins_as_the_rule_says(rules: residue._Rules, data: st.DataObject) -> None:
    begins, rule = data.draw(st.sampled_from(rules))
    written = re.sub(r"\\s", " ", rule.pattern)  # white space of other kinds is gone before a line is looked at
    line = data.draw(st.from_regex(re.compile(written, re.I | re.A), fullmatch=True))
    assert line.casefold().startswith(begins)
