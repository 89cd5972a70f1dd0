"""One row in full: what it asks of the officer, and the original beside what was read."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from situationroom.commands.imports import PlannedRow
from situationroom.intake.row import letter
from situationroom.models import Person
from situationroom.store.queries.people import persons
from situationroom.texts import tr
from situationroom.views import import_issues as issues
from situationroom.views import theme, times, widgets
from situationroom.views.bidi import left_to_right
from situationroom.views.import_acts import ImportActs
from situationroom.views.import_names import reason_text
from situationroom.views.import_pairs import Pair, PairsTable
from situationroom.views.import_reading import also_understood, places_of, read_as
from situationroom.views.import_rows import LOOKS, attached_words, outcome_names
from situationroom.views.import_run import ImportRun
from situationroom.views.import_sorting import open_problems
from situationroom.views.widgets import button


class RowCard(QFrame):
    """Shows one place of the plan. ``walked(step)``: the next (1) or former (-1) open question."""

    walked = Signal(int)

    def __init__(self, run: ImportRun, acts: ImportActs) -> None:
        super().__init__()
        self.setObjectName("card")
        self._run, self._acts = run, acts
        self.place: int | None = None
        self.pairs = PairsTable()
        # Queued: the editor closes before the row is shown anew.
        self.pairs.mended.connect(self._mended, Qt.ConnectionType.QueuedConnection)
        self.content = QWidget()
        self._lines = QVBoxLayout(self.content)
        self._lines.setContentsMargins(*(theme.px(14),) * 4)
        self._lines.setSpacing(theme.px(8))
        self._top, self._below = QVBoxLayout(), QVBoxLayout()
        for part in (self._top, self._below):
            part.setSpacing(theme.px(8))
        self._lines.addLayout(self._top)
        self._lines.addWidget(self.pairs)
        self._lines.addLayout(self._below)
        self._lines.addStretch(1)
        self._area = widgets.scrolled(self.content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self.show_place(None, None)

    def show_place(self, place: int | None, sheet: Any) -> None:
        """Another row of the plan; ``sheet`` is its SheetReading."""
        same, self.place = place == self.place, place
        scrolled = self._area.verticalScrollBar().value()
        widgets.clear(self._top)
        widgets.clear(self._below)
        self.pairs.setVisible(place is not None and sheet is not None)
        if place is None or sheet is None:
            self._top.addWidget(widgets.quiet(tr("Choose a row to see it beside the original.")))
            return
        row = self._run.row(place)
        self._top.addWidget(self._head(row))
        for one in self._questions(place, row):
            self._top.addWidget(one)
        self.pairs.show_pairs(self._pairs(row, sheet.columns))
        for one in _tail(row, sheet.columns):
            self._below.addWidget(one)
        self._area.verticalScrollBar().setValue(scrolled if same else 0)

    def mend(self, column: int | None = None) -> None:
        """Write into a cell of the row: the bad one, or this column's."""
        if self.place is not None and self.pairs.mend(column):
            cell = self.pairs.visualRect(self.pairs.currentIndex())
            spot = self.pairs.viewport().mapTo(self.content, cell.center())
            self._area.ensureVisible(spot.x(), spot.y(), 0, cell.height() + theme.px(24))

    def _mended(self, column: int, text: str) -> None:
        if self.place is not None:
            self._acts.mend(self.place, column, text)

    def _head(self, row: PlannedRow) -> QWidget:
        tone, shape = LOOKS[row.outcome]
        what = widgets.mark_label(outcome_names()[row.outcome], shape, tone)
        several = len({span.key for span in self._run.sorted.spans}) > 1
        sheet = f" · {row.sheet or row.file}" if several else ""
        name = widgets.title(tr("Row {n}", n=row.reading.row) + sheet)
        back = button("", "chevron-up", "quiet", on_click=lambda: self.walked.emit(-1))
        on = button(tr("Next"), "chevron-down", "quiet", "F8", lambda: self.walked.emit(1))
        on.setShortcut("")  # heard by the sheet
        back.setAccessibleName(tr("The question before (Shift+F8)"))
        back.setToolTip(tr("The question before (Shift+F8)"))
        on.setToolTip(tr("The next question (F8)"))
        parts: list[QWidget | None] = [name, what]
        if row.reading.fixed:
            parts.append(widgets.mark_label(tr("corrected"), "circle", "safe"))
        return widgets.row(*parts, None, back, on, gap=10)

    def _questions(self, place: int, row: PlannedRow) -> list[QWidget]:
        made: list[QWidget] = []
        if row.why is not None:
            made.append(widgets.Banner(reason_text(row.why), LOOKS[row.outcome][0]))
        if row.attached:
            words = tr("{told}. If it is somebody else, choose a new person.",
                       told=attached_words(row))  # fmt: skip
            made.append(widgets.Banner(words, "accent"))
        made += [self._problem(place, one) for one in open_problems(row, self._run.choices)]
        made += [self._conflict(place, one) for one in row.conflicts]
        made += self._suspects(place, row)
        if row.changes:
            made.append(issues.changes_issue(row.changes))
        return made

    def _problem(self, place: int, problem: Any) -> QWidget:
        def answer(what: str) -> None:
            if what == "mend":
                columns = self._acts.columns(place)
                self.mend(next(iter(places_of(problem, columns)), None))
            else:
                self._acts.accept(place, (problem,))

        order: Callable[[Any], object] = lambda o: self._acts.order(place, problem.field, o)  # noqa: E731
        turn = partial(self._acts.turn_names_of, place)
        return issues.problem_issue(problem, answer, order, turn)

    def _conflict(self, place: int, conflict: Any) -> QWidget:
        key, decisions = self._run.row(place).key, self._run.choices.decisions
        desk = self._run.desk
        when = times.short_stamp(conflict.at, desk.incident.incident_zone, desk.now())
        return issues.conflict_issue(
            conflict,
            decisions.side(key, conflict.field),
            (*key, conflict.field) in decisions.conflict_fields,
            when,
            lambda side: self._acts.side(place, (conflict.field,), side),
        )

    def _suspects(self, place: int, row: PlannedRow) -> list[QWidget]:
        known = self._known([one.person for one in row.suspects])
        decisions = self._run.choices.decisions
        rule = decisions.duplicate_rows.get(row.key)
        if rule is None and decisions.duplicates != "new":
            rule = decisions.duplicates
        if rule is None and row.attached:
            rule = row.attached[0].person
        draft = row.reading.persons[0] if row.reading.persons else None
        return [
            issues.suspect_issue(
                one, known.get(one.person), draft, rule, lambda r: self._acts.settle((place,), r)
            )
            for one in row.suspects
        ]

    def _known(self, ids: Sequence[int]) -> dict[int, Person]:
        """Persons of the incident, and by -n those of the batch itself."""
        stored = [one for one in ids if one > 0]
        found = {p.id: p for p in self._run.desk.ask(persons, stored)} if stored else {}
        batch = self._run.plan.new_persons
        return found | {one: batch[-one - 1] for one in ids if one < 0 and -one <= len(batch)}

    def _pairs(self, row: PlannedRow, columns: Sequence[Any]) -> list[Pair]:
        reading = row.reading
        bad = {
            column: "red" if row.outcome == "rejected" else "orange"
            for problem in open_problems(row, self._run.choices)
            for column in places_of(problem, columns)
        }
        words = tuple(word for one in reading.proposals for word in one.words)
        pairs, zone = [], self._run.desk.incident.home_zone
        for column in columns:
            index = column.index
            cells = reading.cells_in_order
            was = cells[index] if index < len(cells) else ""
            told = reading.fixed.get(index, was)
            if not told.strip() and not was.strip() and index not in bad:
                continue
            pairs.append(
                Pair(
                    index,
                    column.header.strip() or letter(index),
                    told,
                    left_to_right(read_as(row, column.field, zone)) if column.field else "",
                    column.field or "",
                    was if index in reading.fixed else None,
                    words,
                    bad.get(index),  # type: ignore[arg-type]
                )
            )
        return pairs


def _tail(row: PlannedRow, columns: Sequence[Any]) -> list[QWidget]:
    """What was understood beyond the columns."""
    made: list[QWidget] = []
    if row.reading.proposals:
        made.append(issues.proposals_issue(row.reading.proposals))
    pairs = also_understood(row, columns)
    if not pairs:
        return made
    box = PairsTable()
    box.setHorizontalHeaderLabels([tr("Also understood"), "", ""])
    box.show_pairs([Pair(-1, name, value, "", "x") for name, value in pairs])
    box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return [*made, box]
