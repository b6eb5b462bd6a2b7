"""What the side panes list."""

from newsreader.analysis import Quote, QuoteKind
from newsreader.tui.widgets.panes import MORE, quote_items


def test_a_long_list_is_cut_and_its_last_item_leads_to_more() -> None:
    quotes = [Quote(n, n + 1, QuoteKind.DIRECT, "Maija Lehto" if n % 2 else None) for n in range(20)]
    items = quote_items("x" * 30, quotes, by_speaker=False, reported=False, limit=5)
    assert [i.key for i in items] == ["0", "1", "2", "3", "4", MORE]
    assert "15 left" in items[-1].prompt.plain
    grouped = quote_items("x" * 30, quotes, by_speaker=True, reported=False, limit=3)
    assert [i.key for i in grouped] == ["", "0", "2", MORE]
    assert "19 left" in grouped[-1].prompt.plain
    assert MORE not in [i.key for i in quote_items("x" * 30, quotes, by_speaker=True, reported=False, limit=22)]


def test_of_one_who_is_only_reported_the_reported_speech_is_listed() -> None:
    quotes = [
        Quote(0, 1, QuoteKind.DIRECT, "Maija Lehto"),
        Quote(2, 3, QuoteKind.INDIRECT, "Maija Lehto"),
        Quote(4, 5, QuoteKind.INDIRECT, "Oskar Lind"),
    ]

    def listed(speaker: str, *, reported: bool = False) -> list[str]:
        items = quote_items("x" * 9, quotes, by_speaker=False, reported=reported, speaker=speaker)
        return [i.key for i in items]

    assert listed("Oskar Lind") == ["2"]
    assert listed("Maija Lehto") == ["0"]
    assert listed("Maija Lehto", reported=True) == ["0", "1"]


def test_an_unsure_speaker_has_a_question_mark_and_a_figure_in_either_order() -> None:
    quotes = [
        Quote(0, 5, QuoteKind.DIRECT, "Maija Lehto", cue="said", confidence=0.95),
        Quote(6, 9, QuoteKind.DIRECT, "Maija Lehto", confidence=0.45),
        Quote(10, 15, QuoteKind.INDIRECT, "Maija Lehto", cue="said", confidence=0.7),
    ]
    sure, carried, reported = quote_items("x" * 30, quotes, by_speaker=False, reported=True)
    assert sure.prompt.plain.startswith("Maija Lehto  said\n")
    assert carried.prompt.plain.startswith("Maija Lehto ?  45%\n")
    assert reported.prompt.plain.startswith("Maija Lehto  said  reported  70%\n")
    _, sure, carried, reported = quote_items("x" * 30, quotes, by_speaker=True, reported=True)
    assert sure.prompt.plain.startswith("said\n")
    assert carried.prompt.plain.startswith("? 45%\n")
    assert reported.prompt.plain.startswith("said  reported  70%\n")
