"""The templates a cell gives out, saved where the officer says."""

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QSpinBox, QWidget

from situationroom import texts
from situationroom.commands.templates import (
    Language,
    template_name,
    write_intake_workbook,
    write_paper_form,
)
from situationroom.jobs import Step
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.ask import Sheet
from situationroom.views.frame import Frame

MOST_PAGES = 2_000


def ask_workbook(parent: QWidget, frame: Frame) -> None:
    """Ask where the intake workbook goes and write it there."""
    if path := _where(parent, template_name("workbook", _language()), "*.xlsx"):
        save_workbook(frame, path)


def ask_paper_form(parent: QWidget, frame: Frame) -> None:
    """Ask how many paper forms from which number, and where they go."""
    numbers = _ask_numbers(parent)
    if numbers is None:
        return
    if path := _where(parent, template_name("paper", _language()), "*.pdf"):
        save_paper_form(frame, path, *numbers)


def save_workbook(frame: Frame, path: Path) -> None:
    """Write the intake workbook in the language spoken, while the window goes on."""
    drill, language = frame.desk.incident.drill, _language()

    def work(_step: Step) -> Path:
        return write_intake_workbook(path, language, drill)

    job = frame.desk.work(tr("Writing {file}", file=path.name), work)
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def save_paper_form(frame: Frame, path: Path, first: int, count: int) -> None:
    """Write ``count`` numbered paper forms in the language spoken, while the window goes on."""
    drill, language = frame.desk.incident.drill, _language()

    def work(_step: Step) -> Path:
        return write_paper_form(path, language, first, count, drill)

    job = frame.desk.work(tr("Writing {file}", file=path.name), work)
    job.succeeded.connect(lambda _path: frame.say(tr("Saved {file}", file=str(path))))


def _language() -> Language:
    return "zh" if texts.language() == "zh" else "en"


def _where(parent: QWidget, name: str, kind: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, name, name, kind)
    path = Path(chosen)
    return (path if path.suffix else path.with_suffix(kind[1:])) if chosen else None


def _ask_numbers(parent: QWidget) -> tuple[int, int] | None:
    hint = tr("Each form has a number; the same number in the workbook finds it again.")
    sheet = Sheet(parent, tr("Paper forms"), hint, tr("Save …"), "primary")
    first, count = QSpinBox(), QSpinBox()
    for box, most, value in ((first, 999_999, 1), (count, MOST_PAGES, 20)):
        box.setRange(1, most)
        box.setValue(value)
        box.setMinimumHeight(theme.px(34))
    sheet.body.addWidget(widgets.form_row(tr("First number"), first))
    sheet.body.addWidget(widgets.form_row(tr("How many"), count))
    sheet.finish()
    agreed = sheet.exec() == QDialog.DialogCode.Accepted
    numbers = (first.value(), count.value())
    sheet.deleteLater()
    return numbers if agreed else None
