import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.library import Query, QueryError
from newsreader.library.matching import match_of
from newsreader.library.query import AllOf, AnyOf, Filter, Not, Words, inflections


def parsed(text: str, typing: bool = False) -> object:
    return Query.parse(text, typing=typing).root


def test_words_side_by_side_are_all_asked_for() -> None:
    assert parsed("oil sanctions") == AllOf((Words("oil"), Words("sanctions")))
    assert parsed("oil AND sanctions") == parsed("oil sanctions")


def test_or_binds_weaker_than_standing_side_by_side() -> None:
    oil_gas = AllOf((Words("oil"), Words("gas")))
    assert parsed("oil gas OR coal") == AllOf((AnyOf((oil_gas, Words("coal"))),))
    assert parsed("oil (gas OR coal)") == AllOf((Words("oil"), AnyOf((Words("gas"), Words("coal")))))


@pytest.mark.parametrize("text", ["oil -gas", "oil NOT gas", "oil AND NOT gas", "oil -(gas)"])
def test_not_is_written_in_several_ways(text: str) -> None:
    assert parsed(text) == AllOf((Words("oil"), Not(Words("gas"))))


def test_phrases_prefixes_and_fields() -> None:
    assert parsed('"oil price"') == AllOf((Words("oil price", exact=True),))
    assert parsed("negotiat*") == AllOf((Words("negotiat", prefix=True),))
    assert parsed('title:"oil price" person:sorel') == AllOf(
        (Words("oil price", "title", exact=True), Words("sorel", "person"))
    )
    assert parsed("author:brask") == AllOf((Words("brask", "byline"),))


def test_dates_and_states_are_filters() -> None:
    assert parsed("after:2025-03-01 before:2026 is:unread") == AllOf(
        (Filter("after", "2025-03-01"), Filter("before", "2026"), Filter("is", "unread"))
    )


@pytest.mark.parametrize("text", ["10:30", "https://a.example/b", "Live:"])
def test_a_colon_that_is_no_field_is_part_of_the_words(text: str) -> None:
    assert isinstance(parsed(text), AllOf)
    assert [words.words for words in Query.parse(text).words()] == [text]


@pytest.mark.parametrize(
    "text", ['"oil pri', "oil OR", "oil AND", "oil NOT", "oil -", "(oil", "oil)", "oil title:", "oil ()"]
)
def test_what_is_not_finished_is_read_as_far_as_it_goes(text: str) -> None:
    assert [words.words.split()[0] for words in Query.parse(text).words()] == ["oil"]


def test_the_first_letter_of_a_field_waits_for_the_second() -> None:
    assert parsed("oil title:b", typing=True) == parsed("oil")
    assert parsed("oil title:b ", typing=True) == parsed("oil title:b") != parsed("oil")
    assert list(Query.parse("title:油", typing=True).words()) == [Words("油", "title", prefix=True, typed=True)]


def test_the_last_word_may_go_on_while_typing() -> None:
    assert parsed("oil pri", typing=True) == AllOf((Words("oil"), Words("pri", prefix=True, typed=True)))
    assert parsed("oil pri ", typing=True) == parsed("oil pri")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("after:yesterday", "after:yesterday is no date"),
        ("before:2025-13-01", "is no date"),
        ("is:old", "is:read or is:unread"),
        ("oil OR after:2025", "outside"),
        ("oil OR -gas", "outside"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        Query.parse(text)


@given(st.text(st.sampled_from("ab \"():-*ORNTAD\n'“”é0."), max_size=30))
def test_any_text_is_a_query_or_an_error_of_ours(text: str) -> None:
    try:
        match_of(Query.parse(text))
    except QueryError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("sanction", {"sanction", "sanctions", "sanctioned"}),
        ("sanctions", {"sanction", "sanctions", "sanctioned"}),
        ("city", {"city", "cities", "citied"}),
        ("trade", {"trade", "trades", "traded"}),
        ("match", {"match", "matches", "matched"}),
        ("UN", {"UN"}),
        ("crisis", {"crisis", "crisises", "crisised"}),
    ],
)
def test_regular_forms_of_a_word(word: str, forms: set[str]) -> None:
    assert set(inflections(word)) == forms
    assert inflections(word)[0].lower() == word.lower()
