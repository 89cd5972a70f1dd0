"""The hand-off room: recipients, what each has had, what is new since, what they will see."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QTextBrowser, QVBoxLayout, QWidget

from situationroom.commands.handoffs import mark_received, mark_sent
from situationroom.desk import Touched
from situationroom.models import Handoff
from situationroom.models.handoff import HandoffContent
from situationroom.store.queries.handoff_content import content_of, preview
from situationroom.store.queries.handoffs import RecipientRow, recipients
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.board import Board
from situationroom.views.frame import Frame
from situationroom.views.handoffs_card import RecipientCard
from situationroom.views.handoffs_files import make_and_write, write_files
from situationroom.views.handoffs_form import RecipientForm
from situationroom.views.handoffs_log import HandoffLog
from situationroom.views.handoffs_text import counts, is_empty, page
from situationroom.views.transport_files import choose_folder, open_folder
from situationroom.views.widgets import (
    Chip,
    button,
    empty_state,
    heading,
    inline_error,
    label,
    quiet,
    row,
)
from situationroom.views.wrapped import flow

WIDTHS = (260, 340)
WAIT_MS = 400
NEW, ALL, HAD, LOG = range(4)


class HandoffsRoom(QWidget):
    """Recipients as cards; beside them what is new, the full list, what they had, the whole log."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.rows: dict[int, RecipientRow] = {}
        self.cards: dict[int, RecipientCard] = {}
        self.chosen: int | None = None
        self.page = NEW
        self.form: RecipientForm | None = None
        self.error = inline_error()
        self.log = HandoffLog(frame.desk)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._lay_out()
        self._connect()
        self.load()

    # --- what others ask of it -----------------------------------------------------------------

    def show_view(self, view: str) -> None:
        """'log' shows everything that was handed out; anything else what is new."""
        self._show(LOG if view == "log" else NEW)

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose a recipient."""
        for id_ in list(ids)[:1]:
            self.choose(id_)

    def choose(self, id_: int) -> None:
        """Show this recipient."""
        if id_ not in self.rows:
            return
        self._leave_form()
        self.chosen = id_
        self.error.say("")
        for number, card in self.cards.items():
            card.select(number == id_)
        recipient = self.rows[id_].recipient
        self._name.setText(recipient.name)
        self._contact.setText(recipient.contact)
        self._show(self.page if self.page != LOG else NEW)

    def make(self, full: bool, folder: Path | None = None) -> None:
        """Make the hand-off and write its files; asks for the folder when not told."""
        if self.chosen is None:
            return
        folder = folder or choose_folder(self, tr("Folder for the hand-off"))
        if folder is None:
            return
        self.error.say("")
        make_and_write(self.frame, self.chosen, folder, full=full,
                       refused=self.error.say_error,
                       done=lambda made: self._made(made, folder))  # fmt: skip

    def new_recipient(self) -> None:
        """The form for another recipient."""
        self._leave_form()
        self.form = RecipientForm(self.frame.desk)
        self.form.left.connect(self._leave_form)
        self.form.saved.connect(self._saved)
        self._board.open_beside(self.form)
        self.form.name.setFocus()

    # --- kept current --------------------------------------------------------------------------

    def load(self) -> None:
        """All recipients and what each of them has had."""
        found = {row.recipient.id: row for row in self.frame.desk.ask(recipients)}
        self.rows = found
        self._board.lay(self.cards, found, self._new_card, self._draw_again)
        handed = sum(len(row.handoffs) for row in found.values())
        self._count.setText(tr("{n} recipients · {handed} hand-offs", n=len(found), handed=handed))
        self._chips[LOG].set_count(handed)
        self._look_for_news()
        if self.chosen in found:
            self._show(self.page)
        elif found:
            self.choose(next(iter(found)))
        else:
            self.chosen = None
            self._board.show_chosen()

    def _new_card(self, found: RecipientRow) -> RecipientCard:
        card = RecipientCard()
        card.chosen.connect(lambda: self.choose(found.recipient.id))
        self._draw_again(card, found)
        return card

    def _draw_again(self, card: RecipientCard, found: RecipientRow) -> None:
        card.show_row(found, self.frame.desk)

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("recipient", "handoff"):
            self.load()
        elif touched.any_of("request", "person", "note"):
            self._wait.start()

    def _look_for_news(self) -> None:
        for id_ in self.rows:
            self._ask(id_, False, lambda content, id_=id_: self._news(id_, content))

    def _ask(self, recipient: int, full: bool, then: object) -> None:
        desk = self.frame.desk
        desk.fetch(then, preview, recipient, full, desk.now(), desk.officer)  # type: ignore[arg-type]

    def _news(self, id_: int, content: HandoffContent) -> None:
        if id_ in self.cards:
            self.cards[id_].show_news(counts(content), bool(not is_empty(content)))
        if id_ == self.chosen and self.page == NEW:
            self._show_content(content)

    # --- inside --------------------------------------------------------------------------------

    def _made(self, made: Handoff, folder: Path) -> None:
        self.frame.say(tr("Hand-off {number} is in {folder}", number=made.number,
                          folder=folder.name))  # fmt: skip
        self._show(HAD)
        self.log.select_ids([made.id])
        self._selected()
        open_folder(folder)

    def _write_again(self) -> None:
        made = self.log.chosen()
        folder = choose_folder(self, tr("Folder for the hand-off")) if made else None
        if made is not None and folder is not None:
            write_files(self.frame, made, folder, lambda one: self._made(one, folder))

    def _mark(self, command: object) -> None:
        made = self.log.chosen()
        if made is not None:
            self.error.say("")
            job = self.frame.desk.run(command, made.id)  # type: ignore[arg-type]
            job.on_refusal = self.error.say_error

    def _read(self, id_: int) -> None:
        self.frame.desk.fetch(self._show_old, content_of, id_)

    def _show_old(self, content: HandoffContent) -> None:
        self._stack.setCurrentWidget(self.text)
        self._show_content(content)

    def _asked_for(self, content: HandoffContent) -> None:
        # The log may have been opened since, or another recipient.
        if self.page in (NEW, ALL) and content.recipient.id == self.chosen:
            self._show_content(content)

    def _show_content(self, content: HandoffContent) -> None:
        self._summary.setText(counts(content))
        self.text.setHtml(page(content))

    def _show(self, which: int) -> None:
        self.page = which
        for number, chip in self._chips.items():
            chip.setChecked(number == which)
        self._board.show_chosen()
        reading = which in (NEW, ALL)
        self._stack.setCurrentWidget(self.text if reading else self.log)
        for one in self._acts:
            one.setVisible(not reading)
        if reading and self.chosen is not None:
            self._summary.setText(tr("Looking …"))
            self._ask(self.chosen, which == ALL, self._asked_for)
        elif not reading:
            self._summary.setText("")
            rows = list(self.rows.values())
            self.log.show_rows(rows, None if which == LOG else self.chosen)
            self._selected()

    def _selected(self) -> None:
        made = self.log.chosen()
        self._acts[0].setEnabled(made is not None)
        self._acts[1].setEnabled(made is not None)
        self._acts[2].setEnabled(made is not None and made.sent_at is None)
        self._acts[3].setEnabled(
            made is not None and made.sent_at is not None and made.received_at is None
        )

    def _saved(self, id_: int) -> None:
        self._leave_form()
        self.load()
        self.choose(id_)

    def _leave_form(self) -> None:
        self.form = None
        self._board.leave()

    def _connect(self) -> None:
        self.frame.desk.changed.connect(self._changed)
        self._wait.timeout.connect(self._look_for_news)
        self.log.picked.connect(lambda _ids: self._selected())
        self.log.opened.connect(self._read)
        for number, chip in self._chips.items():
            chip.clicked.connect(lambda _on, number=number: self._show(number))

    def _lay_out(self) -> None:
        self._count = quiet("")
        self._chips = {
            NEW: Chip(tr("New since the last one")),
            ALL: Chip(tr("Full list")),
            HAD: Chip(tr("What they had")),
            LOG: Chip(tr("Everything handed out")),
        }
        self._acts = [
            button(tr("Read"), "eye", "quiet", on_click=lambda: self._read(self._chosen_id())),
            button(tr("Write files again"), "export", "quiet", on_click=self._write_again),
            button(tr("Sent"), "mail", on_click=lambda: self._mark(mark_sent)),
            button(tr("Receipt confirmed"), "check", on_click=lambda: self._mark(mark_received)),
        ]
        self._name, self._contact = label("", size=16, weight=700), quiet("")
        self._summary = label("", size=14, weight=500)
        self._stack = QStackedWidget()
        for one in (self.text, self.log):
            self._stack.addWidget(one)
        self._detail = QWidget()
        inside = QVBoxLayout(self._detail)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(8))
        delta = button(tr("Make: what is new"), "handoff", "primary",
                       on_click=lambda: self.make(full=False))  # fmt: skip
        whole = button(tr("Make: full list"), "handoff", on_click=lambda: self.make(full=True))
        inside.addWidget(row(self._name, self._contact, None, whole, delta))
        inside.addWidget(flow(*self._chips.values(), *self._acts))
        inside.addWidget(self.error)
        inside.addWidget(self._summary)
        inside.addWidget(self._stack, 1)
        self._frame_page()

    def _frame_page(self) -> None:
        empty = empty_state(
            "handoff",
            tr("No recipients yet"),
            tr("A recipient is whoever acts on the lists: an embassy, a consulate, the airport "
               "team. Each gets numbered hand-offs of what is theirs."),
            button(tr("New recipient"), "plus", "primary", on_click=self.new_recipient),
        )  # fmt: skip
        new = button(tr("New recipient"), "plus", on_click=self.new_recipient)
        title = row(heading(tr("Hand-offs")), self._count, None, new)
        self._board = Board([title], self._detail, empty, WIDTHS)
        self._board.fill(self)

    def _chosen_id(self) -> int:
        made = self.log.chosen()
        return made.id if made else 0
