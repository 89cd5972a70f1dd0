"""A hand-off as a workbook: a summary, then one sheet per section, one row per person."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from situationroom import legend
from situationroom.cities import city_name
from situationroom.exports import handoff_lines as said
from situationroom.exports.cells import Value
from situationroom.exports.files import FilePath
from situationroom.exports.words import Words, both
from situationroom.exports.xlsx import (
    BODY,
    HEADER,
    add_sheet,
    new_workbook,
    print_setup,
    save,
    write_head,
    write_rows,
)
from situationroom.models.handoff import HandoffContent, HandoffItem
from situationroom.models.person import Document, Person, years_old
from situationroom.texts import tr

if TYPE_CHECKING:
    from openpyxl import Workbook

Columns: TypeAlias = Sequence[tuple[Words, float]]


def write_handoff_xlsx(path: FilePath, content: HandoffContent) -> None:
    """Write exactly what ``content`` holds. Raises StoreError when the disk refuses."""
    book = new_workbook(said.title(content), content.handoff.made_at)
    _summary(book, content)
    names = [tr("Open") if content.handoff.full else tr("New"), tr("Changed"), tr("Resolved")]
    names.append(tr("Withdrawn requests"))
    for name, (words, items) in zip(names, said.sections(content), strict=True):
        if items:
            _sheet(book, content, name, words, _item_columns(), list(_item_rows(content, items)))
    changes = said.change_rows(content)
    if changes:
        words = both("Changed, field by field")
        _sheet(book, content, tr("Field by field"), words, _change_columns(), changes)
    save(book, path)


def _summary(book: "Workbook", content: HandoffContent) -> None:
    sheet = add_sheet(book, tr("Summary"))
    note = f"{content.incident.name} · {said.kind(content)}"
    top = write_head(sheet, said.title(content), note, [], content.incident.drill, 2)
    rows = [[words.joined, text] for words, text in said.facts(content)]
    if not any(items for _, items in said.sections(content)):
        nothing = both("Nothing has changed since the last hand-off.")
        full = both("There are no open requests for this recipient.")
        rows.append([(full if content.handoff.full else nothing).joined, ""])
    write_rows(sheet, top, rows)
    print_setup(sheet, top, [44, 60], content.incident.drill)


def _sheet(
    book: "Workbook",
    content: HandoffContent,
    name: str,
    words: Words,
    columns: Columns,
    rows: Sequence[Sequence[Value]],
) -> None:
    sheet = add_sheet(book, name)
    drill = content.incident.drill
    top = write_head(sheet, words.joined, said.title(content), [], drill, len(columns))
    write_rows(sheet, top, [["\n".join(filter(None, pair)) for pair, _ in columns]], HEADER)
    write_rows(sheet, top + 1, rows, BODY)
    print_setup(sheet, top, [chars for _, chars in columns], drill)


def _change_columns() -> Columns:
    words = [both("Request"), both("About"), both("Field"), both("Before"), both("Now")]
    return list(zip(words, (11, 34, 22, 40, 40), strict=True))


def _item_columns() -> Columns:
    return [
        (both("No."), 6),
        (both("Request"), 11),
        (both("Priority"), 10),
        (both("Category"), 12),
        (both("Status"), 11),
        (both("Party as told"), 9),
        (both("Opened"), 20),
        (both("What is asked"), 40),
        (both("Next action"), 24),
        (both("Outcome"), 24),
        (both("Owner"), 14),
        *[(words, chars) for words, chars, _ in _person_columns()],
        (both("Notes"), 60),
    ]


def _item_rows(content: HandoffContent, items: Sequence[HandoffItem]) -> Iterator[list[Value]]:
    zone = content.incident.incident_zone
    day = content.handoff.made_at.date()
    for number, item in enumerate(items, start=1):
        request = item.request
        lead: list[Value] = [
            number,
            request.number,
            legend.short(request.priority),
            legend.label(request.category),
            legend.label(request.status),
            request.party,
            said.moment(request.opened_at, zone),
            request.description,
            request.next_action,
            request.outcome,
            request.owner,
        ]
        notes = "\n".join(said.note(note, zone) for note in said.last(item.notes))
        for person in item.persons:
            yield [*lead, *(value(person, day) for _, _, value in _person_columns()), notes]
        if not item.persons:
            yield [*lead, *[""] * len(_person_columns()), notes]


def _person_columns() -> list[tuple[Words, float, Callable[[Person, date], Value]]]:
    return [
        (both("Case number"), 10, lambda p, _: p.case),
        (both("Native name"), 14, lambda p, _: p.native_name),
        (both("Surname"), 14, lambda p, _: p.surname.upper()),
        (both("Given names"), 18, lambda p, _: p.given_names),
        (both("Sex"), 6, lambda p, _: p.sex and str(p.sex)),
        (both("Date of birth"), 13, lambda p, _: p.birth_date),
        (both("Age"), 6, years_old),
        (both("Nationality"), 11, lambda p, _: p.nationality),
        (both("Document type"), 13, lambda p, _: said.document_type(_first(p))),
        (both("Document number"), 18, lambda p, _: _first(p).number),
        (both("Issuer"), 8, lambda p, _: _first(p).issuer),
        (both("Expiry"), 12, lambda p, _: _first(p).expiry),
        (both("Other documents"), 22, lambda p, _: "; ".join(map(said.document, p.documents[1:]))),
        (both("Telephone"), 22, lambda p, _: said.phones(p)),
        (both("E-mail"), 22, lambda p, _: ", ".join(p.emails)),
        (both("City"), 14, lambda p, _: city_name(p.city)),
        (both("Place"), 30, lambda p, _: p.place_text),
        (both("Latitude"), 11, lambda p, _: p.lat),
        (both("Longitude"), 11, lambda p, _: p.lon),
        (both("Radius (m)"), 9, lambda p, _: p.uncertainty_m),
        (both("Safety status"), 12, lambda p, _: legend.label(p.safety)),
        (both("Wish"), 12, lambda p, _: legend.label(p.wish)),
        (both("Needs"), 22, said.needs),
        (both("Affiliation"), 20, lambda p, _: p.affiliation),
        (both("Next of kin"), 28, lambda p, _: said.kin(p)),
    ]


def _first(person: Person) -> Document:
    return person.documents[0] if person.documents else Document("", "")
