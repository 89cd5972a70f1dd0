"""Ctrl+K: find anything, and any action by its name, while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from situationroom.cities import city_name
from situationroom.commands.typed_mrz import looked_for, mrz_goes_on
from situationroom.desk import Desk
from situationroom.store.queries.search import Hit, search
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.actions import Action, matching
from situationroom.views.bidi import left_to_right
from situationroom.views.icons import icon_pixmap
from situationroom.views.widgets import line, quiet

TYPING_MS = 60
"""Waited after a key, so that fast typing asks once."""
MOST_HITS = 20
ICONS = {"person": "user", "request": "requests", "movement": "transport", "site": "shelters",
         "contact": "phone", "talking_point": "book"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the palette, and what choosing it does."""

    icon: str
    title: str
    detail: str
    keys: str
    do: Callable[[], object]


class Palette(QDialog):
    """A field with what it finds below; Enter does the marked line."""

    def __init__(
        self,
        parent: QWidget,
        actions: Sequence[Action],
        desk: Desk | None,
        on_hit: Callable[[Hit], object],
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(tr("Find"))
        self._actions, self._desk, self._on_hit = actions, desk, on_hit
        self._wanted = ""
        self.field = QLineEdit(
            placeholderText=tr("Case, name, pinyin, last four digits, place, movement, action…")
        )
        self.field.setFont(theme.font(16))
        self.field.setClearButtonEnabled(False)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setItemDelegate(_LineDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _item: self._do())
        self._foot = quiet("", 12)
        self._lay_out()
        self._typing = QTimer(self, interval=TYPING_MS, singleShot=True)
        self._typing.timeout.connect(self._look)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self._show([])

    def eventFilter(self, watched: object, event: object) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8}.get(
                Qt.Key(event.key()), 0
            )
            if step:
                self._step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._look_now()
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def lines(self) -> list[Line]:
        """What is listed now."""
        return [self.list.item(n).data(_LINE) for n in range(self.list.count())]

    def _lay_out(self) -> None:
        self.setObjectName("palette")
        c = theme.colours()
        self.setStyleSheet(
            f"QDialog#palette {{ background: {c.panel}; border: 1px solid {c.border}; }}"
        )
        self.list.setStyleSheet(f"QListWidget {{ background: {c.panel}; }}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(10))
        layout.setSpacing(theme.px(8))
        for one in (self.field, line(), self.list, self._foot):
            layout.addWidget(one)
        over = self.parentWidget()
        if over is not None:
            self.resize(
                min(theme.px(680), over.width() - 80), min(theme.px(520), over.height() - 120)
            )
            corner = over.mapToGlobal(over.rect().topLeft())
            self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + theme.px(72))

    def _look(self) -> None:
        typed = self._wanted = looked_for(self.field.text())
        if not typed or self._desk is None:
            self._show([])
            return
        self._desk.fetch(lambda hits: self._arrived(typed, hits), search, typed, MOST_HITS)

    def _arrived(self, typed: str, hits: list[Hit]) -> None:
        # The palette may be closed, or something else be typed, by the time the answer comes.
        if self.isVisible() and typed == self._wanted:
            self._show(hits)

    def _look_now(self) -> None:
        if mrz_goes_on(self.field.text()):
            return  # a scanner ends the first line of a passport with Enter
        if self._typing.isActive() and self._desk is not None:
            self._typing.stop()
            typed = self._wanted = looked_for(self.field.text())
            self._show(self._desk.ask(search, typed, MOST_HITS) if typed else [])
        self._do()

    def _show(self, hits: Sequence[Hit]) -> None:
        found = [self._hit_line(hit) for hit in hits]
        found += [
            Line(a.icon, a.name, "", a.keys_text, a.do)
            for a in matching(self._actions, self.field.text())
        ]
        self.list.clear()
        for one in found:
            item = QListWidgetItem(one.title)
            item.setData(_LINE, one)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        keys = tr("↑↓ choose · Enter open · Esc close")
        self._foot.setText(keys if found else tr("Nothing found. Try fewer letters or digits."))

    def _hit_line(self, hit: Hit) -> Line:
        said = (hit.number, city_name(hit.detail))
        detail = " · ".join(part for part in said if part and part != hit.title)
        return Line(
            ICONS.get(hit.kind, "search"),
            left_to_right(hit.title),
            detail,
            "",
            lambda: self._on_hit(hit),
        )

    def _step(self, by: int) -> None:
        last = self.list.count() - 1
        self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), last))

    def _do(self) -> None:
        item = self.list.currentItem()
        if self.list.currentRow() < 0:
            return
        chosen: Line = item.data(_LINE)
        self.close()
        # After the palette has gone, so that the focus is where the action finds it.
        QTimer.singleShot(0, chosen.do)


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(100, theme.px(36))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        c, shown = theme.colours(), index.data(_LINE)
        rect = QRectF(option.rect)  # type: ignore[attr-defined]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(c.selection))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        tone = c.text if chosen else c.quiet
        top = round(rect.center().y() - 8)
        painter.drawPixmap(round(rect.left()) + 10, top, icon_pixmap(shown.icon, tone, 16))
        self._words(painter, rect.adjusted(36, 0, -12, 0), shown)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRectF, shown: Line) -> None:
        c = theme.colours()
        painter.setPen(QPen(QColor(c.text)))
        painter.setFont(theme.font(13, 500))
        metrics = painter.fontMetrics()
        title = metrics.elidedText(
            shown.title, Qt.TextElideMode.ElideRight, round(rect.width() * 0.6)
        )
        painter.drawText(rect, _LEFT, title)
        left = metrics.horizontalAdvance(title) + theme.px(12)
        painter.setFont(theme.font(12))
        painter.setPen(QPen(QColor(c.quiet)))
        room = rect.adjusted(left, 0, 0, 0)
        detail = painter.fontMetrics().elidedText(
            shown.detail.replace("\n", " "), Qt.TextElideMode.ElideRight, round(room.width())
        )
        painter.drawText(room, _LEFT, detail)
        painter.drawText(
            rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown.keys
        )


_LINE = Qt.ItemDataRole.UserRole
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
