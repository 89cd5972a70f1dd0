"""One recipient on the board: what they had last, and whether there is news for them."""

from situationroom import legend
from situationroom.cities import city_name
from situationroom.desk import Desk
from situationroom.legend import Shape, Tone
from situationroom.store.queries.handoffs import RecipientRow
from situationroom.texts import tr
from situationroom.views.handoffs_log import kind_words
from situationroom.views.times import ago
from situationroom.views.transport_card import PickCard
from situationroom.views.widgets import label, mark_label, quiet


class RecipientCard(PickCard):
    """``chosen()`` by click or Enter."""

    def __init__(self) -> None:
        super().__init__()
        self._name = label("", size=15, weight=700)
        self._scope, self._last = quiet("", 12), label("", size=13)
        self._news = mark_label("", "ring", "quiet")
        for part in (self._name, self._scope, self._last):
            part.setWordWrap(True)
            self.body.addWidget(part)
        self.body.addWidget(self._news)

    def show_row(self, found: RecipientRow, desk: Desk) -> None:
        """The recipient as it is now."""
        self._name.setText(found.recipient.name)
        self._scope.setText(scope_words(found))
        self._last.setText(last_words(found, desk))
        self.setAccessibleName(f"{self._name.text()} {self._last.text()}")

    def show_news(self, words: str, news: bool) -> None:
        """What is new since their last hand-off."""
        tone: Tone = "orange" if news else "safe"
        shape: Shape = "square" if news else "circle"
        new = mark_label(words if news else tr("Nothing new"), shape, tone)
        self.body.replaceWidget(self._news, new)
        self._news.hide()
        self._news.deleteLater()
        self._news = new


def scope_words(found: RecipientRow) -> str:
    """Which persons and requests are theirs."""
    recipient = found.recipient
    where = ", ".join(map(city_name, recipient.cities)) or tr("Everywhere")
    what = ", ".join(map(legend.label, recipient.categories)) or tr("all categories")
    return f"{where} · {what}"


def last_words(found: RecipientRow, desk: Desk) -> str:
    """'No. 3 · Since revision 41 · 2 h ago · sent', or that there was none."""
    if not found.handoffs:
        return tr("Has had nothing yet")
    last = found.handoffs[0]
    state = tr("not sent yet")
    if last.received_at:
        state = tr("received")
    elif last.sent_at:
        state = tr("sent, no receipt yet")
    number = tr("No. {number}", number=last.number)
    return " · ".join((number, kind_words(last), ago(last.made_at, desk.now()), state))
