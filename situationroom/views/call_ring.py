"""A telephone rings: the window comes to front with a form that knows the caller."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from situationroom.commands.callers import FEW, Caller, caller_of
from situationroom.views.call_form import CallForm
from situationroom.views.call_typed import Subject, TypedCall
from situationroom.views.frame import Frame

MANY = 20
"""Forms open at once; whoever opens more has software that runs wild."""


def ring_in(frame: Frame, number: str) -> str:
    """Open a form on this number, or bring forward the one that is open; '' or 'many'."""
    window = frame.window() if isinstance(frame, QWidget) else None
    forms = window.findChildren(CallForm) if window else []
    same = next((form for form in forms if form.fields.caller_phone.text() == number), None)
    if same is None and len(forms) >= MANY:
        return "many"
    typed = rung(frame, number)
    form = same or CallForm(frame, typed.attach_to, typed)
    if window is not None:
        _forward(window)
    form.show()
    _forward(form)
    return ""


def rung(frame: Frame, number: str) -> TypedCall:
    """The form's fields as far as the telephone says them."""
    desk = frame.desk
    known = desk.ask(caller_of, number, desk.incident)
    return TypedCall(
        caller=known.name,
        caller_phone=number,
        relation=known.relation,
        subjects=_subjects(known),
        attach_to=known.requests[0].id if len(known.requests) == 1 else None,
    )


def _subjects(known: Caller) -> list[Subject]:
    """The persons they called about before; of more than a few none, the hints list them."""
    few = known.persons if len(known.persons) <= FEW else ()
    return [Subject(person.name, "", person.id) for person in few] or [Subject()]


def _forward(window: QWidget) -> None:
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    window.activateWindow()
