"""What the cell gives out to be filled in: the intake workbook and the paper form."""

from pathlib import Path
from typing import Final, Literal

from situationroom import texts
from situationroom.exports.intake_template import write_intake_workbook as _workbook
from situationroom.exports.paper_form import write_paper_form as _paper
from situationroom.exports.places_workbook import write_places_workbook as _places
from situationroom.exports.template_fields import Language

_NAMES: Final[dict[str, dict[Language, str]]] = {
    "workbook": {"zh": "人员登记表.xlsx", "en": "Intake workbook.xlsx"},
    "places": {"zh": "地点表.xlsx", "en": "Places.xlsx"},
    "paper": {"zh": "人员登记表（纸质）.pdf", "en": "Paper form.pdf"},
}


def write_intake_workbook(path: Path, language: Language, drill: bool = False) -> Path:
    """Write the workbook that comes back without any mapping; gives its path.

    ``language`` is "zh" or "en". Raises StoreError when the disk refuses.
    """
    _workbook(path, language, drill)
    return path


def write_paper_form(
    path: Path, language: Language, first_number: int, count: int, drill: bool = False
) -> Path:
    """Write ``count`` pages to print, numbered from ``first_number``; gives the path.

    Raises RuleError for numbers that cannot be, StoreError when the disk refuses.
    """
    _paper(path, language, first_number, count, drill)
    return path


def write_places_workbook(path: Path, language: Language, drill: bool = False) -> Path:
    """Write the empty workbook of hotels and landmarks; gives its path.

    ``language`` is "zh" or "en". Raises StoreError when the disk refuses.
    """
    before = texts.language()
    texts.set_language(language)
    try:
        _places(path, drill=drill)
    finally:
        texts.set_language(before)
    return path


def template_name(kind: Literal["workbook", "paper", "places"], language: Language) -> str:
    """What the file is called where nobody says otherwise."""
    return _NAMES[kind][language]


__all__ = [
    "Language",
    "template_name",
    "write_intake_workbook",
    "write_paper_form",
    "write_places_workbook",
]
