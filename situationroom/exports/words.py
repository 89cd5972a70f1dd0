"""Words and times as printed documents say them."""

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from situationroom.texts import language, tr


class Words(NamedTuple):
    """A label in the language of the document; ``english`` beneath it, empty in English."""

    text: str
    english: str

    @property
    def joined(self) -> str:
        """Both on one line: '护照 Passport'."""
        return f"{self.text} {self.english}".strip()


def both(template: str, /, **values: object) -> Words:
    """The label in the officer's language, and in English for the staff abroad who act on it."""
    english = template.format(**values) if values else template
    text = tr(template, **values)
    return Words(text, "" if language() == "en" or text == english else english)


def document_kind(letter: str) -> str:
    """The travel document's kind in words; as it was typed where it is none of ours."""
    kinds = {"P": tr("Passport"), "I": tr("Identity card"), "T": tr("Travel permit")}
    return kinds.get(letter, letter)


def careful() -> str:
    """What stands at the foot of every page."""
    return tr("Personal data: hand it only to those who act on it")


def local(at: datetime | None, zone: str) -> str:
    """'2016-07-17 15:30 Istanbul (UTC+3)'; empty for None. ``zone`` is an IANA name."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(zone))
    if zone == "UTC":
        return f"{there:%Y-%m-%d %H:%M} UTC"
    city = zone.rpartition("/")[2].replace("_", " ")
    return f"{there:%Y-%m-%d %H:%M} {city} ({_offset(there)})"


def _offset(at: datetime) -> str:
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")
