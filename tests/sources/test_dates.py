from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.sources.dates import find_date, from_timestamp, iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-03", "2026-03-03"),
        ("2026-03-03T10:14:00Z", "2026-03-03T10:14:00Z"),
        ("2026-03-03 10:14:00.123 +0100", "2026-03-03T10:14:00+01:00"),
        ("2026/3/3", "2026-03-03"),
        ("3 March 2026", "2026-03-03"),
        ("3rd of March, 2026", "2026-03-03"),
        ("Tuesday, March 3, 2026", "2026-03-03"),
        ("Tue, 03 Mar 2026 10:14:00 GMT", "2026-03-03"),
        ("3. März 2026", "2026-03-03"),
        ("3 de marzo de 2026", "2026-03-03"),
        ("03.03.2026", "2026-03-03"),
        ("Feb. 29, 2023", ""),
        ("3 March", ""),
        ("03/04/2026", ""),
        ("2026-13-01", ""),
        ("12026-03-03", ""),
        ("", ""),
    ],
)
def test_dates_in_their_usual_forms(written: str, iso: str) -> None:
    assert iso_date(written) == iso


def test_the_first_date_of_a_line_is_found() -> None:
    assert find_date("Updated on 3 March 2026, first printed 2 March 2026") == "2026-03-03"


def test_seconds_and_milliseconds_since_1970() -> None:
    assert from_timestamp("1728576752") == from_timestamp(1728576752000) == "2024-10-10T16:12:32+00:00"
    assert from_timestamp("soon") == from_timestamp("nan") == from_timestamp(-5) == ""


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(written: str) -> None:
    assert iso_date(written) == "" or len(iso_date(written)) >= 10
    find_date(written)
