"""An import that goes on in the background: a small sign in the corner, back on a click."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.import_busy import progress_words
from situationroom.views.widgets import Card, button

ABOVE = 44  # pixels of the bottom strip and a gap


class Aside(Card):
    """Lies in the lower right corner of the frame while the import sheet is hidden."""

    def __init__(self, frame: Frame, view: Any) -> None:
        super().__init__(raised=True)
        self._view, self._frame = view, frame
        self.body.setContentsMargins(*(theme.px(n) for n in (12, 6, 6, 6)))
        self._words = widgets.label("")
        self._back = button(tr("Look at it"), "import", "primary", on_click=self._return)
        line, inside = QWidget(), QHBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(10))
        inside.addWidget(self._words)
        inside.addWidget(self._back)
        line.setLayout(inside)
        self.body.addWidget(line)
        run = view.run
        run.began.connect(self._say)
        run.progressed.connect(lambda *told: self._say(progress_words(*told)))
        run.planned.connect(
            lambda _anew: self._say(tr("{file} is ready to look at", file=run.names))
        )
        run.stored.connect(lambda _r: self._say(tr("Imported {file}", file=run.names)))
        run.refused.connect(lambda _error: self._say(tr("The import needs you")))
        if isinstance(frame, QWidget):
            self.setParent(frame)
            frame.installEventFilter(self)
        self.hide()  # in its frame, or a frame that is shown later would show it too

    def show_at_foot(self) -> None:
        """In the corner, above everything."""
        self._place()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _say(self, text: str) -> None:
        self._words.setText(text)
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        self.adjustSize()
        around = self.parentWidget()
        if around is not None:
            at = around.rect().bottomRight()
            space = theme.px(16)
            self.move(at.x() - self.width() - space, at.y() - self.height() - theme.px(ABOVE))

    def _return(self) -> None:
        self.hide()
        self._view.show()
