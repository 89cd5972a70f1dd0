"""What came back: read files, paste, type; decide what no rule may decide."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from situationroom.commands.replies import Taken, decide_reply, take_replies
from situationroom.commands.reply_reading import ReplyFile, pasted_replies, read_replies
from situationroom.desk import Desk, Touched
from situationroom.jobs import Step
from situationroom.models.errors import PlainError
from situationroom.models.message import Meaning, ReplyState
from situationroom.store.queries.replies import ReplyRow, reply_ids, reply_rows
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.ask import Sheet
from situationroom.views.bidi import both_names, left_to_right
from situationroom.views.frame import Frame
from situationroom.views.list_beside import list_beside
from situationroom.views.message_words import MEANING_LOOKS, meaning_word
from situationroom.views.messages_reply_card import ReplyCard
from situationroom.views.table import Column, RecordTable
from situationroom.views.widgets import Banner, Chip, button, row, scrolled
from situationroom.words import sentence

OPEN, ALL = "open", "all"


class RepliesPage(QWidget):
    """``counted(n)`` when another number of replies waits for an officer."""

    counted = Signal(int)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self._view = OPEN
        self.table = RecordTable(self._desk, "replies", _columns(self._desk), reply_rows)
        self.card = ReplyCard(self._desk)
        self.problem = Banner("", "red")
        self.problem.hide()
        self.chips = {OPEN: Chip(tr("To decide"), None, "diamond", "yellow"),
                      ALL: Chip(tr("All replies"))}  # fmt: skip
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """The replies of the view; the chosen one stays chosen, else the next comes."""
        waiting = self._desk.ask(reply_ids, ReplyState.OPEN)
        everything = self._desk.ask(reply_ids)
        at = self._place()
        ids = waiting if self._view == OPEN else everything
        for name, chip in self.chips.items():
            chip.setChecked(name == self._view)
            chip.set_count(len(waiting) if name == OPEN else len(everything))
        self.table.refresh()
        self.table.set_ids(ids)
        if ids and not self.table.selected_ids():
            self.table.select_ids([ids[min(at, len(ids) - 1)]])
        self._say_empty(bool(everything))
        self._picked(self.table.selected_ids())
        self.counted.emit(len(waiting))

    def refresh(self, touched: Touched) -> None:
        """New entries have come."""
        if touched.any_of("reply", "person"):
            self.load()

    def read_file(self, path: Path | None = None) -> None:
        """Replies from a file: chosen here unless told."""
        if path is None:
            kinds = "*.csv *.tsv *.txt *.xlsx *.xls *.ods *.mbox *.eml"
            name, _kind = QFileDialog.getOpenFileName(self, tr("Replies"), "", kinds)
            path = Path(name) if name else None
        if path is None:
            return
        incident, file = self._desk.incident, path

        def read(step: Step) -> ReplyFile:
            step(0, 1, file.name)
            return read_replies(file, incident)

        job = self._desk.work(tr("Reading {file}", file=file.name), read)
        job.succeeded.connect(self.take)

    def paste(self) -> None:
        """Replies typed or pasted, a line each."""
        sheet = PasteSheet(self)
        if sheet.exec():
            try:
                self.take(pasted_replies(sheet.text.toPlainText(), self._desk.incident))
            except PlainError as error:
                self.problem.say(sentence(error))
        sheet.deleteLater()

    def take(self, told: ReplyFile) -> None:
        """Keep these and do what they clearly say."""
        self.problem.say("")
        job = self._desk.run_long(tr("Replies from {file}", file=told.name), take_replies, told)
        job.on_refusal = self.problem.say_error
        job.succeeded.connect(self._taken)

    def _taken(self, taken: Taken) -> None:
        self._frame.say(
            tr("{rows} replies: {same} known before, {safe} safe, {help} need help, {decide} to "
               "decide ({unknown} from unknown senders); {requests} requests opened.",
               rows=taken.rows, same=taken.same, safe=taken.safe, help=taken.needs_help,
               decide=taken.to_decide, unknown=taken.unknown, requests=taken.requests)
        )  # fmt: skip

    def decide(self, meaning: Meaning) -> None:
        """What the officer reads in the chosen reply, for the persons marked on the card."""
        found = self.card.shown
        if found is None:
            return
        self.problem.say("")
        job = self._desk.run(
            decide_reply, found.reply.id, meaning, self.card.persons(), self.card.note.text()
        )
        job.on_refusal = self.problem.say_error

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._picked(self.table.selected_ids())

    def _picked(self, ids: Sequence[int]) -> None:
        self.problem.say("")
        rows = self._desk.ask(reply_rows, list(ids[:1]))
        found = next(iter(rows.values()), None)
        self.card.show_reply(found)
        if found is not None and self.isVisible():
            self._frame.select("person", [person.id for person in found.persons])

    def _place(self) -> int:
        chosen, ids = self.table.selected_ids(), self.table.ids()
        return ids.index(chosen[0]) if chosen and chosen[0] in ids else 0

    def _choose_view(self, view: str) -> None:
        self._view = view
        self.load()
        self.table.setFocus()

    def _say_empty(self, some: bool) -> None:
        if some:
            self.table.set_empty(tr("Nothing to decide"), tr("Every reply was understood."))
        else:
            self.table.set_empty(
                tr("No replies yet"), tr("Read the gateway's file of replies, or paste them.")
            )

    def _connect(self) -> None:
        self.table.picked.connect(self._picked)
        self.card.decided.connect(self.decide)
        self.table.set_keys({
            "1": lambda _ids: self.decide(Meaning.SAFE),
            "2": lambda _ids: self.decide(Meaning.NEEDS_HELP),
            "3": lambda _ids: self.decide(Meaning.OTHER),
        })  # fmt: skip
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, n=name: self._choose_view(n))
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        read = button(tr("Read a file …"), "import", "primary", on_click=self.read_file)
        paste = button(tr("Paste or type …"), "edit", on_click=self.paste)
        body = QWidget()
        list_beside(body, self.table, self.problem, scrolled(self.card))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.px(8))
        outer.addWidget(row(*self.chips.values(), None, paste, read))
        outer.addWidget(body, 1)


class PasteSheet(Sheet):
    """Lines such as '+90 532 … 1 safe'."""

    def __init__(self, parent: QWidget) -> None:
        text = tr("One reply a line: the number or e-mail, then what it says. Rows copied from a "
                  "table may have the time in a third column.")  # fmt: skip
        super().__init__(parent, tr("Replies"), text, tr("Take them in"), "primary")
        self.setMinimumWidth(theme.px(560))
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("+90 532 555 01 27  1")
        self.text.setMinimumHeight(theme.px(180))
        self.text.setTabChangesFocus(False)
        self.body.addWidget(self.text)
        self.finish()
        self.text.setFocus()


def _columns(desk: Desk) -> list[Column]:
    zone = desk.incident.incident_zone

    def names(found: ReplyRow) -> str:
        return ", ".join(both_names(person) for person in found.persons) or tr("not known who")

    return [
        Column("meaning", tr("Says"), 104, lambda f: meaning_word(f.reply.meaning), least=104,
               shape=lambda f: MEANING_LOOKS[f.reply.meaning][0],
               tone=lambda f: MEANING_LOOKS[f.reply.meaning][1]),
        Column("text", tr("Reply"), 180, lambda f: left_to_right(" ".join(f.reply.text.split())),
               stretch=True, bold=True, least=90),
        Column("who", tr("From whom"), 130, names, least=80),
        Column("at", tr("When"), 84, lambda f: times.ago(f.reply.at, desk.now()), live=True,
               tooltip=lambda f: times.stamp(f.reply.at, zone),
               exact=lambda f: times.stamp(f.reply.at, zone), tone=lambda _f: "quiet"),
    ]  # fmt: skip
