"""What becomes of every row: one line each, and one row in full beside its original cells."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.commands.imports import PlannedRow
from situationroom.legend import Shape, Tone
from situationroom.texts import tr
from situationroom.views import theme, widgets
from situationroom.views.import_names import reason_text, record_field, shown, told_fields
from situationroom.views.table import Column

LOOKS: dict[str, tuple[Tone, Shape]] = {
    "new": ("safe", "circle"),
    "updated": ("accent", "diamond"),
    "unchanged": ("quiet", "ring"),
    "duplicate": ("yellow", "diamond"),
    "rejected": ("red", "triangle"),
    "skipped": ("unknown", "ring"),
}
"""Every outcome in the order of the counts, with its tone and shape."""


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


def row_columns() -> list[Column]:
    """The columns of the dry run; a row is a PlannedRow."""
    names = outcome_names()
    return [
        Column("row", tr("Row"), 62, least=46,
               text=lambda r: str(r.reading.row), align="right", tabular=True,
               tone=lambda _r: "quiet"),
        Column("outcome", tr("What happens"), 122, least=114, text=lambda r: names[r.outcome],
               tone=lambda r: LOOKS[r.outcome][0], shape=lambda r: LOOKS[r.outcome][1]),
        Column("name", tr("Name"), 190, least=120,
               text=lambda r: _first(r, "native_name") or _latin(r),
               more=lambda r: _latin(r) if _first(r, "native_name") else "", bold=True),
        Column("why", tr("Why, what changes, what to look at"), 300, remark, least=210,
               stretch=True,
               tone=lambda r: "red" if r.outcome == "rejected" else "quiet"),
        Column("birth", tr("Date of birth"), 98,
               text=lambda r: _first(r, "birth_date"), tabular=True),
        Column("document", tr("Document"), 108, lambda r: _first(r, "documents"), tabular=True),
        Column("phone", tr("Telephone"), 128, lambda r: _first(r, "phones"), tabular=True),
        Column("place", tr("Place"), 120, least=76,
               text=lambda r: city_name(_first(r, "city")) or _first(r, "place_text")),
        Column("category", tr("Category"), 96, _category),
    ]  # fmt: skip


def remark(row: PlannedRow) -> str:
    """Why it was rejected or skipped, what it changes, what to look at; the first thing first."""
    if row.why is not None:
        return reason_text(row.why)
    if row.changes:
        return ", ".join(
            f"{record_field(field)}: {shown(before)} → {shown(after)}"
            for _, field, before, after in row.changes
        )
    problems = row.reading.problems
    return "; ".join(f"{p.told[:40]}: {reason_text(p.reason)}" for p in problems)


def _first(row: PlannedRow, field: str) -> str:
    people = row.reading.persons
    value = getattr(people[0], field) if people else None
    return shown(value) if value else ""


def _latin(row: PlannedRow) -> str:
    people = row.reading.persons
    more = f"  +{len(people) - 1}" if len(people) > 1 else ""
    return (people[0].latin_name.replace(",", "") + more) if people else ""


def _category(row: PlannedRow) -> str:
    return legend.label(row.reading.request.category) if row.reading.request else ""


class RowDetail(QFrame):
    """One row in full: what will be stored, what changes, what to look at, what stood there."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.content = QWidget()
        self._lines = QVBoxLayout(self.content)
        self._lines.setContentsMargins(*(theme.px(14),) * 4)
        self._lines.setSpacing(theme.px(6))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(widgets.scrolled(self.content))
        self.show_row(None, ())

    def show_row(self, row: PlannedRow | None, headers: Sequence[str]) -> None:
        """Another row; ``headers`` are its sheet's."""
        widgets.clear(self._lines)
        if row is None:
            self._lines.addWidget(widgets.quiet(tr("Choose a row to see it beside the original.")))
            self._lines.addStretch(1)
            return
        what = f"{tr('Row')} {row.reading.row} · {outcome_names()[row.outcome]}"
        self._lines.addWidget(widgets.title(what))
        if row.why is not None:
            self._lines.addWidget(widgets.Banner(reason_text(row.why), LOOKS[row.outcome][0]))
        self._pairs(tr("What changes"), [
            (record_field(field), f"{shown(before)}  →  {shown(after)}")
            for _, field, before, after in row.changes
        ])  # fmt: skip
        told = [(p.told[:60] or p.field, reason_text(p.reason)) for p in row.reading.problems]
        self._pairs(tr("Look at"), told)
        for person in row.reading.persons:
            self._pairs(tr("Read as"), told_fields(person))
        if row.reading.request is not None:
            self._pairs(tr("Request"), _asked(row))
        cells = row.reading.cells_in_order
        names = [*headers, *[""] * len(cells)]
        original = [(names[i] or "—", cell) for i, cell in enumerate(cells) if cell.strip()]
        self._pairs(tr("Original cells"), original)
        self._lines.addStretch(1)

    def _pairs(self, name: str, pairs: Sequence[tuple[str, str]]) -> None:
        if not pairs:
            return
        self._lines.addWidget(widgets.section(name))
        box, grid = QWidget(), QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(3))
        grid.setColumnStretch(1, 1)
        for at, (left, right) in enumerate(pairs):
            for place, line in enumerate((widgets.quiet(left), widgets.label(right))):
                line.setWordWrap(True)
                if not place:
                    line.setFixedWidth(theme.px(112))
                grid.addWidget(line, at, place)
        box.setLayout(grid)
        self._lines.addWidget(box)


def _asked(row: PlannedRow) -> list[tuple[str, str]]:
    request = row.reading.request
    if request is None:
        return []
    return [
        (tr("Category"), legend.label(request.category)),
        (tr("Priority"), legend.label(request.priority)),
        (tr("Party"), str(request.party)),
        (tr("Situation"), request.description),
    ]
