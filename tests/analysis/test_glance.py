"""Quotes at a glance, without models."""

import itertools
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis.glance import CARRIED, NAMED, glance
from newsreader.analysis.model import QuoteKind
from tests.analysis.news import agreement, labelled_news
from tests.analysis.test_analyze import TEXTS


def said(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(text[q.start : q.end], q.speaker, q.cue) for q in glance(text)]


def test_a_name_behind_and_a_name_before_the_quote() -> None:
    text = "“We are closing,” said Helle Brandt, the director. Oskar Lind said: “Nobody asked us.”"
    assert said(text) == [("We are closing,", "Helle Brandt", "said"), ("Nobody asked us.", "Oskar Lind", "said")]


def test_a_surname_gets_the_full_name_and_a_pronoun_the_speaker_before() -> None:
    text = "Helle Brandt leads the board.\n\n“We are closing,” Brandt said.\n\n“It is late,” she added."
    assert [name for _, name, _ in said(text)] == ["Helle Brandt", "Helle Brandt"]


def test_a_quote_of_its_own_is_carried_on_with_less_confidence() -> None:
    first, second = glance("“We are closing,” said Helle Brandt.\n\n“The piles are older than we are.”")
    assert (first.confidence, second.confidence) == (NAMED, CARRIED)
    assert second.speaker == "Helle Brandt"
    assert second.speaker_span is None


def test_titles_and_words_set_apart_are_left_out() -> None:
    assert said("The choir sang “Autumn Leaves” in the so-called “garden” of the town hall on that evening.") == []


def test_no_model_is_loaded() -> None:
    code = "import sys; from newsreader.analysis.glance import glance; glance('“Yes,” said Ann Roe.'); "
    code += "print([m for m in sys.modules if 'crfsuite' in m or 'gazetteer' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_most_quotes_of_the_labelled_news_are_found_and_most_speakers_right() -> None:
    right = found = wanted = named = 0
    for article in labelled_news():
        gold = [q for q in article.quotes if q.kind is QuoteKind.DIRECT]
        quotes = glance(article.text)
        wanted += len(gold)
        found += len(quotes)
        for quote in quotes:
            label = next((q for q in gold if agreement(q.span, quote.span) >= 0.8), None)
            right += label is not None
            named += label is not None and label.speaker == quote.speaker
    assert right >= 0.85 * wanted
    assert right >= 0.85 * found
    assert named >= 0.6 * right


@settings(deadline=None, max_examples=100)
@given(st.one_of(TEXTS, TEXTS.map(lambda t: t * 3)))
def test_any_text_is_read_without_an_error(text: str) -> None:
    quotes = glance(text)
    assert all(0 <= q.start < q.end <= len(text) for q in quotes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotes))
