"""The right column of a call form: panels below one another, each a card of its own.

A panel is any widget. ``CallForm`` adds its own in ``_make_panels``, from top to bottom; whoever
brings another names it there. A panel that follows what is typed listens to ``CallForm.edited``.
"""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from situationroom.views import theme, widgets

WIDTH = 320


class CallPanels(QWidget):
    """Panels that scroll together; a hidden panel takes its card with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(WIDTH))
        inside = QWidget()
        self._stack = QVBoxLayout(inside)
        self._stack.setContentsMargins(0, 0, theme.px(6), 0)
        self._stack.setSpacing(theme.px(8))
        self._stack.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(widgets.scrolled(inside))

    def add(self, panel: QWidget) -> None:
        """One more panel below those that are here."""
        self._stack.insertWidget(self._stack.count() - 1, panel)


class CallPanel(QFrame):
    """A card of the right column with an optional heading; add to ``body``."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(theme.px(n) for n in (14, 10, 12, 12)))
        self.body.setSpacing(theme.px(8))
        if name:
            heading = widgets.section(name)
            heading.setContentsMargins(0, 0, 0, 0)
            self.body.addWidget(heading)
