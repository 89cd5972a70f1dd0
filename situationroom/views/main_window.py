"""The window: the start page, or the cell at work. Theme, language and text size live here."""

import getpass
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import Qt, QThreadPool, QTimer
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget

from situationroom import settings as stored
from situationroom.jobs import Job, start
from situationroom.models.errors import PlainError
from situationroom.settings import TEXT_SIZES, Settings
from situationroom.texts import set_language, tr
from situationroom.views import theme
from situationroom.views.actions import Action, install
from situationroom.views.settings_menu import settings_menu
from situationroom.views.start_page import StartPage
from situationroom.views.trouble import bug_text
from situationroom.words import sentence

if TYPE_CHECKING:
    from situationroom.desk import Desk
    from situationroom.views.backups import Backups
    from situationroom.views.cell import Cell
    from situationroom.views.ringing import Ear

Demonstrate: TypeAlias = Callable[[Path], object]
"""Writes the demonstration incident to a path."""
INCIDENTS = "Situation Room (*.situation)"


class MainWindow(QMainWindow):
    """``desk`` is None while no incident is open. ``settings`` are saved whenever they change."""

    def __init__(self, settings: Settings, demonstrate: Demonstrate | None = None) -> None:
        super().__init__()
        self._demonstrate = demonstrate
        self.backups: Backups | None = None
        self.settings = settings
        self.desk: Desk | None = None
        self.cell: Cell | None = None
        self.start: StartPage | None = None
        self.ear: Ear | None = None
        self._keys: list[QShortcut] = []
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self._dress()
        self.show_start()

    # --- what is open --------------------------------------------------------------------------

    def open_file(self, path: Path) -> bool:
        """Open an incident; what is wrong with it is said on the start page."""
        from situationroom.desk import Desk

        try:
            desk = Desk(path, self.officer, self.settings.workstation)
        except PlainError as error:
            self._close_desk()
            self.show_start(sentence(error))
            return False
        self._close_desk()
        from situationroom.views.backups import Backups

        self.desk, self.backups = desk, Backups(desk)
        self.backups.setParent(self)
        self._keep(self.settings.with_recent(path))
        self._build()
        QTimer.singleShot(0, self, self._reopen_drafts)
        return True

    def show_start(self, trouble: str = "") -> None:
        """Close the incident and show the start page."""
        self._close_desk()
        self._build(trouble)

    @property
    def officer(self) -> str:
        """Who signs: the name from the settings, else the one of the system's account."""
        return self.settings.officer or _account()

    def change(self, **fields: Any) -> None:
        """Other preferences: kept, and worn at once."""
        self._keep(replace(self.settings, **fields))
        forms, imports = self._put_forms_aside(), self._put_imports_aside()
        self._dress()
        self._build()
        if forms:
            self._reopen_drafts()
        if self.cell is not None:
            self.cell.go_on_importing(imports)

    def keep_officer(self, name: str) -> None:
        """Another officer sits here from now on."""
        self._keep(replace(self.settings, officer=name))

    def open_demonstration(self) -> None:
        """Open the demonstration incident, made once and kept with what can be made again."""
        path = stored.cache_dir() / "demo" / "demo.situation"
        if path.exists() or self._demonstrate is None:
            self.open_file(path)
            return
        making, make = Job(tr("Demonstration")), self._demonstrate
        making.setParent(self)
        making.succeeded.connect(self._open_made)
        making.failed.connect(self._not_made)
        making.ended.connect(making.deleteLater)
        if self.start is not None:
            self.start.show_busy(tr("The demonstration is being made; this takes some seconds."))
        start(making, lambda _step: _made(make, path), QThreadPool.globalInstance())

    def _open_made(self, path: Path) -> None:
        self.open_file(path)

    def _not_made(self, error: Exception) -> None:
        self.show_start(sentence(error) if isinstance(error, PlainError) else bug_text(error))

    def show_bug(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """``sys.excepthook`` of the window: a mistake of ours, said plainly; nothing is lost."""
        if issubclass(kind, KeyboardInterrupt):
            self.close()
        elif self.cell is not None:
            self.cell.fail(error)  # type: ignore[arg-type]
        elif self.start is not None:
            self.start.show_trouble(bug_text(error))

    # --- telephone -----------------------------------------------------------------------------

    def listen_for_calls(self) -> None:
        """Hear what telephone software hands over (``situationroom call``)."""
        from situationroom.views.ringing import Ear

        self.ear = Ear(self, self.take_ring)

    def take_ring(self, number: str, incident: str = "") -> str:
        """A call form on this number, in front; a word of ``cli.calls`` why not."""
        if self.cell is None or self.desk is None:
            return "no incident"
        if incident and Path(incident) != self.desk.path.absolute():
            return "other incident"
        return self.cell.take_ring(number)

    # --- actions -------------------------------------------------------------------------------

    def actions_here(self) -> list[Action]:
        """Every action that can be done now, by name and keys."""
        return [*(self.cell.actions_here() if self.cell else []), *self.own_actions()]

    def show_palette(self) -> None:
        """Ctrl+K."""
        from situationroom.views.palette import Palette

        opened = self.cell.open_hit if self.cell else lambda _hit: None
        Palette(self, self.actions_here(), self.desk, opened).show()

    def choose_file(self) -> None:
        """Ask for an incident file and open it."""
        folder = (
            str(Path(self.settings.last_incident).parent) if self.settings.last_incident else ""
        )
        name, _ = QFileDialog.getOpenFileName(self, tr("Open an incident"), folder, INCIDENTS)
        if name:
            self.open_file(Path(name))

    def start_import(self) -> None:
        """Where lists are dropped, chosen or pasted, templates given out, imports taken back."""
        if self.cell is not None:
            self.cell.start_import([])

    def paste_import(self) -> None:
        """Import the table on the clipboard."""
        if self.cell is not None:
            self.cell.paste_import()

    def larger(self, by: int) -> None:
        """Other text size, in pixels more."""
        size = self.settings.text_size + by
        if size in TEXT_SIZES:
            self.change(text_size=size)

    def own_actions(self) -> list[Action]:
        """What needs no incident: finding, looks, files."""
        other = "light" if self.settings.theme == "dark" else "dark"
        language = "en" if self.settings.language == "zh" else "zh"
        themes = {"light": tr("Light theme"), "dark": tr("Dark theme")}
        made = [
            Action(tr("Find anything"), "search", self.show_palette, ("Ctrl+K",)),
            Action(themes[other], "sun" if other == "light" else "moon", self._later(theme=other)),
            Action(
                {"en": "English", "zh": "中文"}[language],
                "language",
                self._later(language=language),
            ),
            Action(tr("Larger text"), "zoom-in", lambda: self.larger(1), ("Ctrl++", "Ctrl+=")),
            Action(tr("Smaller text"), "zoom-out", lambda: self.larger(-1), ("Ctrl+-",)),
            Action(tr("Normal text size"), "search", self._later(text_size=13), ("Ctrl+0",)),
            Action(tr("Open an incident file…"), "database", self.choose_file, ("Ctrl+O",)),
            Action(tr("Quit"), "close", self.close, ("Ctrl+Q",)),
        ]
        if self.desk is not None:
            made[-1:-1] = [
                *self._copy_actions(),
                self._chime_action(),
                Action(tr("Import lists…"), "import", self.start_import, ("Ctrl+I",)),
                Action(tr("Attaching to somebody known by itself…"), "merge", self.start_import),
                Action(tr("Paste a table"), "copy", self.paste_import, ("Ctrl+Shift+V",)),
                Action(tr("Close the incident"), "home", self.show_start, ("Ctrl+W",)),
            ]
        return made

    def _chime_action(self) -> Action:
        on = self.settings.chime
        name = tr("No chime any more") if on else tr("Chime for red and overdue requests")
        return Action(name, "bell", self._later(chime=not on))

    def _copy_actions(self) -> list[Action]:
        made = [Action(tr("Folder for the second copy…"), "copy", self.choose_second_copy)]
        if self.settings.second_copy:
            none = Action(tr("No second copy any more"), "close", lambda: self.keep_second_copy(""))
            made.append(none)
        return made

    def choose_second_copy(self) -> None:
        """Ask for the folder, best on another drive, that gets every backup too."""
        folder = QFileDialog.getExistingDirectory(
            self, tr("Folder for the second copy"), self.settings.second_copy
        )
        if folder:
            self.keep_second_copy(folder)

    def keep_second_copy(self, folder: str) -> None:
        """Every backup goes to ``folder`` too, one at once; an empty one for none."""
        self._keep(replace(self.settings, second_copy=folder))
        if self.backups is not None:
            self.backups.make_anew()

    def _show_settings(self) -> None:
        """The window's own actions as a menu beside the rail."""
        if self.cell is None:
            return
        below = self.cell.rail.settings
        menu = settings_menu(self, [*self.cell.settings_actions(), *self.own_actions()])
        menu.popup(below.mapToGlobal(below.rect().topRight()))

    def _later(self, **fields: Any) -> Callable[[], object]:
        # The key or button that asked is rebuilt by the change, so it must have returned first.
        return lambda: QTimer.singleShot(0, self, lambda: self.change(**fields))

    # --- Qt ------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.ear is not None:
            self.ear.close()
        self._close_desk()
        QThreadPool.globalInstance().waitForDone()
        event.accept()

    def _build(self, trouble: str = "") -> None:
        for key in self._keys:
            key.setParent(None)
            key.deleteLater()
        room = self.cell.room if self.cell else "overview"
        shown = self.cell.card.shown if self.cell else ("", ())
        self.cell = self._new_cell(room)
        self.start = None if self.cell else StartPage(self, trouble)
        content: QWidget = self.cell or self.start  # type: ignore[assignment]
        self.setCentralWidget(content)
        if self.cell is not None:
            self.cell.top.search_asked.connect(self.show_palette)
            self.cell.rail.settings_asked.connect(self._show_settings)
            self.cell.restore(*shown)
        self._keys = install(self.actions_here(), self)
        self.setWindowTitle(self._title())

    def _new_cell(self, room: str) -> "Cell | None":
        if self.desk is None:
            return None
        # The store's libraries are heavy; the start page opens without them.
        from situationroom.views.cell import Cell

        cell = Cell(self.desk, room, self.backups)
        if self.settings.chime:
            from situationroom.views.chime import Chime

            Chime(self.desk, cell)
        return cell

    def _title(self) -> str:
        if self.desk is None:
            return tr("Situation Room")
        incident = self.desk.incident
        drill = f"{tr('DRILL')} · " if incident.drill else ""
        return f"{drill}{incident.name} — {tr('Situation Room')}"

    def _dress(self) -> None:
        set_language(self.settings.language)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - for the type checker
        theme.set_theme(app, self.settings.theme, self.settings.text_size)

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        try:
            stored.save(settings)
        except OSError as error:
            if self.cell is not None:
                self.cell.toast.refuse(
                    tr("Your settings could not be saved: {reason}", reason=error.strerror or "")
                )

    def _put_forms_aside(self) -> int:
        """Close the call forms; what was typed stays in their drafts. How many there were."""
        forms = [w for w in self.findChildren(QWidget) if type(w).__name__ == "CallForm"]
        for form in forms:
            form.close()
        return len(forms)

    def _put_imports_aside(self) -> list[Any]:
        """Open import sheets hand on what was read and decided."""
        views = [w for w in self.findChildren(QWidget) if type(w).__name__ == "ImportView"]
        return [view.hand_on() for view in views if view.is_open]  # type: ignore[attr-defined]

    def _reopen_drafts(self) -> None:
        """Forms that were open when the program ended, or was dressed anew, come back."""
        from situationroom.views.call_form import reopen_drafts

        if self.cell is not None:
            reopen_drafts(self.cell)

    def _close_desk(self) -> None:
        from situationroom.views.briefing_end import end_show

        if self.desk is None:
            return
        self._put_forms_aside()
        end_show(self.desk)
        self._empty()
        if self.backups is not None:
            self.backups.deleteLater()
            self.backups = None
        # Everything asked for is stored before the file is let go.
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self.desk.close()
        finally:
            QApplication.restoreOverrideCursor()
        self.desk.deleteLater()
        self.desk = None

    def _empty(self) -> None:
        """Let go of the frame; its clocks must not ask a desk that is closed."""
        content, self.cell = self.cell, None
        if content is not None:
            for timer in content.findChildren(QTimer):
                timer.stop()
            self.takeCentralWidget()
            content.hide()
            content.deleteLater()


def _made(make: Demonstrate, path: Path) -> Path:
    """The demonstration, complete or not there at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name("making.situation")
    draft.unlink(missing_ok=True)
    make(draft)
    return draft.replace(path)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "officer"
