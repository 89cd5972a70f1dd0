"""A small sign over a table while it looks for what was asked."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QTableView

from situationroom.texts import tr
from situationroom.views import theme


class Looking(QLabel):
    """Hidden until it is needed; it takes no click and moves nothing."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(tr("Looking …"), table)
        self.setObjectName("looking")
        self.setFont(theme.font(12))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._table = table
        table.installEventFilter(self)
        self.hide()

    def setVisible(self, visible: bool) -> None:
        if visible:
            self._place()
            self.raise_()
        super().setVisible(visible)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        port = self._table.viewport().geometry()
        self.move(port.center().x() - self.width() // 2, port.top() + theme.px(8))
