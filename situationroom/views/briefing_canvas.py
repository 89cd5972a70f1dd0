"""One page of the briefing in a widget of any size: the room's screen, or a small copy of it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom import briefing_words as words
from situationroom.legend import palette
from situationroom.models.briefing import Page, Picture
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.briefing_pages import paint_page
from situationroom.views.briefing_sheet import HEIGHT, WIDTH


class BriefingCanvas(QWidget):
    """Is given a picture and nothing else; paints each page once, then shows what it painted."""

    def __init__(self) -> None:
        super().__init__()
        theme.load_fonts()
        self.picture: Picture | None = None
        self.page = Page.MAP
        self.note = ""
        self.light = False
        self._painted: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_page(
        self, picture: Picture | None, page: Page, note: str = "", *, light: bool = False
    ) -> None:
        """Show a page of a picture; None shows that there is none yet."""
        if (picture, page, note, light) == (self.picture, self.page, self.note, self.light):
            return
        self.picture, self.page, self.note, self.light = picture, page, note, light
        self.setAccessibleName(self.said())
        self._painted = None
        self.update()

    def said(self) -> str:
        """What is shown, for a screen reader: the page and its figures."""
        if self.picture is None:
            return tr("The briefing is being prepared.")
        figures = (f"{words.figure_word(f.name)} {f.count}" for f in self.picture.figures)
        return f"{words.page_name(self.page)}: {', '.join(figures)}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._painted is None:
            self._painted = self._paint()
        QPainter(self).drawPixmap(0, 0, self._painted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._painted = None

    def _paint(self) -> QPixmap:
        sharp = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * sharp)
        pixmap.setDevicePixelRatio(sharp)
        painter = QPainter(pixmap)
        if self.picture is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            size = (float(self.width()), float(self.height()))
            colours = palette("light" if self.light else "dark")
            paint_page(painter, size, self.picture, self.page, self.note, colours)
        painter.end()
        return pixmap


class SmallCopy(BriefingCanvas):
    """The same, kept in the shape of the room's screen."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumSize(theme.px(320), theme.px(180))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(640), theme.px(360))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)
