"""Colours, fonts and the one stylesheet of the window, in the officer's theme and text size."""

from functools import cache
from string import Template
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from situationroom.legend import Palette, palette
from situationroom.settings import resource
from situationroom.views.style import STYLE

FAMILIES: Final = (
    "Situation Sans",
    "Noto Naskh Arabic",
    "Situation Rare Hanzi A",
    "Situation Rare Hanzi B",
    "Noto Sans",
    "sans-serif",
)
_FONT_FILES = (
    "SituationSans-Regular.ttf",
    "SituationSans-Medium.ttf",
    "SituationSans-Bold.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "SituationRareHanziA.ttf",
    "SituationRareHanziB.ttf",
)
NORMAL_PX: Final = 13
"""The text size for which sizes in the views are written."""

_theme = "dark"
_text_size = NORMAL_PX


def set_theme(app: QApplication, theme: str, text_size: int) -> None:
    """Dress the application; ``theme`` 'dark' or 'light', ``text_size`` pixels of table text.

    Colours, icons and fonts are read when a widget is made: rebuild the rooms afterwards.
    """
    global _theme, _text_size
    _theme, _text_size = theme, text_size
    load_fonts()
    if app.style().objectName() != "fusion":
        app.setStyle("fusion")
    app.setPalette(_qt_palette(colours()))
    app.setFont(font(NORMAL_PX))
    QToolTip.setFont(font(12))
    app.setStyleSheet(_stylesheet(colours()))


def colours() -> Palette:
    """The colours of the theme worn now."""
    return palette(_theme)


def theme() -> str:
    """'dark' or 'light'."""
    return _theme


def px(size: float) -> int:
    """A length written for the normal text size, in pixels of the text size worn now."""
    return round(size * _text_size / NORMAL_PX)


def font(size: int, weight: int = 400, tabular: bool = False) -> QFont:
    """The window's font; ``size`` in pixels at the normal text size, weights 400, 500, 700.

    Figures of the font are tabular already; ``tabular`` says that the caller depends on it.
    """
    made = QFont()
    made.setFamilies(list(FAMILIES))
    made.setPixelSize(max(8, px(size)))
    made.setWeight(QFont.Weight(weight))
    if tabular:
        made.setStyleHint(QFont.StyleHint.SansSerif)
    return made


def with_alpha(colour: str, alpha: float) -> str:
    """'#rrggbb' as 'rgba(…)' for a stylesheet; ``alpha`` 0..1."""
    made = QColor(colour)
    return f"rgba({made.red()}, {made.green()}, {made.blue()}, {round(alpha * 255)})"


@cache
def load_fonts() -> None:
    """Make the program's own fonts known to Qt, once a process."""
    for name in _FONT_FILES:
        path = resource(f"fonts/{name}")
        if path.exists():
            QFontDatabase.addApplicationFont(str(path))


def _stylesheet(c: Palette) -> str:
    values = {name: str(getattr(c, name)) for name in c.__slots__}
    values |= {f"px{n}": f"{px(n)}px" for n in (4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32)}
    values["style"] = resource("style").as_posix()
    values["theme"] = _theme
    values["thumb"] = with_alpha(c.quiet, 0.35)
    values["thumb_hover"] = with_alpha(c.quiet, 0.65)
    values["tint"] = with_alpha(c.accent, 0.16)
    values["faint"] = with_alpha(c.line, 0.55)
    values["red_tint"] = with_alpha(c.red, 0.14)
    values["button_line"] = c.border
    return Template(STYLE).substitute(values)


def _qt_palette(c: Palette) -> QPalette:
    made = QPalette()
    role = QPalette.ColorRole
    colours_of = {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.panel,
        role.AlternateBase: c.raised,
        role.Text: c.text,
        role.Button: c.raised,
        role.ButtonText: c.text,
        role.BrightText: c.red,
        role.Highlight: c.selection,
        role.HighlightedText: c.text,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.quiet,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.Light: c.line,
        role.Midlight: c.line,
        role.Mid: c.line,
        role.Dark: c.ground,
        role.Shadow: c.ground,
    }
    for name, value in colours_of.items():
        made.setColor(name, QColor(value))
    for name in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.unknown))
    return made
