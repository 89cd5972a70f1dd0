"""The import sheet: what is in the files, what would happen, one button, and a way back."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from situationroom.commands.imports import ImportResult
from situationroom.models import Site
from situationroom.models.errors import PlainError
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.elided import ElidedLabel
from situationroom.views.frame import Frame
from situationroom.views.import_aside import Aside
from situationroom.views.import_busy import BusyPage
from situationroom.views.import_done import DonePage
from situationroom.views.import_keys import act_of, keys_of
from situationroom.views.import_names import reason_text
from situationroom.views.import_page import PreviewPage
from situationroom.views.import_paste import pasted_file, table_text
from situationroom.views.import_run import ImportRun
from situationroom.views.import_shelters import drafts_of
from situationroom.views.import_start import StartPage
from situationroom.views.widgets import button, confirm

HEADLESS = "No row of {file} was recognised"
"""How the refusal begins of a file whose columns can still be chosen by hand."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An import that goes on in another sheet: its run and where the officer was in it."""

    run: ImportRun
    pasted: list[Path]
    aside: bool
    tab: int
    which: str
    selected: list[int]


class ImportView(QWidget):
    """Lies over the whole frame until it is closed. Nothing is stored before the one button."""

    def __init__(
        self, frame: Frame, paths: Sequence[str] = (), carried: Carried | None = None
    ) -> None:
        super().__init__(frame if isinstance(frame, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("ground")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._frame = frame
        self.run = carried.run if carried else ImportRun(frame.desk, self)
        self.run.setParent(self)
        self.done: DonePage | None = None
        self._pasted: list[Path] = carried.pasted if carried else []
        self._handed_on = False
        self.destroyed.connect(partial(_remove, self._pasted))
        self._lay_out()
        self._listen()
        self.aside = Aside(frame, self) if isinstance(frame, QWidget) else None
        self._below = frame if isinstance(frame, QWidget) else None
        if self._below is not None:
            self._below.installEventFilter(self)
            self.setGeometry(self._below.rect())
        if carried:
            self._go_on(carried)
        else:
            self.add_files(paths)

    # --- another dress -------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Shown, or set aside; a closed one waits to be deleted."""
        return not self.isHidden() or (self.aside is not None and not self.aside.isHidden())

    def hand_on(self) -> Carried:
        """What the sheet that comes instead of this one goes on with; this one is done with."""
        self.run.let_go()
        self._handed_on = True
        page = self.preview
        place = page.tabs.currentIndex(), page.which, page.rows.table.selected_ids()
        made = Carried(self.run, list(self._pasted), self.isHidden(), *place)
        self._pasted.clear()
        return made

    def _go_on(self, carried: Carried) -> None:
        run = self.run
        self._title.setText(run.names)
        if run.result is not None:
            self._stored(run.result)
        elif run.plan.rows:
            self._planned(True)
            self.preview.show_again(carried.tab, carried.which, carried.selected)
        elif run.working:
            self._began(tr("Reading {file}", file=run.names))
        else:
            self.add_files(())
        if carried.aside and self.aside is not None:
            self.step_aside()

    # --- what goes in --------------------------------------------------------------------------

    def add_files(self, names: Sequence[str]) -> None:
        """Read these files too; none at all shows where to begin."""
        if names:
            if self.pages.currentWidget() is self.start:
                self.run.paths.clear()  # what could not be read is not tried again
            self.run.add_files([Path(name) for name in names])
        elif not self.run.paths:
            self._show(self.start)
            self.start.renew()
            self.start.choose_button.setFocus()

    def choose_by_hand(self) -> None:
        """Read the files nobody recognised a header in; the officer says what is what."""
        self.preview.acts.choose_by_hand()

    def paste(self) -> None:
        """Read the table on the clipboard."""
        text = table_text(QGuiApplication.clipboard().mimeData())
        if not text.strip():
            sentence = tr("The clipboard holds no table; copy its cells in the workbook or mail.")
            self.start.problem.say(sentence)
            self.problem.say(sentence)
            return
        path = pasted_file(text, self._frame.desk.now())
        self._pasted.append(path.parent)
        self.add_files([str(path)])

    # --- what comes out ------------------------------------------------------------------------

    def start_import(self) -> None:
        """Store what the dry run shows, as one act."""
        if self.store.isEnabled():
            self.store.setEnabled(False)
            self.run.store()

    def undo(self, revision: int | None = None) -> None:
        """Take a whole import back (None: the one just made); it is one entry."""
        told = revision or (self.run.result.revision if self.run.result else None)
        job = self._frame.desk.undo(told) if told else None
        if job is not None:
            job.on_refusal = self._refused
            job.succeeded.connect(self._undone)

    def _undone(self, result: object) -> None:
        kept = [f"{one.name} · {one.officer}" for one in getattr(result, "kept", ())]
        if kept and self.done is not None:
            self.done.show_kept(kept)
            return
        words = tr("The import was taken back; everything is as before.")
        if kept:
            words = tr("Taken back, except for {n} records that were changed since.", n=len(kept))
        self._frame.say(words)
        if self.pages.currentWidget() is self.start:
            self.start.problem.say("\n".join([words, *kept[:5]]) if kept else "")
            self.start.renew()
        else:
            self.close()

    # --- following the run ---------------------------------------------------------------------

    def _listen(self) -> None:
        run = self.run
        run.began.connect(self._began)
        run.progressed.connect(self.busy.show_progress)
        run.rested.connect(self._rested)
        run.planned.connect(self._planned)
        run.row_changed.connect(self.preview.renew_row)
        run.refused.connect(self._refused)
        run.given_up.connect(self.close)
        run.opened.connect(self._sites_opened)
        run.stored.connect(self._stored)
        self.preview.noted.connect(self._frame.say)

    def _began(self, title: str) -> None:
        self._title.setText(self.run.names)
        self.store.setEnabled(False)
        if self.run.storing or not self.run.plan.rows:
            self.busy.begin(title, storing=self.run.storing)
            self._show(self.busy)

    def _planned(self, anew: bool) -> None:
        if anew:
            failed = [error for _file, error in self.run.read.failed]
            self.problem.say("\n".join(reason_text(error) for error in failed))
            headless = any(error.template.startswith(HEADLESS) for error in failed)
            self.by_hand.setVisible(headless and not self.run.choices.by_hand)
        if not self.run.holds_anything:
            self.start.renew()
            self._show(self.start)
            return
        self._show(self.preview)
        self.preview.show_plan(anew=anew)
        self._show_button()
        if anew and self.isVisible():
            self.preview.rows.table.setFocus()

    def _rested(self) -> None:
        stopped = self.pages.currentWidget() is self.busy and self.run.result is None
        if stopped and self.run.plan.rows and not self.run.working:
            self._show(self.preview)
        self._show_button()

    def _show_button(self) -> None:
        run = self.run
        counts = run.plan.counts()
        rows = counts["new"] + counts["updated"] + counts["duplicate"]
        sites = len(drafts_of(run.read.shelters))
        self.store.setText(_button_words(rows, sites))
        self.store.setVisible(self.pages.currentWidget() is self.preview)
        self.store.updateGeometry()
        self.store.setEnabled(run.can_store)
        self.undo_button.setEnabled(run.history.can_go_back)
        nothing = run.plan.rows and run.plan.does_nothing and not sites and not run.stale
        words = tr("There is nothing new in these lists; every row is here already.")
        self.nothing.say(words if nothing and not run.read.failed else "")

    def _refused(self, error: Exception) -> None:
        if self.run.plan.rows or self.run.read.failed:
            self._show(self.preview)
        sentence = reason_text(error) if isinstance(error, PlainError) else ""
        self.problem.say(sentence or tr("The import failed; nothing was stored."))
        self.by_hand.hide()
        self._show_button()

    def _sites_opened(self, sites: Sequence[Site]) -> None:
        self._frame.say(tr("{n} shelters opened", n=len(sites)))
        if self.run.plan.does_nothing:
            self._frame.open_room("shelters")
            self.close()

    def _stored(self, result: ImportResult) -> None:
        self.done = DonePage(self._frame, result, self.run.read.lists, self.run.names)
        self.done.undo_asked.connect(self.undo)
        self.done.show_asked.connect(self._go)
        self.done.more_asked.connect(self._more)
        self.pages.addWidget(self.done)
        self.problem.say("")
        self._show(self.done)
        self._frame.say(tr("Imported {file}", file=self.run.names))

    def _go(self, room: str) -> None:
        self._frame.open_room(room)
        self.close()

    def _more(self) -> None:
        self._frame.start_import([])
        self.close()

    # --- keys and the way out ------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The sheet's keys come before the same key of the room behind it.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and act_of(event, keys_of(self)):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_of(event, keys_of(self))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def take_back(self) -> None:
        """Ctrl+Z: the last choice is taken back, nothing that is stored."""
        if not self.run.undo():
            self._frame.say(tr("There is nothing to undo."))

    def leave(self) -> None:
        """Esc: close it; what runs goes on aside, what was chosen is asked about."""
        if self.run.working and self.aside is not None and self.isVisible():
            self.step_aside()
            return
        chosen = self.run.history.can_go_back and self.run.result is None
        if chosen and not confirm(
            self,
            tr("Close without importing?"),
            tr("What you have mended and decided here is not kept."),
            tr("Close"),
        ):
            return
        self.close()

    def step_aside(self) -> None:
        """Leave the window to other work while this goes on."""
        if self.aside is not None:
            self.hide()
            self.aside.show_at_foot()

    # --- the parts -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.by_hand = button(tr("Choose the columns by hand"), on_click=self.choose_by_hand)
        self.problem = widgets.Banner("", "red", self.by_hand)
        self.nothing = widgets.Banner("", "safe")
        for banner in (self.problem, self.nothing):
            banner.hide()
        self.store = button(tr("Import"), "import", "primary", "Ctrl+Return", self.start_import)
        self.store.setShortcut("")  # heard by the sheet, whatever has the focus
        self.store.setEnabled(False)
        self.undo_button = button(tr("Take back"), "undo", "quiet", "Ctrl+Z", self.take_back)
        self.undo_button.setShortcut("")
        self.undo_button.setEnabled(False)
        close = button(tr("Close"), "close", "quiet", "Esc", self.leave)
        close.setShortcut("")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.px(20), theme.px(14), theme.px(20), theme.px(8))
        outer.setSpacing(theme.px(10))
        head, self._title = QHBoxLayout(), ElidedLabel("")
        head.setSpacing(theme.px(10))
        head.addWidget(widgets.heading(tr("Import")))
        head.addWidget(self._title, 1)
        for part in (self.undo_button, close, self.store):
            head.addWidget(part)
        outer.addLayout(head)
        outer.addWidget(self.problem)
        outer.addWidget(self.nothing)
        self.pages = QStackedWidget()
        self.busy, self.preview = BusyPage(), PreviewPage(self.run)
        self.start = StartPage(self._frame, self.undo)
        self.busy.cancelled.connect(self.run.cancel)
        self.busy.aside.connect(self.step_aside)
        self.start.chosen.connect(self.add_files)
        self.start.pasting.connect(self.paste)
        for page in (self.start, self.busy, self.preview):
            self.pages.addWidget(page)
        outer.addWidget(self.pages, 1)

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        on_preview = page is self.preview
        self.store.setVisible(on_preview)
        self.undo_button.setVisible(on_preview)
        if not on_preview:
            self.nothing.say("")

    # --- Qt ------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.pages.currentWidget() in (self.start, self.preview):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        event.acceptProposedAction()
        self.add_files([url.toLocalFile() for url in urls if url.isLocalFile()])

    def closeEvent(self, event: Any) -> None:
        """Whatever is still being read is given up; what was stored stays."""
        if not self._handed_on:
            self.run.close()
        _remove(self._pasted)
        if self.aside is not None:
            self.aside.deleteLater()
            self.aside = None
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._below is not None and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._below.rect())
        return super().eventFilter(watched, event)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if not self.isWindow():
            self.raise_()
        self.setFocus()


def _remove(folders: list[Path], *_gone: object) -> None:
    """Pasted tables hold personal data: they go with the sheet, however it goes."""
    while folders:
        shutil.rmtree(folders.pop(), ignore_errors=True)


def _button_words(rows: int, sites: int) -> str:
    if sites and rows:
        return tr("Import {n} rows and {sites} shelters", n=f"{rows:,}", sites=sites)
    if sites:
        return tr("Open {n} shelters", n=sites)
    return tr("Import {n} rows", n=f"{rows:,}")
