"""Response statistics told anew from nothing but the journal's changes."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from situationroom.models.journal import Change, Entry
from situationroom.models.vocabulary import Priority
from situationroom.store.incident_file import IncidentFile
from situationroom.store.journal import entries_after
from situationroom.store.queries.responses import responses

Figures = dict[Priority, dict[str, object]]


@dataclass
class Heard:
    """What the changes of requests have said so far, by request."""

    fields: dict[int, dict[str, Any]] = field(default_factory=dict)
    began: dict[int, datetime] = field(default_factory=dict)
    answered: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    ended: dict[int, datetime] = field(default_factory=dict)

    def hear(self, entry: Entry, change: Change) -> None:
        """One change of one request."""
        id_, after = change.id, change.after
        if after is None:
            for known in (self.fields, self.began, self.answered, self.ended):
                known.pop(id_, None)
            return
        if change.before is None:
            self.fields[id_] = {"status": "new", "priority": "yellow"}
            self.began[id_] = datetime.fromisoformat(str(after["opened_at"]))
            if after.get("acknowledged_at"):  # split off a request that was answered before
                self.fields[id_].update(after)
                self._answer(id_, datetime.fromisoformat(str(after["acknowledged_at"])))
                return
        was = str(self.fields[id_]["status"])
        self.fields[id_].update(after)
        self._passed(id_, entry, was, str(self.fields[id_]["status"]))

    def _passed(self, id_: int, entry: Entry, was: str, now: str) -> None:
        said = self.fields[id_]
        if was != "new" and now == "new":
            self.answered.pop(id_, None)
            self.ended.pop(id_, None)
            if entry.undoes is None:
                self.began[id_] = entry.at
        if was == "new" != now and not said.get("joined_into"):
            self._answer(id_, entry.at)
        if now == "resolved" != was:
            self.ended[id_] = entry.at

    def _answer(self, id_: int, at: datetime) -> None:
        self.answered[id_] = at, datetime.fromisoformat(str(self.fields[id_]["due_at"]))

    def figures(self, priority: Priority) -> dict[str, object]:
        """One priority, in seconds."""
        ours = [i for i, said in self.fields.items() if said["priority"] == str(priority)]
        waits = sorted(_seconds(self.answered[i][0], self.began[i]) for i in ours
                       if i in self.answered)  # fmt: skip
        took = sorted(_seconds(self.ended[i], self.began[i]) for i in ours if i in self.ended)
        good = [self.answered[i][0] <= self.answered[i][1] for i in ours if i in self.answered]
        return {
            "answered": len(waits),
            "median": median(waits) if waits else None,
            "late": _late(waits),
            "within": sum(good) / len(good) if good else None,
            "resolved": len(took),
            "resolved_median": median(took) if took else None,
            "resolved_late": _late(took),
        }


def journal_says(file: IncidentFile) -> Figures:
    """The figures from the journal, entry by entry."""
    heard = Heard()
    for entry in file.ask(entries_after, 0):
        for change in entry.changes:
            if change.kind == "request":
                heard.hear(entry, change)
    return {priority: heard.figures(priority) for priority in Priority}


def query_says(file: IncidentFile) -> Figures:
    """What the program shows, in seconds."""
    found: Figures = {}
    for priority, figures in file.ask(responses).items():
        said = asdict(figures)
        del said["unanswered"]
        found[priority] = {
            name: value.total_seconds() if isinstance(value, timedelta) else value
            for name, value in said.items()
        }
    return found


def _seconds(later: datetime, earlier: datetime) -> float:
    return (later - earlier).total_seconds()


def _late(ordered: list[float]) -> float | None:
    return ordered[ceil(len(ordered) * 95 / 100) - 1] if ordered else None
