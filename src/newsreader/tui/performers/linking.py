"""Links: letters over them, a list of all, the original.

Of an address that was not under the caret the real host is shown before it is opened.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.text.clean import clean_line
from newsreader.text.hosts import real_host
from newsreader.tui.actions import Action
from newsreader.tui.performers.base import Performer

ORIGINAL = "o"
"""The letter of the original among those of the links."""


class Linking(Performer):
    """Actions on links."""

    def do_link(self, action: Action, count: int | None) -> None:
        """Open the link under the caret, put letters over those in sight, or choose one of all."""
        if self.screen.article is None:
            return
        match action.id:
            case "link.open":
                link = self.screen.view.link_at_caret()
                if link is None:
                    letters = self.screen.key("link.hint")
                    self.screen.say(f"There is no link here; {letters} puts letters over all in sight")
                else:
                    self.open_address(link.url)
            case "link.hint":
                self._show_letters()
            case _:
                self._choose()

    def do_original(self, action: Action, count: int | None) -> None:
        """Open the original in the browser."""
        self.open_address(self.screen.article.url if self.screen.article else "")

    # Letters

    def _show_letters(self) -> None:
        from newsreader.tui.widgets.article_hints import labels

        screen = self.screen
        original = screen.article.url if screen.article else ""
        links = screen.view.links_in_sight() if screen.view.display else []
        if not links and not real_host(original):
            screen.say(f"There is no link in sight; {screen.key('link.list')} lists those of the whole article")
            return
        targets = dict(zip(labels(len(links)), links, strict=True))
        addresses = {label: link.url for label, link in targets.items()}
        if real_host(original):
            addresses[ORIGINAL] = original
        self._await(addresses, {link.start: label for label, link in targets.items()})
        original_said = f"o the original at {real_host(original)}" if ORIGINAL in addresses else ""
        screen.say("  ".join(p for p in ("Letters of a link" if links else "", original_said, "Esc none") if p))

    def _await(self, addresses: Mapping[str, str], over: Mapping[int, str], typed: str = "") -> None:
        """Show letters and take the next one.

        Args:
            addresses: By label.
            over: The labels to draw, by the offset at which their link begins.
            typed: What was typed of a label.
        """
        screen = self.screen
        screen.view.set_hints({offset: label[len(typed) :] for offset, label in over.items()})

        def take(key: str) -> None:
            screen.view.set_hints({})
            label = typed + key.lower()
            fitting = {name: url for name, url in addresses.items() if name.startswith(label)}
            if label in fitting:
                self._confirm(fitting[label])
            elif fitting:
                self._await(fitting, {offset: name for offset, name in over.items() if name in fitting}, label)
            else:
                screen.say("")

        screen.next_key = take

    def _confirm(self, url: str) -> None:
        """Show the host that an address leads to; Enter opens it."""
        host = real_host(url)
        if not host:
            self.screen.say(f"No address for a browser: {clean_line(url)[:120]}")
            return

        def take(key: str) -> None:
            if key == "enter":
                self.open_address(url)
            else:
                self.screen.say("")

        self.screen.next_key = take
        self.screen.say(f"Enter opens {host}  ·  {clean_line(url)[:120]}")

    # The list

    def _choose(self) -> None:
        """Choose from all links of the article, each with the host it leads to."""
        from newsreader.tui.screens.chooser import Choice, Chooser

        screen = self.screen
        if screen.article is None:
            return
        text, links, original = screen.article.text, screen.article.links, screen.article.url
        choices = [
            Choice(str(n), clean_line(text[k.start : k.end]) or "link", real_host(k.url) or "no address for a browser")
            for n, k in enumerate(links)
        ]
        if original:
            choices.insert(0, Choice("original", "The original of this article", real_host(original)))
        if not choices:
            screen.say("There are no links in this article")
            return

        def done(key: str | None) -> None:
            if key:
                self.open_address(original if key == "original" else links[int(key)].url)

        screen.app.push_screen(Chooser("Links, with the host they lead to", choices), done)

    def open_address(self, url: str) -> None:
        """Open an http or https address in the browser and say its host; nothing else is ever opened."""
        host = real_host(url)
        if not host:
            self.screen.say("There is no address that a browser could open")
            return
        import webbrowser

        webbrowser.open(url)
        self.screen.say(f"Opened {host} in the browser")
