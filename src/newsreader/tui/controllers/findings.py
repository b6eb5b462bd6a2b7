"""What is known of the article on the screen: who said what, names, what else was written; and the lists of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from newsreader.article import Article, Span
from newsreader.tui.widgets.panes import LISTED, PANES, entity_items, quote_items, related_items

if TYPE_CHECKING:
    from newsreader.analysis import Analysis, Entity, Quote
    from newsreader.tui.messages import Analysed, RelatedFound, RelatedPost
    from newsreader.tui.screens.reader import ReaderScreen

NAMED = ("PERSON", "ORG", "PLACE", "EVENT")
"""The kinds of entities that ``]e`` steps through."""


class Findings:
    """What the workers found in one article.

    Attributes:
        analysis_looked: Whether the article was analysed, so that nothing means that there is nothing.
        related: Related posts, the likeliest first.
        related_more: Whether there are more of them.
        related_looked: Whether they were looked for.
        quotes_by_speaker: Whether quotes are listed by speaker.
        quotes_reported: Whether reported speech is listed too.
        quotes_of: The speaker whose quotes alone are listed, empty for all.
        chosen_entity: The entity whose mentions stand out in the text.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        """Begin with nothing.

        Args:
            screen: The reading screen.
        """
        self._found: Analysis | None = None
        self.analysis_looked = False
        self.related: list[RelatedPost] = []
        self.related_more = self.related_looked = False
        self.quotes_by_speaker = self.quotes_reported = False
        self.quotes_of = ""
        self.chosen_entity: int | None = None
        self._screen = screen
        self._listed = dict.fromkeys(PANES, LISTED)
        self._analysed: dict[tuple[str, str], Analysis] = {}

    @property
    def analysis(self) -> Analysis:
        """Quotes and names, as the reader has corrected them; empty until they are known."""
        from newsreader.analysis import Analysis

        return self._found or Analysis()

    @analysis.setter
    def analysis(self, analysis: Analysis) -> None:
        self._found = analysis

    @property
    def _quotes(self) -> tuple[Quote, ...]:
        return self._found.quotes if self._found else ()

    @property
    def _entities(self) -> tuple[Entity, ...]:
        return self._found.entities if self._found else ()

    def turn_to(self, article: Article) -> bool:
        """Begin with another article; whether it was analysed before."""
        self.chosen_entity, self.quotes_of = None, ""
        self._listed = dict.fromkeys(PANES, LISTED)
        self.related, self.related_more, self.related_looked = [], False, False
        self._show_related()
        return (article.id, article.revision) in self._analysed

    def counts(self) -> dict[str, str]:
        """How much there is in each pane."""
        return {
            "quotes": str(sum(self.quotes_reported or q.kind == "direct" for q in self._quotes) or ""),
            "entities": str(len(self._entities) or ""),
            "related": str(len(self.related) or "") + ("+" if self.related_more else ""),
        }

    # Who said what, and names

    def analysed(self, message: Analysed) -> None:
        """Take quotes and names."""
        self._analysed[message.article_id, message.revision] = message.analysis
        if self._screen.article is not None and message.article_id == self._screen.article.id:
            self.corrected()

    def corrected(self) -> None:
        """Show the analysis as the reader has corrected it."""
        article = self._screen.article
        if article is not None:
            found = self._analysed.get((article.id, article.revision))
            self.analysis_looked = found is not None
            self._found = self._screen.corrections.applied(found)
            self._screen.view.set_quotes([q.span for q in self._quotes if q.kind == "direct"])
            self.show_mentions(())
            self.show_quotes()
            self._show_names()

    def show_mentions(self, chosen: Iterable[Span]) -> None:
        """Tell the text of all mentions; those of the chosen entity stand out."""
        named = [m for e in self._entities if e.label in NAMED for m in e.mentions]
        self._screen.view.set_mentions(sorted(named), chosen)

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation at an offset, its marks counted in; the innermost, as a report may hold quoted words."""
        there = [q for q in self._quotes if q.start - 1 <= offset <= q.end]
        return min(there, key=lambda q: (q.end - q.start, q.kind), default=None)

    def show_quotes(self) -> None:
        """List the quotes in the chosen order."""
        items = quote_items(
            self._screen.article.text if self._screen.article else "",
            self._quotes,
            by_speaker=self.quotes_by_speaker,
            reported=self.quotes_reported,
            speaker=self.quotes_of,
            limit=self._listed["quotes"],
            looked=self.analysis_looked,
        )
        self._screen.list_of("quotes").set_items(items)
        self._screen.count()

    def _show_names(self) -> None:
        items = entity_items(self._entities, limit=self._listed["entities"], looked=self.analysis_looked)
        self._screen.list_of("entities").set_items(items)

    def show_more(self, pane: str) -> None:
        """List more quotes or names."""
        self._listed[pane] += LISTED
        if pane == "quotes":
            self.show_quotes()
        else:
            self._show_names()

    # What else was written

    def related_found(self, message: RelatedFound) -> None:
        """Take related posts."""
        if self._screen.article is not None and message.article_id == self._screen.article.id:
            self.related = [*self.related[: message.offset], *message.posts]
            self.related_more, self.related_looked = message.more, True
            self._show_related()

    def _show_related(self) -> None:
        items = related_items(self.related, more=self.related_more, looked=self.related_looked)
        self._screen.list_of("related").set_items(items)
        self._screen.count()
