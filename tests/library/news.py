"""Invented news for the tests of the library."""

from newsreader.article import Article


def article(text: str, title: str = "", *, published: str = "", site: str = "", url: str = "") -> Article:
    return Article.of(text.split("\n\n"), title=title, published=published, site=site, url=url)


HARBOUR = article(
    "The harbour of Velmar was closed on Monday after dockers walked out.\n\n"
    "“We will not be moved,” said Ana Sorel, who leads the dockers' union in Velmar. Grain ships wait in the bay.",
    "Velmar harbour closed by strike",
    published="2025-03-03",
    site="Coast Post",
)
TALKS = article(
    "Talks between the dockers' union and the port of Velmar failed. Ana Sorel called the offer an insult.\n\n"
    "The strike enters its second week, and grain prices rise.",
    "Dockers' talks fail in Velmar",
    published="2025-03-10",
    site="The Tide",
)
DEAL = article(
    "The dockers of Velmar go back to work. The union of Ana Sorel accepted higher wages.\n\n"
    "The first grain ship left the harbour at noon.",
    "Velmar strike ends",
    published="2025-03-17",
    site="Coast Post",
)
TELESCOPE = article(
    "Astronomers on Mount Karu saw a comet with two tails. The telescope had been repaired in spring.\n\n"
    "Its mirror measures six metres, and the observatory is proud of it.",
    "Comet with two tails",
    published="2025-03-05",
    site="The Tide",
)
CAKE = article(
    "A café in Ostrel bakes a cake of plums and almonds. The recipe is a hundred years old.",
    "Plum cake of Ostrel",
    published="2024-11-01",
    site="Table",
)
ALL = (HARBOUR, TALKS, DEAL, TELESCOPE, CAKE)
