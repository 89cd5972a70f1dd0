"""What the map room knows of the incident, kept current: persons, places, journeys."""

from copy import copy

from PySide6.QtCore import QObject, Signal

from situationroom.desk import Desk, Touched
from situationroom.models import Contact
from situationroom.store.connection import Connection
from situationroom.store.queries.map_columns import MapColumns, map_columns
from situationroom.store.queries.map_details import MapDetails, details_of, map_details
from situationroom.store.queries.map_requests import NONE_OPEN, OpenRequests, open_requests
from situationroom.store.queries.shelters import SiteRow
from situationroom.views.map_colours import households, households_hold
from situationroom.views.map_contacts import placed_contacts
from situationroom.views.map_layers import Layers, layers, placed_sites
from situationroom.views.map_people import NOBODY, Kept, People

MANY = 100_000
"""From so many persons on the window would stand still while their households are looked at."""
LAYER_KINDS = ("movement", "booking", "site", "unit", "stay", "head_count")

TELLING = ("stay", "booking", "request")
"""Records that say of persons what colours them."""


class MapKnown(QObject):
    """``people_came()`` when persons are others now; ``layers_came()`` for what else there is."""

    people_came = Signal()
    layers_came = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.people = People(NOBODY)
        self.found = Layers()
        self.contacts: tuple[Contact, ...] = ()
        self.requests = NONE_OPEN
        desk.changed.connect(self._changed)

    def ask(self) -> None:
        """Ask for everything; it arrives a moment later."""
        self._desk.fetch(self._all_came, map_columns)
        self._ask_layers()
        self._desk.fetch(self._requests_came, open_requests)
        self._desk.fetch(self._all_told, map_details)

    def _changed(self, touched: Touched) -> None:
        ids = touched.ids("person")
        if ids is None:
            self._ask_people()
        else:
            self._ask_some(ids, touched)
        if touched.any_of(*LAYER_KINDS):
            self._ask_layers()
        if touched.any_of("contact"):
            self._desk.fetch(self._contacts_came, placed_contacts)

    def _ask_people(self) -> None:
        self._desk.fetch(self._all_came, map_columns)
        self._desk.fetch(self._requests_came, open_requests)
        self._desk.fetch(self._all_told, map_details)

    def _ask_some(self, ids: frozenset[int], touched: Touched) -> None:
        if ids:
            self._desk.fetch(lambda fresh: self._some_came(ids, fresh), map_columns, sorted(ids))
        if ids or touched.any_of("request"):
            self._desk.fetch(self._requests_came, open_requests)
        if ids or touched.any_of(*TELLING):
            revisions = [entry.revision for entry in touched.entries]
            self._desk.fetch(self._some_told, details_of, sorted(ids), revisions)

    def _ask_layers(self) -> None:
        self._desk.fetch(self._contacts_came, placed_contacts)
        self._desk.fetch(self._sites_came, placed_sites)
        self._desk.fetch(self._layers_came, layers, self._desk.incident.country)

    def _all_came(self, columns: MapColumns) -> None:
        self.people.set(columns)
        self.people_came.emit()

    def _some_came(self, ids: frozenset[int], fresh: MapColumns) -> None:
        self.people.update(ids, fresh)  # what else is known of them comes next, and then is told

    def _all_told(self, details: MapDetails) -> None:
        self.people.tell(details, all_of_them=True)
        self._tell()

    def _some_told(self, details: MapDetails) -> None:
        self.people.tell(details, all_of_them=False)
        self._tell()

    def _tell(self) -> None:
        """Of very many, which households are apart is found beside the window first."""
        people = self.people
        people.kept_comes = len(people.columns.id) >= MANY
        if not people.kept_comes or households_hold(people):
            self.people_came.emit()
        else:
            self._desk.fetch(self._households_came, _households, copy(people))

    def _households_came(self, kept: Kept) -> None:
        self.people.kept = kept
        self.people_came.emit()

    def _requests_came(self, found: OpenRequests) -> None:
        self.requests = found
        self.layers_came.emit()

    def _sites_came(self, placed: tuple[SiteRow, ...]) -> None:
        if placed != self.found.sites:
            self._layers_came(Layers(placed, self.found.routes))

    def _layers_came(self, found: Layers) -> None:
        self.found = found
        self.layers_came.emit()

    def _contacts_came(self, found: tuple[Contact, ...]) -> None:
        if found != self.contacts:
            self.contacts = found
            self.layers_came.emit()


def _households(_connection: Connection, people: People) -> Kept:
    return households(people)
