"""A board: cards below one another, the chosen one in full beside them, pages over it all."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from situationroom.views import theme
from situationroom.views.widgets import scrolled

WIDTHS = (320, 400)
Row = TypeVar("Row")
Card = TypeVar("Card", bound=QWidget)


class Board(QStackedWidget):
    """``heads`` on top; the cards on the left, at least and at most ``widths`` pixels wide.

    Beside the cards stands ``detail``, or ``empty`` as long as there are none.
    """

    def __init__(
        self,
        heads: Sequence[QWidget],
        detail: QWidget,
        empty: QWidget,
        widths: tuple[int, int] = WIDTHS,
    ) -> None:
        super().__init__()
        self.column = QVBoxLayout()
        self.column.setSpacing(theme.px(8))
        self._detail, self._empty = detail, empty
        self._some = False
        self._opened: list[QWidget] = []
        self._cards = self._scrolled_cards(*widths)
        self._beside = QStackedWidget()
        self._beside.addWidget(empty)
        self._beside.addWidget(detail)
        self.addWidget(self._page(heads))

    def lay(
        self,
        cards: dict[int, Card],
        rows: Mapping[int, Row],
        new: Callable[[Row], Card],
        again: Callable[[Card, Row], object],
    ) -> None:
        """Make ``cards`` those of ``rows``, in their order: a ``new`` one, or an old one ``again``.

        Both are keyed by the id of the record.
        """
        for id_ in [*cards]:
            if id_ not in rows:
                cards.pop(id_).deleteLater()
        for place, (id_, row) in enumerate(rows.items()):
            if id_ in cards:
                again(cards[id_], row)
            else:
                cards[id_] = new(row)
            if self.column.indexOf(cards[id_]) != place:
                self.column.insertWidget(place, cards[id_])
        self._some = bool(rows)
        self._cards.setVisible(self._some)

    def show_chosen(self) -> None:
        """The chosen one beside the cards, or what an empty room says."""
        self._beside.setCurrentWidget(self._detail if self._some else self._empty)

    def open_beside(self, page: QWidget) -> None:
        """``page`` in the place of the chosen one, until ``leave``."""
        self._open(self._beside, page)

    def open_over(self, page: QWidget) -> None:
        """``page`` over the whole board, until ``leave``."""
        self._open(self, page)

    def leave(self) -> None:
        """Take away every page that was opened."""
        while self._opened:
            page = self._opened.pop()
            page.hide()
            page.setParent(None)
            page.deleteLater()
        self.setCurrentIndex(0)
        self.show_chosen()

    def fill(self, room: QWidget) -> None:
        """Be all there is in ``room``."""
        whole = QVBoxLayout(room)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self)

    def _open(self, stack: QStackedWidget, page: QWidget) -> None:
        self._opened.append(page)
        stack.addWidget(page)
        stack.setCurrentWidget(page)

    def _scrolled_cards(self, least: int, most: int) -> QWidget:
        cards = QWidget()
        outer = QVBoxLayout(cards)
        outer.setContentsMargins(0, 0, theme.px(8), 0)
        outer.addLayout(self.column)
        outer.addStretch(1)
        area = scrolled(cards)
        area.setMinimumWidth(theme.px(least))
        area.setMaximumWidth(theme.px(most))
        return area

    def _page(self, heads: Sequence[QWidget]) -> QWidget:
        body = QHBoxLayout()
        body.setSpacing(theme.px(16))
        body.addWidget(self._cards, 2)
        body.addWidget(self._beside, 3)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(*(theme.px(n) for n in (20, 16, 20, 12)))
        inside.setSpacing(theme.px(12))
        for head in heads:
            inside.addWidget(head)
        inside.addLayout(body, 1)
        return page
