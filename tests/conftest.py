"""What holds for all tests: settings of the reader's own do not reach them, and no test is judged by the clock."""

import pytest
from hypothesis import settings

settings.register_profile("newsreader", deadline=None)
settings.load_profile("newsreader")


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the data and settings of whoever runs the tests out of them."""
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path_factory.getbasetemp() / "nobody"))
    for name in ("NEWSREADER_CONFIG", "NO_COLOR", "TEXTUAL_THEME", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
