"""The reader's notes as the app works with them: read, changed, taken back and written out on a thread of their own.

Every change comes back as a message; the marks themselves are drawn before that.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from textual.message import Message

from newsreader.article import Article
from newsreader.errors import NewsreaderError
from newsreader.paths import DataPaths
from newsreader.tui.lane import Lane
from newsreader.tui.messages import Exported, MarkRefused, MarkSaved, MarksLoaded, PlacesFound, TookBack, TrashListed

if TYPE_CHECKING:
    from newsreader.analysis import Analysis
    from newsreader.library import Library
    from newsreader.notes.annotation import Annotation
    from newsreader.notes.correction import Correction
    from newsreader.notes.history import Change
    from newsreader.notes.standing import Standing
    from newsreader.notes.store import NoteStore

log = logging.getLogger(__name__)

Result = TypeVar("Result")
_Anchored = TypeVar("_Anchored", bound="Annotation | Correction")


class Shelves(Protocol):
    """What holds the library."""

    def open_library(self) -> Library:
        """The library; from any thread."""
        ...

    def tell_library(self, tell: Callable[[Library], object]) -> None:
        """Let the library know something, on its own thread."""
        ...

    def known_analysis(self, article: Article) -> Analysis | None:
        """What an earlier run found in an article; None if nothing is kept."""
        ...


class Notebook:
    """The notes of one run.

    Attributes:
        tags: All tags of marks, for completing what is typed.
    """

    def __init__(self, paths: DataPaths, post: Callable[[Message], Any], lane: Lane, shelves: Shelves) -> None:
        """Prepare; the notes file is opened when it is wanted first.

        Args:
            paths: Where data live.
            post: Takes a message from any thread.
            lane: Where slow things run.
            shelves: Where the library is.
        """
        self.tags: dict[str, None] = {}
        self._paths = paths
        self._post = post
        self._lane = lane
        self._shelves = shelves
        self._store: NoteStore | None = None
        self._shown: Article | None = None
        self._opening = threading.Lock()

    def finish(self) -> None:
        """Finish what was begun; nothing is taken after that."""
        self._lane.close(finish=True)

    def close(self) -> None:
        """Close the notes file; call it after `finish`."""
        if self._store is not None:
            self._store.close()

    def store(self) -> NoteStore:
        """The notes, opened when they are wanted first; call it on a thread."""
        with self._opening:
            if self._store is None:
                from newsreader.notes.store import NoteStore

                self._paths.notes.parent.mkdir(parents=True, exist_ok=True)
                self._store = NoteStore.open(self._paths.notes)
            return self._store

    # Reading

    def marked(self) -> frozenset[str]:
        """The ids of the articles that carry marks; call it on a thread."""
        return frozenset(mark.article.id for mark in self.store().all())

    def standing(self) -> Standing:
        """The marks of all articles, put where they stand in the texts that the library has; call it on a thread."""
        from newsreader.library import LibraryError, standing
        from newsreader.notes.standing import Standing

        store = self.store()
        marks = store.all()
        try:
            return standing(self._shelves.open_library(), marks, store.texts.get)
        except LibraryError as error:
            log.warning("marks are listed as they were made: %s", error)
            return Standing(marks, {})

    def speakers(self, marks: Iterable[Annotation]) -> dict[str, str]:
        """Who says the words of marks, by id, as far as that is known of their articles; call it on a thread.

        Args:
            marks: The marks, where they stand.
        """
        from newsreader.exports.subject import speakers_of

        grouped: dict[str, list[Annotation]] = defaultdict(list)
        for mark in marks:
            grouped[mark.article.id].append(mark)
        found: dict[str, str] = {}
        for article_id, own in grouped.items():
            _, analysis = self.on_its_thread(lambda name=article_id: self.look_up(name))  # type: ignore[misc]
            if analysis is not None:
                found |= speakers_of(own, analysis.quotes)
        return found

    def load(self, article: Article) -> None:
        """Read the marks of an article, put where they belong in its present text; they come as `MarksLoaded`."""

        def work() -> None:
            store = self.store()
            store.refresh()
            made, verdicts = store.of_article(article.id), store.corrections.of_article(article.id)
            self._keep_text(article, (*made, *verdicts))
            self._shown = article
            marks, corrections = self.settled(made, article), self.settled(verdicts, article)
            reason = f"read-only: {store.refusal}" if store.read_only else ""
            report, store.report = store.report, ""
            self._post(MarksLoaded(article.id, tuple(marks), reason, tuple(corrections), report))
            if not self.tags:
                self.tags = dict.fromkeys(tag for mark in store.all() for tag in mark.all_tags)

        self._lane.submit(work)

    def refresh(self) -> None:
        """Look whether another program has changed the notes; then the marks of the article shown come again."""

        def work() -> None:
            if self._store is not None and self._store.refresh() and self._shown is not None:
                self.load(self._shown)

        self._lane.submit(work)

    def find_places(self, mark: Annotation, article: Article) -> None:
        """Look for where a mark that lost its place might belong; `PlacesFound` comes back."""

        def work() -> None:
            from newsreader.notes.anchoring import candidates

            self._post(PlacesFound(mark, article.id, tuple(candidates(mark.target, article.text))))

        self._lane.submit(work)

    def settled(self, made: Sequence[_Anchored], article: Article) -> list[_Anchored]:
        """Marks or corrections put where they belong in the present text of their article; call it on a thread."""
        from newsreader.notes.anchoring import settle

        return settle(made, article, self._text_of(article))

    def _text_of(self, article: Article) -> Callable[[str], str | None]:
        """Gives an older text of an article by the name of its revision, from beside the notes or from the library."""
        kept = self.store().texts

        def text_of(revision: str) -> str | None:
            from newsreader.library import LibraryError

            text = kept.get(revision)
            if text is not None:
                return text
            try:
                return self._shelves.open_library().old_text(article.id, revision)
            except LibraryError:
                return None

        return text_of

    def _keep_text(self, article: Article | None, made: Iterable[Annotation | Correction]) -> None:
        """Keep the text of an article beside the notes if one of these was made on it.

        A full disk is no reason to refuse a mark: without the text, its own words find its place again.
        """
        if article is not None and any(one.target.revision == article.revision for one in made):
            store = self.store()
            if not store.read_only:
                try:
                    store.texts.keep(article.text)
                except OSError as error:
                    log.warning("the text of %s could not be kept beside the notes: %s", article.id, error)

    def _as_shown(self, change: Change) -> Change:
        """A change read from disk with the mark where it stands in the text on the screen."""
        if self._shown is None or change.after is None or change.after.article.id != self._shown.id:
            return change
        return replace(change, after=self.settled([change.after], self._shown)[0])

    # Changing

    def write(self, serial: int, change: Change, article: Article | None = None) -> None:
        """Make a change of one mark or correction; `MarkSaved` or `MarkRefused` comes back with the serial number.

        Args:
            serial: Names the change.
            change: The change.
            article: The article that it is on.
        """

        def work() -> None:
            try:
                store = self.store()
                if change.after is not None:
                    self._keep_text(article, (change.after,))
                store.history.make(change)
            except (NewsreaderError, OSError) as error:
                self._post(MarkRefused(serial, str(error)))
            else:
                self._post(MarkSaved(serial))
                self._index(change)

        self._lane.submit(work)

    def change(self, ids: Sequence[str], change: Callable[[Annotation], Annotation | None]) -> int:
        """Change several marks, each as one step that undo takes back; call it on a thread.

        Args:
            ids: The marks.
            change: Gives a mark as it shall be, None to delete it.

        Returns:
            How many were changed.

        Raises:
            NotesError: One could not be changed; those before it are.
        """
        return self._lane.wait_for(lambda: self._change(ids, change))

    def _change(self, ids: Sequence[str], change: Callable[[Annotation], Annotation | None]) -> int:
        from newsreader.notes.history import Change

        store, changed = self.store(), 0
        for name in ids:
            mark = store.get(name)
            after = change(mark) if mark is not None else None
            if mark is not None and after != mark:
                step = Change(mark, after)
                store.history.make(step)
                self._index(step)
                self._post(TookBack(self._as_shown(step), False, silent=True))
                changed += 1
        return changed

    def take_back(self, *, again: bool = False) -> None:
        """Undo the last change, or redo the one undone last, also of an earlier run; `TookBack` comes back."""

        def work() -> None:
            self._take_back(again)

        self._lane.submit(work)

    def undo(self) -> bool:
        """Undo the last change, and say nothing of it; call it on a thread.

        Returns:
            Whether there was one.

        Raises:
            NotesError: It could not be undone.
        """
        return self._lane.wait_for(lambda: self._take_back(False, silent=True))

    def _take_back(self, again: bool, *, silent: bool = False) -> bool:
        history = self.store().history
        change = history.redo() if again else history.undo()
        shown = change if again or change is None else change.reverse
        if shown is not None or not silent:
            self._post(TookBack(self._as_shown(shown) if shown is not None else None, again, silent))
        if change is not None:
            self._index(change)
        return change is not None

    def list_trash(self) -> None:
        """Look into the trash; `TrashListed` comes back."""
        self._lane.submit(lambda: self._post(TrashListed(tuple(self.store().history.trash()))))

    def restore(self, mark_id: str) -> None:
        """Bring a mark back from the trash; `TookBack` comes back."""

        def work() -> None:
            from newsreader.notes.history import Change

            change = Change(None, self.store().history.restore(mark_id))
            self._post(TookBack(self._as_shown(change), False))
            self._index(change)

        self._lane.submit(work)

    def _index(self, change: Change) -> None:
        """Let search know the notes, tags and speakers of the article that a mark or correction was changed on."""
        one = change.after or change.before
        if one is None:
            return
        name = one.article.id
        if change.corrects:
            self._index_speakers(name)
        else:
            marks = self.store().of_article(name)
            tags = dict.fromkeys(tag for m in marks for tag in m.all_tags)
            self._shelves.tell_library(lambda library: library.set_notes(name, [m.note for m in marks], tags))

    def index_speakers(self, article_id: str) -> None:
        """Let search know the speakers of an article as the reader has corrected them, if anything was corrected."""

        def work() -> None:
            if self.store().corrections.of_article(article_id):
                self._index_speakers(article_id)

        self._lane.submit(work)

    def _index_speakers(self, article_id: str) -> None:
        # What is known of the article is looked up in its turn, after an analysis that waits to be written.
        made = self.store().corrections.of_article(article_id)

        def tell(library: Library) -> None:
            article = library.get(article_id)
            analysis = self._corrected(article, made) if article is not None else None
            if analysis is not None:
                library.index_names(article_id, analysis)

        self._shelves.tell_library(tell)

    def _corrected(self, article: Article, made: Sequence[Correction]) -> Analysis | None:
        """What is known of an article, as the reader has corrected it."""
        from newsreader.exports.corrected import corrected

        analysis = self._shelves.known_analysis(article)
        return analysis and corrected(analysis, self.settled(made, article))

    # Writing out

    def ids_of(self, article: Article) -> list[str]:
        """The ids of the marks of an article."""
        return [mark.id for mark in self.store().of_article(article.id)]

    def look_up(self, article_id: str) -> tuple[Article | None, Analysis | None]:
        """An article of the library and what is known of it, as far as it is there; call it on a thread."""
        article = self._shelves.open_library().get(article_id)
        made = self.store().corrections.of_article(article_id)
        return article, self._corrected(article, made) if article is not None else None

    def on_its_thread(self, action: Callable[[], Result]) -> Result:
        """Do something on the thread of the notes and wait for it; call it on another thread."""
        return self._lane.wait_for(action)

    def export(self, write: Callable[[], str]) -> None:
        """Let something be written out on the thread of the notes; `Exported` comes back with what it says."""

        def work() -> None:
            try:
                self._post(Exported(write()))
            except NewsreaderError as error:
                self._post(Exported(str(error), failed=True))

        self._lane.submit(work)
