"""The watch: who is on which post now, the roster, the position log, operational periods."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from situationroom.commands.period_files import write_period
from situationroom.commands.shifts import cancel_duty, take_position
from situationroom.desk import Touched
from situationroom.jobs import Job
from situationroom.legend import Shape, Tone
from situationroom.models import Duty, Period, Position, Posting
from situationroom.store.connection import Connection
from situationroom.store.queries.shifts import Post, Watch, watch
from situationroom.texts import tr
from situationroom.views import theme, times, watch_sheets
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.shift_sheet import hand_over_shift_sheet
from situationroom.views.transport_files import file_name
from situationroom.views.widgets import (
    Card,
    button,
    clear,
    column,
    heading,
    label,
    quiet,
    row,
    scrolled,
)

KINDS = ("position", "duty", "posting", "period")
_HELD: tuple[Shape, Tone] = ("circle", "safe")
_EMPTY: tuple[Shape, Tone] = ("ring", "quiet")
LOG_LINES = 40
AGAIN_MS = 30_000


class WatchRoom(QWidget):
    """Four cards, brought up to date when something of theirs has changed."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.posts, self.roster, self.log, self.periods = (QVBoxLayout() for _ in range(4))
        self._sub = quiet("")
        self._lay_out()
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._tick)
        self._again.start()
        self._desk.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Ask for everything again; it arrives a moment later."""
        self._desk.fetch(self._show, watch, self._desk.now(), LOG_LINES)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _tick(self) -> None:
        if self.isVisible():
            self.reload()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of(*KINDS):
            self.reload()

    def _show(self, found: Watch) -> None:
        manned = sum(post.holder is not None for post in found.posts)
        self._sub.setText(tr("{n} of {all} posts are held", n=manned, all=len(found.posts)))
        no_post = tr("No post yet. Add the desks of the cell: duty leader, hotline, transport …")
        _fill(self.posts, [self._post(post) for post in found.posts], no_post)
        _fill(self.roster, [self._duty(d, p) for d, p in found.roster],
              tr("Nobody is on the roster. Add who comes next."))  # fmt: skip
        _fill(self.log, [self._posting(p, post) for p, post in found.log],
              tr("Nobody has held a post yet."))  # fmt: skip
        _fill(self.periods, [self._period(p) for p in found.periods],
              tr("No period yet. Open one, with its objectives."))  # fmt: skip

    # --- lines ---------------------------------------------------------------------------------

    def _post(self, post: Post) -> QWidget:
        now, held, id_ = self._desk.now(), post.holder, post.position.id
        planned = ", ".join(duty.officer for duty in post.on_roster)
        if held is None:
            said = tr("roster: {names}", names=planned) if planned else ""
            line = LinkRow(post.position.name, said, tr("empty"), "ring", "orange", "orange")
        else:
            since = times.ago(held.since, now)
            strange = planned and held.officer not in planned
            said = tr("roster: {names}", names=planned) if strange else ""
            line = LinkRow(f"{post.position.name}  {held.officer}", said, since, "circle", "safe")
        acts = []
        if held is None or held.officer != self._desk.officer:
            take = partial(self._take, id_, held)
            acts.append(button(tr("Take"), "user", "quiet", on_click=take))
        give = partial(watch_sheets.hand_position, self._frame, self, post)
        acts.append(button(tr("Hand over …") if held else tr("Put …"), "handoff", "quiet",
                           on_click=give))  # fmt: skip
        leave = partial(watch_sheets.leave, self._frame, self, post)
        name = tr("Leave …") if held else tr("Close")
        acts.append(button(name, "close", "quiet", on_click=leave))
        return _with_acts(line, acts)

    def _take(self, position: int, held: Posting | None) -> None:
        if held is None:
            self._desk.run(take_position, position)
        else:
            watch_sheets.relieve(self._frame, self, position, held)

    def _duty(self, duty: Duty, post: Position) -> QWidget:
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        begins, ends = (times.short_stamp(at, zone, now) for at in (duty.starts_at, duty.ends_at))
        running = duty.starts_at <= now
        shape, tone = _HELD if running else _EMPTY
        edit = partial(watch_sheets.edit_duty, self._frame, self, duty)
        line = LinkRow(f"{duty.officer}  {post.name}", duty.remark, f"{begins} – {ends}",
                       shape, tone, on_click=edit)  # fmt: skip
        gone = button("", "close", "quiet", on_click=partial(self._desk.run, cancel_duty, duty.id))
        gone.setAccessibleName(tr("Take off the roster"))
        gone.setToolTip(tr("Take off the roster"))
        return row(line, gone, gap=0)

    def _posting(self, posting: Posting, post: Position) -> QWidget:
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        until = times.short_stamp(posting.until, zone, now) if posting.until else tr("now")
        when = f"{times.short_stamp(posting.since, zone, now)} – {until}"
        return LinkRow(f"{post.name}  {posting.officer}", posting.note, when)

    def _period(self, period: Period) -> QWidget:
        now, zone = self._desk.now(), self._desk.incident.incident_zone
        until = (
            times.short_stamp(period.closed_at, zone, now) if period.closed_at else tr("still open")
        )
        when = f"{times.short_stamp(period.opened_at, zone, now)} – {until}"
        line = LinkRow(f"{period.id}  {period.name}", period.summary or period.objectives, when,
                       "circle" if period.is_open else "square",
                       "safe" if period.is_open else "quiet")  # fmt: skip
        acts = [button("PDF", "print", "quiet", on_click=partial(self._ask_where, period))]
        if period.is_open:
            aims = partial(watch_sheets.objectives, self._frame, self, period)
            ends = partial(watch_sheets.close, self._frame, self, period)
            acts.append(button(tr("Objectives …"), "flag", "quiet", on_click=aims))
            acts.append(button(tr("Close …"), "lock", "quiet", on_click=ends))
        return _with_acts(line, acts)

    def _ask_where(self, period: Period) -> None:
        name = f"{file_name(f'{period.id} {period.name}')}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Report of the period"), name, "*.pdf")
        if chosen:
            self.write(period, Path(chosen))

    def write(self, period: Period, path: Path) -> Job:
        """The period's PDF at ``path``; the frame says when it is there."""
        now = self._desk.now()

        def work(connection: Connection, step: object) -> Path:
            return write_period(connection, path, period, now)

        job = self._desk.study(tr("Writing {file}", file=path.name), work)
        job.succeeded.connect(lambda _path: self._frame.say(tr("Saved {file}", file=str(path))))
        return job

    # --- the parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        new_post = button(tr("Add a post"), "plus", on_click=self.add_post)
        new_duty = button(tr("Add to the roster"), "plus", on_click=self.add_duty)
        new_period = button(tr("Open a period"), "plus", on_click=self.open_period)
        cards: Sequence[tuple[Card, QVBoxLayout, tuple[int, int]]] = (
            (Card(tr("On duty now"), new_post), self.posts, (0, 0)),
            (Card(tr("Operational periods"), new_period), self.periods, (0, 1)),
            (Card(tr("Roster"), new_duty), self.roster, (1, 0)),
            (Card(tr("Position log")), self.log, (1, 1)),
        )
        grid = QGridLayout()
        grid.setSpacing(theme.px(16))
        for card, lines, place in cards:
            lines.setSpacing(theme.px(2))
            card.body.addLayout(lines)
            card.body.addStretch(1)
            grid.addWidget(card, *place)
        for n in range(2):
            grid.setColumnStretch(n, 1)
        grid.setRowStretch(1, 1)
        over = button(tr("Hand over my shift …"), "handoff", "primary", on_click=self.hand_over)
        head = QHBoxLayout()
        head.addWidget(heading(tr("Watch")))
        head.addSpacing(theme.px(8))
        head.addWidget(self._sub, 1)
        head.addWidget(over)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(*[theme.px(16)] * 4)
        inside.setSpacing(theme.px(12))
        inside.addLayout(head)
        inside.addLayout(grid, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def add_post(self) -> None:
        """Ask for a post's name."""
        watch_sheets.new_post(self._frame, self)

    def add_duty(self) -> None:
        """Ask who comes when."""
        watch_sheets.edit_duty(self._frame, self, None)

    def open_period(self) -> None:
        """Ask for a period's name and objectives."""
        watch_sheets.new_period(self._frame, self)

    def hand_over(self) -> None:
        """The whole shift at once."""
        hand_over_shift_sheet(self._frame, self)


def _with_acts(line: QWidget, acts: Sequence[QWidget]) -> QWidget:
    """The acts below the line: beside it they would leave its words no room on a small screen."""
    return column(line, row(None, *acts, gap=4), gap=0)


def _fill(lines: QVBoxLayout, widgets: Sequence[QWidget], nothing: str) -> None:
    clear(lines)
    for one in widgets:
        lines.addWidget(one)
    if not widgets:
        said = label(nothing, "quiet")
        said.setWordWrap(True)
        lines.addWidget(said)
