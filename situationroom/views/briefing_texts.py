"""Which typed texts the room may read: an officer ticks each, the incident refuses the harmful."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from situationroom.commands.briefing import hold_back, release
from situationroom.models import Briefing
from situationroom.models.briefing import Releasable
from situationroom.models.errors import RuleError
from situationroom.store.connection import Connection
from situationroom.store.queries.briefing import the_briefing, typed_texts
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.widgets import clear, inline_error, quiet, row

Found = tuple[Briefing, list[tuple[Releasable, int, str]]]


def offered(connection: Connection) -> Found:
    """The settings with what was released, and every text that could be."""
    return the_briefing(connection), typed_texts(connection)


class TypedTexts(QWidget):
    """A tick a text; what a room must not read says so beside the list and stays unticked."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._desk = frame.desk
        self.boxes: dict[tuple[Releasable, int], QCheckBox] = {}
        self.error = inline_error()
        self._found: Found | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.error)
        body.addLayout(self._lines)
        self.load()

    def load(self) -> None:
        """Ask which texts there are now."""
        self._desk.latest("briefing texts", self._came, offered)

    def _came(self, found: Found) -> None:
        if found == self._found:
            return
        self._found = found
        known, texts = found
        released = {(one.kind, one.record): one.text for one in known.released}
        clear(self._lines)
        self.boxes = {}
        for kind, record, said in texts:
            self._lines.addWidget(self._line(kind, record, said, released.get((kind, record))))
        if not texts:
            self._lines.addWidget(quiet(tr("There is nothing typed yet.")))

    def _line(self, kind: Releasable, record: int, said: str, released: str | None) -> QWidget:
        box = QCheckBox()
        box.setChecked(released == said)
        box.setAccessibleName(said)
        box.clicked.connect(lambda on: self._ticked(kind, record, on))
        self.boxes[kind, record] = box
        told = ElidedLabel(said, "text")
        told.setToolTip(said)
        return row(box, told, quiet(_kind_word(kind), 12))

    def _ticked(self, kind: Releasable, record: int, on: bool) -> None:
        self.error.say("")
        command: Any = release if on else hold_back
        job = self._desk.run(command, kind, record)
        job.on_refusal = partial(self._refused, kind, record)

    def _refused(self, kind: Releasable, record: int, error: RuleError) -> None:
        self.error.say_error(error)
        self.boxes[kind, record].setChecked(False)


def _kind_word(kind: Releasable) -> str:
    return {
        Releasable.INCIDENT: tr("Incident"),
        Releasable.SITE: tr("Shelter"),
        Releasable.MOVEMENT: tr("Movement"),
        Releasable.DECISION: tr("Decision"),
    }[kind]
