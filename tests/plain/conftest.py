"""A reader for the tests of the plain mode."""

from pathlib import Path

import pytest

from tests.plain.talking import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)
