"""The two messages of the demonstration, into files because it is a drill, and what came back."""

import csv
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from situationroom.commands.messages import prepared, queue_message
from situationroom.commands.recipients import aboard
from situationroom.commands.replies import take_replies
from situationroom.commands.reply_reading import read_replies
from situationroom.commands.sending import write_message
from situationroom.demo.clock import StoryClock
from situationroom.messaging.prepare import Draft
from situationroom.messaging.starters import starters
from situationroom.models import Message
from situationroom.models.message import Constant, DeliveryStatus
from situationroom.models.vocabulary import Safety
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.messages import deliveries_of
from situationroom.store.queries.people import PersonFilter, person_ids
from situationroom.store.queries.transport import movement_by_number

MOST = 90
HOTLINE: Final = (Constant("hotline", "+86 10 12308"),)
_SAFE = ("1", "1 平安", "平安", "1", "ok", "1 safe", "我平安")
_UNCLEAR = ("我在机场，手机快没电了", "1 但我先生受伤了", "请问包机几点？", "who is this?")


def ask_if_safe(file: IncidentFile, clock: StoryClock, random: Random, folder: Path) -> None:
    """Everybody in Istanbul of whom nothing is known; their answers come within three hours."""
    which = PersonFilter(safety=(Safety.UNKNOWN,), city="Istanbul")
    message = _send(file, 0, file.ask(person_ids, which)[:MOST], folder, "伊斯坦布尔 · 未核实")
    if message is not None:
        clock.after(50, lambda: _answers(file, message, random, folder, 0.35))
        clock.after(170, lambda: _answers(file, message, random, folder, 0.25))


def tell_passengers(file: IncidentFile, clock: StoryClock, random: Random, folder: Path) -> None:
    """When and where the charter from Ankara leaves."""
    movement = file.ask(movement_by_number, "XC 4102")
    if movement is None:
        return
    persons = file.ask(aboard, movement.id)
    message = _send(file, 1, persons, folder, f"班次 {movement.number}", movement.id)
    if message is not None:
        clock.after(35, lambda: _answers(file, message, random, folder, 0.6))


def _send(
    file: IncidentFile,
    starter: int,
    persons: list[int],
    folder: Path,
    about: str,
    movement: int | None = None,
) -> Message | None:
    template = starters("zh")[starter]
    draft = Draft(template.name, template.wordings, about=about, constants=HOTLINE,
                  asks=template.asks)  # fmt: skip
    plan = file.ask(prepared, draft, persons, movement)
    if not plan.sent:
        return None
    message = file.run(queue_message, draft, persons, plan.sent, plan.digest, movement)[0]
    write_message(file.run, file.ask, message.id, folder, _silent)
    return message


def _answers(
    file: IncidentFile, message: Message, random: Random, folder: Path, share: float
) -> None:
    """A gateway's table of replies: most are safe, some need help, some are not clear."""
    silent = [
        copy
        for copy in file.ask(deliveries_of, message.id)
        if copy.status is DeliveryStatus.HANDED_OVER and copy.answer is None and copy.address
    ]
    lines = []
    for copy in silent:
        if random.random() < share:
            at = file.now() - timedelta(minutes=random.randint(1, 30))
            lines.append((copy.address.lstrip("+"), _said(random), at.isoformat()))
    lines.append(("905300000000", "平安，换了号码", file.now().isoformat()))
    path = folder / f"replies-{message.number}-{file.now():%H%M}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as opened:
        csv.writer(opened).writerows([("号码", "内容", "时间"), *lines])
    file.run(take_replies, _silent, read_replies(path, file.ask(the_incident)))


def _silent(_done: int, _total: int, _label: str) -> None:
    """Nobody watches a story being told."""


def _said(random: Random) -> str:
    chance = random.random()
    if chance < 0.1:
        return random.choice(("2", "2 需要帮助"))
    return random.choice(_UNCLEAR if chance < 0.22 else _SAFE)
