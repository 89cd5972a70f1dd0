"""The line below the preview: the sum of all rows, the keys, and what is done meanwhile."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.elided import ElidedLabel
from situationroom.views.import_busy import progress_words
from situationroom.views.import_run import ImportRun
from situationroom.views.widgets import KeyHint, button


class Foot(QWidget):
    """Says the sum and the keys; while something is compared anew, how far that is."""

    def __init__(self, run: ImportRun) -> None:
        super().__init__()
        self._sum = ElidedLabel()
        self._words, self._bar = widgets.quiet(""), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(160))
        stop = button(tr("Cancel"), "close", "quiet", on_click=run.cancel)
        self.work = widgets.row(self._words, self._bar, stop)
        self.work.hide()
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(12))
        inside.addWidget(self._sum, 1)
        inside.addWidget(self.work)
        for keys, words in _keys():
            inside.addWidget(widgets.row(KeyHint(keys), widgets.quiet(words, 12), gap=5))
        self.setFixedHeight(theme.px(34))
        run.began.connect(self.begin)
        run.progressed.connect(self.show_progress)
        run.rested.connect(self.rest)

    def say(self, text: str) -> None:
        """The sum of all rows."""
        self._sum.setText(text)

    @property
    def text(self) -> str:
        """The sum as it is said."""
        return self._sum.text()

    def begin(self, title: str) -> None:
        """Something is done while the preview stays usable."""
        self._words.setText(title)
        self._bar.setRange(0, 0)
        self.work.show()

    def show_progress(self, done: int, total: int, label: str) -> None:
        """How far it is."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if total > 1:
            self._words.setText(progress_words(done, total, label))

    def rest(self) -> None:
        """Nothing is done any more."""
        self.work.hide()


def _keys() -> tuple[tuple[str, str], ...]:
    return (
        ("F8", tr("next question")),
        ("F2", tr("mend")),
        ("Ctrl+F", tr("find")),
        ("Ctrl+Z", tr("take back")),
        ("F6", tr("columns · rows · cells")),
    )
