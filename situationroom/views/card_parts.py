"""Parts of the case card: facts, persons, notes, history."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from situationroom import legend
from situationroom.cities import city_name
from situationroom.models import Person, Request, Zone
from situationroom.models.journal import Entry
from situationroom.models.person import needs_on, years_old
from situationroom.models.vocabulary import Severity
from situationroom.store.queries.reports import Told
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.frame import Frame
from situationroom.views.link_row import LinkRow
from situationroom.views.map_sketch import MapSketch
from situationroom.views.widgets import Flow, column, label, quiet, section
from situationroom.words import entry_text

PERSONS_SHOWN = 12
LOG_SHOWN = 20


def facts(rows: Iterable[tuple[str, QWidget | str]]) -> QWidget:
    """Quiet names on the left, values on the right; empty values are left out."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.px(12))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnMinimumWidth(0, theme.px(68))
    grid.setColumnStretch(1, 1)
    for n, (name, value) in enumerate((name, value) for name, value in rows if value):
        shown = words(value) if isinstance(value, str) else value
        grid.addWidget(quiet(name), n, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, n, 1)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(grid)
    return box


def words(text: str, tone: legend.Tone = "text") -> QWidget:
    """Text that wraps and can be marked and copied."""
    made = label(text, tone)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def block(name: str, *content: QWidget) -> QWidget:
    """A block with its small heading."""
    return column(section(name), *content, gap=4)


def tags(texts: Sequence[tuple[str, legend.Tone]]) -> QWidget:
    """Small bordered words side by side."""
    box = QWidget()
    box.setObjectName("clear")
    flow = Flow(box, gap=4)
    c = theme.colours()
    for text, tone in texts:
        tag = label(text, tone, 12)
        tag.setStyleSheet(
            f"background: {c.raised}; border: 1px solid {c.line}; border-radius: 4px;"
            f"padding: 1px {theme.px(6)}px;"
        )
        flow.addWidget(tag)
    return box


def person_sub(person: Person, now: datetime) -> str:
    """Case, sex, age, nationality in one line."""
    age = years_old(person, now.date())
    sex = legend.label(person.sex) if person.sex else ""
    parts = (person.case, sex, str(age) if age is not None else "", person.nationality or "")
    return " · ".join(part for part in parts if part)


def person_row(frame: Frame, person: Person, now: datetime) -> LinkRow:
    """One person as a line; a click shows their card."""
    age = years_old(person, now.date())
    detail = " ".join(
        part
        for part in (
            person.latin_name if person.native_name else "",
            legend.code(person.sex) if person.sex else "",
            str(age) if age is not None else "",
        )
        if part
    )
    needs = " ".join(legend.code(need) for need in needs_on(person, now.date()))
    return LinkRow(
        person.name,
        detail,
        needs,
        legend.shape(person.safety),
        legend.mark(person.safety).tone,
        "orange",
        lambda: frame.select("person", [person.id]),
    )


def persons_block(frame: Frame, name: str, persons: Sequence[Person], now: datetime) -> QWidget:
    """The first persons as lines, and how many more there are."""
    lines: list[QWidget] = [person_row(frame, p, now) for p in persons[:PERSONS_SHOWN]]
    rest = len(persons) - len(lines)
    if rest > 0:
        ids = [person.id for person in persons]
        lines.append(
            LinkRow(tr("… and {n} more", n=rest), on_click=lambda: frame.select("person", ids))
        )
    return block(name, column(*lines, gap=0))


def request_row(frame: Frame, request: Request, now: datetime) -> LinkRow:
    """One request as a line; a click shows its card."""
    mark = legend.mark(request.priority)
    return LinkRow(
        f"{request.number} {legend.label(request.category)}",
        request.description,
        legend.short(request.status) if request.is_open else times.ago(request.resolved_at, now),
        mark.shape if request.is_open else "ring",
        mark.tone if request.is_open else "quiet",
        "quiet",
        lambda: frame.select("request", [request.id]),
    )


def where_block(
    frame: Frame, person: Person, now: datetime, zone: str, zones: Sequence[Zone] = ()
) -> QWidget:
    """Where somebody is: words, how sure, who said so and when, a small map, ``zones`` in force."""
    place = ", ".join(dict.fromkeys(p for p in (person.place_text, city_name(person.city)) if p))
    sure = []
    if person.uncertainty_m:
        sure.append(_radius(person.uncertainty_m))
    if person.location_source:
        sure.append(legend.label(person.location_source))
    if person.located_at:
        sure.append(times.ago(person.located_at, now))
    told = label(" · ".join(sure), "quiet", 12)
    told.setToolTip(times.stamp(person.located_at, zone))
    parts: list[QWidget] = [words(place or tr("Place unknown"), "text" if place else "unknown")]
    if sure:
        parts.append(told)
    if person.lat is not None and person.lon is not None:
        mark = legend.mark(person.safety)
        sketch = MapSketch(person.lat, person.lon, person.uncertainty_m, mark.tone, mark.shape)
        sketch.clicked.connect(lambda _checked: frame.show_on_map([person.id]))
        parts.append(sketch)
    else:
        parts.append(label(tr("Not on the map"), "unknown", 12))
    parts += [_zone(frame, person, one, zone) for one in zones if one.holds_at(now)]
    return block(tr("Where"), *parts)


def _zone(frame: Frame, person: Person, held: Zone, zone: str) -> QWidget:
    """A zone in force that somebody is in: what it is, how bad, until when."""
    known = held.severity is not Severity.UNKNOWN
    mark = legend.mark(held.severity if known else held.kind)
    said = [legend.label(held.kind), *([legend.label(held.severity)] if known else [])]
    if held.ends_at:
        said.append(tr("until {time}", time=times.stamp(held.ends_at, zone)))
    row = LinkRow(held.name, shape=mark.shape, tone=mark.tone)
    row.clicked.connect(lambda: frame.show_on_map([person.id]))
    return column(row, quiet(" · ".join(said), 12), gap=0)


def history_block(
    frame: Frame, record: tuple[str, int], history: Sequence[Entry], now: datetime
) -> QWidget:
    """What was done to it, in words, newest first, and the way to its entries in the journal."""
    zone = frame.desk.incident.incident_zone
    lines = [said_line(e.at, e.officer, entry_text(e), now, zone) for e in history[:LOG_SHOWN]]
    view = f"{record[0]}:{record[1]}"
    every = LinkRow(
        tr("In the journal, field by field"), on_click=lambda: frame.open_room("journal", view)
    )
    return block(tr("Log"), *lines, every)


def reports_block(reports: Sequence[Told], now: datetime, zone: str) -> QWidget | None:
    """What was told, word for word on hover."""
    if not reports:
        return None
    lines = []
    for told in reports[:LOG_SHOWN]:
        report, sheet = told.report, told.sheet
        source = report.caller or (sheet.file if sheet else "") or tr("Call")
        where = f"{sheet.name} {tr('row {n}', n=report.row)}" if sheet and report.row else ""
        line = LinkRow(source, where, times.short_stamp(report.received_at, zone, now))
        line.setToolTip("\n".join(f"{c.header}: {c.text}" for c in told.cells))
        lines.append(line)
    return block(tr("Told"), column(*lines, gap=0))


def said_line(
    at: datetime,
    officer: str,
    text: str,
    now: datetime,
    zone: str,
    act: QWidget | None = None,
    tone: legend.Tone = "text",
) -> QWidget:
    """When, who and what; ``act`` stands at the end of the line."""
    when = label(times.short_stamp(at, zone, now), "quiet", 12)
    when.setToolTip(times.stamp(at, zone))
    when.setMinimumWidth(theme.px(44))
    when.setAlignment(Qt.AlignmentFlag.AlignTop)
    grid = QGridLayout()
    grid.setContentsMargins(0, theme.px(2), 0, 0)
    grid.setHorizontalSpacing(theme.px(10))
    grid.addWidget(when, 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(words(f"{officer}: {text}", tone), 0, 1)
    if act is not None:
        grid.addWidget(act, 0, 2, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(1, 1)
    box = QWidget()
    box.setObjectName("clear")
    box.setLayout(grid)
    return box


def _radius(metres: float) -> str:
    return f"±{metres / 1000:.0f} km" if metres >= 1000 else f"±{metres:.0f} m"
