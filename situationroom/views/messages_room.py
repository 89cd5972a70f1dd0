"""The messages room: write, what was sent, replies to decide, who has not answered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from situationroom.desk import Touched
from situationroom.models import Message
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.frame import Frame
from situationroom.views.messages_replies import RepliesPage
from situationroom.views.messages_send import let_go
from situationroom.views.messages_sent import SentPage
from situationroom.views.messages_servers import ServersSheet
from situationroom.views.messages_silent import SilentPage
from situationroom.views.messages_write import Whom, WritePage
from situationroom.views.widgets import Chip, button, heading

KINDS = ("message", "delivery", "reply", "person")


class MessagesRoom(QWidget):
    """Four pages under one another's chips."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.write, self.sent = WritePage(frame), SentPage(frame)
        self.replies, self.silent = RepliesPage(frame), SilentPage(frame)
        self.pages: dict[str, QWidget] = {
            "write": self.write, "sent": self.sent, "replies": self.replies, "silent": self.silent,
        }  # fmt: skip
        self.chips = {
            "write": Chip(tr("Write")),
            "sent": Chip(tr("Sent")),
            "replies": Chip(tr("Replies to decide"), None, "diamond", "yellow"),
            "silent": Chip(tr("No answer")),
        }
        self._lay_out()
        self._connect()
        self.show_view("sent" if self.sent.rows else "write")

    def show_view(self, view: str) -> None:
        """One of 'write', 'sent', 'replies', 'silent', or one message: 'message:7'."""
        kind, _colon, number = view.partition(":")
        if kind == "message" and number.isdecimal():
            self.select_ids([int(number)])
        if view not in self.pages:
            return
        self.chips[view].setChecked(True)
        self._stack.setCurrentWidget(self.pages[view])
        self.pages[view].setFocus()

    def write_to(
        self, persons: Sequence[int], about: str = "", movement: int | None = None
    ) -> None:
        """Begin a message to these persons."""
        self.write.write_to(Whom(tuple(persons), about, movement))
        self.show_view("write")

    def select_ids(self, ids: Sequence[int]) -> None:
        """Show a message that was sent."""
        if ids:
            self.show_view("sent")
            self.sent.choose(ids[0])

    def set_up(self) -> None:
        """The servers of this workstation."""
        sheet = ServersSheet(self, self._desk)
        sheet.exec()
        sheet.deleteLater()

    def _queued(self, message: Message) -> None:
        self.sent.load()
        self.select_ids([message.id])
        let_go(self._frame, self, message)

    def _again(self, message: Message, persons: list[int]) -> None:
        self.write.repeat(message, persons)
        self.show_view("write")

    def _only_silent(self, message: int) -> None:
        self.silent.choose(message)
        self.show_view("silent")

    def _changed(self, touched: Touched) -> None:
        if not touched.any_of(*KINDS):
            return
        for page in (self.sent, self.replies, self.silent):
            page.refresh(touched)

    def _connect(self) -> None:
        self.write.queued.connect(self._queued)
        self.write.picked.connect(lambda ids: self._frame.select("person", ids))
        self.sent.silent_asked.connect(self._only_silent)
        self.silent.again.connect(self._again)
        self.replies.counted.connect(self.chips["replies"].set_count)
        self.silent.counted.connect(self.chips["silent"].set_count)
        self.replies.load()
        self.silent.load()
        for name, chip in self.chips.items():
            chip.clicked.connect(lambda _on=True, n=name: self.show_view(n))
        self._desk.changed.connect(self._changed)

    def _lay_out(self) -> None:
        servers = button(tr("Servers …"), "settings", "quiet", on_click=self.set_up)
        outer, head = QVBoxLayout(self), QHBoxLayout()
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(theme.px(10))
        head.setSpacing(8)
        head.addWidget(heading(tr("Messages")))
        head.addSpacing(8)
        self._group = QButtonGroup(self)
        for chip in self.chips.values():
            self._group.addButton(chip)
            head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(servers)
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        outer.addLayout(head)
        outer.addWidget(self._stack, 1)
