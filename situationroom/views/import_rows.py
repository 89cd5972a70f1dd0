"""The rows of the dry run: as they are read, or as they stand in the list."""

from collections.abc import Callable, Sequence
from typing import Final

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.imports import PlannedRow
from situationroom.commands.incidents import percent
from situationroom.intake.results import ColumnReading
from situationroom.intake.row import letter
from situationroom.legend import Shape, Tone
from situationroom.models.case_number import case_number
from situationroom.texts import tr
from situationroom.views.bidi import left_to_right
from situationroom.views.import_names import (
    proposal_text,
    reason_text,
    record_field,
    shown,
    shown_field,
    worth_saying,
)
from situationroom.views.import_reading import places_of
from situationroom.views.table_column import Column, Ground

LOOKS: Final[dict[str, tuple[Tone, Shape]]] = {
    "new": ("safe", "circle"),
    "updated": ("accent", "diamond"),
    "unchanged": ("quiet", "ring"),
    "duplicate": ("yellow", "diamond"),
    "rejected": ("red", "triangle"),
    "skipped": ("unknown", "ring"),
    "problems": ("orange", "triangle"),
    "conflicts": ("yellow", "square"),
    "suspects": ("yellow", "diamond"),
    "attached": ("accent", "square"),
    "proposed": ("accent", "ring"),
    "corrected": ("safe", "square"),
}
"""Every outcome and mark with its tone and shape."""
Open = Callable[[PlannedRow], Sequence[object]]
"""The problems of a row nobody has accepted."""


def outcome_names() -> dict[str, str]:
    """What becomes of a row, in words."""
    return {
        "new": tr("New persons"),
        "updated": tr("Updates"),
        "unchanged": tr("As before"),
        "duplicate": tr("Said twice"),
        "rejected": tr("Rejected"),
        "skipped": tr("Skipped"),
    }


def filter_names() -> dict[str, str]:
    """The filters of the dry run, in words."""
    return {
        "": tr("All rows"),
        "problems": tr("Problems"),
        "conflicts": tr("Conflicts"),
        "suspects": tr("Probably known"),
        "attached": tr("Attached by itself"),
        **outcome_names(),
        "proposed": tr("Proposed"),
        "corrected": tr("Corrected"),
    }


def reading_columns(problems: Open, which: Callable[[], str]) -> list[Column]:
    """The rows as they are read; a row is a PlannedRow. ``which`` tells the filter."""
    names = outcome_names()

    def column(key: str, title: str, width: int, field: str, least: int = 0) -> Column:
        return Column(
            key, title, width, least=least, tabular=True,
            text=lambda r: _first(r, field),
            ground=lambda r: _ground(r, problems, (key, field)),
        )  # fmt: skip

    return [
        Column("row", tr("Row"), 62, least=46, sort="row",
               text=lambda r: str(r.reading.row), align="right", tabular=True,
               tone=lambda _r: "quiet"),
        Column("outcome", tr("What happens"), 128, least=124, sort="outcome",
               text=lambda r: names[r.outcome],
               tone=lambda r: LOOKS[r.outcome][0], shape=lambda r: LOOKS[r.outcome][1]),
        Column("sheet", tr("Sheet"), 120, least=70, tone=lambda _r: "quiet",
               text=lambda r: r.sheet or r.file, tooltip=lambda r: f"{r.file} · {r.sheet}"),
        Column("name", tr("Name"), 190, least=120, text=_name, more=_more_names, bold=True,
               ground=lambda r: _ground(r, problems, ("name", "native_name", "latin_name"))),
        Column("why", tr("What to look at, what changes"), 280, least=210, stretch=True,
               sort="problem", text=lambda r: remark(r, problems, which()),
               tone=lambda r: _remark_tone(r, problems, which()),
               shape=lambda r: _remark_shape(r, problems, which())),
        column("birth_date", tr("Date of birth"), 102, "birth_date", 100),
        column("passport", tr("Document"), 104, "documents", 96),
        column("phone", tr("Telephone"), 134, "phones", 130),
        Column("place", tr("Place"), 130, least=70,
               text=lambda r: city_name(_first(r, "city")) or _first(r, "place_text"),
               ground=lambda r: _ground(r, problems, ("place", "city", "address"))),
        Column("category", tr("Category"), 92, least=60, text=_category, hidden=False),
    ]  # fmt: skip


def original_columns(columns: Sequence[ColumnReading], problems: Open) -> list[Column]:
    """The rows as they stand in the list, bad cells on a ground; a row is a PlannedRow."""

    def column(one: ColumnReading) -> Column:
        index = one.index

        def ground(row: PlannedRow) -> Ground:
            bad = any(index in places_of(p, columns) for p in problems(row))  # type: ignore[arg-type]
            mended: Ground = "done" if index in row.reading.fixed else ""
            return ("overdue" if row.outcome == "rejected" else "notice") if bad else mended

        wide, least = (200, 150) if one.field in _LONG else (122, 92)
        return Column(
            f"cell{index}", one.header.strip() or letter(index), wide, least=least, ground=ground,
            text=lambda r: _cell(r, index), stretch=one.field in _LONG,
            tone=lambda _r: "text" if one.field else "quiet",
        )  # fmt: skip

    number = Column(
        "row", tr("Row"), 76, least=64, sort="row", tabular=True,
        text=lambda r: str(r.reading.row), tone=lambda r: LOOKS[r.outcome][0],
        shape=lambda r: LOOKS[r.outcome][1],
    )  # fmt: skip
    return [number, *map(column, columns)]


def remark(row: PlannedRow, problems: Open, which: str = "") -> str:
    """Why it was rejected or skipped, what to look at, what it changes; the first thing first.

    Under a filter (``which``) what it asks about comes before everything else.
    """
    if row.why is not None:
        return reason_text(row.why)
    kinds = {
        "problems": _problem_words(problems(row)),
        "conflicts": _conflict_words(row),
        "attached": attached_words(row),
        "suspects": _suspect_words(row),
        "proposed": ", ".join(proposal_text(one) for one in row.reading.proposals),
        "updated": _change_words(row),
    }
    first = kinds.get(which, "")
    return first or next((words for words in kinds.values() if words), "")


def _problem_words(problems: Sequence[object]) -> str:
    told = ((p.told[:40], reason_text(p.reason)) for p in problems)  # type: ignore[attr-defined]
    return "; ".join(": ".join(part for part in parts if part) for parts in told)


def _conflict_words(row: PlannedRow) -> str:
    return ", ".join(
        f"{record_field(c.field)}: {shown_field(c.field, c.here)} ≠ {shown_field(c.field, c.told)}"
        for c in row.conflicts
    )


def _suspect_words(row: PlannedRow) -> str:
    if not row.suspects:
        return ""
    best = row.suspects[0]
    reasons = [reason_text(reason) for reason in best.reasons[:2]]
    return " · ".join([tr("{n} % alike", n=round(best.score * 100)), *reasons])


def attached_words(row: PlannedRow) -> str:
    """To whom the row is attached without an officer's word, and how certain that is."""
    told = (
        tr("Attached to {case}, {n} % certain", case=case_number(a.person), n=percent(a.certainty))
        for a in row.attached
    )
    return ", ".join(told)


def _change_words(row: PlannedRow) -> str:
    return ", ".join(
        f"{record_field(field)}: {shown_field(field, before)} → {shown_field(field, after)}"
        for _, field, before, after in worth_saying(row.changes)
    )


def _remark_look(row: PlannedRow, problems: Open, which: str) -> tuple[Tone, Shape] | None:
    """The tone and shape of what a remark is about; None where there is nothing to look at."""
    if row.outcome in ("rejected", "skipped"):
        return None
    kinds = {
        "problems": problems(row),
        "conflicts": row.conflicts,
        "attached": row.attached,
        "suspects": row.suspects,
    }
    if which in ("proposed", "updated"):
        return LOOKS[which]
    wanted = [which, *kinds] if which in kinds else list(kinds)
    return next((LOOKS[name] for name in wanted if kinds[name]), None)


def _remark_tone(row: PlannedRow, problems: Open, which: str) -> Tone:
    if row.outcome == "rejected":
        return "red"
    look = _remark_look(row, problems, which)
    return look[0] if look else "quiet"


def _remark_shape(row: PlannedRow, problems: Open, which: str) -> Shape | None:
    look = _remark_look(row, problems, which)
    return look[1] if look else None


def _ground(row: PlannedRow, problems: Open, fields: Sequence[str]) -> Ground:
    bad = any(p.field in fields for p in problems(row))  # type: ignore[attr-defined]
    return "notice" if bad and row.outcome != "skipped" else ""


def _cell(row: PlannedRow, index: int) -> str:
    cells = row.reading.cells_in_order
    text = row.reading.fixed.get(index, cells[index] if index < len(cells) else "")
    return left_to_right(" ".join(text.split())[:300])


def _first(row: PlannedRow, field: str) -> str:
    people = row.reading.persons
    value = getattr(people[0], field) if people else None
    return shown(value) if value else ""


def _name(row: PlannedRow) -> str:
    people = row.reading.persons
    name = (people[0].native_name or _latin(row)) if people else ""
    if not name and row.outcome in ("rejected", "skipped"):
        told = [cell.strip() for cell in row.reading.cells_in_order if cell.strip()]
        name = " ".join(" ".join(told[:3]).split())[:60]
    return left_to_right(name)


def _more_names(row: PlannedRow) -> str:
    people = row.reading.persons
    latin = _latin(row) if people and people[0].native_name else ""
    more = f"+{len(people) - 1}" if len(people) > 1 else ""
    return left_to_right("  ".join(part for part in (latin, more) if part))


def _latin(row: PlannedRow) -> str:
    people = row.reading.persons
    return people[0].latin_name.replace(",", "") if people else ""


def _category(row: PlannedRow) -> str:
    return legend.label(row.reading.request.category) if row.reading.request else ""


_LONG = ("description", "remarks", "place", "address", "needs")
