"""Where an import begins: drop, choose or paste; templates to give out; the imports so far."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.import_certainty import CertaintyLine
from situationroom.views.import_recent import recent_list
from situationroom.views.import_templates import ask_paper_form, ask_workbook
from situationroom.views.widgets import Card, button

WIDTH = 760
KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.xml *.edi *.html *.htm"


class StartPage(QWidget):
    """``chosen(paths)`` when files were chosen; ``pasting()`` for the clipboard."""

    chosen = Signal(list)
    pasting = Signal()

    def __init__(self, frame: Frame, undo: Callable[[int], object]) -> None:
        super().__init__()
        self._frame, self._undo = frame, undo
        self.choose_button = button(
            tr("Choose files …"), "import", "primary", "Ctrl+O", self.choose
        )
        self.choose_button.setShortcut("")  # heard by the sheet
        self.problem = widgets.inline_error()
        self._recent = QVBoxLayout()
        outer = QVBoxLayout(self)
        outer.setSpacing(theme.px(12))
        outer.addStretch(1)
        for card in (self._drop_card(), self._template_card(), self._recent_card()):
            card.setFixedWidth(theme.px(WIDTH))
            outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)

    def renew(self) -> None:
        """The imports so far, as they are now."""
        widgets.clear(self._recent)
        self._recent.addWidget(recent_list(self._frame, self._undo))

    def choose(self) -> None:
        """Ask for lists."""
        kinds = f"{tr('Lists')} ({KINDS});;{tr('All files')} (*)"
        names, _ = QFileDialog.getOpenFileNames(self, tr("Import lists"), "", kinds)
        if names:
            self.chosen.emit(names)

    def _drop_card(self) -> Card:
        card = Card()
        paste = button(tr("Paste a table"), "copy", "plain", "Ctrl+V", self.pasting.emit)
        paste.setShortcut("")
        text = tr("Any spreadsheet, as it came: hotline sheets, embassy forms, travel agencies, "
                  "airlines, company camps. Several files at once, in any layout.")  # fmt: skip
        head = widgets.empty_state(
            "import", tr("Drop lists anywhere"), text, self.choose_button, paste
        )
        head.setMinimumHeight(theme.px(184))  # two lines of text, though the page is full below
        card.body.addWidget(self.problem)
        card.body.addWidget(head)
        return card

    def _template_card(self) -> Card:
        card = Card(tr("Lists to give out"))
        text = widgets.quiet(tr("They come back in a shape that is read without a question."))
        workbook = button(
            tr("Intake workbook …"), "columns", on_click=lambda: self._give(ask_workbook)
        )
        paper = button(tr("Paper form …"), "print", on_click=lambda: self._give(ask_paper_form))
        card.body.addWidget(widgets.row(text, None, workbook, paper))
        return card

    def _recent_card(self) -> Card:
        card = Card(tr("Imports so far"))
        card.body.addLayout(self._recent)
        certainty = CertaintyLine(self._frame.desk, self._refuse)
        card.body.addWidget(widgets.row(certainty, None))
        return card

    def _refuse(self, error: PlainError) -> None:
        self._frame.refuse(error)

    def _give(self, ask: Callable[[QWidget, Frame], object]) -> None:
        ask(self, self._frame)
