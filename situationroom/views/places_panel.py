"""What is decided about one line of the page of places: proposals by number, or a place typed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from situationroom.commands.places import typed_place
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.resolved_place import ResolvedPlace
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.place_words import read_words
from situationroom.views.places_lines import Line, named, offered, sureness
from situationroom.views.widgets import Card, Chip, button

WIDTH = 440
SOON_MS = 200


class PlacesPanel(Card):
    """``place_asked(ResolvedPlace)`` for the words shown; acts on positions and decisions.

    Number keys choose a proposal (``pick``), Ctrl+Enter places; a place that is typed comes
    before the proposals.
    """

    place_asked = Signal(object)
    exchange_asked = Signal()
    take_away_asked = Signal()
    forget_asked = Signal()
    remove_asked = Signal()
    list_asked = Signal()
    show_asked = Signal(object)

    def __init__(self, country: Callable[[], str]) -> None:
        super().__init__()
        self._country = country
        self._known: OwnPlaces | None = None
        self.line: Line | None = None
        self.proposals: list[tuple[Chip, ResolvedPlace]] = []
        self.typed: ResolvedPlace | None = None
        self.field = QLineEdit(placeholderText=tr("Place, coordinates or map link"))
        self.field.setMinimumHeight(theme.px(34))
        self.field.setAccessibleName(tr("Another place"))
        self.said = widgets.quiet("", 12)
        self.said.setWordWrap(True)
        self.error = widgets.inline_error()
        self._content = QWidget()
        self.inside = QVBoxLayout(self._content)
        self.inside.setContentsMargins(0, 0, theme.px(6), 0)
        self.inside.setSpacing(theme.px(8))
        self.body.addWidget(widgets.scrolled(self._content), 1)
        self.setMinimumWidth(theme.px(320))
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.read)
        self.field.textEdited.connect(lambda _t: self._soon.start())
        self.field.returnPressed.connect(self.place)
        self.show_line(None, None)

    # --- what is shown -------------------------------------------------------------------------

    def show_line(self, line: Line | None, known: OwnPlaces | None) -> None:
        """Another line, or none."""
        self.line, self._known, self.typed = line, known, None
        self.proposals = []
        self.field.clear()
        self.said.setText("")
        self.error.say("")
        for kept in (self.field, self.said, self.error):
            kept.setParent(self)  # they outlive what stands around them
            kept.hide()
        widgets.clear(self.inside)
        if line is None:
            self._put(widgets.quiet(tr("Choose a line on the left.")))
        elif line.words is not None:
            self._show_words(line)
        elif line.doubtful is not None:
            self._show_positions(line)
        else:
            self._show_kept(line)
        self.inside.addStretch(1)

    def _head(self, line: Line) -> None:
        head = widgets.title(line.title[:300])
        head.setWordWrap(True)
        self._put(head)

    def _show_words(self, line: Line) -> None:
        words = line.words
        assert words is not None  # noqa: S101 - for the type checker
        self._head(line)
        self._put(_wrapped(tr("{n} persons say this and are not on the map.",
                              n=len(words.persons))))  # fmt: skip
        if len(words.spellings) > 1:
            also = " · ".join(s for s in words.spellings if s != words.text)
            self._put(_wrapped(tr("Also written: {spellings}", spellings=also[:300])))
        self._put(widgets.section(tr("It could be")))
        found = line.offered
        if found is None and self._known is not None:
            found = offered(self._known, words.text, self._country())
        for number, place in enumerate(found or (), start=1):
            self._put_proposal(number, place)
        if not found:
            self._put(_wrapped(tr("No place of this name is known; say where it is.")))
        self._put(widgets.section(tr("Or another place")))
        for part in (self.field, self.said, self.error):
            self._put(part)
            part.setVisible(part is not self.error)
        self.act = button(tr("Place {n} persons", n=len(words.persons)), "pin", "primary",
                          "Ctrl+Return", self.place)  # fmt: skip
        self._put(widgets.row(self.act, self._lists(), None))
        kept = tr("Remembered: later lists and calls with these words are placed alike.")
        self._put(_wrapped(f"{kept} {tr('One undo takes it back.')}"))
        self._able()

    def _put_proposal(self, number: int, place: ResolvedPlace) -> None:
        chip = Chip(f"{number}   {named(place)}   {sureness(place)}")
        chip.setToolTip(f"{place.lat:.4f}, {place.lon:.4f}")
        chip.clicked.connect(partial(self.pick, number))
        self.proposals.append((chip, place))
        self._put(widgets.row(chip, None))

    def _show_positions(self, line: Line) -> None:
        doubtful = line.doubtful
        assert doubtful is not None  # noqa: S101 - for the type checker
        self._head(line)
        n, country = len(doubtful.persons), line.more
        said = {
            "zero": tr("These {n} positions are 0, 0 in the sea off Africa: empty, not told.", n=n),
            "swapped": tr("These {n} positions lie in {country}; exchanged they lie in the country "
                          "of the incident.", n=n, country=country),
            "abroad": tr("These {n} positions lie in {country}, not in the country of the "
                         "incident.", n=n, country=country),
        }  # fmt: skip
        self._put(_wrapped(said[doubtful.why]))
        swap = button(tr("Exchange latitude and longitude"), "refresh",
                      "primary" if doubtful.why == "swapped" else "plain", "X",
                      self.exchange_asked.emit)  # fmt: skip
        away = button(tr("Take the position away"), "eye-off", "plain", "Del",
                      self.take_away_asked.emit)  # fmt: skip
        acts = [swap, away] if doubtful.why != "zero" else [away]
        for act in (*acts, self._lists()):
            self._put(widgets.row(act, None))
        self._put(self.error)

    def _show_kept(self, line: Line) -> None:
        self._head(line)
        if line.more:
            self._put(_wrapped(line.more))
        if line.placing is not None:
            at = line.placing
            self._put(_wrapped(f"{at.lat:.5f}, {at.lon:.5f} ± {at.uncertainty_m:,.0f} m"))
            self._put(_wrapped(tr("Decided by {officer}.", officer=at.officer)))
            act = button(tr("Forget this decision"), "trash", "plain", "Del",
                         self.forget_asked.emit)  # fmt: skip
        else:
            assert line.place is not None  # noqa: S101 - for the type checker
            place = line.place
            self._put(_wrapped(f"{place.lat:.5f}, {place.lon:.5f} ± {place.uncertainty_m:,.0f} m"))
            for text in filter(None, (place.address, place.contact, place.code)):
                self._put(_wrapped(text))
            act = button(tr("Remove from the incident"), "trash", "plain", "Del",
                         self.remove_asked.emit)  # fmt: skip
        self._put(widgets.row(act, None))
        self._put(self.error)

    # --- what is chosen ------------------------------------------------------------------------

    def pick(self, number: int, _on: bool = True) -> None:
        """Choose the proposal with this number; what was typed is left out."""
        if not 1 <= number <= len(self.proposals):
            return
        self.field.clear()
        self.typed = None
        self.said.setText("")
        for place, (chip, _) in enumerate(self.proposals, start=1):
            chip.setChecked(place == number)
        self._able()

    def chosen(self) -> ResolvedPlace | None:
        """What the words would be placed at."""
        if self.field.text().strip():
            return self.typed
        return next((place for chip, place in self.proposals if chip.isChecked()), None)

    def read(self) -> None:
        """Understand what was typed."""
        read = typed_place(self.field.text(), self._country(), self._known)
        self.typed = read.place
        told = self.field.text().strip()
        self.said.setText(read_words(read) if told else "")
        for chip, _ in self.proposals:
            if told:
                chip.setChecked(False)
        self._able()

    def place(self) -> None:
        """Place everybody who says the words."""
        if self.line is None or self.line.words is None:
            return
        if self.field.text().strip():
            self._soon.stop()
            self.read()
        at = self.chosen()
        if at is None:
            self.error.say(tr("Choose a place by its number, or type where it is."))
        else:
            self.place_asked.emit(at)

    def _able(self) -> None:
        self.error.say("")
        self.act.setEnabled(self.chosen() is not None)

    def _lists(self) -> QWidget:
        return button(tr("List them"), "people", "quiet", "L", self.list_asked.emit)

    def _put(self, part: QWidget) -> None:
        self.inside.addWidget(part)
        if part is not self.error:
            part.show()


def _wrapped(text: str) -> QWidget:
    made = widgets.quiet(text)
    made.setWordWrap(True)
    return made
