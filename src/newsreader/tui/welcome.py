"""What a reader sees who has nothing to read yet: an article on the program, to be read and marked like any other."""

from __future__ import annotations

from newsreader.article import Article, BlockKind
from newsreader.tui.actions import BY_ID, Overrides, keys_of
from newsreader.tui.keys import shown


def welcome(overrides: Overrides = ()) -> Article:
    """The article that welcomes a reader.

    Args:
        overrides: The reader's own keys, so that the right ones are named.
    """

    def key(action: str) -> str:
        return shown(keys_of(BY_ID[action], overrides)[0])

    heading = BlockKind.HEADING
    return Article.of(
        [
            "This is newsreader. It shows a news article beside those who speak in it, the names it mentions and what "
            "else was written about the same thing, and it keeps whatever you mark.",
            (heading, "Something to read", 2),
            f"{key('article.open')} opens a file, a folder or an address that you type, {key('article.samples')} the "
            f"sample articles, and {key('article.feeds')} the feeds, where {key('list.add')} subscribes to one. Or "
            "start it with what you want to read: newsreader article.html, or newsreader https://example.org/story. It "
            "reads plain text, web pages, Markdown, PDF, books, feeds and the exports of "
            f"read-later services. What was opened once stays in the library, which {key('article.library')} shows.",
            (heading, "Moving", 2),
            f"The block on the first letter is your caret. {key('move.down')} and {key('move.up')} move it by rows, "
            f"{key('move.sentence')} by sentences, {key('move.paragraph')} by paragraphs; arrows and the "
            "mouse work too. "
            f"{key('find.start')} finds words, {key('pane.next')} goes through the panes, {key('jump.back')} leads "
            "back.",
            (heading, "Marking", 2),
            f"Press {key('mark.make')} here: this sentence is marked, and the mark is on disk before you have let go "
            f"of the key. {key('mark.note')} writes a note on it, {key('mark.tag')} tags it, {key('mark.green')} gives "
            f"it another colour, {key('mark.delete')} deletes it, and {key('mark.undo')} undoes any of this. "
            f"{key('export.notes')} writes all marks of an article to a Markdown file.",
            "“Try it on this quotation,” said Ada Lantern, who was invented for the purpose. "
            f"{key('jump.next-quote')} goes to it, and {key('mark.quote')} marks it under her name.",
            (heading, "The rest", 2),
            f"{key('app.help')} lists every key, {key('app.command')} finds any command by its name, and "
            f"{key('app.quit')} quits.",
        ],
        source="welcome",
        title="Welcome to newsreader",
        byline="the program itself",
    )
