"""What holds for all tests: settings of the reader's own do not reach them, and no test is judged by the clock."""

import os

import pytest
from hypothesis import settings

# The same code gets the same verdict; `make test-slow` sets HYPOTHESIS_PROFILE=search and looks for new examples.
settings.register_profile("newsreader", deadline=None, derandomize=True, max_examples=40)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "newsreader"))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the data and settings of whoever runs the tests out of them."""
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path_factory.getbasetemp() / "nobody"))
    for name in ("NEWSREADER_CONFIG", "NO_COLOR", "TEXTUAL_THEME", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: a test that presses keys waits for half of its time."""
    return 2 * (os.cpu_count() or 1)
