"""How the briefing runs: seconds of each page, from which number on counts are shown."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QSpinBox, QVBoxLayout, QWidget

from situationroom.briefing_words import page_name
from situationroom.commands.briefing import set_dwell, set_small_numbers
from situationroom.jobs import Job
from situationroom.models import Briefing
from situationroom.models.briefing import Page
from situationroom.models.suppression import LEAST_SMALL, MOST_SMALL
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.briefing_show import Show
from situationroom.views.frame import Frame
from situationroom.views.widgets import button, inline_error, quiet, row


class BriefingSettings(QWidget):
    """What is changed is kept at once, for everybody on this incident."""

    def __init__(self, frame: Frame, show: Show) -> None:
        super().__init__()
        self.setObjectName("clear")
        self._desk, self._show = frame.desk, show
        self.seconds = {page: _spin(0, 3600) for page in Page}
        self.small = _spin(LEAST_SMALL, MOST_SMALL)
        self.error = inline_error()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setColumnStretch(0, 1)
        for place, (page, field) in enumerate(self.seconds.items()):
            field.setSpecialValueText(tr("left out"))
            field.setSuffix(tr(" s"))
            field.setAccessibleName(tr("Seconds of “{page}”", page=page_name(page)))
            field.editingFinished.connect(self._keep_dwell)
            go = button(page_name(page), None, "quiet", on_click=partial(show.go, page))
            grid.addWidget(row(go, None), place, 0)
            grid.addWidget(field, place, 1)
        self.small.editingFinished.connect(self._keep_small)
        self.small.setAccessibleName(tr("Hide numbers below"))
        pages = QWidget()
        pages.setObjectName("clear")
        pages.setLayout(grid)
        grid.setContentsMargins(0, 0, 0, 0)
        below = row(quiet(tr("Hide numbers below")), None, self.small)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        for part in (self.error, pages, below):
            body.addWidget(part)
        self.take(show.settings)

    def take(self, settings: Briefing) -> None:
        """Show what is kept, but never under the officer's fingers."""
        for field, seconds in zip(self.seconds.values(), settings.dwell, strict=True):
            if not field.hasFocus():
                field.setValue(seconds)
        if not self.small.hasFocus():
            self.small.setValue(settings.small)

    def _keep_dwell(self) -> None:
        dwell = tuple(field.value() for field in self.seconds.values())
        if dwell != self._show.settings.dwell:
            self._follow(self._desk.run(set_dwell, dwell))

    def _keep_small(self) -> None:
        if self.small.value() != self._show.settings.small:
            self._follow(self._desk.run(set_small_numbers, self.small.value()))

    def _follow(self, job: Job) -> None:
        self.error.say("")
        job.on_refusal = self.error.say_error


def _spin(least: int, most: int) -> QSpinBox:
    field = QSpinBox(minimum=least, maximum=most)
    field.setMinimumWidth(theme.px(96))
    field.setKeyboardTracking(False)
    return field
