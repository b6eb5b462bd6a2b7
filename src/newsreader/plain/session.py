"""The state of a plain session: what is open, where the reader is, and what the numbers of the last list mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from newsreader.analysis import Quote
from newsreader.article import Article, Span
from newsreader.config import Config
from newsreader.errors import NewsreaderError
from newsreader.notes.annotation import Annotation
from newsreader.notes.history import Change
from newsreader.plain import phrases
from newsreader.plain.holdings import Holdings
from newsreader.plain.passages import Passages


class CommandError(NewsreaderError):
    """A command that could not be done; the message is the sentence that the reader is told."""


@dataclass
class Session:
    """One run of the plain reader.

    Attributes:
        holdings: Library, notes and analysis.
        config: The reader's settings.
        say: Writes a sentence.
        ask: Writes a question and gives the line that the reader answers with, None at the end of the input.
        articles: Those opened in this run, by id, in order of opening.
        article: The open one.
        here: Index of the block that was read last.
        begun: Whether anything of the open article was read.
        listed: The articles of the last list, as sources or ids that can be opened by their number.
        done: Whether the reader wants to leave.
    """

    holdings: Holdings
    config: Config
    say: Callable[[str], None]
    ask: Callable[[str], str | None]
    articles: dict[str, Article] = field(default_factory=dict)
    article: Article | None = None
    here: int = 0
    begun: bool = False
    listed: list[str] = field(default_factory=list)
    done: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)

    # Articles

    def read_sources(self, sources: Iterable[str]) -> tuple[list[Article], list[NewsreaderError]]:
        """Read sources, keep what they give in the library, and hand over what could not be read."""
        errors: list[NewsreaderError] = []
        found = [article for source in sources for article in self.holdings.read(source, errors.append)]
        for article in found:
            self.articles[article.id] = article
        try:
            self.holdings.keep(found)
        except NewsreaderError as error:
            self.say(f"Not kept in the library: {phrases.sentence(str(error))}")
        return found, errors

    def open(self, article: Article) -> None:
        """Turn to an article and say what it is."""
        self.articles[article.id] = article
        self.article = article
        self.here, self.begun = 0, False
        self._numbers = {}
        marks = self.marks()
        self.say(phrases.described(article))
        blocks = phrases.counted(len(article.blocks), "paragraph")
        self.say(phrases.sentence(blocks, phrases.counted(len(marks), "mark")))
        if self.holdings.notes.read_only:
            self.say(phrases.sentence(f"Marks cannot be changed now: {self.holdings.notes.refusal}"))
        left = phrases.block_of(article, self.holdings.left_at(article))
        if 0 < left < len(article.blocks) - 1:
            self.here, self.begun = left, True
            self.say(f"You left it at paragraph {self.here + 1}; next goes on, read 1 begins again.")

    def current(self) -> Article:
        """The open article.

        Raises:
            CommandError: If there is none.
        """
        if self.article is None:
            raise CommandError("no article is open; library lists those that are there, open FILE opens another")
        return self.article

    def read_blocks(self, first: int, last: int) -> None:
        """Say some blocks with their numbers, the last included, and remember the place."""
        article = self.current()
        for index in range(first, last + 1):
            self.say(phrases.paragraph(article, index))
        self.here, self.begun = last, True
        if last == len(article.blocks) - 1:
            self.say("End of the article.")
        self.holdings.note_progress(article, article.blocks[last].start, article.blocks[last].end)

    def list_articles(self, rows: Sequence[tuple[str, str]]) -> None:
        """Say a list of articles, each with what opens it, and let their numbers mean them."""
        self.listed = [source for source, _ in rows]
        for number, (_, line) in enumerate(rows, 1):
            self.say(f"{number}. {line}")

    # What stands in the article

    def quotes(self) -> Sequence[Quote]:
        """The quotations of the open article."""
        return self.holdings.analysis(self.current()).quotes

    def passage(self, words: str) -> Span:
        """The passage of the open article that some words name."""
        return self.passages(words).find(words)

    def passages(self, words: str = "") -> Passages:
        """What passages can be looked for in; quotations are found only if the words may name one."""
        quotes = self.quotes() if re.match(r"quot", words.strip(), re.IGNORECASE) else ()
        return Passages(self.current(), self.here, quotes)

    # Marks

    def marks(self) -> dict[int, Annotation]:
        """The marks of the open article by their numbers, in order of the text.

        A mark keeps its number while its article is open, whatever is made or deleted before it.
        """
        settled = self.holdings.marks(self.current())
        for mark in settled:
            self._numbers.setdefault(mark.id, len(self._numbers) + 1)
        return {self._numbers[mark.id]: mark for mark in settled}

    def mark(self, number: str) -> Annotation:
        """A mark by its number.

        Raises:
            CommandError: If there is none.
        """
        marks = self.marks()
        found = marks.get(int(number)) if number.isdecimal() else None
        if found is None:
            known = f"there {'is' if len(marks) == 1 else 'are'} {phrases.counted(len(marks), 'mark')}"
            raise CommandError(f"{phrases.quoted(number)} is no mark of this article; {known}, marks lists them")
        return found

    def number(self, mark: Annotation) -> int:
        """The number of a mark of the open article."""
        return self._numbers.setdefault(mark.id, len(self._numbers) + 1)

    def change(self, change: Change) -> None:
        """Make a change; it is on disk when this returns."""
        self.holdings.make(change, self.current())

    def say_mark(self, mark: Annotation) -> None:
        """Say a mark in full."""
        self.say(phrases.mark_line(self.number(mark), mark, self.current(), self.config))
