"""What stands in a call form, as plain data."""

from dataclasses import dataclass, field

from situationroom.models.triage import Answered
from situationroom.models.vocabulary import Category, Priority


@dataclass(slots=True)
class Subject:
    """One person the call is about; ``person`` is the id of somebody the cell already has.

    ``mrz`` holds the machine-readable lines that were scanned or pasted.
    """

    name: str = ""
    phone: str = ""
    person: int | None = None
    mrz: str = ""


@dataclass(slots=True)
class TypedCall:
    """The fields of a call form as they were typed.

    ``informed`` are members of that vocabulary, ``done`` says more; ``called`` is when it was
    taken down on paper. ``by_hand``: an officer chose the priority, so that answers of the triage
    only propose.
    """

    caller: str = ""
    caller_phone: str = ""
    relation: str = ""
    subjects: list[Subject] = field(default_factory=lambda: [Subject()])
    what: str = ""
    where: str = ""
    priority: str = str(Priority.YELLOW)
    category: str = str(Category.OTHER)
    party: int = 1
    contact: str = ""
    needs: list[str] = field(default_factory=list)
    kin: str = ""
    kin_phone: str = ""
    paper: str = ""
    attach_to: int | None = None
    answers: list[Answered] = field(default_factory=list)
    by_hand: bool = False
    informed: list[str] = field(default_factory=list)
    done: str = ""
    wish: str = ""
    phrase: str = ""
    called: str = ""

    @property
    def is_empty(self) -> bool:
        """True while nothing was typed that would be a loss."""
        told = (
            self.caller,
            self.caller_phone,
            self.what,
            self.where,
            self.kin,
            self.paper,
            self.done,
        )
        if self.answers or any(told):
            return False
        return not any(s.name or s.phone for s in self.subjects)
