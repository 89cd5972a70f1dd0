"""The triage of a request that is on the list already (Q)."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QWidget

from situationroom import legend
from situationroom.commands.triage import answer_triage
from situationroom.desk import Desk, Touched
from situationroom.models import Request
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Priority
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.ask import Sheet
from situationroom.views.buttons import Chip
from situationroom.views.triage_panel import TriagePanel


class TriageSheet(Sheet):
    """Questions, what they propose, and the priority the officer makes of it."""

    def __init__(self, parent: QWidget, desk: Desk, request: Request) -> None:
        title = f"{tr('Triage')} · {request.number}"
        super().__init__(parent, title, request.description[:200], tr("Store"), "primary")
        self._desk, self._request = desk, request
        self.setMinimumWidth(theme.px(520))
        self.chips = priority_chips(self, request.priority)
        questions = desk.incident.triage
        # Whoever put the request on the list chose its priority: answers only propose.
        self.panel = TriagePanel(questions, request.triage, self.chips, by_hand=True, key="Tab")
        self.problem = widgets.inline_error()
        self.body.addWidget(self.panel)
        urgent = widgets.row(*self.chips.values(), None, gap=6)
        self.body.addWidget(widgets.form_row(tr("How urgent"), urgent))
        self.body.addWidget(self.problem)
        self.finish()
        desk.changed.connect(self._changed)
        self.panel.list.start()

    def accept(self) -> None:
        """Keep the answers; a refusal is said in the sheet."""
        priority = next(p for p, chip in self.chips.items() if chip.isChecked())
        answers = self.panel.list.answers()
        job = self._desk.run(answer_triage, self._request.id, answers, priority)
        job.on_refusal = self._refused
        job.succeeded.connect(self._stored)

    def _stored(self, _request: object) -> None:
        super().accept()

    def _refused(self, error: RuleError) -> None:
        self.problem.say_error(error)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("incident"):
            self.panel.show_questions(self._desk.incident.triage)


def priority_chips(owner: QWidget, chosen: Priority) -> Mapping[Priority, Chip]:
    """A chip a priority, one of them chosen."""
    group, chips = QButtonGroup(owner), dict[Priority, Chip]()
    for place, priority in enumerate(Priority, start=1):
        mark = legend.mark(priority)
        chips[priority] = Chip(legend.short(priority), None, mark.shape, mark.tone)
        chips[priority].setChecked(priority is chosen)
        chips[priority].setShortcut(f"Alt+{place}")
        chips[priority].setToolTip(f"Alt+{place}")
        group.addButton(chips[priority])
    return chips
