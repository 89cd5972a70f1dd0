"""What this officer on this workstation prefers, and where the program's own files lie."""

import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Self

RECENT_KEPT = 10
TEXT_SIZES = range(9, 25)


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of one officer on one workstation; nothing of an incident is in here.

    `text_size` is the size of table text in pixels; `theme` is "dark" or "light";
    `language` is "zh" or "en"; `recent_files` are absolute paths, newest first;
    `second_copy` is a folder, best on another drive, that gets every backup too; `chime` rings for
    red and overdue requests.
    """

    language: str = "zh"
    theme: str = "dark"
    text_size: int = 13
    last_incident: str = ""
    officer: str = ""
    workstation: str = ""
    recent_files: tuple[str, ...] = ()
    second_copy: str = ""
    chime: bool = False

    def with_recent(self, path: Path | str) -> Self:
        """The same settings with `path` as the last incident and first of the recent files."""
        name = str(Path(path).absolute())
        rest = tuple(p for p in self.recent_files if p != name)
        return replace(self, last_incident=name, recent_files=(name, *rest)[:RECENT_KEPT])


def config_dir() -> Path:
    """Where settings live: $SITUATIONROOM_HOME, else the system's place for them (not created)."""
    return _user_dir("XDG_CONFIG_HOME", ".config", "APPDATA")


def cache_dir() -> Path:
    """Where files may lie that can be made again at any time (not created)."""
    home = os.environ.get("SITUATIONROOM_HOME")
    return Path(home) / "cache" if home else _user_dir("XDG_CACHE_HOME", ".cache", "LOCALAPPDATA")


def settings_file() -> Path:
    """The JSON file that `load` and `save` use."""
    return config_dir() / "settings.json"


def load() -> Settings:
    """The stored settings; anything missing, unreadable or of the wrong kind gives its default."""
    try:
        stored = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        stored = {}
    known = stored if isinstance(stored, dict) else {}
    good = {f.name: known[f.name] for f in fields(Settings) if _fits(f.name, known.get(f.name))}
    if "recent_files" in good:
        good["recent_files"] = tuple(good["recent_files"])
    return Settings(**{"workstation": platform.node(), **good})


def save(settings: Settings) -> None:
    """Write the settings beside the old ones, then put them in their place; OSError if it fails."""
    target = settings_file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, ensure_ascii=False, indent=2)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def resource(name: str) -> Path:
    """The path of a file or folder under resources/, from source, wheel and frozen build alike.

    `name` uses forward slashes ("fonts/SituationSans-Regular.ttf"). Raises ValueError when it
    leads out of the folder; that the file exists is not checked.
    """
    root = resources_dir()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(f"not under resources: {name}")
    return path


def resources_dir() -> Path:
    """The folder of basemap, gazetteer, fonts, icons and translations."""
    if getattr(sys, "frozen", False):
        return (Path(getattr(sys, "_MEIPASS", sys.executable)) / "resources").resolve()
    package = Path(__file__).resolve().parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


def _user_dir(xdg: str, fallback: str, windows: str) -> Path:
    home = os.environ.get("SITUATIONROOM_HOME")
    if home:
        return Path(home)
    base = os.environ.get(windows if sys.platform == "win32" else xdg)
    return (Path(base) if base else Path.home() / fallback) / "situationroom"


def _fits(name: str, value: object) -> bool:
    choices = {"language": ("zh", "en"), "theme": ("dark", "light"), "text_size": TEXT_SIZES}
    if name == "recent_files":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name == "chime":
        return isinstance(value, bool)
    if name == "text_size":
        return type(value) is int and value in TEXT_SIZES
    return isinstance(value, str) and (name not in choices or value in choices[name])
