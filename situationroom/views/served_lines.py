"""The rows behind a number that must be zero, each with the acts that mend it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.commands import reports as report_acts
from situationroom.commands.followups import finish_task, move_task
from situationroom.commands.people import set_safety
from situationroom.commands.requests import acknowledge, take
from situationroom.models import Person, Request
from situationroom.models.vocabulary import Category, Priority, Safety, Source
from situationroom.store.queries import reconciliation as served
from situationroom.store.queries.reconciliation import ListGap, Promise
from situationroom.store.queries.reports import Told
from situationroom.store.queries.responses import Responses
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.ask import ask_text, confirm
from situationroom.views.bidi import both_names
from situationroom.views.buttons import Button
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.request_acts import RequestActs
from situationroom.views.request_sheets import ask_until
from situationroom.views.request_work import follow_up, next_action
from situationroom.views.served_belongs import belongs_sheet
from situationroom.views.widgets import button, clear, label, quiet, row

ALL_AT_ONCE = 5_000
"""At most so many records one click mends."""
Act = tuple[str, str, Callable[[], object]]


class Lines(QWidget):
    """A list of rows; what it says depends on the check."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__()
        self._frame, self._desk, self._parent = frame, frame.desk, parent
        self._acts = RequestActs(frame, parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, theme.px(8), 0)
        self._layout.setSpacing(theme.px(2))

    def show_rows(self, check: str, rows: Sequence[Any], count: int) -> None:
        """These rows; ``count`` is how many there are altogether."""
        clear(self._layout)
        for one in rows:
            self._layout.addWidget(self._line(one))
        shown = sum(r.rows if isinstance(r, ListGap) else 1 for r in rows)
        if count > shown:
            self._layout.addWidget(quiet(tr("and {n} more", n=count - shown)))
        if not rows:
            self._layout.addWidget(quiet(tr("Nothing is left here. That is good news.")))
        self._layout.addStretch(1)

    def for_all(self, check: str, count: int) -> list[Button]:
        """What can be done with the whole list at once."""
        acts = {
            "unowned": (tr("Take all"), "user", self._take_all),
            "persons": (tr("Search for all"), "search", self._search_all),
        }
        if check not in acts or count < 2:
            return []
        name, icon, do = acts[check]
        return [button(f"{name} ({count})", icon, on_click=do)]

    def _line(self, one: Any) -> QWidget:
        if isinstance(one, ListGap):
            return self._list(one)
        if isinstance(one, Told):
            return self._call(one)
        if isinstance(one, Person):
            return self._person(one)
        if isinstance(one, Promise):
            return self._promise(one)
        return self._request(one)

    def _list(self, gap: ListGap) -> QWidget:
        link = LinkRow(gap.file, gap.name, tr("{n} rows", n=gap.rows), "square", "orange")
        reason = partial(self._reason, report_acts.list_needs_no_request, gap.sheet)
        return _row(link, [(tr("Needs no request …"), "note", reason)])

    def _call(self, told: Told) -> QWidget:
        report, desk = told.report, self._desk
        who = report.caller or report.caller_phone or tr("Call")
        said = " · ".join(cell.text for cell in told.cells)
        at = times.ago(report.received_at, desk.now())
        first = list(report.persons[:1])
        link = LinkRow(who, said, at, "square", "orange",
                       on_click=lambda: self._frame.select("person", first))  # fmt: skip
        opens = partial(desk.run, report_acts.open_for_report, report.id, Category.OTHER,
                        Priority.YELLOW, said)  # fmt: skip
        reason = partial(self._reason, report_acts.needs_no_request, [report.id])
        belongs = partial(belongs_sheet, self._parent, desk, report.id)
        return _row(link, [
            (tr("Open a request"), "plus", opens),
            (tr("Belongs to …"), "link", belongs),
            (tr("Needs no request …"), "note", reason),
        ])  # fmt: skip

    def _person(self, person: Person) -> QWidget:
        desk, mark = self._desk, legend.mark(person.safety)
        heard = times.ago(person.last_contact, desk.now()) if person.last_contact else tr("never")
        link = LinkRow(f"{person.case} {both_names(person)}", person.place_text or person.city,
                       tr("heard: {when}", when=heard), mark.shape, mark.tone,
                       on_click=partial(self._frame.select, "person", [person.id]))  # fmt: skip
        return _row(link, [
            (tr("Search"), "search", partial(desk.run, report_acts.search_for, [person.id])),
            (tr("Safe"), "check",
             partial(desk.run, set_safety, [person.id], Safety.SAFE, Source.OFFICER)),
        ])  # fmt: skip

    def _request(self, request: Request) -> QWidget:
        ids = [request.id]
        whose: list[Act] = [
            (tr("Take"), "user", partial(self._desk.run, take, ids)),
            (tr("Hand over"), "handoff", partial(self._acts.hand_over, ids)),
        ]
        when: list[Act] = [
            (tr("Next action"), "clock", partial(next_action, self._acts, ids)),
            (tr("Follow-up"), "calendar", partial(follow_up, self._acts, ids)),
        ]
        return _row(self._asked(request), when if request.owner else whose)

    def _promise(self, promise: Promise) -> QWidget:
        request, now, task = promise.request, self._desk.now(), promise.task
        late = tr("overdue {n}", n=times.span(now - promise.at)) if promise.at else tr("no time")
        words = task.what if task else request.next_action if promise.why == "next" else ""
        link = self._asked(request, f"{why_words(promise.why)}: {words}".rstrip(": "), late)
        if task is not None:
            return _row(link, [
                (tr("Done"), "check", partial(self._desk.run, finish_task, task.id)),
                (tr("Another time …"), "clock", partial(self._later, promise)),
            ])  # fmt: skip
        if promise.why == "answer":
            done = partial(self._desk.run, acknowledge, [request.id])
            return _row(link, [(tr("Acknowledge"), "check", done)])
        acts: list[Act] = [
            (tr("Next action"), "clock", partial(next_action, self._acts, [request.id]))
        ]
        if promise.why == "retry":
            acts = [(tr("Not reached"), "phone", partial(self._acts.attempt, [request.id])),
                    (tr("Wait"), "clock", partial(self._acts.wait, [request.id]))]  # fmt: skip
        resolve = (tr("Resolve"), "flag", partial(self._acts.resolve, [request.id]))
        return _row(link, [*acts, resolve])

    def _asked(self, request: Request, words: str = "", end: str = "") -> LinkRow:
        mark = legend.mark(request.priority)
        said = words or request.description
        status = end or legend.label(request.status)
        return LinkRow(f"{request.number} {legend.label(request.category)}", said, status,
                       mark.shape, mark.tone, "red" if end else "quiet",
                       partial(self._frame.select, "request", [request.id]))  # fmt: skip

    def _reason(self, command: Callable[..., object], what: object) -> None:
        hint = tr("Told us only that they are safe; asked about the weather …")
        asked = tr("Why has nothing to be done?")
        why = ask_text(self._parent, tr("Needs no request"), asked, hint)
        if why:
            self._desk.run(command, what, why)

    def _later(self, promise: Promise) -> None:
        zone = self._desk.incident.incident_zone
        task = promise.task
        if task and (answer := ask_until(self._parent, task.what, self._desk.now(), zone, "")):
            self._desk.run(move_task, task.id, answer[0])

    def _take_all(self) -> None:
        ids = [request.id for request in self._desk.ask(served.unowned, ALL_AT_ONCE)]
        said = tr("{n} requests become yours.", n=len(ids))
        if confirm(self._parent, tr("Take all"), said, tr("Take"), danger=False):
            self._desk.run(take, ids)

    def _search_all(self) -> None:
        ids = [person.id for person in self._desk.ask(served.unaccounted_persons, ALL_AT_ONCE)]
        said = tr("{n} persons go on the search list; households stay together.", n=len(ids))
        if confirm(self._parent, tr("Search for all"), said, tr("Search"), danger=False):
            self._desk.run(report_acts.search_for, ids)


def why_words(why: str) -> str:
    """Which promise it was."""
    return {
        "answer": tr("to be acknowledged"),
        "retry": tr("to try again"),
        "next": tr("next step"),
        "no_time": tr("next step without a time"),
        "task": tr("follow-up"),
    }[why]


def responses_table(figures: dict[Priority, Responses]) -> QWidget:
    """One line for each priority."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(24))
    heads = ("", tr("Acknowledged"), tr("Median"), tr("95 %"), tr("In time"), tr("Resolved"),
             tr("Median"), tr("95 %"))  # fmt: skip
    for place, head in enumerate(heads):
        grid.addWidget(quiet(head, 12), 0, place)
    for line, (priority, found) in enumerate(figures.items(), start=1):
        texts = (legend.short(priority), *response_texts(found))
        for place, text in enumerate(texts):
            tone = legend.mark(priority).tone if place == 0 else "text"
            grid.addWidget(label(text, tone), line, place)
    grid.setColumnStretch(len(heads), 1)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(grid)
    return box


def response_texts(found: Responses) -> tuple[str, ...]:
    """Acknowledged, median, 95th percentile, share in time; resolved, median, 95th percentile."""
    spans = [found.median, found.late, found.resolved_median, found.resolved_late]
    said = ["—" if span is None else _span(span) for span in spans]
    share = "—" if found.within is None else f"{found.within:.0%}"
    return (str(found.answered), said[0], said[1], share, str(found.resolved), said[2], said[3])


def _span(length: timedelta) -> str:
    """Minutes up to three hours: what is late by half an hour must be seen to be."""
    minutes = round(length.total_seconds() / 60)
    return tr("{n} min", n=minutes) if minutes < 180 else times.span(length)


def _row(link: LinkRow, acts: Sequence[Act]) -> QWidget:
    made = [button(name, icon, "quiet", on_click=do) for name, icon, do in acts]
    return row(link, *made, gap=4)
