"""A short sound of our own, played by whatever the system has; silence where it has nothing.

Qt's sound classes are in an add-on of 150 MB, so the system's own player is asked. Nothing here
raises: no device, no player and a full disk are all just silence, or the system's beep.
"""

import math
import shutil
import struct
import sys
import wave
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from situationroom.settings import cache_dir

RATE: Final = 22_050
"""Samples a second."""
NOTES: Final = ((880.0, 0.16), (1174.7, 0.30))
"""Hertz and seconds: a fourth upwards, short enough not to talk over a call."""
LOUD: Final = 0.35
PLAYERS: Final = ("pw-play", "paplay", "aplay", "afplay")


def play_chime() -> bool:
    """Play it and return at once; True where something was asked to play."""
    with suppress(OSError, RuntimeError):
        path = _file()
        if sys.platform == "win32":
            return _on_windows(path)
        for player in PLAYERS:
            program = shutil.which(player)
            if program and QProcess.startDetached(program, [str(path)])[0]:
                return True
    QApplication.beep()
    return False


def chime_wav() -> bytes:
    """The sound as a WAV file: 16 bits, one channel."""
    made = BytesIO()
    with wave.open(made, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(_note(hertz, seconds) for hertz, seconds in NOTES))
    return made.getvalue()


def _note(hertz: float, seconds: float) -> bytes:
    """One note that fades away."""
    count = round(RATE * seconds)
    levels = (
        LOUD * math.sin(2 * math.pi * hertz * n / RATE) * (1 - n / count) ** 2 for n in range(count)
    )
    return b"".join(struct.pack("<h", round(32_767 * level)) for level in levels)


def _file() -> Path:
    """The sound in the cache, written beside its place and moved there the first time."""
    path = cache_dir() / "chime.wav"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_bytes(chime_wav())
        draft.replace(path)
    return path


def _on_windows(path: Path) -> bool:
    if sys.platform == "win32":
        import winsound

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        winsound.PlaySound(str(path), flags)
        return True
    return False
