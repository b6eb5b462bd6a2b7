"""How well modern news is read: the floor of every figure on the articles labelled for these tests."""

import pytest

from newsreader.analysis import analyze
from tests.analysis.news import Figures, labelled_news, measure

ARTICLES = labelled_news()


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(ARTICLES, lambda text, published: analyze(text, published=published))


def test_there_are_thirty_articles_and_more_with_quotes_and_names_in_each() -> None:
    assert len(ARTICLES) >= 30
    assert all(a.quotes and a.mentions for a in ARTICLES)


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        ("direct", 0.98),
        ("speakers", 0.94),
        ("cues", 0.95),
        ("reported", 0.65),
        ("names", 0.9),
        ("identities", 0.97),
        ("amounts", 0.97),
        ("values", 0.95),
    ],
)
def test_the_figure_holds_its_floor(figures: Figures, figure: str, least: float) -> None:
    assert getattr(figures, figure) >= least
