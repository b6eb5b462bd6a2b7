"""Opening articles, following links, and what else belongs to an article."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from newsreader.article import Article
from newsreader.plain import phrases
from newsreader.plain.commands.command import Command
from newsreader.plain.session import CommandError, Session
from newsreader.text.hosts import real_host

RELATED = 10
"""Related posts that are said."""

YES = ("y", "yes")


def open_article(session: Session, words: str) -> None:
    """Open an article of the last list by its number, or a file, folder, address or id."""
    if not words:
        raise CommandError("name what to open: a number of the last list, a file, an address or an id")
    source = words
    if words.isdecimal() and not Path(words).exists():
        if not 1 <= int(words) <= len(session.listed):
            raise CommandError(f"there is no number {words} in the last list; list and library make one")
        source = session.listed[int(words) - 1]
    _open(session, source)


def _open(session: Session, source: str) -> None:
    if source in session.articles:
        session.open(session.articles[source])
        return
    articles, errors = session.read_sources([source])
    if not articles:
        raise errors[0]
    if len(articles) > 1:
        listing(session, "")
    session.open(articles[0])


def listing(session: Session, words: str) -> None:
    """List the articles that were opened in this run."""
    if not session.articles:
        raise CommandError("no article was opened yet; library lists those that are there")
    opened = session.articles.values()
    session.list_articles([(a.id, phrases.described(a) + _open_now(session, a)) for a in opened])


def _open_now(session: Session, article: Article) -> str:
    return " This one is open." if session.article is not None and session.article.id == article.id else ""


def related(session: Session, words: str) -> None:
    """List what else was written on the subject."""
    article = session.current()
    posts = session.holdings.related(article, RELATED)
    rows = [(p.id, phrases.sentence(p.title or "Untitled", p.site, p.published[:10], p.reason)) for p in posts]
    known = {p.title.casefold() for p in posts}
    named = [r for r in article.related if r.title.casefold() not in known]
    rows += [(r.url, phrases.sentence(r.title, "named by the page", real_host(r.url))) for r in named if r.url]
    session.list_articles(rows)
    for title in (r.title for r in named if not r.url):
        session.say(phrases.sentence(title, "named by the page", "without an address"))
    if rows:
        session.say("open NUMBER opens one.")
    elif not named:
        session.say("Nothing else on this is in the library.")


def links(session: Session, words: str) -> None:
    """List the links of the open article with the hosts that they lead to."""
    article = session.current()
    for number, link in enumerate(article.links, 1):
        text = " ".join(article.text[link.start : link.end].split())
        place = f"paragraph {phrases.block_of(article, link.start) + 1}"
        host = real_host(link.url)
        leads = f"leads to {host}" if host else "no address for a browser"
        session.say(phrases.listed(number, text or "link", place, leads))
    if not article.links:
        session.say("There are no links in this article.")
    if real_host(article.url):
        session.say(f"The original is at {real_host(article.url)}; follow original leads there.")


def follow(session: Session, words: str) -> None:
    """Say where a link leads, and open it in the browser if the reader says so."""
    article = session.current()
    if words in ("original", "o"):
        url = article.url
    elif words.isdecimal() and 1 <= int(words) <= len(article.links):
        url = article.links[int(words) - 1].url
    else:
        raise CommandError(f"{phrases.quoted(words)} is no link; links lists them, follow original is the article")
    host = real_host(url)
    if not host:
        raise CommandError(f"that is no address for a browser: {url or 'there is none'}")
    session.say(f"It leads to {host}: {url}")
    if (session.ask("Open it in the browser? yes or no:") or "").lower() not in YES:
        session.say("It is not opened.")
        return
    import webbrowser

    if not webbrowser.open(url):
        raise CommandError("no browser could be started; open ADDRESS reads it here")
    session.say(f"{host} is opened in the browser.")


def fetch(session: Session, words: str) -> None:
    """Fetch the whole text of the open article from its address."""
    from newsreader.sources import read_address

    article = session.current()
    if not article.url:
        raise CommandError("this article has no address")
    found = read_address(article.url)[0]
    if len(found.text) <= len(article.text):
        raise CommandError("there is no more at its address than is here already")
    # The page is the same article, whatever it calls itself: marks and places are kept under the id.
    whole = replace(found, id=article.id, title=found.title or article.title)
    session.holdings.keep([whole])
    session.open(whole)


def changes(session: Session, words: str) -> None:
    """Say what the publisher changed since the version before."""
    from newsreader.library import ChangeKind, word_diff

    article = session.current()
    versions = session.holdings.library.revisions(article.id)
    if len(versions) < 2:
        session.say("Only one version of this article is known.")
        return
    old, new = versions[-2], versions[-1]
    session.say(f"{len(versions)} versions are known; the last is of {new.seen[:10]}.")
    for change in word_diff(old.text, new.text):
        before = " ".join(old.text[change.old.start : change.old.end].split())
        after = " ".join(new.text[change.new.start : change.new.end].split())
        match change.kind:
            case ChangeKind.REMOVED:
                session.say(f"Taken out: “{before}”")
            case ChangeKind.ADDED:
                session.say(f"Put in: “{after}”")
            case ChangeKind.REPLACED:
                session.say(f"Changed: “{before}” to “{after}”")


COMMANDS = (
    Command("open", open_article, "open 2; open FILE; open ADDRESS; open ID", "Opens an article.", ("o",)),
    Command("list", listing, "list", "Lists the articles opened in this run.", ("ls",)),
    Command("related", related, "related", "Lists what else was written on the subject."),
    Command("links", links, "links", "Lists the links with the hosts that they lead to."),
    Command(
        "follow",
        follow,
        "follow 2; follow original",
        "Says where a link leads and, if you say yes, opens it in the browser.",
    ),
    Command("fetch", fetch, "fetch", "Fetches the whole text of this article from its address."),
    Command("changes", changes, "changes", "Says what the publisher changed since the version before."),
)
"""The commands of this subject."""
