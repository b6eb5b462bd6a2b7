"""What a reader sees who has nothing to read yet: an article on the program, to be read and marked like any other."""

from __future__ import annotations

from newsreader.article import Article, BlockKind
from newsreader.tui.actions import Overrides, first_key


def welcome(overrides: Overrides = ()) -> Article:
    """The article that welcomes a reader.

    Args:
        overrides: The reader's own keys, so that the right ones are named.
    """

    def key(action: str) -> str:
        return first_key(action, overrides)

    heading = BlockKind.HEADING
    return Article.of(
        [
            "This is newsreader. It shows a news article beside those who speak in it, the names it mentions and what "
            "else was written about the same thing, and it keeps whatever you mark.",
            (heading, "Something to read", 2),
            f"Press {key('article.open')} to open a file, a folder or an address, {key('article.samples')} for the "
            f"sample articles, {key('article.feeds')} for the feeds, where {key('list.add')} subscribes to one. Or "
            "start the program with what you want to read: newsreader article.html, or newsreader "
            "https://example.org/story. Plain text, web pages, e-books, feeds, archives and the exports of read-later "
            f"services are all read. What was opened once stays in the library; {key('article.library')} shows it.",
            (heading, "Moving", 2),
            f"The block on the first letter is your caret. Press {key('move.down')} and {key('move.up')} to move it by "
            f"rows, {key('move.sentence')} by sentences, {key('move.paragraph')} by paragraphs; arrows and the mouse "
            f"work too. Press {key('find.start')} to find words, {key('pane.next')} to go through the panes, "
            f"{key('jump.back')} to get back.",
            (heading, "Marking", 2),
            f"Press {key('mark.make')} here: this sentence is marked, and the mark is on disk before you have let go "
            f"of the key. Then {key('mark.note')} writes a note on it, {key('mark.tag')} tags it, {key('mark.green')} "
            f"gives it another colour, {key('mark.delete')} deletes it, and {key('mark.undo')} undoes any of this. "
            f"With {key('export.notes')} all marks of an article are written to a file that is yours to edit.",
            "“Try it on this quotation,” said Ada Lantern, who was invented for the purpose. "
            f"Press {key('jump.next-quote')} to go to it and {key('mark.quote')} to mark it under her name.",
            (heading, "The rest", 2),
            f"Press {key('app.help')} for every key, {key('app.command')} for any command by its name, "
            f"{key('app.quit')} to quit.",
        ],
        source="welcome",
        title="Welcome to newsreader",
        byline="the program itself",
    )
