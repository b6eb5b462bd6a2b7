"""Who said what, and whom and what the article is about."""

from __future__ import annotations

from newsreader.analysis import Entity, Quote
from newsreader.notes.annotation import AnchorState
from newsreader.notes.correction import Correction, Verdict
from newsreader.notes.history import Change
from newsreader.plain import phrases
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session

SURE = 0.6
"""Confidence from which on a speaker is named without a doubt."""

_LABELS = {
    "PERSON": "person",
    "ORG": "organisation",
    "PLACE": "place",
    "EVENT": "event",
    "MISC": "other name",
    "DATE": "date",
    "MONEY": "sum of money",
    "PERCENT": "share",
    "NUMBER": "number",
}
_KINDS = {
    "people": "PERSON",
    "persons": "PERSON",
    "organisations": "ORG",
    "organizations": "ORG",
    "places": "PLACE",
    "events": "EVENT",
    "dates": "DATE",
    "money": "MONEY",
    "percent": "PERCENT",
    "numbers": "NUMBER",
}


def _speaker(quote: Quote) -> str:
    if not quote.speaker:
        return "Nobody named"
    return quote.speaker if quote.confidence >= SURE else f"Perhaps {quote.speaker}"


def _quote_line(session: Session, number: int, quote: Quote) -> str:
    article = session.current()
    words = " ".join(article.text[quote.start : quote.end].split())
    said = "in these words" if quote.kind.value == "direct" else "as reported"
    place = phrases.block_of(article, quote.start) + 1
    return f"{number}. {_speaker(quote)}, {said}, paragraph {place}: {words}"


def quotes(session: Session, words: str) -> None:
    """List the quotations, all or those of a speaker."""
    name = words.removeprefix("by ").strip().casefold()
    found = list(enumerate(session.quotes(), 1))
    if name:
        found = [(number, quote) for number, quote in found if quote.speaker and name in quote.speaker.casefold()]
        if not found:
            said = ", ".join(dict.fromkeys(q.speaker for q in session.quotes() if q.speaker)) or "nobody that is named"
            raise CommandError(f"no quotation here is by {phrases.quoted(name)}; those who speak are {said}")
    for number, quote in found:
        session.say(_quote_line(session, number, quote))
    if not found:
        session.say("There are no quotations in this article.")


def _entities(session: Session) -> tuple[Entity, ...]:
    return session.holdings.analysis(session.current()).entities


def entities(session: Session, words: str) -> None:
    """List people, places and the rest, all or those of a kind."""
    kind = words.lower()
    label = _KINDS.get(kind, "")
    if kind and not label:
        like = phrases.near(kind, [*_KINDS])
        known = f"did you mean {like}?" if like else "there are people, organisations, places, events, dates, money"
        raise CommandError(f"{phrases.quoted(words)} is no kind of name; {known}")
    found = [(n, e) for n, e in enumerate(_entities(session), 1) if not label or e.label.value == label]
    for number, entity in found:
        times = phrases.counted(len(entity.mentions), "mention")
        session.say(phrases.listed(number, entity.name, _LABELS[entity.label.value], times))
    if not found:
        session.say("There is none in this article.")


def _entity(session: Session, words: str) -> Entity:
    known = _entities(session)
    if words.isdecimal() and 1 <= int(words) <= len(known):
        return known[int(words) - 1]
    folded = words.casefold()
    named = [e for e in known if folded and folded in e.name.casefold()]
    if not named:
        raise CommandError(f"{phrases.quoted(words)} is not mentioned in this article; entities lists who and what is")
    return next((e for e in named if e.name.casefold() == folded), named[0])


def mentions(session: Session, words: str) -> None:
    """Say every sentence in which somebody or something is mentioned."""
    article = session.current()
    if not words:
        raise CommandError("name somebody or something: mentions Holt, or a number of the list of entities")
    entity = _entity(session, words)
    session.say(phrases.sentence(entity.name, phrases.counted(len(entity.mentions), "mention")))
    from newsreader.text.sentences import sentence_at

    told: set[int] = set()
    for mention in entity.mentions:
        index = phrases.block_of(article, mention.start)
        block = article.blocks[index]
        span = sentence_at(article.text, mention.start, block.start, block.end)
        if span is not None and span.start not in told:
            told.add(span.start)
            session.say(f"Paragraph {index + 1}: {' '.join(article.text[span.start : span.end].split())}")


def correct(session: Session, words: str) -> None:
    """Say who really said a quotation, or that nobody known did, or let the analysis speak again."""
    number, _, name = words.partition(" ")
    quote = _quote(session, number)
    name = name.strip()
    if not name:
        raise CommandError("name who said it: speaker 2 Ada Holt; speaker 2 nobody; speaker 2 analysis")
    there = _correction(session, quote)
    if name == "analysis":
        if there is None:
            raise CommandError(f"quotation {number} stands as the analysis found it")
        session.change(Change(there, None))
        session.say(f"Quotation {number} is as the analysis finds it; undo brings the correction back.")
    elif name == "nobody":
        _judge(session, quote, there, Verdict.UNATTRIBUTED)
        session.say(f"Quotation {number} is by nobody known; it is saved.")
    else:
        _judge(session, quote, there, Verdict.SPEAKER, name)
        session.say(f"Quotation {number} is by {name}; it is saved.")


def unquote(session: Session, words: str) -> None:
    """Say that something is no quotation."""
    quote = _quote(session, words)
    _judge(session, quote, _correction(session, quote), Verdict.NOT_A_QUOTE)
    session.say(f"Number {words} is listed as a quotation no more; it is saved, and undo brings it back.")


def _quote(session: Session, number: str) -> Quote:
    found = session.quotes()
    if not number.isdecimal() or not 1 <= int(number) <= len(found):
        raise CommandError(f"{phrases.quoted(number)} is no quotation; quotes lists {len(found)} with their numbers")
    return found[int(number) - 1]


def _correction(session: Session, quote: Quote) -> Correction | None:
    """The correction that a quotation is listed by."""
    from newsreader.analysis.corrections import SAME

    for one in session.holdings.corrections(session.current()):
        if one.state is AnchorState.ORPHANED or one.kind != quote.kind.value:
            continue
        common = min(one.target.end, quote.end) - max(one.target.start, quote.start)
        joined = max(one.target.end, quote.end) - min(one.target.start, quote.start)
        if common >= SAME * joined:
            return one
    return None


def _judge(session: Session, quote: Quote, there: Correction | None, verdict: Verdict, speaker: str = "") -> None:
    if there is not None:
        session.change(Change(there, there.changed(verdict=verdict, speaker=speaker)))
        return
    article = session.current()
    made = Correction.on(article, quote.start, quote.end, verdict, speaker=speaker, kind=quote.kind.value)
    session.change(Change(None, made))


COMMANDS = (
    Command("quotes", quotes, "quotes; quotes by NAME", "Lists the quotations with who said them.", ("q",)),
    Command("entities", entities, "entities; entities people", "Lists people, places, dates and the rest.", ("names",)),
    Command(
        "mentions", mentions, "mentions NAME; mentions 2", "Says the sentences that mention somebody or something."
    ),
    Command(
        "speaker",
        correct,
        "speaker 2 NAME; speaker 2 nobody; speaker 2 analysis",
        "Sets right who said a quotation.",
    ),
    Command("unquote", unquote, "unquote 2", "Says that something is no quotation."),
)
"""The commands of this subject."""
