"""What officers do with the requests of the demonstration, minute by minute."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from situationroom.commands import followups, requests
from situationroom.commands.people import set_safety
from situationroom.demo.clock import StoryClock
from situationroom.models import Request
from situationroom.models.vocabulary import Category, Priority, RequestStatus, Safety, Source
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.requests import RequestFilter, request_ids
from situationroom.store.queries.requests import requests as read_requests

OFFICERS = ("陈静", "李凯", "周敏", "赵磊", "孙悦")
_ANSWER = {Priority.RED: 5.0, Priority.ORANGE: 12.0, Priority.YELLOW: 48.0}
"""Median minutes to acknowledge."""
_OUTCOMES = {
    Category.SEARCH: "已与本人取得联系，平安",
    Category.EVACUATION: "已登记包机意愿，本人知悉集合时间",
    Category.MEDICAL: "当地医院已接诊，药品已送达",
    Category.DOCUMENTS: "旅行证已办妥",
    Category.SHELTER: "已安排入住安置点",
    Category.SAFETY: "已转移至安全地点",
    Category.LEGAL: "证件已取回",
}
_PROMISES = (
    "给家属回电",
    "向领侨处核实入住情况",
    "与医院确认病情",
    "把集合通知发给当事人",
    "请旅行社提供行程单",
)
_NOTES = (
    "已致电，暂无人接听",
    "已告知使馆领侨处",
    "当事人称所在区域平静",
    "等待酒店回复",
    "已请旅行社协助联系",
)


def work_the_list(file: IncidentFile, clock: StoryClock, random: Random, after: int) -> int:
    """Put the life of every request past the number ``after`` on the clock; returns the last."""
    which = RequestFilter(now=file.now(), view="unowned")
    ids = [id_ for id_ in file.ask(request_ids, which, "number") if id_ > after]
    for request in file.ask(read_requests, ids):
        if request.status is RequestStatus.NEW:
            _live(file, clock, random, request)
    return max(ids, default=after)


def _live(file: IncidentFile, clock: StoryClock, random: Random, request: Request) -> None:
    officer = random.choice(OFFICERS)
    minutes = random.expovariate(1 / _ANSWER[request.priority])
    lead = max(0.0, (request.opened_at - clock.now).total_seconds() / 60)
    if random.random() < 0.05 and request.priority is Priority.YELLOW:
        return  # one in twenty stays unanswered: the list has to show it
    answered = lead + 1 + minutes
    clock.after(answered, lambda: _as(file, officer, requests.acknowledge, [request.id]))
    noted = answered + random.uniform(10, 240)
    clock.after(noted, lambda: _note(file, random, officer, request.id))
    clock.after(noted, lambda: _worry(file, officer, request))
    if random.random() < 0.72:
        done = noted + random.expovariate(1 / 900)
        clock.after(done, lambda: _resolve(file, officer, request))
    elif random.random() < 0.4:
        clock.after(noted + 30, lambda: _not_reached(file, random, officer, request.id))
    else:
        clock.after(noted + 20, lambda: _promise(file, clock, random, officer, request.id))


def _note(file: IncidentFile, random: Random, officer: str, request: int) -> None:
    if _open(file, request):
        _as(file, officer, requests.add_note, request, random.choice(_NOTES))


def _worry(file: IncidentFile, officer: str, request: Request) -> None:
    """What a first talk makes of the persons of a request that is still open."""
    worries = {Category.SEARCH: Safety.MISSING, Category.MEDICAL: Safety.NEEDS_HELP}
    worries |= {Category.SAFETY: Safety.NEEDS_HELP}
    if request.category in worries and _open(file, request.id):
        safety = worries[request.category]
        _as(file, officer, set_safety, request.persons, safety, Source.FAMILY)


def _not_reached(file: IncidentFile, random: Random, officer: str, request: int) -> None:
    if _open(file, request):
        later = file.now() + timedelta(hours=random.choice((2, 6, 20, 44)))
        _as(file, officer, requests.attempt, request, "电话不通", later)


def _promise(
    file: IncidentFile, clock: StoryClock, random: Random, officer: str, request: int
) -> None:
    """A follow-up; of those whose time comes most are kept."""
    if not _open(file, request):
        return
    due = file.now() + timedelta(hours=random.choice((3, 8, 20, 60)))
    task = _as(file, officer, followups.add_task, request, random.choice(_PROMISES), due, officer)
    if random.random() < 0.7:
        keep = (due - file.now()).total_seconds() / 60 - 10
        clock.after(keep, lambda: _as(file, officer, followups.finish_task, task.id, "已告知家属"))


def _resolve(file: IncidentFile, officer: str, request: Request) -> None:
    if not _open(file, request.id):
        return
    outcome = _OUTCOMES.get(request.category, "已答复，家属知悉")
    _as(file, officer, requests.resolve, [request.id], outcome)
    persons: Sequence[int] = request.persons
    _as(file, officer, set_safety, persons, Safety.SAFE, Source.SELF)


def _open(file: IncidentFile, request: int) -> bool:
    return any(found.is_open for found in file.ask(read_requests, [request]))


def _as(file: IncidentFile, officer: str, command: object, *arguments: object) -> Any:
    usual, file.officer = file.officer, officer
    done: Any = file.run(command, *arguments)[0]  # type: ignore[arg-type]
    file.officer = usual
    return done
