"""The room's map and its pages as pictures, for a file or a printed report."""

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QImage, QPainter

from situationroom.legend import palette
from situationroom.models.briefing import Page, Picture
from situationroom.models.errors import StoreError
from situationroom.views import theme
from situationroom.views.briefing_map import paint_map
from situationroom.views.briefing_pages import paint_page
from situationroom.views.briefing_sheet import Sheet

WIDE, HIGH = 1400, 760
"""The map's size on a sheet; its picture is ``sharp`` times as large."""


def map_png(picture: Picture, theme_name: str = "light", sharp: float = 2.0) -> bytes:
    """The map of a picture as PNG."""
    theme.load_fonts()
    colours = palette(theme_name)
    image = QImage(round(WIDE * sharp), round(HIGH * sharp), QImage.Format.Format_RGB32)
    image.fill(colours.ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(sharp, sharp)
    paint_map(Sheet(painter, colours), QRectF(0, 0, WIDE, HIGH), picture, colours)
    painter.end()
    return png_of(image)


def page_png(
    picture: Picture, page: Page, width: int = 1920, height: int = 1080, theme_name: str = "dark"
) -> bytes:
    """A page as the room sees it, as PNG."""
    theme.load_fonts()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_page(painter, (float(width), float(height)), picture, page, colours=palette(theme_name))
    painter.end()
    return png_of(image)


def png_of(image: QImage) -> bytes:
    """An image's PNG. Raises StoreError where Qt cannot write one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise StoreError("The picture of the map could not be made.")
    return bytes(buffer.data().data())
