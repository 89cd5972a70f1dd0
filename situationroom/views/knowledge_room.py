"""The knowledge room: what to say, what to do, whom to call, what to show."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Final

from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.actions import Action
from situationroom.views.frame import Frame
from situationroom.views.widgets import Chip, heading, row

PAGES: Final = {
    "points": ("points_page", "PointsPage"),
    "checklists": ("checklists_page", "ChecklistsPage"),
    "contacts": ("contacts_page", "ContactsPage"),
    "phrases": ("phrases_page", "PhrasesPage"),
}
"""The pages in their order; each is made when it is opened first."""


def page_name(page: str) -> str:
    """A page by its word in the officer's language."""
    return {
        "points": tr("Talking points"),
        "checklists": tr("Checklists"),
        "contacts": tr("Contacts"),
        "phrases": tr("Phrase cards"),
    }[page]


def knowledge_actions(open_room: Callable[[str, str], object]) -> list[Action]:
    """What the palette offers: each page, and what is begun on one."""
    made = [
        Action(tr("Knowledge: {page}", page=page_name(page)), "book",
               partial(open_room, "knowledge", page))
        for page in PAGES
    ]  # fmt: skip
    begun = {
        "points new": tr("New talking point"),
        "checklists new": tr("Begin a checklist"),
        "contacts new": tr("New directory entry"),
        "contacts import": tr("Import a directory"),
    }
    return [
        *made,
        *(
            Action(name, "plus", partial(open_room, "knowledge", view))
            for view, name in begun.items()
        ),
    ]


class KnowledgeRoom(QWidget):
    """Pages behind chips; ``page`` is the one that is open, ``pages`` those made so far."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.page = ""
        self.pages: dict[str, QWidget] = {}
        self.chips = {name: Chip(page_name(name)) for name in PAGES}
        self._stack = QStackedWidget()
        group = QButtonGroup(self)
        for name, chip in self.chips.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _on, name=name: self.show_view(name))
        head = row(heading(tr("Knowledge")), *self.chips.values(), None)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.px(16), 0, 0)
        outer.setSpacing(0)
        head.setContentsMargins(theme.px(20), 0, theme.px(20), 0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        self.show_view("points")

    def show_view(self, view: str) -> None:
        """Open a page; 'points withdrawn' opens a part of it."""
        name, _, part = view.partition(" ")
        if name not in PAGES:
            return
        if name not in self.pages:
            module, page = PAGES[name]
            made = getattr(import_module(f"situationroom.views.{module}"), page)(self._frame)
            self.pages[name] = made
            self._stack.addWidget(made)
        self.page = name
        self.chips[name].setChecked(True)
        self._stack.setCurrentWidget(self.pages[name])
        self.setFocusProxy(self.pages[name])
        if part:
            getattr(self.pages[name], "show_part", lambda _part: None)(part)

    def select_ids(self, ids: Sequence[int]) -> None:
        """Choose records of the page that is open."""
        getattr(self.pages[self.page], "select_ids", lambda _ids: None)(ids)
