"""A list of shelters in the import sheet: which sites it would open."""

from collections.abc import Sequence
from typing import Any

from situationroom import legend
from situationroom.commands.imports import ShelterReading
from situationroom.models import HeadCount, Site, Unit
from situationroom.texts import tr
from situationroom.views.import_names import reason_text
from situationroom.views.table import Column


def drafts_of(readings: Sequence[ShelterReading]) -> list[tuple[Site, Unit, HeadCount | None]]:
    """The sites of all readings as ``open_sites`` wants them."""
    rows = (row for reading in readings for sheet in reading.sheets for row in sheet.rows)
    return [
        (row.site, row.unit, row.head_count)
        for row in rows
        if row.outcome == "read" and row.site is not None and row.unit is not None
    ]


def shelter_rows(sheet: Any, ids: Sequence[int]) -> dict[int, Any]:
    """Rows of a ShelterSheet by their place."""
    return {n: sheet.rows[n] for n in ids if n < len(sheet.rows)}


def shelter_columns() -> list[Column]:
    """The columns of the dry run of shelters; a row is a ShelterRow."""
    return [
        Column("row", tr("Row"), 62, lambda r: str(r.row), align="right", tabular=True,
               tone=lambda _r: "quiet"),
        Column("name", tr("Name of the site"), 240,
               lambda r: r.site.name if r.site else "—", bold=True,
               stretch=True),
        Column("kind", tr("Kind"), 96, lambda r: legend.label(r.site.kind) if r.site else ""),
        Column("address", tr("Address"), 220, lambda r: r.site.address if r.site else "",
               more=lambda r: r.site.city if r.site else "", stretch=True),
        Column("state", tr("State"), 96, lambda r: legend.label(r.site.state) if r.site else "",
               tone=lambda r: legend.mark(r.site.state).tone if r.site else "quiet",
               shape=lambda r: legend.shape(r.site.state) if r.site else None),
        Column("capacity", tr("Capacity"), 84, lambda r: str(r.unit.capacity) if r.unit else "",
               align="right", tabular=True),
        Column("count", tr("Head count"), 96,
               lambda r: str(r.head_count.persons) if r.head_count else "", align="right",
               tabular=True, tone=_count_tone),
        Column("why", tr("Look at"), 240, _remark, tone=_why_tone),
    ]  # fmt: skip


def _over(row: Any) -> int:
    """How many more were counted than there are places."""
    return row.head_count.persons - row.unit.capacity if row.head_count and row.unit else 0


def _count_tone(row: Any) -> Any:
    return "red" if _over(row) > 0 else "text"


def _why_tone(row: Any) -> Any:
    return "red" if row.outcome == "rejected" or _over(row) > 0 else "quiet"


def _remark(row: Any) -> str:
    if row.why is not None:
        return reason_text(row.why)
    over = [tr("Over capacity by {n}", n=_over(row))] if _over(row) > 0 else []
    return "; ".join([*over, *(f"{p.told[:40]}: {reason_text(p.reason)}" for p in row.problems)])
