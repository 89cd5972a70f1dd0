"""Checklists: what has to be done in a kind of incident, by when, by whom, and whether it was."""

from dataclasses import dataclass
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import IncidentKind

LONGEST_ITEM = 500
"""Characters of one item."""


@dataclass(frozen=True, slots=True)
class Checklist(Record):
    """A list in use. Due times count from ``counted_from`` (aware): the incident's start or when
    the list was begun. ``kind`` is the kind of incident its template is for, if it came from one.
    """

    name_zh: str
    name_en: str
    counted_from: datetime
    started_at: datetime
    started_by: str = ""
    kind: IncidentKind | None = None
    closed_at: datetime | None = None

    def name(self, language: str) -> str:
        """Its name in 'zh' or 'en', or in the other language where only that is written."""
        return _one_of(self.name_zh, self.name_en, language)


@dataclass(frozen=True, slots=True)
class CheckItem(Record):
    """One thing to do. ``place`` orders the items of a list; ``due_at`` is aware.

    An item is open, done (``done_at``), or not needed here (``dropped`` says why).
    """

    checklist: int
    place: int
    text_zh: str = ""
    text_en: str = ""
    due_at: datetime | None = None
    owner: str = ""
    note: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    dropped: str = ""

    @property
    def is_open(self) -> bool:
        return self.done_at is None and not self.dropped

    def text(self, language: str) -> str:
        """What is to be done in 'zh' or 'en', or in the other language."""
        return _one_of(self.text_zh, self.text_en, language)

    def overdue(self, now: datetime) -> bool:
        """Still open after its time."""
        return self.is_open and self.due_at is not None and self.due_at < now


def check_item(item: CheckItem) -> CheckItem:
    """Return ``item``; raises RuleError when nobody could do what it says."""
    if not (item.text_zh.strip() or item.text_en.strip()):
        raise RuleError("Say in a few words what has to be done.")
    if max(len(item.text_zh), len(item.text_en)) > LONGEST_ITEM:
        raise RuleError(
            "An item has at most {most} characters; put the rest into its note.", most=LONGEST_ITEM
        )
    return item


def _one_of(zh: str, en: str, language: str) -> str:
    return (zh or en) if language == "zh" else (en or zh)
