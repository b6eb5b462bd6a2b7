"""A file and the notes, both changed by turns and brought together again and again: no word is lost."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsreader.article import Article
from newsreader.exports.merging import merge
from newsreader.exports.pages import page_of, render
from newsreader.exports.subject import Subject
from newsreader.exports.taking import Taken, take_pages
from newsreader.exports.templating import PRESETS, load_template
from newsreader.notes.annotation import Annotation, Color
from tests.exports.test_merging import edits, words_of

ARTICLE = Article.of(
    ["The ferry stops for a week.", "A pump came by train. Nobody saw it arrive."],
    title="Ferry",
    url="https://f.example/ferry",
)


class ToAndFro(RuleBasedStateMachine):
    """One file and one notes file; a word of the reader's is ``mine…`` in the file and ``noted…`` in the notes."""

    preset = PRESETS[0]

    @initialize()
    def begin(self) -> None:
        self.template = load_template(self.preset)
        made = [Annotation.on(ARTICLE, 0, 9, note="one\n\ntwo", tags=("t",)), Annotation.on(ARTICLE, 29, 35)]
        made = made[:1] if self.template.header.file == "mark" else made
        self.notes = {m.id: m for m in made}
        self.file = render([Subject.of(ARTICLE, made)], self.template)
        self.since_export: set[str] = set()
        self.count = 0

    def merged(self) -> str:
        page = page_of([Subject.of(ARTICLE, self.notes.values())], self.template)
        return merge(self.file, page, self.notes).text

    def noted(self) -> set[str]:
        return {w for m in self.notes.values() for w in m.note.split() if w.startswith("noted")}

    @rule(data=st.data())
    def somebody_edits_the_file(self, data: st.DataObject) -> None:
        self.count += 1
        lines = data.draw(edits(self.file.split("\n")))
        self.file = "\n".join(lines).replace("mine", f"mine{self.count}x")

    @rule()
    def an_editor_trims_every_line(self) -> None:
        self.file = "\n".join(line.rstrip() for line in self.file.split("\n"))

    @precondition(lambda self: self.notes)
    @rule(data=st.data(), whole=st.booleans())
    def a_note_is_written(self, data: st.DataObject, whole: bool) -> None:
        self.count += 1
        one = self.notes[data.draw(st.sampled_from(sorted(self.notes)))]
        word = f"noted{self.count}"
        gone = {w for w in one.note.split() if w.startswith("noted")} if whole else set()
        kept = "\n".join(sorted(words_of(one.note))) if whole else one.note
        self.notes[one.id] = one.changed(note=f"{kept}\n{word}")
        self.since_export = (self.since_export - gone) | {word}

    @precondition(lambda self: self.notes)
    @rule(data=st.data(), color=st.sampled_from(list(Color)), tag=st.sampled_from(["new", "two words"]))
    def a_mark_is_coloured_and_tagged(self, data: st.DataObject, color: Color, tag: str) -> None:
        one = self.notes[data.draw(st.sampled_from(sorted(self.notes)))]
        self.notes[one.id] = one.changed(color=color, tags=(tag,))

    @rule()
    def the_notes_are_exported(self) -> None:
        before, self.file = self.file, self.merged()
        assert words_of(before) <= words_of(self.file)
        self.since_export = set()

    @rule()
    def the_file_is_imported(self) -> None:
        before = self.noted() & self.since_export
        taken = self.taken()
        if taken is None:
            return
        self.notes |= {m.id: m for m in (*taken.new, *taken.changed)}
        assert before <= self.noted()
        again = self.taken()
        assert again is not None
        assert (again.new, again.changed) == ([], [])

    def taken(self) -> Taken | None:
        return take_pages(self.file, self.notes.get)

    @invariant()
    def an_export_after_an_export_changes_nothing(self) -> None:
        kept = self.file
        self.file = self.merged()
        assert self.merged() == self.file
        self.file = kept


@pytest.mark.parametrize("preset", PRESETS)
def test_nothing_is_lost_on_the_way(preset: str) -> None:
    machine = type(f"ToAndFro_{preset}", (ToAndFro,), {"preset": preset})
    run_state_machine_as_test(machine, settings=settings(max_examples=15, stateful_step_count=12))
