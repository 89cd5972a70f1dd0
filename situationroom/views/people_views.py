"""The saved views of the people room, as filters."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from situationroom import legend
from situationroom.models.vocabulary import Safety, Stage
from situationroom.store.connection import Connection
from situationroom.store.queries.ordered import Listing
from situationroom.store.queries.people import (
    GROUPS,
    SORTS,
    PersonFilter,
    count_persons,
    person_listing,
)
from situationroom.store.queries.requests import household_names
from situationroom.texts import tr
from situationroom.views.list_look import Known, Look
from situationroom.views.lister import Counts, counted_each
from situationroom.views.place_names import cities_named, place_of_group

FIRST: Final = Look("all", "case")
FIELDS: Final = ("case", "name", "latin", "safety", "stage", "place", "sex", "birth",
                 "nationality", "document", "phone", "household", "needs", "requests", "contact",
                 "wish", "who", "affiliation", "remarks")  # fmt: skip

STILL_THERE: Final = (Stage.IN_AREA, Stage.STAYING, Stage.SHELTERED, Stage.ASSIGNED)
"""Stages in which somebody unheard of is unaccounted for, as the figure counts them."""

VIEWS: Final = {
    "all": PersonFilter(),
    "unaccounted": PersonFilter(safety=(Safety.UNKNOWN, Safety.MISSING), stage=STILL_THERE),
    "missing": PersonFilter(safety=(Safety.MISSING,)),
    "needs help": PersonFilter(safety=(Safety.NEEDS_HELP,)),
    "injured": PersonFilter(safety=(Safety.INJURED,)),
    "safe": PersonFilter(safety=(Safety.SAFE,)),
    "not on the map": PersonFilter(located=False),
    "sheltered": PersonFilter(in_shelter=True),
    "moving": PersonFilter(stage=(Stage.BOARDED,)),
    "out": PersonFilter(stage=(Stage.ARRIVED, Stage.LEFT_INDEPENDENTLY)),
    "households": PersonFilter(grouped=True),
}

KNOWN: Final = Known(VIEWS, SORTS, GROUPS, FIELDS)


def view_names() -> dict[str, str]:
    """What the chips of the saved views say."""
    words: dict[str, Callable[[], str]] = {
        "all": lambda: tr("Everybody"),
        "unaccounted": lambda: tr("Unaccounted for"),
        "missing": lambda: legend.label(Safety.MISSING),
        "needs help": lambda: legend.label(Safety.NEEDS_HELP),
        "injured": lambda: legend.label(Safety.INJURED),
        "safe": lambda: legend.label(Safety.SAFE),
        "not on the map": lambda: tr("Not on the map"),
        "sheltered": lambda: legend.label(Stage.SHELTERED),
        "moving": lambda: tr("On the move"),
        "out": lambda: tr("Out"),
        "households": lambda: tr("In households"),
    }
    return {view: word() for view, word in words.items()}


def listed(
    connection: Connection, look: Look, now: datetime, _officer: str
) -> tuple[Listing, Mapping[str, str]]:
    """The ids of a look, and what its groups are called."""
    which = _filter(connection, look, now)
    found = person_listing(connection, which, look.sort, descending=look.down, group=look.group)
    return found, _names(connection, look.group, [group.key for group in found.groups])


def counted(
    connection: Connection, _look: Look, now: datetime, _officer: str, saved: Mapping[str, Look]
) -> Counts:
    """How many persons each view holds."""
    views = {name: count_persons(connection, one) for name, one in VIEWS.items()}
    kept = counted_each(saved, lambda one: count_persons(connection, _filter(connection, one, now)))
    return Counts(views, kept)


def _filter(connection: Connection, look: Look, now: datetime) -> PersonFilter:
    cities = cities_named(connection, look.fields)
    which = VIEWS[look.view]
    return replace(which, text=look.text, fields=look.fields, cities=cities, now=now, ids=look.ids)


def _names(connection: Connection, group: str, keys: list[str]) -> dict[str, str]:
    if group == "household":
        known = household_names(connection, [int(key) for key in keys if key])
        names = {str(id_): name for id_, name in known.items()}
        return {**names, "": tr("In no household")}
    words: dict[str, Callable[[str], str]] = {
        "place": place_of_group,
        "safety": lambda key: legend.label(Safety(key)),
        "stage": lambda key: legend.label(Stage(key or Stage.IN_AREA)),
        "affiliation": lambda key: key or tr("No affiliation"),
    }
    return {key: words[group](key) for key in keys} if group in words else {}
