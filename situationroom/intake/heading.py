"""The header of a table: one row, a group row over it, or a row of HXL tags under it.

A group row says whose the columns below it are: '当事人' over name and telephone, '联系人' over
name and telephone again. HXL tags (hxlstandard.org, 1.1) name the fields whatever the words say.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from situationroom.intake import layout
from situationroom.intake.columns import SURE, by_header, normal
from situationroom.intake.header_of_names import Header, names_alone
from situationroom.intake.headers import is_other, owner
from situationroom.intake.results import Kind, Reason
from situationroom.intake.tables import Cells, Table
from situationroom.intake.tags import by_tag, is_tag

TAGS: Final = Reason("The row of HXL tags; it names the columns.")

_MORE = r"(?:的?(?:基本)?(?:信息|资料|情况|details|information|data|info))?"
_WHOSE: Final = (
    ("kin", re.compile(r"(?:国内)?(?:紧急)?(?:联络人|家属|亲属|家人)|(?:国内|紧急)联系人|nextofkin|"
                       r"nok|kin|family|relatives?|emergencycontacts?")),
    ("caller", re.compile(r"联系人|来电人?|来电者|报案人|求助人|报告人|登记人|callers?|contacts?|"
                          r"contactpersons?|reporters?|reportedby|informant")),
    ("person", re.compile(r"当事人|被困人员?|失联人员?|被寻人|求助对象|人员|本人|旅客|乘客|游客|"
                          r"员工|学生|persons?|passengers?|subjects?|travell?ers?|guests?|"
                          r"affectedpersons?|missingpersons?")),
)  # fmt: skip
_LONGEST_GROUP: Final = 40  # characters; what is longer explains a column
_GROUPS_OF: Final[Mapping[str, tuple[str | None, ...]]] = {
    "kin": ("kin", "kin_name", None), "caller": ("caller", None),
}  # fmt: skip
_FIELDS_OF: Final[Mapping[str, Mapping[str, str]]] = {
    "kin": {
        "name": "kin_name", "plain_name": "kin_name", "native_name": "kin_name",
        "latin_name": "kin_name", "phone": "kin_phone", "phone_home": "kin_phone",
        "relation": "kin_relation", "caller_relation": "kin_relation",
    },
    "caller": {
        "name": "caller", "plain_name": "caller", "native_name": "caller", "phone": "caller_phone",
        "phone_home": "caller_phone", "relation": "caller_relation",
        "caller_relation": "caller_relation", "place": "caller_place", "city": "caller_place",
        "address": "caller_place", "called_at": "called_at",
    },
}  # fmt: skip


def find(table: Table, area: str = "persons") -> Header | None:
    """The header of the table; None where no row of it can be one."""
    if table.headers is not None and table.fields is not None:
        return Header(0, 0, table.headers, dict(enumerate(table.fields)))
    if table.headers is not None:
        return Header(0, 0, table.headers, _of_sections(table.headers))
    place = layout.find_header(table, area)
    if place is None:
        return _tagged(table) or names_alone(table) if area == "persons" else None
    found = _with_groups(table, place) if area == "persons" else _single(table, place)
    return _with_tags(table, found)


def kind_of(header: Header) -> Kind:
    """Whether the list under this header is of persons or of shelters."""
    told = [name for i, name in enumerate(header.names) if i not in header.fields]
    return layout.kind_of(told, {name for name in header.fields.values() if name})


def whose(group: str) -> str:
    """'person', 'caller' or 'kin' for a group label such as '联系人信息'; '' for any other."""
    text = re.sub(_MORE + "$", "", normal(group))
    if not text or len(group) > 24:
        return ""
    return next((role for role, words in _WHOSE if words.fullmatch(text)), "")


def _whose_group(group: str) -> str:
    """Whose the columns below a group label are, by its words too: 'Kontaktperson im Notfall'."""
    told = whose(group) or (owner(group) if len(group) <= _LONGEST_GROUP else "")
    return told if told == whose(group) or by_header(group)[0] in _GROUPS_OF.get(told, ()) else ""


def belongs(role: str, label: str) -> tuple[str | None, bool]:
    """The field of a label under a group, and whether the group decides it."""
    known, sure = by_header(label)
    if role not in _FIELDS_OF or (known or "").startswith(("kin", "caller_phone")):
        return known, False
    return (_FIELDS_OF[role].get(known or "") if sure >= SURE else None), True


def _of_sections(labels: Cells) -> dict[int, str | None]:
    """The fields of a form's labels that carry the section they stand in: '联系人 电话'."""
    parts = ((i, *label.partition(" ")) for i, label in enumerate(labels))
    told = {i: belongs(whose(section), label) for i, section, _, label in parts if label}
    return {i: field for i, (field, decides) in told.items() if decides}


def _single(table: Table, place: int) -> Header:
    return Header(place, place + 1, table.rows[place][1])


def _with_groups(table: Table, place: int) -> Header:
    for upper in (place, place - 1):
        if upper >= 0 and _is_pair(table, upper):
            return _paired(table, upper)
    return _single(table, place)


def _is_pair(table: Table, upper: int) -> bool:
    """Whether this row and the next are one header: labels below, groups or labels above gaps."""
    if upper + 1 >= len(table.rows):
        return False
    (number, above), (following, below) = table.rows[upper : upper + 2]
    below = _apart(above, below)
    told = [cell for cell in below if cell.strip()]
    if following != number + 1 or len(told) < 2 or any(c.isdigit() for c in "".join(told)):
        return False
    if _is_title(table, upper):
        return False
    groups = _groups(table, upper)
    known = sum(_is_known(groups.get(i, ""), c.strip()) for i, c in enumerate(below) if c.strip())
    covered = [i for i, cell in enumerate(below) if cell.strip() and groups.get(i)]
    apart = sum(1 for i, c in enumerate(above) if c.strip() and not _cell(below, i).strip())
    roles = {_whose_group(groups[i]) for i in covered} - {""}
    return known * 2 > len(told) and bool(roles or (covered and apart >= 2 and known >= 2))


def _apart(above: Cells, below: Cells) -> Cells:
    """The lower row without what a page repeats in it of a label that spans both."""
    return tuple("" if cell == _cell(above, i) else cell for i, cell in enumerate(below))


def _is_known(group: str, label: str) -> bool:
    """Whether a label is one we know, alone or behind its group: '证件' over '类型' and '号码'."""
    whole = group + label if group else label
    return by_header(label)[1] >= SURE or by_header(whole)[1] >= SURE or is_other(whole)


def _is_title(table: Table, upper: int) -> bool:
    """One cell from the first column over everything: '来电登记表' is not whose the columns are."""
    number, above = table.rows[upper]
    filled = [i for i, cell in enumerate(above) if cell.strip()]
    if len(filled) != 1 or filled[0] > _first(table.rows[upper + 1][1]):
        return False
    width = len(table.rows[upper + 1][1])
    spans = (m.right for m in table.merged if m.top == number and m.left <= filled[0] < m.right)
    return next(spans, width) >= width - 1


def _first(cells: Cells) -> int:
    return next((i for i, cell in enumerate(cells) if cell.strip()), 0)


def _groups(table: Table, upper: int) -> dict[int, str]:
    """The group label over each column: as far as it is merged, else up to the next one."""
    number, above = table.rows[upper]
    spans = {m.left: m.right for m in table.merged if m.top == number and m.right > m.left}
    width = max(len(above), len(table.rows[upper + 1][1]))
    groups: dict[int, str] = {}
    last, until = "", -1
    for i in range(width):
        if text := _cell(above, i).strip():
            last, until = text, spans.get(i, i if spans else width)
        if i <= until:
            groups[i] = last
    return groups


def _paired(table: Table, upper: int) -> Header:
    above, below = table.rows[upper][1], table.rows[upper + 1][1]
    below = _apart(above, below)
    groups = _groups(table, upper)
    names: list[str] = []
    fields: dict[int, str | None] = {}
    for i in range(max(len(above), len(below))):
        label = _cell(below, i).strip()
        role = _whose_group(groups.get(i, "")) if label else ""
        if role:
            told, decides = belongs(role, label)
            names.append(f"{groups[i]} {label}")
            if decides:
                fields[i] = told
            elif told and by_header(names[-1])[0] != told:
                names[-1] = label
        elif label and by_header(label)[1] < SURE and _is_known(groups.get(i, ""), label):
            names.append(groups[i] + label)
        else:
            names.append(label or _cell(above, i).strip())
    return Header(upper, upper + 2, tuple(names), fields)


def _tagged(table: Table) -> Header | None:
    """A row of tags names the columns even where nobody knows the words above it."""
    for place, (number, cells) in enumerate(table.rows[: layout.SEARCHED]):
        if _is_tag_row(cells):
            above = place > 0 and table.rows[place - 1][0] == number - 1
            header = table.rows[place - 1][1] if above else cells
            return _with_tags(table, Header(place - above, place, header))
    return None


def _with_tags(table: Table, header: Header) -> Header:
    if header.end >= len(table.rows) or not _is_tag_row(table.rows[header.end][1]):
        return header
    tags = table.rows[header.end][1]
    fields = {i: by_tag(tag) for i, tag in enumerate(tags) if is_tag(tag) and by_tag(tag)}
    return Header(
        header.first, header.end + 1, header.names, {**header.fields, **fields}, header.end
    )


def _is_tag_row(cells: Sequence[str]) -> bool:
    told = [cell for cell in cells if cell.strip()]
    tags = [cell for cell in told if is_tag(cell)]
    return len(tags) >= 2 and len(tags) * 2 > len(told)


def _cell(cells: Cells, index: int) -> str:
    return cells[index] if index < len(cells) else ""
