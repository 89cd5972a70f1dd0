"""The rolling list's questions to the store, asked beside the window."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from situationroom import legend
from situationroom.models.vocabulary import Category, Priority, RequestStatus
from situationroom.store.connection import Connection
from situationroom.store.queries.ordered import Listing
from situationroom.store.queries.requests import (
    GROUPS,
    SORTS,
    VIEWS,
    RequestFilter,
    household_names,
    request_listing,
    request_total,
    view_counts,
)
from situationroom.texts import tr
from situationroom.views.list_look import Known, Look
from situationroom.views.lister import Counts, counted_each
from situationroom.views.place_names import cities_named, place_of_group

FIRST: Final = Look("open", "urgency")
FIELDS: Final = ("priority", "due", "number", "who", "party", "category", "what", "place", "owner",
                 "contact", "needs", "note", "status")  # fmt: skip
KNOWN: Final = Known(VIEWS, SORTS, GROUPS, FIELDS)


def listed(
    connection: Connection, look: Look, now: datetime, officer: str
) -> tuple[Listing, Mapping[str, str]]:
    """The ids of a look, and what its groups are called."""
    which = _filter(connection, look, now, officer)
    found = request_listing(connection, which, look.sort, descending=look.down, group=look.group)
    return found, _names(connection, look.group, [group.key for group in found.groups])


def counted(
    connection: Connection, look: Look, now: datetime, officer: str, saved: Mapping[str, Look]
) -> Counts:
    """How many requests each view holds, and how many persons this look is about."""
    views = view_counts(connection, now, officer)
    kept = counted_each(
        saved,
        lambda one: request_total(connection, _filter(connection, one, now, officer)).requests,
    )
    total = request_total(connection, _filter(connection, look, now, officer))
    return Counts(views, kept, total.persons)


def _filter(connection: Connection, look: Look, now: datetime, officer: str) -> RequestFilter:
    cities = cities_named(connection, look.fields)
    return RequestFilter(now, look.view, officer, look.text, fields=look.fields, cities=cities)


def _names(connection: Connection, group: str, keys: list[str]) -> dict[str, str]:
    if group == "household":
        known = household_names(connection, [int(key) for key in keys if key])
        names = {str(id_): name for id_, name in known.items()}
        return {**names, "": tr("In no household")}
    words: dict[str, Callable[[str], str]] = {
        "place": place_of_group,
        "category": lambda key: legend.label(Category(key)),
        "owner": lambda key: key or tr("Nobody's"),
        "priority": lambda key: legend.label(Priority(key)),
        "status": lambda key: legend.label(RequestStatus(key)),
    }
    return {key: words[group](key) for key in keys} if group in words else {}
