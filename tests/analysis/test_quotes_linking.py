"""To whom a quotation is led, and what the models are told of chances."""

import pytest

from newsreader.analysis import QuoteKind, analyze
from newsreader.analysis.quotes.weights import LogLinear, logit
from newsreader.analysis.reported_features import reported_cases
from tests.analysis.test_reported import tagged


def speakers(text: str) -> list[str | None]:
    return [q.speaker for q in analyze(text).quotes if q.kind is QuoteKind.DIRECT]


@pytest.mark.parametrize(
    "sentence",
    [
        "Its director, Tomas Reindl, described the demands as “a wage claim in disguise” in an interview with the "
        "broadcaster Radio Lindau.",
        "The chairman, Tomas Reindl, dismissed the study as “guesswork with a cover page” in a letter to the newspaper "
        "Bodensee Kurier.",
    ],
    ids=["broadcaster", "newspaper"],
)
def test_a_quotation_goes_to_the_subject_and_not_to_the_name_behind_a_preposition(sentence: str) -> None:
    text = "The council of the lake, which runs the ferries, met in Lindau on Monday. " + sentence
    assert speakers(text) == ["Tomas Reindl"]


def test_chances_are_told_in_steps_of_a_logit() -> None:
    assert [logit(c) for c in (0.0, 0.27, 0.5, 0.73, 1.0)] == [-7, -1, 0, 1, 7]


def test_the_score_of_shared_features_counts_as_if_each_case_named_them() -> None:
    model = LogLinear({"a": 1.5, "b": -0.5})
    assert model.probability(["b"], model.score(["a"])) == model.probability(["a", "b"])


def test_what_is_true_of_a_cue_is_named_once_for_all_that_it_may_report() -> None:
    text = "Holt said that the port would close, and the crane would go."
    marked = tagged(text, sources=["Holt"], cues=["said"], contents=["that the port would close"])
    (case,) = reported_cases(text, marked)
    assert text[slice(*case.cue)] == "said"
    assert len(case.candidates) > 1
    assert "@word=said" in case.shared
    assert all(name.startswith("@") for name in case.shared)
    assert not any(name.startswith("@") for _, names in case.candidates for name in names)
    assert any("open=that" in names for _, names in case.candidates)
