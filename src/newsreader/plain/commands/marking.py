"""Making marks and changing them. What is said to be saved is on disk."""

from __future__ import annotations

import re
from dataclasses import replace

from newsreader.article import Span
from newsreader.notes.annotation import AnchorState, Annotation, Color, Target
from newsreader.notes.history import Change
from newsreader.plain import phrases
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session

_IN_COLOR = re.compile(r"^(?P<passage>.+?)\s+(?:in|as)\s+(?P<color>[^\"”]+)$", re.IGNORECASE | re.DOTALL)

END = "."
"""A line that ends a note of several lines."""


def _color(session: Session, words: str) -> Color | None:
    """The colour of a name, or of what it means to the reader."""
    asked = " ".join(words.casefold().split())
    return next((c for c in Color if asked in (c.value, session.config.color_name(c.value).casefold())), None)


def mark(session: Session, words: str) -> None:
    """Mark a passage."""
    color = Color.YELLOW
    found = _IN_COLOR.match(words)
    if found is not None and (named := _color(session, found["color"])) is not None:
        words, color = found["passage"], named
    span = session.passage(words)
    article = session.current()
    same = (m for m in session.marks().values() if _stands(m, span) and m.color is color)
    if (there := next(same, None)) is not None:
        session.say(f"This is marked already as mark {session.number(there)}.")
        return
    made = Annotation.on(article, span.start, span.end, color=color)
    session.change(Change(None, made))
    place = session.passages().place(span)
    tail = phrases.sentence(place, phrases.quoted(article.text[span.start : span.end]))
    session.say(f"Saved as mark {session.number(made)}, {phrases.color_words(made, session.config)}, {tail}")


def _stands(mark: Annotation, span: Span) -> bool:
    return mark.state is not AnchorState.ORPHANED and Span(mark.target.start, mark.target.end) == span


def _split(words: str, needed: str) -> tuple[str, str]:
    number, _, rest = words.partition(" ")
    if not number:
        raise CommandError(f"name a mark by its number: {needed}")
    return number, rest.strip()


def _changed(session: Session, mark: Annotation, **fields: object) -> None:
    """Replace fields of a mark and say how it is now."""
    after = mark.changed(**fields)
    if replace(after, modified=mark.modified) == mark:
        session.say(f"Mark {session.number(mark)} is so already.")
        return
    session.change(Change(mark, after))
    session.say("Saved.")
    session.say_mark(after)


def marks(session: Session, words: str) -> None:
    """List the marks of the open article."""
    known = session.marks()
    for found in known.values():
        session.say_mark(found)
    if not known:
        session.say("There are no marks on this article.")


def color(session: Session, words: str) -> None:
    """Give a mark another colour."""
    number, name = _split(words, "color 2 green")
    chosen = _color(session, name)
    if chosen is None:
        known = ", ".join(dict.fromkeys(session.config.color_name(c.value) for c in Color))
        names = ", ".join(c.value for c in Color)
        raise CommandError(f"{phrases.quoted(name)} is no colour; there are {names}, or what they mean: {known}")
    _changed(session, session.mark(number), color=chosen)


def tag(session: Session, words: str) -> None:
    """Tag a mark."""
    number, names = _split(words, "tag 2 budget")
    found = session.mark(number)
    if not names:
        raise CommandError("name a tag: tag 2 budget")
    _changed(session, found, tags=tuple(dict.fromkeys((*found.tags, *_tags(names)))))


def untag(session: Session, words: str) -> None:
    """Take tags from a mark."""
    number, names = _split(words, "untag 2 budget")
    found = session.mark(number)
    gone = set(_tags(names))
    if not gone & set(found.tags):
        raise CommandError(f"mark {number} has no tag {phrases.quoted(names)}")
    _changed(session, found, tags=tuple(t for t in found.tags if t not in gone))


def _tags(words: str) -> list[str]:
    """The tags that are named: words, or divided by commas where they have several words."""
    parts = words.split(",") if "," in words else words.split()
    return [tag for part in parts if (tag := part.strip().lstrip("#"))]


def note(session: Session, words: str) -> None:
    """Write a note on a mark; to one that is there it is added."""
    number, text = _split(words, "note 2 WORDS")
    found = session.mark(number)
    text = text or _lines(session, "The note, then a line with a full stop alone.")
    _changed(session, found, note=f"{found.note}\n\n{text}" if found.note and text else text or found.note)


def edit(session: Session, words: str) -> None:
    """Write the note of a mark anew."""
    number, text = _split(words, "edit 2 WORDS")
    found = session.mark(number)
    if not text:
        session.say(f"The note was: {found.note}" if found.note else "There was no note.")
        text = _lines(session, "The new note, then a line with a full stop alone.")
    _changed(session, found, note=text)


def _lines(session: Session, question: str) -> str:
    """What the reader types up to a line with a full stop alone."""
    lines: list[str] = []
    answer = session.ask(question)
    while answer is not None and answer != END:
        lines.append(answer)
        answer = session.ask("")
    return "\n".join(lines).strip()


def move(session: Session, words: str) -> None:
    """Put a mark on another passage, such as one that lost its place."""
    number, passage = _split(words, "move 2 PASSAGE")
    found, article = session.mark(number), session.current()
    span = session.passage(passage)
    target = Target.of(article.text, span.start, span.end)
    _changed(session, found, target=target, state=AnchorState.ANCHORED)


def places(session: Session, words: str) -> None:
    """Say where a mark that lost its place might belong."""
    from newsreader.notes.anchoring import candidates

    found, article = session.mark(words), session.current()
    spans = candidates(found.target, article.text)
    for span in spans:
        words_there = phrases.quoted(article.text[span.start : span.end])
        session.say(f"Paragraph {phrases.block_of(article, span.start) + 1}: {words_there}")
    session.say(f"move {words} WORDS puts the mark there." if spans else "No place in this text is like it.")


def delete(session: Session, words: str) -> None:
    """Delete a mark with its note."""
    found = session.mark(words)
    session.change(Change(found, None))
    session.say(f"Mark {words} is deleted; undo brings it back.")


def undo(session: Session, words: str) -> None:
    """Take the last change back."""
    _take_back(session, again=False)


def redo(session: Session, words: str) -> None:
    """Make the change again that was undone last."""
    _take_back(session, again=True)


def _take_back(session: Session, *, again: bool) -> None:
    history = session.holdings.notes.history
    change = history.redo() if again else history.undo()
    if change is None:
        raise CommandError(f"there is nothing to {'redo' if again else 'undo'}")
    session.holdings.index(change, session.article)
    shown = change if again else change.reverse
    one = shown.after or shown.before
    what = "mark" if isinstance(one, Annotation) else "correction"
    words = f"{phrases.quoted(one.target.exact)}" if one is not None else ""
    if again:
        deed = "made again" if shown.before is None else "deleted again" if shown.after is None else "changed again"
    else:
        deed = "back" if shown.before is None else "gone" if shown.after is None else "as it was"
    session.say(f"{'Redone' if again else 'Undone'}: the {what} on {words} is {deed}.")


def trash(session: Session, words: str) -> None:
    """List the deleted marks."""
    deleted = session.holdings.notes.history.trash()
    for number, found in enumerate(deleted, 1):
        session.say(phrases.listed(number, phrases.quoted(found.target.exact), found.article.title))
    if not deleted:
        session.say("The trash is empty.")


def restore(session: Session, words: str) -> None:
    """Bring a mark back from the trash."""
    deleted = session.holdings.notes.history.trash()
    if not words.isdecimal() or not 1 <= int(words) <= len(deleted):
        raise CommandError(f"{phrases.quoted(words)} is not in the trash; trash lists what is")
    found = session.holdings.notes.history.restore(deleted[int(words) - 1].id)
    session.holdings.index(Change(None, found), session.article)
    session.say(f"The mark on {phrases.quoted(found.target.exact)} is back; it is saved.")


COMMANDS = (
    Command(
        "mark",
        mark,
        "mark 3; mark 2..4; mark sentence 1 of 3; mark quote 2; mark from WORDS to WORDS; mark WORDS; mark 3 in green",
        "Marks paragraphs, a sentence, a quotation or words.",
        ("m",),
    ),
    Command("marks", marks, "marks", "Lists the marks of this article with their notes."),
    Command("color", color, "color 2 green; color 2 claim", "Gives a mark another colour.", ("colour",)),
    Command("tag", tag, "tag 2 budget ferry; tag 2 two words, another", "Tags a mark."),
    Command("untag", untag, "untag 2 budget", "Takes a tag from a mark."),
    Command("note", note, "note 2 WORDS; note 2", "Writes a note on a mark, or adds to it."),
    Command("edit", edit, "edit 2 WORDS; edit 2", "Writes the note of a mark anew."),
    Command("move", move, "move 2 PASSAGE", "Puts a mark on another passage."),
    Command("places", places, "places 2", "Says where a mark that lost its place might belong."),
    Command("delete", delete, "delete 2", "Deletes a mark with its note.", ("del",)),
    Command("undo", undo, "undo", "Takes the last change of a mark back, also of an earlier run.", ("u",)),
    Command("redo", redo, "redo", "Makes the change again that was undone last."),
    Command("trash", trash, "trash", "Lists the deleted marks."),
    Command("restore", restore, "restore 1", "Brings a mark back from the trash."),
)
"""The commands of this subject."""
