"""The small parts every room is made of. One place, so that all rooms look and behave alike."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from situationroom.legend import Shape, Tone
from situationroom.models.errors import PlainError
from situationroom.views import theme
from situationroom.views.ask import ask_text, confirm
from situationroom.views.buttons import Button, Chip, button
from situationroom.views.flow import Flow
from situationroom.views.icons import icon_pixmap, shape_pixmap
from situationroom.words import sentence

__all__ = [
    "Banner",
    "Button",
    "Card",
    "Chip",
    "Flow",
    "KeyHint",
    "ask_text",
    "button",
    "clear",
    "column",
    "confirm",
    "empty_state",
    "form_row",
    "heading",
    "inline_error",
    "label",
    "line",
    "mark_label",
    "quiet",
    "row",
    "scrolled",
    "section",
    "title",
]


def label(text: str, tone: Tone = "text", size: int = 13, weight: int = 400) -> QLabel:
    """A line of plain text (never HTML, whatever it holds); wrap it with ``setWordWrap``."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setFont(theme.font(size, weight))
    return made


def heading(text: str) -> QLabel:
    """A room's title, 20 px."""
    return label(text, size=20, weight=700)


def title(text: str) -> QLabel:
    """The title of a card or a form, 15 px."""
    return label(text, size=15, weight=700)


def section(text: str) -> QLabel:
    """The small quiet heading above a block of a card."""
    made = label(text.upper(), "quiet", 11, 500)
    made.setContentsMargins(0, theme.px(8), 0, 0)
    return made


def quiet(text: str, size: int = 13) -> QLabel:
    """A line in the quiet colour."""
    return label(text, "quiet", size)


def mark_label(text: str, shape: Shape, tone: Tone, weight: int = 500) -> QWidget:
    """Text with its legend shape before it, both in the tone."""
    sign = QLabel()
    sign.setPixmap(shape_pixmap(shape, theme.colours().tone(tone), theme.px(11)))
    box = row(sign, label(text, tone, weight=weight), gap=6)
    box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return box


def line(*, upright: bool = False) -> QFrame:
    """A hairline, across or upright."""
    made = QFrame()
    made.setObjectName("upright" if upright else "line")
    return made


def row(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets side by side; None is a stretch."""
    return _box(QHBoxLayout(), widgets, gap)


def column(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets below one another; None is a stretch."""
    return _box(QVBoxLayout(), widgets, gap)


def scrolled(content: QWidget) -> QScrollArea:
    """``content`` in an area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    content.setObjectName(content.objectName() or "clear")
    area.setWidget(content)
    area.viewport().setAutoFillBackground(False)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while layout.count():
        item = layout.takeAt(0)
        if inner := item.layout():
            clear(inner)
        elif widget := item.widget():
            widget.hide()
            widget.deleteLater()


class KeyHint(QLabel):
    """A key as drawn on a keyboard."""

    def __init__(self, keys: str) -> None:
        super().__init__(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self.setObjectName("keyhint")
        self.setFont(theme.font(11))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class Card(QFrame):
    """A bordered panel with an optional title; add to ``body``."""

    def __init__(self, name: str = "", *extra: QWidget, raised: bool = False) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("raised", raised)
        self.body = QVBoxLayout(self)
        space = theme.px(16)
        self.body.setContentsMargins(space, theme.px(12), space, theme.px(12))
        self.body.setSpacing(theme.px(8))
        if name:
            self.body.addWidget(row(title(name), None, *extra))


class Banner(QFrame):
    """A sentence that stands out, with its sign and what can be done about it."""

    def __init__(self, text: str, tone: Tone = "orange", *actions: QWidget) -> None:
        super().__init__()
        self.setObjectName("banner")
        self.setProperty("tone", tone)
        self._text = label(text)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = QLabel()
        colour = theme.colours().tone(tone)
        name = "check" if tone == "safe" else "alert"
        self._sign.setPixmap(icon_pixmap(name, colour, 18))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        inside.setSpacing(theme.px(8))
        inside.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(self._text, 1)
        for action in actions:
            inside.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str) -> None:
        """Another sentence; an empty one hides the banner."""
        self._text.setText(text)
        self.setVisible(bool(text))

    def set_tone(self, tone: Tone) -> None:
        """Another colour, and the sign that goes with it."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        name = "check" if tone == "safe" else "alert"
        self._sign.setPixmap(icon_pixmap(name, theme.colours().tone(tone), 18))

    def say_error(self, error: PlainError) -> None:
        """What an error says, in the officer's language."""
        self.say(sentence(error))

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()


def inline_error(text: str = "") -> Banner:
    """A red banner for a form, hidden while there is nothing to say (``say``, ``say_error``)."""
    made = Banner(text, "red")
    made.setVisible(bool(text))
    return made


def form_row(name: str, field: QWidget, hint: str = "") -> QWidget:
    """A field with its quiet name above and an optional hint below."""
    caption = label(name, "quiet", 12)
    caption.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(name)
    parts: list[QWidget] = [caption, field]
    if hint:
        below = label(hint, "quiet", 12)
        below.setWordWrap(True)
        parts.append(below)
    return column(*parts, gap=4)


def empty_state(icon_name: str, name: str, what_to_do: str, *buttons: QWidget | None) -> QWidget:
    """What an empty room says: what it is for and what to do first."""
    sign = QLabel()
    sign.setPixmap(icon_pixmap(icon_name, theme.colours().quiet, 40))
    sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
    head = label(name, size=16, weight=700)
    text = quiet(what_to_do)
    for part in (head, text):
        part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        part.setWordWrap(True)
    given = [one for one in buttons if one is not None]
    rows = [row(None, *given, None)] if given else []
    box = column(None, sign, head, text, *rows, None)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(*[theme.px(16)] * 4)
    box.setMinimumWidth(theme.px(240))
    return box


def _box(layout: QBoxLayout, widgets: tuple[QWidget | None, ...], gap: int) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(theme.px(gap))
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(layout)
    return box
