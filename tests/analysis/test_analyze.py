"""Analysis as a whole: its laws, and how well it does on the articles labelled for these tests."""

import itertools
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.analysis import ANALYZER_VERSION, Analysis, Quote, QuoteKind, analyze
from tests.analysis.labelled import Label, Labelled, labelled_articles

ARTICLES = labelled_articles()
WORDS = """“ ” " ‘ ’ ' « » . , : — … said he She told Ann Roe Roe the mayor according to Mr. Bell that who 東京 é ß ’s
A. 12 $3 % [ ] and""".split()
PIECES = st.sampled_from([*WORDS, "\n", "\n\n", "  ", "\u00a0", "\x1b[31m", "\u202e", "\ud83d\ude00", "\ud800", "\x00"])
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join))


def matched(labels: list[Label], quotes: list[Quote], overlap: float) -> list[tuple[Label, Quote]]:
    """Pairs of labels and quotes whose spans agree to a share, each used once."""
    pairs, free = [], list(quotes)
    for label in labels:
        for quote in free:
            shared = min(label.end, quote.end) - max(label.start, quote.start)
            if shared >= overlap * (max(label.end, quote.end) - min(label.start, quote.start)):
                pairs.append((label, quote))
                free.remove(quote)
                break
    return pairs


def plain(name: str | None) -> str:
    return (name or "").lower().removeprefix("the ")


def read(kind: QuoteKind) -> tuple[list[Label], list[Quote], list[tuple[Label, Quote]]]:
    labels: list[Label] = []
    quotes: list[Quote] = []
    pairs: list[tuple[Label, Quote]] = []
    for article in ARTICLES:
        found = [q for q in analyze(article.text).quotes if q.kind is kind]
        labels += article.of(kind)
        quotes += found
        pairs += matched(article.of(kind), found, 0.8 if kind is QuoteKind.DIRECT else 0.5)
    return labels, quotes, pairs


def test_direct_quotes_of_the_labelled_articles_are_found_with_their_speakers() -> None:
    labels, quotes, pairs = read(QuoteKind.DIRECT)
    assert len(pairs) >= 0.97 * len(labels)
    assert len(pairs) >= 0.94 * len(quotes)
    assert sum(plain(label.speaker) == plain(quote.speaker) for label, quote in pairs) >= 0.88 * len(pairs)


def test_reported_speech_of_the_labelled_articles_is_found_with_its_speakers() -> None:
    labels, quotes, pairs = read(QuoteKind.INDIRECT)
    assert len(pairs) >= 0.75 * len(labels)
    assert len(pairs) >= 0.5 * len(quotes)
    assert sum(plain(label.speaker) == plain(quote.speaker) for label, quote in pairs) >= 0.85 * len(pairs)


def test_sure_speakers_are_right_more_often_than_unsure_ones() -> None:
    _, _, pairs = read(QuoteKind.DIRECT)
    sure = [plain(label.speaker) == plain(q.speaker) for label, q in pairs if q.confidence >= 0.8]
    assert sum(sure) >= 0.9 * len(sure)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.name)
def test_what_an_attribution_points_at_stands_in_the_text(article: Labelled) -> None:
    for quote in analyze(article.text).quotes:
        if quote.cue_span is not None:
            assert article.text[quote.cue_span.start : quote.cue_span.end] == quote.cue
        if quote.speaker is not None:
            assert quote.speaker_span is not None


def assert_lawful(text: str, result: Analysis) -> None:
    size = len(text)
    for quote in result.quotes:
        assert 0 <= quote.start < quote.end <= size
        assert 0.0 <= quote.confidence <= 1.0
        for span in (quote.speaker_span, quote.cue_span):
            assert span is None or 0 <= span.start < span.end <= size
    for entity in result.entities:
        assert all(0 <= m.start < m.end <= size for m in entity.mentions)
    direct = [q for q in result.quotes if q.kind is QuoteKind.DIRECT]
    assert all(a.end <= b.start for a, b in itertools.pairwise(direct))
    assert list(result.quotes) == sorted(result.quotes, key=lambda q: (q.start, q.end))


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_any_text_is_read_without_an_error_and_the_same_each_time(text: str) -> None:
    result = analyze(text)
    assert_lawful(text, result)
    assert analyze(text) == result


@pytest.mark.slow
@settings(deadline=None, max_examples=4000)
@given(TEXTS)
def test_any_text_is_read_without_an_error_at_length(text: str) -> None:
    assert_lawful(text, analyze(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir werden den Vertrag nicht unterschreiben“, sagte die Ministerin am Montag in Bern.", 1),
        ("« Nous ne signerons pas ce traité », a déclaré la ministre lundi devant les députés.", 1),
        ("Die Zeitung „Morgen“ erscheint seit Jahren in Bern und wird dort von vielen gelesen.", 0),
        ("部长周一表示：“我们不会签署这份协议。”他没有说明理由。", 1),
    ],
)
def test_other_languages_give_direct_quotes_and_no_guesses(text: str, expected: int) -> None:
    quotes = analyze(text).quotes
    assert len(quotes) == expected
    assert all(q.speaker is None and q.kind is QuoteKind.DIRECT for q in quotes)


def test_nothing_comes_of_nothing() -> None:
    assert analyze("") == Analysis()
    assert analyze(" \n ") == Analysis()


def test_the_version_is_a_key_for_caches() -> None:
    assert ANALYZER_VERSION


def test_importing_analysis_loads_no_model() -> None:
    code = (
        "import sys, newsreader.analysis; print(sorted(m for m in sys.modules if 'crfsuite' in m or 'lexicons' in m))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
