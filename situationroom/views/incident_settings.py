"""The settings of the incident: its times, its questions. For everybody who works on the file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.frame import Frame
from situationroom.views.questions_form import QuestionsForm
from situationroom.views.targets_form import TargetsForm

PAGES = ("targets", "questions")


class IncidentSettings(QDialog):
    """A window beside the work; each page is stored by itself."""

    def __init__(self, frame: Frame, parent: QWidget, page: str = "targets") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings of the incident"))
        self.targets = TargetsForm(frame)
        self.questions = QuestionsForm(frame)
        self.pages = QTabWidget()
        self.pages.addTab(self.targets, tr("Times and escalation"))
        self.pages.addTab(self.questions, tr("Triage questions"))
        self.pages.setCurrentIndex(PAGES.index(page))
        for form in (self.targets, self.questions):
            form.left.connect(self.close)
            form.setContentsMargins(0, theme.px(12), 0, 0)
        outer = QVBoxLayout(self)
        space = theme.px(20)
        outer.setContentsMargins(space, space, space, space)
        outer.setSpacing(theme.px(8))
        outer.addWidget(widgets.heading(self.windowTitle()))
        outer.addWidget(
            widgets.quiet(tr("They hold for everybody who works on this incident."), 12)
        )
        outer.addWidget(self.pages, 1)
        self.resize(theme.px(1000), theme.px(660))
