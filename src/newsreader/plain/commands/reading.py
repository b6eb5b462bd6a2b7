"""Reading the open article and looking for words in it."""

from __future__ import annotations

from newsreader.article import BlockKind
from newsreader.plain import phrases
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session
from newsreader.reading.search import find_all

PAGE = 1_500
"""Code points that a page comes to, at least; a paragraph is never divided."""

MOST_HITS = 30
"""Places of a search that are said."""

AROUND = 50
"""Code points said before and behind words that were found."""


def read(session: Session, words: str) -> None:
    """Read the present paragraph, those that are named, or all."""
    article = session.current()
    if words in ("all", "everything"):
        session.read_blocks(0, len(article.blocks) - 1)
    elif not words:
        session.read_blocks(session.here, session.here)
    else:
        session.read_blocks(*session.passages().blocks(words))


def _number(words: str, what: str) -> int:
    if not words:
        return 1
    if not words.isdecimal() or not int(words):
        raise CommandError(f"{phrases.quoted(words)} is no number of {what}")
    return int(words)


def read_next(session: Session, words: str) -> None:
    """Read the paragraphs that follow."""
    article, count = session.current(), _number(words, "paragraphs")
    first = session.here + 1 if session.begun else 0
    if first >= len(article.blocks):
        raise CommandError("this is the end of the article; read 1 begins again, list shows the other articles")
    session.read_blocks(first, min(first + count, len(article.blocks)) - 1)


def read_previous(session: Session, words: str) -> None:
    """Read a paragraph before the present one."""
    count = _number(words, "paragraphs")
    session.current()
    if session.here == 0:
        raise CommandError("this is the beginning of the article")
    index = max(0, session.here - count)
    session.read_blocks(index, index)


def read_page(session: Session, words: str) -> None:
    """Read on for about a page."""
    article = session.current()
    first = session.here + 1 if session.begun else 0
    if first >= len(article.blocks):
        raise CommandError("this is the end of the article; read 1 begins again, list shows the other articles")
    last = first
    while last + 1 < len(article.blocks) and article.blocks[last].end - article.blocks[first].start < PAGE:
        last += 1
    session.read_blocks(first, last)


def where(session: Session, words: str) -> None:
    """Say what is open and which paragraph was read last."""
    article = session.current()
    session.say(phrases.described(article))
    place = f"paragraph {session.here + 1} of {len(article.blocks)}" if session.begun else "nothing of it is read yet"
    session.say(phrases.sentence(place[0].upper() + place[1:]))


def facts(session: Session, words: str) -> None:
    """Say what is known of the open article."""
    article = session.current()
    for name, value in (
        ("Title", article.title),
        ("By", article.byline),
        ("Published", article.published),
        ("Site", article.site),
        ("Topics", ", ".join(article.categories)),
        ("Address", article.url),
        ("Id", article.id),
        ("Taken out", phrases.counted(len(article.removed), "piece of residue", "pieces of residue")),
    ):
        if value:
            session.say(f"{name}: {value}")


def outline(session: Session, words: str) -> None:
    """List the headings with the numbers of their paragraphs."""
    article = session.current()
    found = [n for n, block in enumerate(article.blocks) if block.kind is BlockKind.HEADING]
    for index in found:
        block = article.blocks[index]
        session.say(f"{index + 1}. {phrases.sentence(article.text[block.start : block.end])}")
    if not found:
        session.say("There are no headings in this article.")


def search(session: Session, words: str) -> None:
    """Look for words and say where they stand."""
    article = session.current()
    if not words:
        raise CommandError("name what to look for: search council")
    hits = find_all(article.text, words)
    if not hits:
        raise CommandError(f"{phrases.quoted(words)} does not stand in this article")
    session.say(f"{phrases.counted(len(hits), 'place')}.")
    for hit in hits[:MOST_HITS]:
        index = phrases.block_of(article, hit.start)
        block = article.blocks[index]
        start, end = max(block.start, hit.start - AROUND), min(block.end, hit.end + AROUND)
        around = " ".join(article.text[start:end].split())
        before, after = "…" if start > block.start else "", "…" if end < block.end else ""
        session.say(f"Paragraph {index + 1}: {before}{around}{after}")
    if len(hits) > MOST_HITS:
        session.say(f"The first {MOST_HITS} were said.")


COMMANDS = (
    Command("read", read, "read; read 3; read 2..4; read all", "Reads a paragraph, several, or all of them.", ("r",)),
    Command("next", read_next, "next; next 3", "Reads the paragraph that follows, or several.", ("n",)),
    Command(
        "prev", read_previous, "prev; prev 3", "Reads the paragraph before, or the third before.", ("p", "previous")
    ),
    Command("page", read_page, "page", "Reads on, a page of whole paragraphs."),
    Command("where", where, "where", "Says which article is open and which paragraph was read last."),
    Command("facts", facts, "facts", "Says title, author, date, site, topics and address.", ("info",)),
    Command("outline", outline, "outline", "Lists the headings with the numbers of their paragraphs."),
    Command("search", search, "search WORDS", "Says where words stand in this article.", ("find",)),
)
"""The commands of this subject."""
