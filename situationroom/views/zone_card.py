"""What the map says about a zone, or about what was just drawn: who is inside, and what to do."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from situationroom import legend
from situationroom.desk import Desk
from situationroom.models import Zone
from situationroom.models.vocabulary import Safety, Severity
from situationroom.models.zone import Shape
from situationroom.store.queries.zones import Crossing
from situationroom.texts import tr
from situationroom.views import theme, times
from situationroom.views.map_rings import ORDER
from situationroom.views.widgets import Card, Flow, button, label, mark_label, quiet, row, title

WIDTH = 340
SHOWN = 5
Act = tuple[str, str, Callable[[], object]]
"""A button: its words, its icon, what it does."""


class MapCard(Card):
    """A card that lies over the map. ``entered()`` when the mouse comes over it."""

    entered = Signal()

    def __init__(self, name: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.setFixedWidth(theme.px(WIDTH))
        away = button("", "close", "quiet", on_click=close)
        away.setAccessibleName(tr("Close"))
        away.setToolTip(tr("Close"))
        head = title(name)
        head.setWordWrap(True)
        self.body.addWidget(row(head, away))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit()

    def add(self, *parts: QWidget) -> None:
        """Parts below one another."""
        for part in parts:
            self.body.addWidget(part)

    def say(self, text: str) -> None:
        """A quiet sentence."""
        made = quiet(text, 12)
        made.setWordWrap(True)
        self.body.addWidget(made)

    def acts(self, acts: Sequence[Act]) -> None:
        """Buttons that flow over as many lines as they need."""
        box = QWidget()
        flow = Flow(box, 6)
        for words, icon, do in acts:
            flow.addWidget(button(words, icon, on_click=do))
        self.body.addWidget(box)

    def inside(self, counts: Mapping[Safety, int]) -> None:
        """How many are inside, by safety."""
        total = sum(counts.values())
        self.body.addWidget(label(tr("{n} persons inside", n=total), size=15, weight=600))
        marks = [
            mark_label(f"{legend.label(s)} {counts[s]}", legend.shape(s), legend.mark(s).tone)
            for s in ORDER
            if counts.get(s)
        ]
        box = QWidget()
        flow = Flow(box, 10)
        for mark in marks:
            flow.addWidget(mark)
        if marks:
            self.body.addWidget(box)


def zone_card(
    desk: Desk,
    zone: Zone,
    counts: Mapping[Safety, int],
    came: Sequence[Crossing],
    acts: Sequence[Act],
    close: Callable[[], object],
) -> MapCard:
    """Everything about a zone on one card."""
    card = MapCard(zone.name, close)
    kind = [legend.label(zone.kind)]
    if zone.severity is not Severity.UNKNOWN:
        kind.append(legend.label(zone.severity))
    card.add(mark_label(" · ".join(kind), legend.shape(zone.kind), legend.mark(zone.kind).tone))
    card.say(" · ".join(part for part in (zone.source, _holds(desk, zone)) if part))
    if zone.note:
        card.say(zone.note if len(zone.note) < 240 else f"{zone.note[:240]}…")
    card.inside(counts)
    now = desk.now()
    for one in came[:SHOWN]:
        sentence = tr("{name} came in, {when}") if one.entered else tr("{name} left, {when}")
        card.say(sentence.format(name=one.name, when=times.ago(one.at, now)))
    card.acts(acts)
    return card


def drawn_card(
    shape: Shape,
    counts: Mapping[Safety, int],
    resized: Callable[[float], object],
    acts: Sequence[Act],
    close: Callable[[], object],
    hidden: int = 0,
) -> MapCard:
    """What was drawn by hand: a circle takes an exact radius; ``hidden`` are not selected."""
    card = MapCard(tr("Drawn on the map"), close)
    if shape.radius_m is not None:
        radius = QDoubleSpinBox(decimals=1, minimum=0.1, maximum=5_000, suffix=" km")
        radius.setValue(shape.radius_m / 1_000)
        radius.setAccessibleName(tr("Radius"))
        radius.setKeyboardTracking(False)
        radius.valueChanged.connect(lambda km: resized(km * 1_000))
        card.add(row(quiet(tr("Radius")), radius, None))
    card.inside(counts)
    if hidden:
        card.say(tr("▲ {n} more inside are hidden by the legend and not selected.", n=hidden))
    card.acts(acts)
    return card


def how_to_draw(tool: str, close: Callable[[], object]) -> MapCard:
    """What mouse and keyboard do while something is drawn."""
    by_mouse = {
        "lasso": tr("Draw around them with the button down."),
        "rectangle": tr("Draw from corner to corner with the button down."),
        "circle": tr("Draw from the middle outwards with the button down."),
        "polygon": tr("Click the corners; a double click ends."),
    }
    card = MapCard(tr("Select on the map"), close)
    card.say(by_mouse[tool])
    card.say(
        tr("Keys: the arrows (finely with Shift) move the map, Space puts a point, Enter ends.")
    )
    card.say(tr("Ctrl adds to those selected, Alt takes away from them; Esc gives up."))
    return card


def reshape_card(
    name: str,
    counts: Mapping[Safety, int],
    acts: Sequence[Act],
    close: Callable[[], object],
) -> MapCard:
    """Beside the map while an outline is changed: who would be inside, and how it is done."""
    card = MapCard(name, close)
    card.inside(counts)
    card.say(tr("Draw a corner to another place; a dot between two becomes a corner."))
    card.say(
        tr(
            "Keys: Page Down to the next corner, arrows (finely with Shift), Space puts it there, "
            "Insert and Delete, Backspace takes back, Enter saves."
        )
    )
    card.acts(acts)
    return card


def _holds(desk: Desk, zone: Zone) -> str:
    now, local = desk.now(), desk.incident.incident_zone
    if zone.starts_at and zone.starts_at > now:
        return tr("holds from {time}", time=times.stamp(zone.starts_at, local))
    if zone.ends_at is None:
        return tr("until it is withdrawn")
    if zone.ends_at <= now:
        return tr("ended {when}", when=times.ago(zone.ends_at, now))
    return tr("until {time}", time=times.stamp(zone.ends_at, local))
