"""Pictures of persons told of twice, of missing meets found, and of a call's hints.

Its persons are invented: some of the demonstration are told of again, one of them by a hospital.
"""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from situationroom.gallery import Look, settle
from situationroom.models import Person
from situationroom.models.person import Document
from situationroom.models.vocabulary import Safety, Source
from situationroom.store.incident_file import IncidentFile, open_incident
from situationroom.store.queries.people import everybody

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from situationroom.views.finder import Finder
    from situationroom.views.main_window import MainWindow

LOOK = Look(1366, 768, "dark", "en")
PICTURED = {"told-of-twice": "duplicates", "reunions": "reunions"}


def told_again(incident: Path, copy: Path) -> Path:
    """A copy of the incident in which somebody calls about persons who are here already."""
    from situationroom.commands.people import add_person

    shutil.copyfile(incident, copy)
    file = open_incident(copy, "陈静")
    for draft in _drafts(file):
        file.run(add_person, draft)
    file.close()
    return copy


def picture_identity(incident: Path, folder: Path) -> list[Path]:
    """PNGs of the two queues and of a call form that knows who is meant."""
    from situationroom import settings
    from situationroom.views.finder import finder_of
    from situationroom.views.opening import application, open_window

    app = application()
    window = open_window(
        replace(settings.load(), theme=LOOK.theme, language=LOOK.language, officer="陈静"), incident
    )
    window.resize(LOOK.width, LOOK.height)
    window.show()
    settle(window)
    assert window.cell is not None and window.desk is not None
    pictures = []
    for name, view in PICTURED.items():
        window.cell.open_room("people", view)
        _until_compared(window, finder_of(window.desk))
        pictures.append(_grab(window, window, folder / f"{name}.png"))
    pictures.append(_call(window, folder))
    window.close()
    window.deleteLater()
    app.processEvents()
    return pictures


def _drafts(file: IncidentFile) -> list[Person]:
    known = [p for p in file.ask(everybody) if p.native_name and p.birth_date and p.documents]
    lost = [p for p in known if p.safety is Safety.MISSING][:2]
    others = [p for p in known if p not in lost][3:8]
    now = file.now()
    seen = [
        replace(_again(p), safety=Safety.INJURED, safety_source=Source.HOSPITAL, safety_at=now,
                city="Ankara", located_at=now)
        for p in lost
    ]  # fmt: skip
    return [*seen, *map(_again, others)]


def _again(person: Person) -> Person:
    """The same person as a relative tells of them: one character of the passport is another."""
    number = person.documents[0].number
    slip = number[:-1] + str((int(number[-1]) + 1) % 10)
    return Person(
        0, person.native_name, birth_date=person.birth_date, phones=person.phones,
        documents=(Document("P", slip, person.documents[0].issuer),),
    )  # fmt: skip


def _call(window: "MainWindow", folder: Path) -> Path:
    """The call form with a name that is known, and what it says of it."""
    from situationroom.views.call_form import CallForm
    from situationroom.views.call_subjects import SubjectRow

    assert window.cell is not None and window.desk is not None
    somebody = next(p for p in window.desk.ask(everybody) if p.native_name and p.phones)
    window.cell.start_call()
    settle(window)
    form = next(w for w in window.findChildren(CallForm))
    subject = next(row for row in form.findChildren(SubjectRow))
    phone = somebody.phones[0].told
    for field, text in ((subject.name, somebody.native_name), (subject.phone, phone)):
        field.setText(text)
        field.textEdited.emit(text)
    settle(window)
    return _grab(window, form, folder / "call-hints.png")


def _until_compared(window: "MainWindow", finder: "Finder") -> None:
    while not finder.is_ready or finder.job is not None:
        settle(window)


def _grab(window: "MainWindow", widget: "QWidget", path: Path) -> Path:
    settle(window)
    widget.grab().save(str(path))
    return path
