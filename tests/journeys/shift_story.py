"""A shift of 150 calls about 720 persons, replayed through the commands the officers use.

Five officers answer, note, try again, promise, link, join, split, hand over and finish. Everybody
in here is invented; the same seed tells the same shift.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from situationroom.commands import followups, request_links, requests
from situationroom.commands.calls import take_call
from situationroom.commands.incidents import set_exercise_time
from situationroom.commands.people import set_presence, set_safety
from situationroom.demo.cast import Cast
from situationroom.demo.clock import StoryClock
from situationroom.models import Person, Report, Request
from situationroom.models.person import Phone
from situationroom.models.vocabulary import Category, Presence, Priority, Safety, Source
from situationroom.store.incident_file import IncidentFile, create_incident, utc_now
from situationroom.store.queries.followups import tasks_of
from situationroom.store.queries.requests import requests as read
from tests.cast import START, an_incident

CALLS, PERSONS = 150, 720
OFFICERS = ("陈静", "李凯", "周敏", "赵磊", "孙悦")
RELIEF = "王宁"
"""Who takes over from the first officer in the middle of the shift."""
END = START + timedelta(hours=18)
_ANSWER = {Priority.RED: 6.0, Priority.ORANGE: 14.0, Priority.YELLOW: 50.0}
_SEARCHED = 9
"""Every so many calls is a search that is not over when the shift ends."""


@dataclass
class Story:
    """What happens when, on one incident file."""

    file: IncidentFile
    clock: StoryClock
    random: Random = field(default_factory=lambda: Random(720))  # noqa: S311 - a story
    cast: Cast = field(default_factory=Cast)
    left: list[int] = field(default_factory=list)
    relieved: bool = False

    def tell(self) -> None:
        """Put every call on the clock and let the shift pass."""
        for number, size in enumerate(_parties()):
            at = START + timedelta(minutes=4 * number + self.random.randrange(4))
            self.clock.at(at, lambda n=number, s=size: self._call(n, s))  # type: ignore[misc]
        self.clock.at(START + timedelta(hours=7), self._relieve)
        self.clock.run_until(END)

    def by(self, officer: str, command: Any, *arguments: Any) -> Any:
        """An act of one officer."""
        there = RELIEF if self.relieved and officer == OFFICERS[0] else officer
        usual, self.file.officer = self.file.officer, there
        try:
            return self.file.run(command, *arguments)[0]
        finally:
            self.file.officer = usual

    def request(self, id_: int) -> Request:
        """A request as it is now."""
        return self.file.ask(read, [id_])[0]

    def _call(self, number: int, size: int) -> None:
        officer = OFFICERS[number % len(OFFICERS)]
        caller, relation, phone = self.cast.caller()
        report = Report(0, self.clock.now, headers=("what",), cells=(f"来电 {number + 1}",),
                        caller=caller, caller_phone=phone, caller_relation=relation)  # fmt: skip
        people = [self._person() for _ in range(size)]
        if number % 15 == 14:  # a second call about the same persons, and one that asks nothing
            about = next(r for r in reversed(self.left) if self.request(r).is_open)
            self.by(officer, take_call, report, (), people, None, about)
            return
        category = Category.SEARCH if number % _SEARCHED == 0 else self.random.choice(
            (Category.EVACUATION, Category.MEDICAL, Category.SHELTER, Category.DOCUMENTS)
        )  # fmt: skip
        draft = Request(0, self.clock.now, self.clock.now, category=category,
                        priority=self.random.choice(list(Priority)), party=max(size, 1),
                        description=f"来电 {number + 1}：请求协助")  # fmt: skip
        kept = self.by(officer, take_call, report, (), people, draft)
        self._live(officer, number, int(kept.request))

    def _person(self) -> Person:
        who = self.cast.person()
        return Person(0, who.native, who.surname, who.given, phones=(Phone(who.phone),),
                      place_text=f"{who.city} {who.place}".strip())  # fmt: skip

    def _live(self, officer: str, number: int, request: int) -> None:
        """Answered, noted, then one of the ways a request goes."""
        self.left.append(request)
        after, by = self.clock.after, self.by
        answered = self.random.expovariate(1 / _ANSWER[self.request(request).priority])
        after(answered, lambda: by(officer, requests.acknowledge, [request]))
        noted = answered + self.random.uniform(5, 40)
        if number % 3 == 0:
            after(noted, lambda: self._note(officer, request))
        way = (self._finish, self._try_again, self._promise, self._wait)[number % 4]
        if number % _SEARCHED == 0:
            way = self._search_on
        after(noted + 5, lambda: way(officer, request))
        if number % 20 == 7:
            after(noted + 1, lambda: self._join(officer, request))
        if number % 20 == 11:
            after(noted + 1, lambda: self._split(officer, request))

    def _note(self, officer: str, request: int) -> None:
        note = self.by(officer, requests.add_note, request, "已致电使馆领侨处")
        if request % 10 == 0:
            self.by(officer, requests.add_note, request, "已致电总领馆", note.id)

    def _finish(self, officer: str, request: int) -> None:
        asked = self.request(request)
        if not asked.is_open:
            return
        owner = asked.owner or officer
        if request % 7 == 0:
            self.by(owner, set_presence, asked.persons, Presence.LEFT_INDEPENDENTLY)
        else:
            self.by(owner, set_safety, asked.persons, Safety.SAFE, Source.SELF)
        self.by(owner, requests.resolve, [request], "已与本人联系，平安")
        if request % 3 == 0:
            self.clock.after(10, lambda: self.by(owner, requests.close_requests, [request]))

    def _try_again(self, officer: str, request: int) -> None:
        if not self.request(request).is_open:
            return
        retry = self.clock.now + timedelta(minutes=30)
        self.by(officer, requests.attempt, request, "无人接听", retry)
        self.clock.after(32, lambda: self._finish(officer, request))

    def _promise(self, officer: str, request: int) -> None:
        if not self.request(request).is_open:
            return
        due = self.clock.now + timedelta(minutes=45)
        self.by(officer, followups.add_task, request, "给家属回电", due, officer)
        self.clock.after(40, lambda: self._keep(officer, request))

    def _keep(self, officer: str, request: int) -> None:
        standing = self.request(request).joined_into or request
        for task in self.file.ask(tasks_of, standing):
            if task.is_open:
                self.by(task.owner or officer, followups.finish_task, task.id, "已告知")
        self._finish(officer, request)

    def _wait(self, officer: str, request: int) -> None:
        if not self.request(request).is_open:
            return
        until = self.clock.now + timedelta(minutes=60)
        self.by(officer, requests.wait_until, [request], until, "等医院答复")
        self.clock.after(50, lambda: self._finish(officer, request))

    def _search_on(self, officer: str, request: int) -> None:
        """Not found yet: the search goes on, with a time at which somebody looks again."""
        asked = self.request(request)
        if not asked.is_open:
            return
        self.by(officer, set_safety, asked.persons, Safety.MISSING, Source.FAMILY)
        again = END + timedelta(hours=2)
        self.by(officer, requests.wait_until, [request], again, "等当地警方答复")

    def _join(self, officer: str, request: int) -> None:
        """The one before was about the same matter."""
        other = next((r for r in reversed(self.left)
                      if r != request and self.request(r).is_open), None)  # fmt: skip
        if other is not None and self.request(request).is_open:
            self.by(officer, request_links.relate, other, request, "同一酒店")
            self.by(officer, request_links.join, other, request)

    def _split(self, officer: str, request: int) -> None:
        asked = self.request(request)
        if asked.is_open and len(asked.persons) > 1:
            new = self.by(officer, request_links.split, request, asked.persons[:1], "情况不同")
            self.clock.after(25, lambda: self._finish(officer, new.id))

    def _relieve(self) -> None:
        self.by(OFFICERS[0], requests.hand_over_shift, RELIEF, "家属中午来电")
        self.relieved = True


def _parties() -> list[int]:
    """How many persons each call is about: 720 in 150 calls."""
    sizes = [PERSONS // CALLS] * CALLS
    for place in range(PERSONS - sum(sizes)):
        sizes[place] += 1
    return [size + (3 if n % 2 else -3) for n, size in enumerate(sizes)]


def replay_shift(path: Path) -> Story:
    """The incident at ``path`` after the shift; it opens at the shift's end, on exercise time."""
    clock = StoryClock(START - timedelta(minutes=5))
    file = create_incident(path, an_incident(drill=True), OFFICERS[0], "值班台 1", clock)
    story = Story(file, clock)
    story.tell()
    return story


def end_shift(story: Story) -> None:
    """A few things stay undone for the window, then time stands at the shift's end."""
    loose = Report(0, story.clock.now, headers=("what",), cells=("问天气",), caller="林女士")
    story.by(OFFICERS[1], take_call, loose, (), [Person(0, "林晓", "LIN", "Xiao")], None, None)
    draft = Request(0, END, END, priority=Priority.YELLOW, description="护照遗失")
    story.by(OFFICERS[1], take_call, Report(0, END, caller="郑先生"), (),
             [Person(0, "郑航", "ZHENG", "Hang")], draft)  # fmt: skip
    story.by(OFFICERS[1], set_exercise_time, END, utc_now())
