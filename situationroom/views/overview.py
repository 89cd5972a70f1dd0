"""The overview: one look says how things stand; a click leads to the list behind it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.desk import Touched
from situationroom.legend import Shape, Tone
from situationroom.models import Movement
from situationroom.models.vocabulary import MovementStatus, SiteState, Tier
from situationroom.store.queries.checklists import DueItem
from situationroom.store.queries.overview import Overview, overview
from situationroom.store.queries.requests import RequestRow
from situationroom.store.queries.shelters import SiteRow
from situationroom.store.queries.transport import MovementRow
from situationroom.store.queries.work_left import WorkLeft, work_left
from situationroom.texts import language, tr
from situationroom.views import theme, times
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.overview_work import followup_rows, served_rows
from situationroom.views.seen import remember_seen, seen
from situationroom.views.widgets import (
    Card,
    button,
    clear,
    heading,
    label,
    quiet,
    row,
    scrolled,
)
from situationroom.words import entry_text

LINES = 7
SOON_MS = 250
CHARTS_MS = 60
AGAIN_MS = 30_000
NEARLY_FULL = 0.85
RISING = timedelta(minutes=10)
WAITING = (
    MovementStatus.DRAFT,
    MovementStatus.OPEN,
    MovementStatus.CLOSED,
    MovementStatus.BOARDING,
)


class OverviewRoom(QWidget):
    """Cards in a grid; the curves come a moment after the words, so that the room opens at once."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._seen = seen(self._desk.path)
        self.cards = {name: _TitledBox(name) for name in _titles()}
        self._drawn: dict[str, Sequence[object]] = {}
        self._stale = False
        self._lay_out()
        self._asked: tuple[Overview, datetime] | None = None
        # A timer of our own: it ends with the room, and a picture can wait for it.
        self._charts_soon = QTimer(self, interval=CHARTS_MS, singleShot=True)
        self._charts_soon.timeout.connect(self._show_charts)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._refresh)
        self._again.start()
        self._desk.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Ask for everything again; it arrives a moment later."""
        self._stale = False
        targets = self._desk.incident.targets
        self._desk.fetch(self._show, overview, self._desk.now(), targets, self._seen, LINES)
        self._desk.fetch(self._show_work, work_left, self._desk.now(), LINES)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _refresh(self) -> None:
        # Nobody looks at a hidden room; it is brought up to date when it is opened.
        self._stale = not self.isVisible()
        if not self._stale:
            self.reload()

    def mark_seen(self) -> None:
        """Everything up to now was looked at."""
        self._seen = self._desk.revision
        remember_seen(self._desk.path, self._seen)
        self.reload()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.px(16))
        places = {
            "news": (0, 0, 1, 4), "due": (0, 4, 1, 4), "lost": (0, 8, 1, 4),
            "tasks": (1, 0, 1, 4), "served": (1, 4, 1, 4), "checks": (1, 8, 1, 4),
            "shelters": (2, 0, 1, 3), "departures": (2, 3, 1, 3),
            "arrivals": (2, 6, 1, 3), "answers": (2, 9, 1, 3),
        }  # fmt: skip
        for name, place in places.items():
            grid.addWidget(self.cards[name], *place)
        for n in range(12):
            grid.setColumnStretch(n, 1)
        grid.setRowStretch(2, 1)
        page = QWidget()
        inside = QVBoxLayout(page)
        space = theme.px(20)
        inside.setContentsMargins(space, theme.px(16), space, space)
        inside.setSpacing(theme.px(16))
        self._sub = quiet("")
        inside.addWidget(row(heading(tr("Overview")), self._sub, None, self._brief(), gap=12))
        inside.addLayout(grid, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def _brief(self) -> QWidget:
        opened = partial(self._frame.open_room, "briefing")
        return button(tr("Briefing"), "briefing", "quiet", on_click=opened)

    def _on_changed(self, _touched: Touched) -> None:
        self._soon.start()

    def _show(self, found: Overview) -> None:
        now = self._desk.now()
        self._show_news(found, now)
        due = [self._due_row(r, now) for r in found.due]
        self._fill("due", [*self._gone_up(found), *due], tr("Every request is answered."))
        self._fill("lost", self._lost_rows(found))
        self._show_shelters(found.sites)
        self._show_departures(found.movements, now)
        self._show_checks(found, now)
        # The words are painted before the charts' library is loaded.
        self._asked = found, now
        self._charts_soon.start()

    def _show_work(self, left: WorkLeft) -> None:
        now = self._desk.now()
        self._fill("tasks", followup_rows(self._frame, self, left, now), tr("Nothing is due."))
        self._fill("served", served_rows(self._frame, left))
        total = left.served.total
        self.cards["served"].set_note(tr("{n} to mend", n=f"{total:,}") if total else "✓")

    def _show_news(self, found: Overview, now: datetime) -> None:
        zone = self._desk.incident.incident_zone
        day = self._desk.now() - self._desk.incident.started_at
        said = tr("day {n}", n=day.days + 1)
        self._sub.setText(said)
        lines: list[QWidget] = [
            LinkRow(
                entry_text(entry),
                entry.officer,
                times.short_stamp(entry.at, zone, now),
                on_click=partial(self._frame.open_room, "journal", ""),
            )
            for entry in found.news
        ]
        box = self.cards["news"]
        box.set_note(tr("{n} entries", n=found.news_count) if found.news_count else "")
        if found.news_count:
            seen_all = button(tr("All seen"), "check", "quiet", on_click=self.mark_seen)
            lines.append(row(None, seen_all))
        self._fill("news", lines, tr("Nothing new since you last looked."))

    def _gone_up(self, found: Overview) -> list[QWidget]:
        """What the lead has not seen yet, above everything else."""
        waiting, lost = found.escalated["requests"], found.escalated["persons"]
        if not waiting + lost:
            return []
        said = tr("{requests} requests, {persons} persons", requests=waiting, persons=lost)
        opened = partial(self._frame.open_room, "escalations", "open")
        name = tr("Gone up to the lead")
        return [LinkRow(name, "", said, "triangle", "red", "red", opened)]

    def _due_row(self, shown: RequestRow, now: datetime) -> LinkRow:
        request, mark = shown.request, legend.mark(shown.request.priority)
        who = ", ".join(person.name for person in shown.persons[:2])
        late = request.due_at < now
        rising = request.due_at - now < RISING
        return LinkRow(
            f"{request.number} {who or legend.label(request.category)}",
            request.description,
            times.until(request.due_at, now) if not late else tr(
                "overdue {n}", n=times.span(now - request.due_at)
            ),
            mark.shape,
            mark.tone,
            "red" if late else "orange" if rising else "quiet",
            partial(self._frame.select, "request", [request.id]),
        )  # fmt: skip

    def _lost_rows(self, found: Overview) -> list[QWidget]:
        hours = self._desk.incident.targets
        spans = {
            Tier.RED: tr("more than {n} h", n=hours.red_tier_hours),
            Tier.ORANGE: tr("{a} to {b} h", a=hours.orange_tier_hours, b=hours.red_tier_hours),
            Tier.YELLOW: tr("less than {n} h", n=hours.orange_tier_hours),
        }
        opened = partial(self._frame.open_room, "people", "unaccounted")
        lines: list[QWidget] = []
        for tier, said in spans.items():
            mark = legend.mark(tier)
            count = str(found.unaccounted.by_tier[tier])
            lines.append(
                LinkRow(
                    said, tr("since last contact"), count, mark.shape, mark.tone, "text", opened
                )
            )
        never = str(found.unaccounted.never)
        lines.append(LinkRow(tr("never heard of"), "", never, "ring", "unknown", "text", opened))
        return lines

    def _show_shelters(self, sites: Sequence[SiteRow]) -> None:
        from situationroom.views.fill_line import FillLine

        live = [s for s in sites if s.site.state is not SiteState.CLOSED]
        live.sort(key=lambda s: -_share(s))
        lines: list[QWidget] = []
        for shown in live[:LINES]:
            line = FillLine(shown.site.name, shown.present, _usable(shown))
            line.clicked.connect(partial(self._open, "shelters"))
            lines.append(line)
        full = sum(_share(s) >= NEARLY_FULL for s in live)
        self.cards["shelters"].set_note(tr("{n} nearly full", n=full) if full else "")
        self._fill("shelters", lines, tr("No shelter is open yet."))

    def _show_departures(self, movements: Sequence[MovementRow], now: datetime) -> None:
        waiting = [m for m in movements if m.movement.status in WAITING]
        lines: list[QWidget] = []
        for shown in waiting[:LINES]:
            movement, mark = shown.movement, legend.mark(shown.movement.status)
            leaves = times.short_stamp(movement.departs_at, movement.departure_zone, now)
            line = LinkRow(
                f"{leaves}  {movement.number}",
                f"{_way(movement)} · {times.until(movement.departs_at, now)}",
                tr("{n} seats left", n=shown.free()),
                mark.shape,
                mark.tone,
                "safe" if shown.free() > 0 else "red",
                partial(self._frame.open_room, "transport", ""),
            )
            lines.append(line)
        self._fill("departures", lines, tr("No departure is planned."))

    def _show_checks(self, found: Overview, now: datetime) -> None:
        opened = partial(self._frame.open_room, "knowledge", "checklists")
        late = sum(one.item.overdue(now) for one in found.checks)
        self.cards["checks"].set_note(tr("{n} overdue", n=late) if late else "")
        nothing = tr("Nothing on a checklist is due.")
        if not found.lists_in_use:
            nothing = tr("No checklist is in use; begin one under Knowledge.")
        self._fill("checks", [_check_row(one, now, opened) for one in found.checks], nothing)

    def _show_charts(self) -> None:
        if self._asked is None:
            return
        found, now = self._asked
        from situationroom.views.overview_charts import answers_chart, arrivals_chart

        zone, targets = self._desk.incident.incident_zone, self._desk.incident.targets
        nobody = tr("Nobody is out yet, and nothing is planned.")
        nothing = tr("No request was acknowledged yet.")
        self._chart(
            "arrivals", found.arrivals, nobody, lambda: arrivals_chart(found.arrivals, now, zone)
        )
        self._chart(
            "answers",
            found.answers,
            nothing,
            lambda: answers_chart(found.answers, targets, now, zone),
        )

    def _chart(
        self, name: str, data: Sequence[object], nothing: str, make: Callable[[], QWidget]
    ) -> None:
        if self._drawn.get(name) != data:
            self._drawn[name] = data
            self._fill(name, [make()] if data else [], nothing)

    def _fill(self, name: str, lines: Sequence[QWidget], nothing: str = "") -> None:
        self.cards[name].fill(lines or [quiet(nothing)])

    def _open(self, room: str, *_ignored: Any) -> None:
        self._frame.open_room(room)


class _TitledBox(Card):
    def __init__(self, name: str) -> None:
        self._note = label("", "quiet", 12)
        super().__init__(_titles()[name], self._note)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self._lines.addStretch(1)
        self.body.addLayout(self._lines, 1)

    def set_note(self, text: str) -> None:
        self._note.setText(text)

    def fill(self, lines: Sequence[QWidget]) -> None:
        clear(self._lines)
        charts = any(line.maximumHeight() > line.minimumHeight() > 0 for line in lines)
        for line in lines:
            self._lines.addWidget(line)
        if not charts:
            self._lines.addStretch(1)


def _titles() -> dict[str, str]:
    return {
        "news": tr("Since you last looked"),
        "due": tr("Waiting to be acknowledged"),
        "lost": tr("Unaccounted"),
        "tasks": tr("Follow-ups due"),
        "served": tr("Are all served?"),
        "shelters": tr("Shelters"),
        "departures": tr("Next departures"),
        "checks": tr("Due on the checklists"),
        "arrivals": tr("Brought out, and planned"),
        "answers": tr("Minutes to acknowledge (median)"),
    }


def _check_row(due: DueItem, now: datetime, opened: Callable[[], object]) -> LinkRow:
    item = due.item
    late = item.overdue(now)
    at = item.due_at or now
    when = tr("overdue {n}", n=times.span(now - at)) if late else times.until(at, now)
    shape: Shape = "triangle" if late else "ring"
    tone: Tone = "red" if late else "accent"
    return LinkRow(item.text(language()), item.owner, when, shape, tone,
                   "red" if late else "quiet", opened)  # fmt: skip


def _way(movement: Movement) -> str:
    return f"{movement.origin} → {movement.destination}"


def _usable(shown: SiteRow) -> int:
    return shown.fill.capacity - shown.fill.blocked - shown.fill.held


def _share(shown: SiteRow) -> float:
    return shown.present / _usable(shown) if _usable(shown) else 0.0
