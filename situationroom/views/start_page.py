"""The start page: recent incidents, a new one, the demonstration."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.new_incident import SUFFIX, NewIncident
from situationroom.views.recent import RecentFile
from situationroom.views.settings_menu import settings_menu
from situationroom.views.warming import SOON_MS, warm
from situationroom.views.widgets import (
    Card,
    button,
    column,
    form_row,
    inline_error,
    label,
    quiet,
    row,
    scrolled,
)

if TYPE_CHECKING:
    from situationroom.views.main_window import MainWindow

SHOWN = 6


class StartPage(QWidget):
    """Asks for the officer's name, then opens or creates an incident through the window."""

    def __init__(self, window: "MainWindow", trouble: str = "") -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._window = window
        self.trouble = inline_error(trouble)
        self.officer = QLineEdit(window.officer)
        self.officer.editingFinished.connect(self._keep_officer)
        self.new = NewIncident(self._signing, window.settings.workstation, window.open_file)
        self.recent: list[RecentFile] = []
        self._busy, self._busy_bar = quiet(""), QProgressBar()
        self._busy_bar.setRange(0, 0)
        for one in (self._busy, self._busy_bar):
            one.setVisible(False)
        self._lay_out()

    def show_trouble(self, text: str) -> None:
        """What went wrong, above everything else."""
        self.trouble.say(text)

    def show_busy(self, text: str) -> None:
        """Something takes a while; nothing else can be opened meanwhile."""
        self.new.setEnabled(False)
        self._recent.setEnabled(False)
        self._busy.setText(text)
        self._busy.setVisible(True)
        self._busy_bar.setVisible(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(SOON_MS, warm)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _incident_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := _incident_in(event):
            self._open(path)

    def _lay_out(self) -> None:
        self._recent = self._recent_card()
        title = label(tr("Situation Room"), size=28, weight=700)
        left = column(
            row(title, None, self._look_button()),
            quiet(tr("Who is there, what they need, who brings them out."), 14),
            self._officer_card(),
            self._recent,
            self._busy,
            self._busy_bar,
            gap=16,
        )
        left.layout().addStretch(1)  # type: ignore[union-attr]
        right = column(self.new, None)
        both = QWidget()
        inside = QHBoxLayout(both)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(24))
        inside.addWidget(left, 1)
        inside.addWidget(right, 1)
        middle = column(self.trouble, both, gap=16)
        middle.setMaximumWidth(theme.px(1120))
        page = QWidget()
        standing, centred = QVBoxLayout(page), QHBoxLayout()
        standing.setContentsMargins(theme.px(32), theme.px(32), theme.px(32), theme.px(32))
        standing.addStretch(2)
        standing.addLayout(centred)
        standing.addStretch(3)
        centred.addStretch(1)
        centred.addWidget(middle, 20)
        centred.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(page))

    def _look_button(self) -> QWidget:
        made = button(tr("Settings"), "settings", "quiet")
        made.setMenu(settings_menu(made, self._window.own_actions()))
        made.menu().setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        return made

    def _officer_card(self) -> QWidget:
        card = Card()
        hint = tr("Every entry in the journal is signed with this name.")
        card.body.addWidget(form_row(tr("Your name"), self.officer, hint))
        return card

    def _recent_card(self) -> QWidget:
        choose = button(tr("Open a file…"), "database", on_click=self._choose)
        demo = button(tr("Open the demonstration"), "play", on_click=self._demonstrate)
        card = Card(tr("Recent incidents"))
        known = [Path(name) for name in self._window.settings.recent_files]
        for path in [path for path in known if path.exists()][:SHOWN]:
            line = RecentFile(path.stem, _detail(path))
            line.setToolTip(str(path))
            line.clicked.connect(lambda _c, path=path: self._open(path))
            self.recent.append(line)
            card.body.addWidget(line)
        if not self.recent:
            card.body.addWidget(quiet(tr("None yet. Open a new one, a file or the demonstration.")))
        card.body.addWidget(row(choose, demo, None))
        return card

    def _keep_officer(self) -> None:
        name = self.officer.text().strip()
        if name and name != self._window.settings.officer:
            self._window.keep_officer(name)

    def _signing(self) -> str:
        self._keep_officer()
        return self._window.officer

    def _open(self, path: Path) -> None:
        self._keep_officer()
        self._window.open_file(path)

    def _choose(self) -> None:
        self._keep_officer()
        self._window.choose_file()

    def _demonstrate(self) -> None:
        self._keep_officer()
        self._window.open_demonstration()


def _detail(path: Path) -> str:
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return f"{times.ago(changed, datetime.now(UTC))} · {path.parent}"


def _incident_in(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return next((path for path in paths if path.suffix == SUFFIX), None)
