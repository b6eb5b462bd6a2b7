"""How things are called when they are read aloud."""

from __future__ import annotations

from newsreader.article import Article, BlockKind
from newsreader.config import Config
from newsreader.notes.annotation import AnchorState, Annotation
from newsreader.text.clean import clean_line

SHORT = 80
"""Code points of words that are repeated to tell a passage."""

_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "list item",
    BlockKind.QUOTE: "block quotation",
    BlockKind.CODE: "code",
    BlockKind.TABLE: "table",
    BlockKind.CAPTION: "caption",
}


def counted(count: int, thing: str, things: str = "") -> str:
    """A number of things: ``no marks``, ``1 mark``, ``2,000 marks``."""
    return f"{count:,} {thing}" if count == 1 else f"{count or 'no':{',' if count else ''}} {things or thing + 's'}"


def sentence(*parts: str) -> str:
    """Join the parts that are not empty with commas, and end them as a sentence."""
    text = ", ".join(part for part in map(clean_line, parts) if part)
    return text if text.rstrip("”\"’'").endswith((".", "?", "!", "…")) else text + "."


def shortened(text: str, length: int = SHORT) -> str:
    """Words on one line, with an ellipsis where they are cut off."""
    line = clean_line(text)
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """Words on one line between quotation marks, cut to `SHORT`, without a comma or full stop at their end."""
    return f"“{shortened(text).rstrip(',;. ')}”"


def paragraph(article: Article, index: int) -> str:
    """A block with its number, counted from 1, and what it is if it is no paragraph."""
    block = article.blocks[index]
    kind = _KINDS.get(block.kind, "")
    return f"{index + 1}{', ' + kind if kind else ''}. {article.text[block.start : block.end]}"


def described(article: Article) -> str:
    """An article's title and facts as a sentence."""
    byline = article.byline if article.byline.lower().startswith("by ") else f"by {article.byline}"
    return sentence(
        article.title or "Untitled",
        byline if article.byline else "",
        article.site,
        article.published[:10],
    )


def listed(number: int, title: str, *facts: str) -> str:
    """A numbered line of a list."""
    return f"{number}. {sentence(title or 'Untitled', *facts)}"


def color_words(mark: Annotation, config: Config) -> str:
    """The colour of a mark and what it means to the reader."""
    name = mark.color.value
    meaning = clean_line(config.color_name(name))
    return name if meaning in ("", name) else f"{name} for {meaning}"


def mark_line(number: int, mark: Annotation, article: Article, config: Config) -> str:
    """A mark as a sentence: number, place, words, colour, tags and note."""
    lost = mark.state is AnchorState.ORPHANED
    place = "without a place in this text" if lost else f"paragraph {block_of(article, mark.target.start) + 1}"
    changed = not lost and article.text[mark.target.start : mark.target.end] != mark.target.exact
    return "{}. {}{}{}".format(
        number,
        sentence(quoted(mark.target.exact), place, color_words(mark, config)),
        f" Tagged {sentence(*mark.tags)}" if mark.tags else "",
        f" Note: {sentence(mark.note)}" if mark.note else "",
    ) + (" The publisher has changed these words." if changed else "")


def block_of(article: Article, offset: int) -> int:
    """The index of the block that holds an offset, or of the last one before it."""
    from bisect import bisect_right

    return max(0, bisect_right(article.blocks, offset, key=lambda block: block.start) - 1)


def near(word: str, known: list[str]) -> str:
    """A suggestion for a word that is not known; empty if nothing is like it."""
    import difflib

    found = difflib.get_close_matches(word, known, 1)
    return found[0] if found else ""
