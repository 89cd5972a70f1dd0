"""Settings survive a damaged file, and resources are found however the program was started."""

import json
import sys
from pathlib import Path

import pytest

from situationroom import settings
from situationroom.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_that_what_was_saved_is_loaded_again(home: Path) -> None:
    wanted = Settings(language="en", theme="light", text_size=16, officer="王敏", workstation="W1")
    settings.save(wanted.with_recent("/srv/a.situation"))
    assert settings.load() == wanted.with_recent("/srv/a.situation")
    assert [p.name for p in home.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "{", "[1]", "null", "\x00", "[" * 100_000, '"x"'])
def test_that_a_damaged_file_gives_defaults(home: Path, text: str) -> None:
    home.mkdir()
    (home / "settings.json").write_text(text, encoding="utf-8")
    assert settings.load().theme == "dark"


def test_that_one_bad_value_spoils_only_itself(home: Path) -> None:
    home.mkdir()
    stored = {"theme": "pink", "language": "en", "text_size": True, "recent_files": "x", "more": 1}
    (home / "settings.json").write_text(json.dumps(stored), encoding="utf-8")
    loaded = settings.load()
    assert (loaded.theme, loaded.language, loaded.text_size) == ("dark", "en", 13)
    assert loaded.recent_files == ()


def test_that_recent_files_hold_each_once_newest_first() -> None:
    used = Settings()
    for name in [f"/srv/{n}" for n in range(12)] + ["/srv/11", "/srv/5"]:
        used = used.with_recent(name)
    assert len(used.recent_files) == len(set(used.recent_files)) == settings.RECENT_KEPT
    assert used.recent_files[0] == used.last_incident == str(Path("/srv/5").absolute())


def test_that_resources_are_found_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    expected = (tmp_path / "resources" / "fonts" / "a.ttf").resolve()
    assert settings.resource("fonts/a.ttf") == expected


def test_that_a_resource_cannot_lie_outside() -> None:
    with pytest.raises(ValueError, match="not under resources"):
        settings.resource("../pyproject.toml")
