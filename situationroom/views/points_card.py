"""One talking point in the list: topic, question, whether it may be said, when it was changed."""

from datetime import datetime

from PySide6.QtWidgets import QSizePolicy, QWidget

from situationroom.store.queries.talking_points import PointRow
from situationroom.texts import language
from situationroom.views import points_words as words
from situationroom.views.transport_card import PickCard
from situationroom.views.widgets import label, mark_label, quiet, row


class PointCard(PickCard):
    """``chosen()`` by click or Enter."""

    def __init__(self, found: PointRow, now: datetime) -> None:
        super().__init__()
        self.row = found
        self._head = QWidget()
        self._question, self._text, self._changed = label(""), quiet("", 12), quiet("", 12)
        self.body.addWidget(self._head)
        for part in (self._question, self._text, self._changed):
            part.setWordWrap(True)
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.body.addWidget(part)
        self.show_row(found, now)

    def show_row(self, found: PointRow, now: datetime) -> None:
        """The point as it is now."""
        self.row, point = found, found.point
        state = point.state(now)
        self._head = self._instead(self._head, _head(found, now))
        self._question.setText(point.question)
        self._question.setVisible(bool(point.question))
        said = point.text(language()).replace("\n", " ")
        self._text.setText(said if len(said) <= SHOWN else f"{said[:SHOWN]} …")
        self._changed.setText(f"{words.audience_words(point)} · {words.changed_words(found, now)}")
        self.alarming = state in ("withdrawn", "expired")
        self.setAccessibleName(f"{point.topic} {words.state_name(state)} {point.question}")
        self.update()

    def _instead(self, old: QWidget, new: QWidget) -> QWidget:
        self.body.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        return new


SHOWN = 90
"""Characters of the text a card shows."""


def _head(found: PointRow, now: datetime) -> QWidget:
    state = found.point.state(now)
    topic = label(found.point.topic, size=14, weight=700)
    topic.setWordWrap(True)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHorizontalStretch(1)
    topic.setSizePolicy(policy)
    return row(topic, mark_label(words.state_name(state), *words.LOOKS[state]))
