"""The watch of the demonstration: posts, who holds them when, the roster, three periods."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from situationroom.commands import shifts
from situationroom.commands.reports import list_needs_no_request
from situationroom.commands.request_links import relate, split
from situationroom.commands.requests import add_note
from situationroom.demo.clock import StoryClock
from situationroom.models import Duty
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.reconciliation import lists_without_request
from situationroom.store.queries.requests import RequestFilter, request_ids, requests
from situationroom.store.queries.shifts import holder, open_period_of

POSTS = ("值班长", "热线一台", "热线二台", "撤离调度", "安置联络")
_TEAMS = (
    ("王主任", "陈静", "李凯", "周敏", "赵磊"),
    ("刘副主任", "孙悦", "马骏", "周敏", "何琳"),
)
_REASONS = ("已由使馆登记核实，本人平安", "企业自有营地，项目部统一管理", "机组名单，随机转运")
_PERIODS = (
    (
        "第一天",
        0,
        18,
        "建立热线，逐一核实来电；确认机场滞留旅客安全",
        "热线登记 128 件，机场旅客已落实",
    ),
    ("第二天", 18, 42, "首班包机成行，老幼病优先；夜间不派大巴", "首班包机已抵达，夜间大巴取消"),
    ("第三天", 42, None, "伊兹密尔轮渡与第二班包机；未核实人员清零", ""),
)
WATCH_H = 12


def keep_watch(file: IncidentFile, clock: StoryClock, began: datetime) -> None:
    """Put the posts, their changes every twelve hours, the roster and the periods on the clock."""
    clock.at(began, lambda: _man(file, began))
    for turn in range(1, 5):
        at = began + timedelta(hours=WATCH_H * turn)
        clock.at(at, partial(_relieve, file, _TEAMS[turn % 2]))
    for name, first, last, aims, summary in _PERIODS:
        _put(clock, began, first, partial(_open, file, name, aims))
        if last is not None:
            # Just before the next one opens.
            _put(clock, began, last - 0.02, partial(_close, file, summary))


def state_reasons(file: IncidentFile) -> None:
    """Registers of persons, whose rows ask for nothing."""
    for gap, reason in zip(file.ask(lists_without_request)[:4], _REASONS * 2, strict=False):
        file.run(list_needs_no_request, gap.sheet, reason)


def link_and_correct(file: IncidentFile) -> None:
    """Two requests that belong together, one that was split, a note said again."""
    ids = file.ask(request_ids, RequestFilter(file.now()), "number")
    asked = [r for r in file.ask(requests, ids) if len(r.persons) > 1][:1]
    if len(ids) > 1:
        file.run(relate, ids[0], ids[1], "同住一家酒店")
        note = file.run(add_note, ids[0], "家属称在塔克西姆酒店 402 房")[0]
        file.run(add_note, ids[0], "家属称在塔克西姆酒店 420 房", note.id)
    for request in asked:
        file.run(split, request.id, request.persons[:1], "一人已转院，单独跟进")


def _put(clock: StoryClock, began: datetime, hours: float, act: Callable[[], Any]) -> None:
    clock.at(began + timedelta(hours=hours), act)


def _man(file: IncidentFile, began: datetime) -> None:
    for place, (name, officer) in enumerate(zip(POSTS, _TEAMS[0], strict=True), start=1):
        post = file.run(shifts.add_position, name)[0]
        file.run(shifts.take_position, post.id, officer)
        for turn in range(4, 7):
            _roster(file, began, place, turn)


def _roster(file: IncidentFile, began: datetime, place: int, turn: int) -> None:
    starts = began + timedelta(hours=WATCH_H * turn)
    ends = starts + timedelta(hours=WATCH_H)
    officer = _TEAMS[turn % 2][place - 1]
    file.run(shifts.put_on_roster, Duty(0, officer, place, starts, ends))


def _relieve(file: IncidentFile, team: tuple[str, ...]) -> None:

    for place, officer in enumerate(team, start=1):
        held = file.ask(holder, place)
        if held is not None and held.officer != officer:
            file.run(shifts.take_position, place, officer, "在办事项已逐件交代")


def _open(file: IncidentFile, name: str, aims: str) -> None:
    file.run(shifts.open_period, name, aims)


def _close(file: IncidentFile, summary: str) -> None:

    period = file.ask(open_period_of)
    if period is not None:
        file.run(shifts.close_period, period.id, summary)
