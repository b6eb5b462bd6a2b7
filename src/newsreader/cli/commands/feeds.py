"""``newsreader feeds``: subscriptions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsreader.cli.common import common_options, fail, open_library, print_json, print_text, read_file, say
from newsreader.errors import NewsreaderError

if TYPE_CHECKING:
    from newsreader.sources.feeds.model import Feed


@click.group()
@common_options
def feeds() -> None:
    """Add, list, refresh and remove feeds. Subscriptions come and go as OPML files.

    \b
    newsreader feeds add https://paper.example/rss --folder World
    newsreader feeds import subscriptions.opml
    newsreader feeds refresh
    """


def _row(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "folder": list(feed.folder),
        "checked": feed.checked,
        "due": feed.due,
        "error": feed.error,
        "gone": feed.gone,
    }


def _print(feed: Feed, as_json: bool) -> None:
    if as_json:
        print_json(_row(feed))
    else:
        trouble = "  gone for good" if feed.gone else f"  {feed.error}" if feed.error else ""
        print_text(f"{'/'.join(feed.folder) or '-':12}  {feed.title or feed.url}  {feed.url}{trouble}")


@feeds.command("add")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS ...")
@click.option("--folder", default="", help="The folder to put them in.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each feed.")
@common_options
def add_feeds(addresses: tuple[str, ...], folder: str, as_json: bool) -> None:
    """Subscribe to the feeds at ADDRESSES, or to those of pages.

    \b
    newsreader feeds add https://paper.example/rss --folder World
    """
    from newsreader.sources.feeds.subscribe import find_feed

    library = open_library()
    try:
        for address in addresses:
            try:
                feed, parsed = find_feed(address, folder=(folder,) if folder else ())
            except NewsreaderError as error:
                fail(error)
                continue
            if not library.subscriptions.add(feed):
                say(f"{feed.url}: subscribed already")
            count = library.take(feed, parsed)
            _print(feed, as_json)
            say(f"{count} new articles")
    finally:
        library.close()


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each feed.")
@common_options
def list_feeds(as_json: bool) -> None:
    """List the subscriptions with their folders and troubles.

    \b
    newsreader feeds list
    newsreader feeds list --json
    """
    library = open_library()
    try:
        subscribed = library.subscriptions.feeds()
        for feed in subscribed:
            _print(feed, as_json)
        if not subscribed:
            say("there are no feeds yet; newsreader feeds add ADDRESS subscribes to one")
    finally:
        library.close()


@feeds.command("remove")
@click.argument("addresses", nargs=-1, required=True, metavar="ADDRESS ...")
@common_options
def remove_feeds(addresses: tuple[str, ...]) -> None:
    """Unsubscribe from the feeds at ADDRESSES. Their articles stay in the library.

    \b
    newsreader feeds remove https://paper.example/rss
    """
    library = open_library()
    try:
        for address in addresses:
            if library.subscriptions.remove(address) is None:
                fail(f"{address}: not subscribed; newsreader feeds list shows the addresses")
    finally:
        library.close()


@feeds.command("refresh")
@click.option("--all", "everything", is_flag=True, help="Ask also those that are not due yet.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each feed.")
@common_options
def refresh_feeds(everything: bool, as_json: bool) -> None:
    """Ask the feeds that are due for new articles.

    \b
    newsreader feeds refresh
    """
    from newsreader.sources.feeds.refresh import is_due, refresh

    library = open_library()
    total = 0
    try:
        now = datetime.now(UTC)
        asked = [f for f in library.subscriptions.feeds() if is_due(f, now) or (everything and not f.gone)]
        for done, result in enumerate(refresh(asked), 1):
            library.subscriptions.save(result.feed, old_url=result.before.url)
            count = library.take(result.feed, result.parsed)
            total += count
            if as_json:
                print_json({**_row(result.feed), "new": count})
            elif result.feed.error:
                fail(f"{result.feed.url}: {result.feed.error}")
            else:
                print_text(f"[{done}/{len(asked)}] {count:4} new  {result.feed.title or result.feed.url}")
    finally:
        library.close()
    say(f"{total} new articles")


@feeds.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@common_options
def import_feeds(file: Path) -> None:
    """Subscribe to every feed of an OPML FILE; nothing is fetched yet.

    \b
    newsreader feeds import subscriptions.opml
    """
    from newsreader.sources.feeds.opml import read_opml

    found = read_opml(read_file(file), str(file))
    library = open_library()
    try:
        added = sum(library.subscriptions.add(feed) for feed in found.feeds)
    finally:
        library.close()
    say(f"{added} of {len(found.feeds)} feeds are new; newsreader feeds refresh fetches them")


@feeds.command("export")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="A file; standard output if not given.")
@common_options
def export_feeds(to: Path | None) -> None:
    """Write the subscriptions as OPML.

    \b
    newsreader feeds export --to subscriptions.opml
    """
    from newsreader.exports.files import write_whole
    from newsreader.sources.feeds.opml import write_opml

    library = open_library()
    try:
        text = write_opml(library.subscriptions.feeds()).decode("utf-8")
    finally:
        library.close()
    if to is None:
        print_text(text)
    else:
        say(f"wrote {write_whole(to, text)}")
