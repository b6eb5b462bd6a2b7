from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.sources.categories import (
    SECTIONS,
    learnt_sections,
    read_sections,
    split_categories,
    write_sections,
)


@pytest.mark.parametrize(
    ("line", "categories"),
    [
        ("DefenseFeaturedInternationalPolicy", ("Defense", "Featured", "International", "Policy")),
        ("USPolitics", ("US", "Politics")),
        ("PoliticsUSWorld", ("Politics", "US", "World")),
        ("EUHealthOpinion", ("EU", "Health", "Opinion")),
        ("USUK", ("US", "UK")),
        ("U.S. NewsWorld", ("U.S. News", "World")),
        ("EuropeLong ReadsTransport", ("Europe", "Long Reads", "Transport")),
        ("Arts & EntertainmentBooks", ("Arts & Entertainment", "Books")),
        ("G20EconomyCOVID-19Health", ("G20", "Economy", "COVID-19", "Health")),
        ("5GTechnology", ("5G", "Technology")),
        ("BusinessMcDonaldTechnologyYouTube", ("Business", "McDonald", "Technology", "YouTube")),
        ("TechnologyiPhoneApple", ("Technology", "iPhone", "Apple")),
        ("McConnellMcCarthyPolitics", ("McConnell", "McCarthy", "Politics")),
        ("WorldWorldPolitics", ("World", "Politics")),
        ("Politics", ("Politics",)),
        ("Politics | World, Health", ("Politics", "World", "Health")),
    ],
)
def test_a_category_line_is_split_where_a_new_topic_begins(line: str, categories: tuple[str, ...]) -> None:
    assert split_categories(line) == categories


@pytest.mark.parametrize(
    "headline",
    [
        "LeBron James Wins Title",
        "DeSantis Wins Florida",
        "McDonald's Says Sorry",
        "SpaceX",
        "PolitiFact",
        "TikTok Ban",
        "iPhone Sales Fall",
        "JPMorgan Profits Rise",
        "Minister says the ceasefire gives nothing",
        "Who Won? BusinessPolitics",
        "“DefensePolicy”",
        "",
        "A" * 400,
    ],
)
def test_a_headline_is_no_category_line(headline: str) -> None:
    assert split_categories(headline) == ()


def test_a_learnt_vocabulary_recognises_what_the_shape_alone_does_not() -> None:
    assert split_categories("Salt Marshes TodayFever Watch") == ()
    known = {"salt marshes today", "fever watch"}
    assert split_categories("Salt Marshes TodayFever Watch", known) == ("Salt Marshes Today", "Fever Watch")


def test_names_seen_in_several_articles_are_learnt() -> None:
    counts = [("Salt Marshes", 2), ("salt marshes", 1), ("Health", 1), ("Once", 1)]
    assert learnt_sections(counts) - SECTIONS == {"salt marshes"}


def test_what_was_learnt_is_kept_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "sections.txt"
    assert read_sections(path) == SECTIONS
    write_sections(path, SECTIONS | {"salt marshes", "with\nbreak"})
    assert read_sections(path) - SECTIONS == {"salt marshes"}
    path.write_bytes(b"\xff\xfe broken")
    assert read_sections(path) == SECTIONS
    write_sections(tmp_path / "missing" / "sections.txt", SECTIONS | {"salt marshes"})
