"""Short sentences that appear above the bottom strip and go by themselves."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from situationroom.legend import Tone
from situationroom.views import theme
from situationroom.views.icons import icon_pixmap
from situationroom.views.widgets import label

STAYS_MS = 5_000
REFUSAL_STAYS_MS = 12_000
ABOVE_BOTTOM = 50


class Toast(QFrame):
    """One sentence over the window; a newer one takes its place. Clicking it away is allowed."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("banner")
        self._sign = QLabel()
        self._text = label("")
        self._text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        layout.setSpacing(theme.px(10))
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self._gone = QTimer(self, singleShot=True)
        self._gone.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown last."""
        return self._text.text()

    def say(self, text: str) -> None:
        """What was done."""
        self._show(text, "safe", "check", STAYS_MS)

    def refuse(self, text: str) -> None:
        """What a rule refused; stays longer."""
        self._show(text, "orange", "alert", REFUSAL_STAYS_MS)

    def mousePressEvent(self, _event: object) -> None:
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _show(self, text: str, tone: Tone, sign: str, stays: int) -> None:
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.setPixmap(icon_pixmap(sign, theme.colours().tone(tone), 18))
        self._text.setText(text)
        self._place()
        self.show()
        self.raise_()
        self._gone.start(stays)

    def _place(self) -> None:
        over = self._over
        margin = theme.px(64)
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + margin
        width = min(wanted, theme.px(560), over.width() - 2 * margin)
        self.setFixedWidth(width)
        self.adjustSize()
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setFixedHeight(height)
        bottom = over.height() - theme.px(ABOVE_BOTTOM) - height
        self.move((over.width() - width) // 2, bottom)
