"""The saved views of the people room, as filters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from situationroom import legend
from situationroom.models.vocabulary import Safety, Stage
from situationroom.store.queries.people import PersonFilter, count_persons, person_ids
from situationroom.texts import tr

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


def listing(connection: Any, serial: int, view: str, text: str, sort: str, down: bool) -> Any:
    """Ids of a view narrowed by typed text, and how many persons each view holds."""
    which = replace(VIEWS[view], text=text)
    ids = person_ids(connection, which, sort, descending=down)
    return serial, ids, {name: count_persons(connection, one) for name, one in VIEWS.items()}
