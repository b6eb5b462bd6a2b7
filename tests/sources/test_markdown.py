from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsreader.article import BlockKind
from newsreader.sources.markdown import read_markdown

PAGE = """---
title: "Ferry: late again"
author: [Jana Malá, Petr Novák]
date: 2026-03-03
site: The Harbour Times
url: https://harbour.example/ferry
tags: [harbour, ferry]
---

# Ferry: late again

The *ferry* came in at [noon, an hour **late**](https://harbour.example/noon),
and [nobody](javascript:alert(1)) was waiting.

## Why

> The tide, said the captain.

- the engine
  - its pump
- the coffee

1. First.
2. Then.

| what | cost |
|---|---|
| tide | 0 |

```
ebb  flood
```
"""


def test_front_matter_gives_the_fields() -> None:
    article = read_markdown(PAGE, "ferry.md")
    assert article.title == "Ferry: late again"
    assert article.byline == "Jana Malá, Petr Novák"
    assert article.published == "2026-03-03"
    assert article.site == "The Harbour Times"
    assert article.url == "https://harbour.example/ferry"
    assert article.categories == ("harbour", "ferry")


def test_the_structure_is_kept() -> None:
    article = read_markdown(PAGE)
    blocks = [(block.kind, block.level, article.text[block.start : block.end]) for block in article.blocks]
    assert blocks == [
        (BlockKind.PARAGRAPH, 0, "The ferry came in at noon, an hour late, and nobody was waiting."),
        (BlockKind.HEADING, 2, "Why"),
        (BlockKind.QUOTE, 0, "The tide, said the captain."),
        (BlockKind.LIST_ITEM, 1, "the engine"),
        (BlockKind.LIST_ITEM, 2, "its pump"),
        (BlockKind.LIST_ITEM, 1, "the coffee"),
        (BlockKind.LIST_ITEM, 1, "1. First."),
        (BlockKind.LIST_ITEM, 1, "2. Then."),
        (BlockKind.TABLE, 0, "what  cost\ntide  0"),
        (BlockKind.CODE, 0, "ebb  flood"),
    ]


def test_links_point_at_their_words_and_scripts_are_no_links() -> None:
    article = read_markdown(PAGE)
    (link,) = article.links
    assert article.text[link.start : link.end] == "noon, an hour late"
    assert link.url == "https://harbour.example/noon"


def test_a_first_heading_is_the_title_when_nothing_else_is() -> None:
    article = read_markdown("# Ferry late\n\nIt came at noon.")
    assert (article.title, article.text) == ("Ferry late", "It came at noon.")


def test_a_yaml_bomb_and_code_in_front_matter_are_not_loaded() -> None:
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\n---\n\nText."
    code = '---\ntitle: !!python/object/apply:os.system ["id"]\n---\n\nText.'
    assert read_markdown(bomb).title == ""
    assert read_markdown(code).title == ""
    assert read_markdown(code).text.endswith("Text.")


def test_html_inside_is_shown_and_not_interpreted() -> None:
    assert (
        read_markdown("<script>alert(1)</script>\n\nText [sic] here.").text
        == "<script>alert(1)</script>\n\nText [sic] here."
    )


@given(st.text(st.one_of(st.characters(), st.sampled_from("-#>*[]()`|~\n\n !&<:\\")), max_size=200))
def test_any_text_is_some_markdown(raw: str) -> None:
    article = read_markdown(raw)
    assert "\n\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert all(article.text[link.start : link.end].strip() for link in article.links)
