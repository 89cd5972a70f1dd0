"""Buttons: plain ones with an icon and a key hint, and the chip."""

from collections.abc import Callable
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from situationroom.legend import Shape, Tone
from situationroom.views import theme
from situationroom.views.icons import draw_shape, icon_pixmap

Kind: TypeAlias = Literal["primary", "plain", "quiet", "danger"]
ICON = 16
"""Pixels of an icon at the normal text size."""


class DrawnButton(QPushButton):
    """A push button of its content's size; the style draws the button, it draws the content."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        raise NotImplementedError


class Button(DrawnButton):
    """A push button with an icon before its text and the key that presses it behind."""

    def __init__(self, text: str, icon_name: str | None, kind: str, shortcut: str | None) -> None:
        super().__init__(text)
        self._icon = icon_name
        self._hint = QKeySequence(shortcut).toString(_NATIVE) if shortcut else ""
        self._kind = kind
        self.setProperty("kind", kind)
        self.setFont(theme.font(13, 500 if kind == "primary" else 400))
        if text == "":
            self.setAccessibleName(icon_name or "")
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))

    def set_icon(self, name: str | None) -> None:
        """Another icon before the text."""
        self._icon = name
        self.update()

    def sizeHint(self) -> QSize:
        width = theme.px(24) + self._content_width()
        if self.menu() is not None:
            width += theme.px(14)
        if not self.text() and not self._hint:
            width = theme.px(32)
        return QSize(round(width), theme.px(32))

    def _content_width(self) -> float:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        gap = theme.px(6) if self.text() else 0
        icon = (theme.px(ICON) + gap) if self._icon else 0
        hint = theme.px(8) + _hint_width(self._hint) if self._hint else 0
        return width + icon + hint

    def _paint_content(self, painter: QPainter) -> None:
        colour = self._colour()
        room = self.width() - (theme.px(14) if self.menu() is not None else 0)
        x = (room - self._content_width()) / 2
        middle = self.height() / 2
        if self._icon:
            size = theme.px(ICON)
            pixmap = icon_pixmap(self._icon, colour, size)
            painter.drawPixmap(QPointF(x, middle - size / 2), pixmap)
            x += size + theme.px(6)
        painter.setPen(QColor(colour))
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        painter.drawText(QRectF(x, 0, width + 2, self.height()), _LEFT, self.text())
        if self._hint:
            _paint_hint(painter, self._hint, QPointF(x + width + theme.px(8), middle), colour)

    def _colour(self) -> str:
        c = theme.colours()
        if not self.isEnabled():
            return c.unknown
        kinds = {"primary": c.on_accent, "danger": c.red}
        quiet = self._kind == "quiet" and not (self.underMouse() or self.hasFocus())
        return c.quiet if quiet else kinds.get(self._kind, c.text)


def button(
    text: str,
    icon_name: str | None = None,
    kind: Kind = "plain",
    shortcut: str | None = None,
    on_click: Callable[[], object] | None = None,
) -> Button:
    """A button; ``shortcut`` such as 'A' or 'Ctrl+S' presses it and is shown beside its text.

    A button of an icon alone needs ``setAccessibleName`` and a tooltip from its maker.
    """
    made = Button(text, icon_name, kind, shortcut)
    if on_click is not None:
        made.clicked.connect(lambda _checked: on_click())
    return made


class Chip(DrawnButton):
    """A checkable pill: a filter with its count, and a legend shape where it has one."""

    def __init__(
        self,
        text: str,
        count: int | None = None,
        shape: Shape | None = None,
        tone: Tone = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setFont(theme.font(13))
        self._shape = shape
        self._tone: Tone = tone
        self._count = count

    def set_count(self, count: int | None) -> None:
        """Show another count; None shows none."""
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    @property
    def count(self) -> int | None:
        """The count shown."""
        return self._count

    def sizeHint(self) -> QSize:
        return QSize(round(theme.px(24) + self._content_width()), max(26, theme.px(28)))

    def _content_width(self) -> float:
        metrics = QFontMetricsF(self.font())
        count = metrics.horizontalAdvance(f"  {self._count}") if self._count is not None else 0
        shape = theme.px(16) if self._shape else 0
        return metrics.horizontalAdvance(self.text()) + count + shape

    def _paint_content(self, painter: QPainter) -> None:
        c = theme.colours()
        x = (self.width() - self._content_width()) / 2
        if self._shape:
            size = theme.px(10)
            rect = QRectF(x, (self.height() - size) / 2, size, size)
            draw_shape(painter, self._shape, c.tone(self._tone), rect)
            x += theme.px(16)
        metrics = QFontMetricsF(self.font())
        width = metrics.horizontalAdvance(self.text())
        painter.setPen(QColor(c.text if self.isEnabled() else c.unknown))
        painter.drawText(QRectF(x, 0, width + 2, self.height()), _LEFT, self.text())
        if self._count is not None:
            painter.setPen(QColor(c.text if self.isChecked() else c.quiet))
            rest = QRectF(x + width, 0, self.width(), self.height())
            painter.drawText(rest, _LEFT, f"  {self._count}")


def _hint_width(hint: str) -> float:
    return QFontMetricsF(theme.font(11)).horizontalAdvance(hint) + theme.px(8)


def _paint_hint(painter: QPainter, hint: str, at: QPointF, colour: str) -> None:
    height = theme.px(16)
    rect = QRectF(at.x(), at.y() - height / 2, _hint_width(hint), height)
    faded = QColor(colour)
    faded.setAlphaF(0.45)
    painter.setPen(QPen(faded, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    faded.setAlphaF(0.85)
    painter.setPen(faded)
    painter.setFont(theme.font(11))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, hint)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_NATIVE = QKeySequence.SequenceFormat.NativeText
