"""The family desk of the demonstration: kin taken over, what they may be told, calls."""

from datetime import timedelta
from typing import Final

from situationroom.commands.family import (
    adopt_kin,
    log_family_call,
    plan_family_call,
    set_family_scope,
)
from situationroom.models.vocabulary import Scope
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.queries.people import persons as read_persons

MOST: Final = 16
OFFICERS: Final = ("孙悦", "陈静", "周敏")
_TOLD: Final = {
    Scope.EVERYTHING: "已告知在安置点情况及航班安排",
    Scope.SAFETY: "已告知本人平安，其余待本人联系",
}
_SAID: Final = (
    "询问最新进展",
    "提供当事人另一部手机号",
    "请求安排通话",
    "家中老人血压高，请婉转告知",
)


def meet_families(file: IncidentFile) -> None:
    """Take over the kin of the first persons callers named any for; agree, call, plan."""
    ids = file.ask(person_ids, PersonFilter())
    asked = [p for p in file.ask(read_persons, ids) if p.kin and p.kin[0].phone][:MOST]
    for place, person in enumerate(asked):
        (contact, *_), _ = file.run(adopt_kin, person.id)
        scope = tuple(Scope)[place % 3]
        if scope is not Scope.NOTHING:
            who = f"{person.name}本人" if place % 2 else "其配偶"
            file.run(set_family_scope, [contact.id], scope, who, None)
        _speak(file, contact.id, scope, place)
        later = timedelta(hours=12 + 5 * (place % 9))
        officer = OFFICERS[place % len(OFFICERS)]
        file.run(plan_family_call, [contact.id], officer, file.now() + later)


def _speak(file: IncidentFile, contact: int, scope: Scope, place: int) -> None:
    if place % 5 == 4:
        file.run(log_family_call, contact, reached=False)
        return
    said = _SAID[place % len(_SAID)]
    file.run(log_family_call, contact, told=_TOLD.get(scope, ""), said=said)
