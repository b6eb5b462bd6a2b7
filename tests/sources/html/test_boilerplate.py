from __future__ import annotations

from newsreader.article import BlockKind, Link, RelatedTitle
from newsreader.sources.compose import ComposedBlock
from newsreader.sources.html.boilerplate import trim

BODY = [
    "The ferry came in at noon, an hour late, and nobody on the whole of the long pier was waiting for it that day.",
    "“We have all stopped counting the hours, and the days, and now the weeks,” said Jana Malá, who sells the tickets.",
    "It left at one.",
]


def paragraphs(*texts: str) -> list[ComposedBlock]:
    return [ComposedBlock(BlockKind.PARAGRAPH, text) for text in texts]


def texts(blocks: tuple[ComposedBlock, ...]) -> list[str]:
    return [block.text for block in blocks]


def test_the_headline_is_not_repeated_in_the_text() -> None:
    heading = ComposedBlock(BlockKind.HEADING, "Ferry late", 1)
    assert texts(trim([heading, *paragraphs(*BODY)], "Ferry Late", (), dict).blocks) == BODY


def test_credits_of_pictures_and_pull_quotes_go_and_are_reported() -> None:
    quote = ComposedBlock(BlockKind.QUOTE, "We have all stopped counting the hours, and the days, and now the weeks")
    credit = "The empty pier at noon. Photograph: Petr Novák/Harbour Times"
    blocks = paragraphs(BODY[0], credit, *BODY[1:])
    trimmed = trim([*blocks[:2], quote, *blocks[2:]], "Ferry late", (), dict)
    assert texts(trimmed.blocks) == BODY
    assert set(trimmed.removed) == {credit, quote.text}


def test_a_refrain_stays() -> None:
    refrain = "The tide comes in and the tide goes out and nobody minds it at all."
    lines = [
        f"{refrain} So said the first man on the pier, and the second, and the third one after him." for _ in range(3)
    ]
    assert len(trim(paragraphs(refrain, *lines), "", (), dict).blocks) == 4


def test_the_note_on_an_author_goes_and_a_sentence_on_anyone_else_stays() -> None:
    note = "Jana Malá is a reporter for The Harbour Times."
    assert texts(trim(paragraphs(*BODY, note), "Ferry", ("Jana Malá",), dict).blocks) == BODY
    assert texts(trim(paragraphs(*BODY, note), "Ferry", ("Petr Novák",), dict).blocks) == [*BODY, note]


def test_linked_titles_with_teasers_under_a_header_become_related() -> None:
    titles = ["Harbour to close for a week", "What now for the island?"]
    linked = [
        ComposedBlock(BlockKind.HEADING, title, 3, (Link(0, len(title), f"https://x.example/{len(title)}"),))
        for title in titles
    ]
    blocks = paragraphs(*BODY, "More from The Harbour Times")
    trimmed = trim(
        [*blocks, linked[0], *paragraphs("No boats."), linked[1], *paragraphs("No idea.")], "Ferry", (), dict
    )
    assert texts(trimmed.blocks) == BODY
    assert trimmed.related == tuple(RelatedTitle(title, f"https://x.example/{len(title)}") for title in titles)


def test_a_heading_like_a_header_above_prose_stays() -> None:
    blocks = paragraphs(*BODY, "Read more", "The captain reads a great deal. She said so herself, twice.")
    assert len(trim(blocks, "Ferry", (), dict).blocks) == 5
