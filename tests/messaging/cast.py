"""Twelve invented persons with telephones and mailboxes, and texts to send them."""

from dataclasses import replace
from pathlib import Path

from situationroom.commands.messages import prepared, queue_message
from situationroom.commands.people import add_person, report_death
from situationroom.messaging.prepare import Draft
from situationroom.models import Message, Person
from situationroom.models.message import Channel, Constant, Way, Wording
from situationroom.models.person import Phone
from situationroom.store.incident_file import IncidentFile, create_incident
from tests.cast import OFFICER, WORKSTATION, Clock, an_incident, somebody

ASK = (
    Wording(
        "zh", "{name}您好，您是否平安？回复1平安，2需要帮助。热线{hotline|12308}", "您是否平安"
    ),
    Wording("en", "Dear {name}, are you safe? Reply 1 safe, 2 need help.", "Are you safe?"),
)


def written(**more: object) -> Draft:
    """A question to everybody; any field can be said otherwise."""
    base = Draft("Are you safe", ASK, constants=(Constant("hotline", "12308"),))
    return replace(base, **more)  # type: ignore[arg-type]


def with_phone(number: int, **more: object) -> Person:
    """Somebody with a telephone and a mailbox of their own."""
    fields: dict[str, object] = {
        "native_name": f"王{'一二三四五六七八九'[number % 9]}",
        "surname": "WANG",
        "given_names": f"No{number}",
        "nationality": "CHN",
        "phones": (Phone(f"+9053255501{number:02}"),),
        "emails": (f"wang{number}@example.org",),
    }
    return replace(somebody(), **(fields | more))  # type: ignore[arg-type]


def incident(path: Path, clock: Clock, *, drill: bool = False, count: int = 6) -> IncidentFile:
    """A file with so many persons who can be reached."""
    file = create_incident(path, an_incident(drill=drill), OFFICER, WORKSTATION, clock)
    for number in range(1, count + 1):
        file.run(add_person, with_phone(number))
    return file


def queued(file: IncidentFile, persons: list[int], draft: Draft | None = None) -> Message:
    """Prepared, confirmed as it is, and waiting."""
    draft = draft or written()
    plan = file.ask(prepared, draft, persons)
    return file.run(queue_message, draft, persons, plan.sent, plan.digest)[0]


def by_mail(**more: object) -> Draft:
    """The question by e-mail through the server."""
    return written(channels=(Channel.EMAIL,), way=Way.SERVER, **more)


__all__ = ["ASK", "by_mail", "incident", "queued", "report_death", "with_phone", "written"]
