"""The workbook the cell gives out to be filled in: it comes back without any mapping.

Every cell is text, so that Excel turns no passport into a number and no telephone into a power of
ten; lists offer the words the import knows. The explanations stand on a second sheet in single
sentences, where no importer takes them for persons.
"""

from typing import Any, Final

from situationroom.exports.files import FilePath
from situationroom.exports.template_fields import OTHER, Language, TemplateField, template_fields
from situationroom.exports.xlsx import (
    BANNER,
    HAIR,
    HEADER,
    NAVY,
    NOTE,
    TINT,
    TITLE,
    Look,
    add_sheet,
    dress,
    new_workbook,
    put,
    save,
)

RULED: Final = 200  # rows with lines and text format of their own; the columns are text throughout
LISTED: Final = 5_000  # rows the lists are offered in
LONGEST_LIST: Final = 255  # characters of a list that Excel keeps inside the rule
TEXT: Final = "@"
WIDE: Final = 72  # characters of the column of explanations

_SAID: Final[dict[str, dict[Language, str]]] = {
    "title": {"zh": "人员登记表", "en": "Registration of persons"},
    "note": {
        "zh": "一人一行，从表头下一行填起；不清楚的留空；请勿改动表头。栏目编号与纸质表一致。",
        "en": "One row for each person, from the row below the header on; leave blank what is not "
        "known; do not change the header. The numbers are those of the paper form.",
    },
    "sheet": {"zh": "人员登记", "en": "Persons"},
    "how": {"zh": "填写说明", "en": "How to fill this in"},
    "line": {
        "zh": "第 {n} 栏“{label}”（{other}）{hint}",
        "en": "Column {n}, “{label}” ({other}). {hint}",
    },
    "example": {"zh": "例如 {example}", "en": "For example {example}"},
    "choose": {"zh": "可选 {words}", "en": "Choices {words}"},
    "careful": {
        "zh": "本表含个人信息，仅限办理人员使用；填好后发还求助热线或使领馆。",
        "en": "This holds personal data, for those who act on it only; send it back to the "
        "hotline or the mission.",
    },
    "drill": {
        "zh": "演练——非真实突发事件，请勿据此行动",
        "en": "DRILL – not a real emergency. Do not act on this document.",
    },
    "wrong": {"zh": "请从列表中选择。", "en": "Choose a word from the list."},
}
_NUMBER: Final = Look(size=8, colour="566473", across=True)
_ENTRY: Final = Look(border=True)


def write_intake_workbook(path: FilePath, language: Language, drill: bool = False) -> None:
    """Write the empty workbook in "zh" or "en". Raises StoreError when the disk refuses."""
    book = new_workbook(_SAID["title"][language])
    _write_entry(add_sheet(book, _SAID["sheet"][language]), language, drill)
    _write_explanations(add_sheet(book, _SAID["how"][language]), language)
    save(book, path)


def _write_entry(sheet: Any, language: Language, drill: bool) -> None:
    top = 1
    if drill:
        for column in range(1, len(template_fields()) + 1):
            put(sheet, 1, column, _SAID["drill"][language] if column == 1 else None, BANNER)
        sheet.row_dimensions[1].height = 20
        top = 2
    put(sheet, top, 1, _SAID["title"][language], TITLE)
    put(sheet, top + 1, 1, _SAID["note"][language], NOTE)
    sheet.row_dimensions[top].height, sheet.row_dimensions[top + 1].height = 26, 18
    header = top + 3
    for field in template_fields():
        _write_column(sheet, field, header, language)
    sheet.row_dimensions[header].height = 32
    sheet.freeze_panes = sheet.cell(header + 1, 4)
    sheet.print_title_rows = f"{header - 1}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "8"  # 8 is A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _write_column(sheet: Any, field: TemplateField, header: int, language: Language) -> None:
    from openpyxl.utils import get_column_letter

    column = field.number
    letter = get_column_letter(column)
    put(sheet, header - 1, column, str(field.number), _NUMBER)
    put(sheet, header, column, field.label[language], _header_look(field))
    sheet.column_dimensions[letter].width = max(field.width, 8)
    sheet.column_dimensions[letter].number_format = TEXT
    for row in range(header + 1, header + 1 + RULED):
        cell = sheet.cell(row, column)
        dress(cell, _ENTRY)
        cell.number_format = TEXT
    rule = _rule(field, language)
    rule.add(f"{letter}{header + 1}:{letter}{header + LISTED}")
    sheet.add_data_validation(rule)


def _header_look(field: TemplateField) -> Look:
    """Neighbouring groups stand on different grounds, so that the eye finds its way."""
    groups = list(dict.fromkeys(f.group for f in template_fields()))
    fill = TINT if groups.index(field.group) % 2 == 0 else "DCE5F0"
    return Look(bold=True, size=HEADER.size, colour=NAVY, fill=fill, border=True)


def _rule(field: TemplateField, language: Language) -> Any:
    """The list of a column, or none; its prompt says the field's number, name and what to write."""
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(field.choices[language])
    rule = DataValidation(
        type="list" if words else None,
        formula1=f'"{words}"' if words else None,
        allow_blank=True,
        showErrorMessage=bool(words) and not field.open,
        showInputMessage=True,
        errorTitle=field.label[language][:32],
        error=_SAID["wrong"][language],
        promptTitle=f"{field.number} {field.label[language]}"[:32],
        prompt=f"{field.label[OTHER[language]]}\n{field.hint[language]}"[:255],
    )
    rule.errorStyle = "stop"
    return rule


def _write_explanations(sheet: Any, language: Language) -> None:
    """One sentence a row: two labels side by side would be taken for a table."""
    put(sheet, 1, 1, _SAID["how"][language], TITLE)
    sheet.row_dimensions[1].height = 26
    sentences = [_SAID["note"][language], "", *(_sentence(f, language) for f in template_fields())]
    sentences += ["", _SAID["careful"][language]]
    for row, sentence in enumerate(sentences, start=2):
        put(sheet, row, 1, sentence, Look(bold=row == len(sentences) + 1))
        sheet.row_dimensions[row].height = 15 * _lines(sentence)
    sheet.column_dimensions["A"].width = WIDE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.paperSize = "9"  # A4
    sheet.sheet_properties.tabColor = HAIR


def _lines(sentence: str) -> int:
    """How many lines the sentence takes; hanzi are two characters wide."""
    width = sum(2 if ord(ch) > 0x2E7F else 1 for ch in sentence)
    return max(1, -(-width // (WIDE + 16)))  # letters are narrower than the digits of a width


def _sentence(field: TemplateField, language: Language) -> str:
    told = _SAID["line"][language].format(
        n=field.number,
        label=field.label[language],
        other=field.label[OTHER[language]],
        hint=field.hint[language],
    )
    more = []
    if field.choices[language]:
        words = ("、" if language == "zh" else ", ").join(field.choices[language])
        more.append(_SAID["choose"][language].format(words=words))
    elif field.example[language]:
        more.append(_SAID["example"][language].format(example=field.example[language]))
    stop = "。" if language == "zh" else "."
    return " ".join([told.strip(), *(part + stop for part in more)])
