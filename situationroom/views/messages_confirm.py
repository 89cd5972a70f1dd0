"""The last look: what leaves, how many times, in whose name."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from situationroom.jobs import Job
from situationroom.messaging.prepare import Draft, Prepared
from situationroom.models.errors import RuleError
from situationroom.models.message import CONFIRM_ABOVE, DeliveryStatus, Way
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ask import Sheet
from situationroom.views.widgets import Card, form_row, inline_error, label, quiet


class ConfirmSheet(Sheet):
    """``do()`` starts the command; a refusal is said here. Many are confirmed by their number."""

    def __init__(
        self, parent: QWidget, officer: str, draft: Draft, plan: Prepared, do: Callable[[], Job]
    ) -> None:
        where = tr("into a file") if draft.way is Way.FILE else tr("to the servers, now")
        text = tr("{n} messages go {where}, in the name of {officer}.",
                  n=f"{plan.sent:,}", where=where, officer=officer)  # fmt: skip
        super().__init__(parent, draft.title, text, tr("Send {n}", n=f"{plan.sent:,}"), "primary")
        self.setMinimumWidth(theme.px(560))
        self._do, self._sent = do, plan.sent
        self.error = inline_error()
        self.number = QLineEdit()
        self.body.addWidget(quiet(_rest(plan)))
        for one in _texts(plan):
            self.body.addWidget(one)
        if plan.sent > CONFIRM_ABOVE:
            question = tr("These are many. Type the number of messages to confirm it.")
            self.body.addWidget(form_row(question, self.number))
            self.number.textChanged.connect(self._look)
            self._look()
        self.body.addWidget(self.error)
        self.finish()

    def accept(self) -> None:
        """Queue what was confirmed; the sheet closes when that is stored."""
        if not self.accept_button.isEnabled():
            return
        self.accept_button.setEnabled(False)
        job = self._do()
        job.on_refusal = self._refused
        job.succeeded.connect(self._stored)

    def _stored(self, _message: object) -> None:
        super().accept()

    def _refused(self, error: RuleError) -> None:
        self.error.say_error(error)
        self.accept_button.setEnabled(True)

    def _look(self) -> None:
        typed = self.number.text().replace(",", "").replace("，", "").strip()
        self.accept_button.setEnabled(typed == str(self._sent))


def _rest(plan: Prepared) -> str:
    shared = sum(copy.shares is not None for copy in plan.copies)
    out = len(plan.with_status(DeliveryStatus.LEFT_OUT, DeliveryStatus.UNREACHABLE))
    parts = [tr("{n} SMS parts", n=f"{plan.sms_parts:,}")] if plan.sms_parts else []
    parts += [tr("{n} share a telephone or mailbox", n=shared)] if shared else []
    parts += [tr("{n} get nothing", n=out)] if out else []
    return " · ".join(parts)


def _texts(plan: Prepared) -> list[QWidget]:
    """The first text of each language, word for word."""
    first = {copy.language: copy for copy in reversed(plan.copies) if copy.goes}
    made: list[QWidget] = []
    for copy in list(first.values())[:3]:
        card, text = Card(), label(copy.text)
        text.setWordWrap(True)
        card.body.addWidget(quiet(f"{copy.person.name} · {copy.address}", 12))
        card.body.addWidget(text)
        made.append(card)
    return made
