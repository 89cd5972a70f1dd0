"""What this incident knows of places, at hand for every form: one for each desk, kept current."""

from PySide6.QtCore import QObject, QTimer, Signal

from situationroom.commands.placings import own_places
from situationroom.desk import Desk, Touched
from situationroom.intake.own_places import OwnPlaces
from situationroom.intake.places import made_ready
from situationroom.jobs import Step, aside

READY_AFTER_MS = 4_000
"""The window is up by then; an officer who types a place has opened a form first."""


def known_of(desk: Desk) -> "KnownPlaces":
    """The known places of this desk; they end with the desk."""
    found = desk.findChild(KnownPlaces)
    return found if isinstance(found, KnownPlaces) else KnownPlaces(desk)


class KnownPlaces(QObject):
    """``places`` is None until they are read the first time; ``changed()`` when they are others."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.places: OwnPlaces | None = None
        desk.changed.connect(self._on_changed)
        self._look()
        soon = QTimer(self, interval=READY_AFTER_MS, singleShot=True)
        soon.timeout.connect(self._make_ready)
        soon.start()

    def _make_ready(self) -> None:
        """Names that nobody knows are looked for without the window waiting for the first."""
        country = self._desk.incident.country

        def work(_step: Step) -> None:
            for _ in made_ready(country):
                pass

        aside(work)

    def _look(self) -> None:
        self._desk.latest("known-places", self._came, own_places)

    def _came(self, found: OwnPlaces) -> None:
        self.places = found
        self.changed.emit()

    def _on_changed(self, touched: Touched) -> None:
        if touched.any_of("place", "placing"):
            self._look()
