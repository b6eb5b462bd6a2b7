"""The one list of what a reader can do.

Keys, the footer, the help screen, the command line, the command palette and `docs/keys.md` are all made from it.
Where keys work: "read" is the text pane without a selection, "select" with one, "text" both of these, "pane" a side
pane, "list" a screen that is one long list, "items" both of these, "any" everywhere but on such a screen.
`ReaderScreen` and `ListScreen` run an action by its id: the part before the dot names the controller, the part behind
it what it does.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from newsreader.tui.keys import Keymap, KeymapError, keymap_of, shown

Context = Literal["read", "select", "text", "pane", "items", "list", "any"]
State = Literal["read", "select", "pane", "list"]
Overrides = tuple[tuple[str, tuple[str, ...]], ...]
"""The reader's own sequences by action id, in place of the default ones."""

STATES: tuple[State, ...] = ("read", "select", "pane", "list")
"""What the keys can be working on."""


class Action(NamedTuple):
    """One thing a reader can do.

    Attributes:
        id: Stable name, used in the config file and as a command.
        keys: Default sequences.
        group: Heading under which help lists it.
        text: What it does, in a few words.
        context: Where its keys work.
        footer: A word for the footer, empty to leave it out.
        argument: What its method is called with besides a count.
    """

    id: str
    keys: tuple[str, ...]
    group: str
    text: str
    context: Context = "text"
    footer: str = ""
    argument: str = ""


def _motions() -> list[Action]:
    rows = [
        ("left", ("h", "left"), "a character left"),
        ("right", ("l", "right"), "a character right"),
        ("up", ("k", "up"), "a row up"),
        ("down", ("j", "down"), "a row down"),
        ("word", ("w",), "next word"),
        ("word-end", ("e",), "end of word"),
        ("word-back", ("b",), "word back"),
        ("word-end-back", ("g e",), "end of the word before"),
        ("sentence", (")",), "next sentence"),
        ("sentence-back", ("(",), "sentence back"),
        ("paragraph", ("}", "ctrl+down"), "next paragraph"),
        ("paragraph-back", ("{", "ctrl+up"), "paragraph back"),
        ("row-start", ("0", "^"), "start of the row"),
        ("row-end", ("$",), "end of the row"),
        ("page-down", ("space", "pagedown", "ctrl+f"), "a page down"),
        ("page-up", ("pageup", "ctrl+b"), "a page up"),
        ("half-page-down", ("ctrl+d",), "half a page down"),
        ("half-page-up", ("ctrl+u",), "half a page up"),
        ("top", ("g g", "home"), "start of the text"),
        ("bottom", ("G", "end"), "end of the text"),
        ("percent", ("%",), "go to a percentage: 50%"),
    ]
    return [Action(f"move.{name}", keys, "Move", text, argument=name) for name, keys, text in rows]


def _jumps() -> list[Action]:
    rows = [
        ("mark", "a", "mark"),
        ("quote", "q", "quote"),
        ("entity", "e", "name"),
        ("link", "l", "link"),
        ("heading", "h", "heading"),
    ]
    actions: list[Action] = []
    for name, key, word in rows:
        actions.append(Action(f"jump.next-{name}", (f"] {key}",), "Jump", f"next {word}", argument=name))
        actions.append(Action(f"jump.previous-{name}", (f"[ {key}",), "Jump", f"previous {word}", argument=name))
    return actions


OBJECTS = (
    ("iw", "word"),
    ("aw", "word and the space behind it"),
    ("is", "sentence"),
    ("as", "sentence and the space behind it"),
    ("ip", "paragraph"),
    ("ap", "paragraph and what divides it from the next"),
    ("iq", "quotation"),
    ("aq", "quotation with its marks"),
    ("ie", "name"),
    ("ae", "name"),
)


def _objects() -> list[Action]:
    """Text objects: within a selection, and behind ``y``."""
    actions: list[Action] = []
    for name, text in OBJECTS:
        keys = f"{name[0]} {name[1]}"
        actions.append(Action(f"object.{name}", (keys,), "Select", f"take the {text}", "select", argument=name))
        actions.append(Action(f"copy.{name}", (f"y {keys}",), "Carry", f"copy the {text}", "read", argument=name))
    return actions


def _copies() -> list[Action]:
    rows = [
        ("word", "w", "to the next word"),
        ("word-end", "e", "to the end of the word"),
        ("sentence", ")", "to the next sentence"),
        ("paragraph", "}", "to the next paragraph"),
        ("row-end", "$", "to the end of the row"),
    ]
    return [
        Action(f"copy.to-{name}", (f"y {key}",), "Carry", f"copy {text}", "read", argument=name)
        for name, key, text in rows
    ]


COLORS = ("yellow", "green", "blue", "pink", "purple")

ACTIONS: tuple[Action, ...] = (
    *_motions(),
    *_jumps(),
    Action("jump.back", ("ctrl+o",), "Jump", "back to where you were, also in another article", "any"),
    Action("jump.forward", ("alt+o", "g o"), "Jump", "forward again", "any"),
    Action("jump.furthest", ("g f",), "Jump", "the furthest place you have read"),
    Action("place.set", ("m",), "Jump", "remember this place under a letter"),
    Action("place.go", ("'", "`"), "Jump", "go to a remembered place"),
    Action("find.start", ("/",), "Find", "find in this article", "text", "find"),
    Action("find.regex", ("g /",), "Find", "find a regular expression"),
    Action("find.next", ("n",), "Find", "next hit, or mention of the chosen name", "any"),
    Action("find.previous", ("N",), "Find", "hit before", "any"),
    Action("find.word", ("*",), "Find", "find the word under the caret"),
    Action("select.char", ("v",), "Select", "select by character", argument="char"),
    Action("select.sentence", ("V",), "Select", "select by sentence", argument="sentence"),
    Action("select.word", ("W",), "Select", "select by word", argument="word"),
    Action("select.paragraph", ("P",), "Select", "select by paragraph", argument="paragraph"),
    Action("select.swap", ("o",), "Select", "caret to the other end", "select"),
    Action("select.again", ("g v",), "Select", "select again what was selected last"),
    *_objects(),
    Action("mark.make", ("H",), "Mark", "mark the selection, or the sentence; 3H marks three", "text", "mark"),
    *(
        Action(f"mark.{color}", (f"c {n}",), "Mark", f"mark in {color}, or recolour the mark", argument=color)
        for n, color in enumerate(COLORS, 1)
    ),
    Action("mark.pen", ("c c",), "Mark", "next colour for the pen"),
    Action("mark.quote", ("c q",), "Mark", "mark this quotation, its speaker as tag", "any"),
    Action("correct.speaker", ("c s",), "Mark", "this quotation is somebody else's: say whose", "any"),
    Action("correct.not-quote", ("c x",), "Mark", "this is no quotation", "any"),
    Action("mark.note", ("a",), "Mark", "write a note, on a new mark if there is none", "read", "note"),
    Action("mark.note-selection", ("a a", "enter"), "Mark", "mark the selection and write a note", "select"),
    Action("mark.edit", ("A",), "Mark", "write the note in $EDITOR"),
    Action("mark.tag", ("#",), "Mark", "tag the mark", "text", "tag"),
    Action("mark.delete", ("d d",), "Mark", "delete the mark and its note"),
    Action("mark.unmark", ("d m",), "Mark", "delete the mark, keep its note on the paragraph"),
    Action("mark.other", (";",), "Mark", "the next of several marks at the caret"),
    Action("mark.end-on", (">",), "Mark", "the end of the mark a word on"),
    Action("mark.end-back", ("<",), "Mark", "the end of the mark a word back"),
    Action("mark.start-back", ("g <",), "Mark", "the start of the mark a word back"),
    Action("mark.start-on", ("g >",), "Mark", "the start of the mark a word on"),
    Action("mark.edges", ("c e",), "Mark", "select the words of the mark, to move its edges; H puts it there", "read"),
    Action("mark.trash", ("d t",), "Mark", "deleted marks, to bring one back"),
    Action("mark.undo", ("u",), "Mark", "undo, also what an earlier run did", "any"),
    Action("mark.redo", ("ctrl+r",), "Mark", "redo", "any"),
    Action("copy.sentence", ("y y",), "Carry", "copy the sentence", "read"),
    Action("copy.selection", ("y",), "Carry", "copy the selection", "select"),
    Action("copy.citation", ("Y",), "Carry", "copy with speaker, title, site, date and link"),
    *_copies(),
    Action("export.notes", ("E",), "Carry", "write the notes of this article to a file", "any", "export"),
    Action("export.template", ("g E",), "Carry", "write them by a template of your choice, with a preview", "any"),
    Action("peek.open", ("K",), "Look", "look closer at the name, quote or note under the caret"),
    Action("link.open", ("g x",), "Look", "open the link under the caret in the browser"),
    Action("link.hint", ("L",), "Look", "letters over the links; the real host is shown before one is opened", "any"),
    Action("link.list", ("g k",), "Look", "all links with the hosts they lead to", "any"),
    Action("pane.text", ("g a",), "Panes", "the text", "any"),
    Action("pane.quotes", ("g q",), "Panes", "who said what", "any", "quotes"),
    Action("pane.entities", ("g p",), "Panes", "people, places and other names", "any"),
    Action("pane.related", ("g r",), "Panes", "related posts", "any"),
    Action("pane.notes", ("g n",), "Panes", "marks and notes of this article", "any"),
    Action("pane.next", ("tab",), "Panes", "next pane", "any", "panes"),
    Action("pane.previous", ("shift+tab",), "Panes", "pane before", "any"),
    Action("pane.zoom", ("z z",), "Panes", "this pane alone, and back", "any"),
    Action("pane.wider", ("ctrl+w >", "ctrl+w +"), "Panes", "side column wider", "any"),
    Action("pane.narrower", ("ctrl+w <", "ctrl+w -"), "Panes", "side column narrower", "any"),
    Action("item.down", ("j", "down"), "In a list", "next item", "items"),
    Action("item.up", ("k", "up"), "In a list", "item before", "items"),
    Action("item.page-down", ("space", "pagedown", "ctrl+d", "ctrl+f"), "In a list", "a page down", "items"),
    Action("item.page-up", ("pageup", "ctrl+u", "ctrl+b"), "In a list", "a page up", "items"),
    Action("item.first", ("g g", "home"), "In a list", "first item", "items"),
    Action("item.last", ("G", "end"), "In a list", "last item", "items"),
    Action("item.choose", ("enter", "l", "right"), "In a list", "go to it", "items"),
    Action("item.leave", ("escape", "h", "left"), "In a list", "back to the text", "items", "back"),
    Action("item.delete", ("d d", "delete"), "In a list", "delete the mark, or take the article out", "items"),
    Action("item.switch", ("s",), "In a list", "other order; reported speech shown or not", "items", "order"),
    Action("quotes.speaker", ("f",), "In a list", "the quotes of this speaker or person alone, or all", "pane"),
    Action("list.filter", ("/",), "In a list", "narrow down by words", "list", "find"),
    Action("list.unread", ("f",), "In a list", "unread articles only, or all", "list", "unread"),
    Action("list.marked", ("m",), "In a list", "articles with marks only, or all", "list", "marked"),
    Action("list.read", ("r",), "In a list", "mark the article read, or unread", "list", "read"),
    Action("list.pick", ("v",), "In a list", "pick this row; keys then act on all that are picked", "list"),
    Action("list.all", ("V",), "In a list", "pick all rows listed, or none", "list"),
    Action("list.tag", ("#",), "In a list", "tag; a minus before a tag takes it off", "list", "tag"),
    Action(
        "list.counts",
        ("c",),
        "In a list",
        "counts by site, topic, tag and feed, of marks by week, tag and colour; one chosen is shown alone",
        "list",
    ),
    Action("list.save", ("S",), "In a list", "keep this search under a name, or no longer", "list"),
    Action("list.searches", ("F",), "In a list", "kept searches", "list", "searches"),
    Action(
        "list.preview", ("p",), "In a list", "the beginning of the article below the list, or not", "list", "preview"
    ),
    Action("list.refresh", ("R",), "In a list", "ask the feeds that are due; again to stop", "list", "refresh"),
    Action("list.add", ("a",), "In a list", "subscribe to a feed", "list", "subscribe"),
    Action("list.restore", ("u",), "In a list", "bring back what was taken out or deleted last", "list"),
    Action(
        "list.export",
        ("E",),
        "In a list",
        "write out the marks that are picked, or all",
        "list",
        "export",
    ),
    Action("list.side", ("tab",), "In a list", "to the feeds and searches beside the list, and back", "list", "feeds"),
    Action("list.help", ("?", "f1"), "In a list", "all keys", "list", "help"),
    Action("list.close", ("q",), "In a list", "leave the list", "list"),
    Action("view.focus", ("z f",), "View", "dim all but this paragraph"),
    Action("view.zen", ("Z", "f11"), "View", "nothing but the text, and back", "any"),
    Action("view.notes", ("z n",), "View", "fold notes away, or show them"),
    Action("view.wider", ("+", "="), "View", "longer rows"),
    Action("view.narrower", ("-",), "View", "shorter rows"),
    Action("view.spacing", ("z s",), "View", "single or double line spacing"),
    Action("view.justify", ("z j",), "View", "justified or ragged"),
    Action("view.theme", ("z T",), "View", "next theme", "any"),
    Action("view.top", ("z t",), "View", "this row to the top", argument="top"),
    Action("view.bottom", ("z b",), "View", "this row to the bottom", argument="bottom"),
    Action("view.middle", ("z .",), "View", "this row to the middle", argument="middle"),
    Action("article.open", ("o",), "Articles", "open a file, a folder or an address", "read"),
    Action("article.samples", ("g s",), "Articles", "open the sample articles", "any"),
    Action("article.list", ("g l",), "Articles", "the articles opened in this run", "any", "articles"),
    Action("article.library", ("g L",), "Articles", "the library: every article ever opened, and search", "any"),
    Action("article.notes", ("g N",), "Articles", "the marks and notes of all articles", "any"),
    Action("article.feeds", ("g F",), "Articles", "the feeds, and what is new in them", "any"),
    Action("article.whole", ("g w",), "Articles", "fetch the whole text from the article's address", "any"),
    Action("article.changes", ("g d",), "Articles", "what the publisher changed, word by word", "any"),
    Action("article.next", ("] ]",), "Articles", "next article", "any"),
    Action("article.previous", ("[ [",), "Articles", "article before", "any"),
    Action("original.open", ("g X",), "Look", "open the original in the browser", "any"),
    Action("article.removed", ("g R",), "Articles", "what was taken out of the page", "any"),
    Action("app.clear", ("escape",), "Program", "end the selection, the hits, the zoom", "text"),
    Action("app.command", (":", "ctrl+p"), "Program", "find and run a command", "any"),
    Action("app.help", ("?", "f1"), "Program", "all keys", "any", "help"),
    Action("app.tour", ("g ?",), "Program", "a short tour, or the end of it", "any"),
    Action("app.settings", ("g ,",), "Program", "edit the settings in your editor; they take hold at once", "any"),
    Action("app.back", ("q",), "Program", "back, at last out", "any", "quit"),
    Action("app.quit", ("Q", "ctrl+q"), "Program", "quit", "any"),
)
"""Every action, in the order in which help lists it."""

BY_ID = {action.id: action for action in ACTIONS}

_APPLIES: dict[State, tuple[Context, ...]] = {
    "read": ("read", "text", "any"),
    "select": ("select", "text", "any"),
    "pane": ("pane", "items", "any"),
    "list": ("list", "items"),
}


def keys_of(action: Action, overrides: Overrides = ()) -> tuple[str, ...]:
    """The sequences of an action: the reader's own, else the default ones."""
    return dict(overrides).get(action.id, action.keys)


def first_key(action: str, overrides: Overrides = ()) -> str:
    """The first sequence of an action as a reader sees it; the command, if the reader left it no keys.

    Args:
        action: Its id.
        overrides: The reader's own keys.
    """
    keys = keys_of(BY_ID[action], overrides)
    return shown(keys[0]) if keys else f":{action}"


@lru_cache(maxsize=16)
def keymap(state: State, overrides: Overrides = ()) -> Keymap:
    """The keys that work in a state of the screen.

    Args:
        state: What the keys are working on.
        overrides: The reader's own keys.

    Raises:
        KeymapError: If sequences clash, or an override names no action.
    """
    own = dict(overrides)
    for name in own:
        if name not in BY_ID:
            import difflib

            near = difflib.get_close_matches(name, BY_ID, 1)
            raise KeymapError(f"no action is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return keymap_of((a.id, own.get(a.id, a.keys)) for a in ACTIONS if a.context in _APPLIES[state])


def check_keys(overrides: Overrides) -> None:
    """See that the reader's own keys can be used.

    Raises:
        KeymapError: If sequences clash, or an override names no action.
    """
    for state in STATES:
        keymap(state, overrides)


def keys_page() -> str:
    """All keys as a Markdown page."""
    lines = ["# Keys", "", "Made from the list of actions in `newsreader/tui/actions.py`.", ""]
    where = {
        "read": "text",
        "select": "selection",
        "text": "text",
        "pane": "pane",
        "items": "pane, list",
        "list": "list",
        "any": "everywhere",
    }
    for group in dict.fromkeys(a.group for a in ACTIONS):
        lines += [f"## {group}", "", "| key | what it does | where | action |", "|---|---|---|---|"]
        for action in (a for a in ACTIONS if a.group == group):
            keys = ", ".join(f"`{shown(k)}`".replace("|", "\\|") for k in action.keys)
            lines.append(f"| {keys} | {action.text} | {where[action.context]} | `{action.id}` |")
        lines.append("")
    return "\n".join(lines)
