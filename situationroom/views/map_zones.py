"""The zones of the map room: shown, drawn, read from files, worked with."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from situationroom import legend
from situationroom.areas import Mask, inside
from situationroom.commands.zones import edit_zone, raise_inside, withdraw_zone
from situationroom.desk import Touched
from situationroom.map.projection import to_world
from situationroom.models import Zone
from situationroom.models.vocabulary import Priority, Safety
from situationroom.models.zone import Position, Shape
from situationroom.store.queries.zones import crossings, less_urgent_in, zones
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.map_card_place import better_right, lies_under
from situationroom.views.map_hand import Hand, Tool
from situationroom.views.map_measure import measured_card, measured_text
from situationroom.views.map_reshape import MOST, Reshape, corners_of
from situationroom.views.map_rings import CODES
from situationroom.views.map_selecting import combined
from situationroom.views.map_shapes import box_of, extent
from situationroom.views.widgets import Card, ask_text, confirm
from situationroom.views.zone_card import (
    WIDTH,
    Act,
    MapCard,
    drawn_card,
    how_to_draw,
    reshape_card,
    zone_card,
)
from situationroom.views.zone_form import ZoneForm

if TYPE_CHECKING:
    from situationroom.views.map_room import MapRoom

NEAREST = 13.0


class MapZones(QObject):
    """Everything the map room does with areas; the room shows ``panel`` at its left edge."""

    def __init__(self, room: "MapRoom") -> None:
        super().__init__(room)
        self.room, self.frame, self.desk = room, room.frame, room.frame.desk
        self._now: list[Zone] = []
        self.chosen: int | None = None
        self.drawn: Shape | None = None
        self.panel: QWidget | None = None
        self.form: ZoneForm | None = None
        self.at_right = False
        """On which side of the map the panel lies."""
        self._about: Sequence[Shape] = ()
        self._before: frozenset[int] = frozenset()
        room.canvas.hovered.connect(self._keep_clear)
        self.desk.changed.connect(self._changed)
        self.desk.fetch(self._came, zones)

    @property
    def zones(self) -> list[Zone]:
        """The zones that are shown: those in force, or those of a past moment."""
        past = self.room.replay.past
        if past is not None:
            return past.zones
        return [zone for zone in self._now if not _over(zone, self)]

    # --- drawing -------------------------------------------------------------------------------

    def draw(self, tool: Tool) -> None:
        """Let the mouse draw; Esc gives it back."""
        if tool != "measure" and self.room.replay.refuses():
            return
        hand = Hand(tool, self._finished, nautical=self.room.foot.nautical)
        self.room.canvas.take(hand)
        if tool == "measure":
            hand.grew = self._measured
            self._measured()
        else:
            card = how_to_draw(tool, self._put_down)
            card.entered.connect(self._step_aside)
            self.show_card(card)
        self.room.canvas.setFocus()

    def measure_from(self, at: Position) -> None:
        """Measure, beginning at a position."""
        self.draw("measure")
        if isinstance(self.room.canvas.hand, Hand):
            self.room.canvas.hand.points.append(at)
            self._measured()

    def measure_in_miles(self, on: bool) -> None:
        """Nautical miles, or metres, from now on."""
        self.room.foot.measure_in_miles(on)
        if isinstance(hand := self.room.canvas.hand, Hand):
            hand.nautical = on
            if hand.tool == "measure":
                self._measured()

    def copy_measured(self) -> bool:
        """What is being measured to the clipboard; False while there is nothing."""
        hand, foot = self.room.canvas.hand, self.room.foot
        if not isinstance(hand, Hand) or hand.tool != "measure" or len(hand.points) < 2:
            return False
        text = measured_text(hand.points, foot.notation, foot.nautical)
        QGuiApplication.clipboard().setText(text)
        self.frame.say(tr("Copied: {text}", text=tr("Measure")))
        return True

    def _measured(self) -> None:
        hand = self.room.canvas.hand
        if isinstance(hand, Hand):
            acts = self.copy_measured, self._put_down
            self._show(measured_card(hand.points, hand.nautical, *acts))

    def _keep_clear(self, lat: float, lon: float) -> None:
        """The card goes to the other side when what is being drawn comes under it."""
        if self.panel is not None and lies_under(self.panel, self.room.canvas.view, (lat, lon)):
            self._step_aside()

    def _step_aside(self) -> None:
        hand = self.room.canvas.hand
        if isinstance(hand, Hand) and hand.points and hand.tool != "measure":
            self.at_right = not self.at_right
            self.room.lay_out()

    def rest(self) -> None:
        """While the map looks back: nothing is drawn or chosen; what is being typed stays."""
        if self.room.canvas.hand is not None:
            self.room.canvas.take(None)
        if self.form is None:
            self.close()

    def _put_down(self) -> None:
        self.room.canvas.take(None)
        self.close()

    def _finished(self, shape: Shape | None) -> None:
        hand = self.room.canvas.hand
        self._put_down()
        if shape is not None:
            self.show_drawn(shape)
        elif isinstance(hand, Hand) and hand.tool in ("polygon", "lasso") and hand.points:
            self.frame.say(tr("An area needs at least three different corners."))

    def show_drawn(self, shape: Shape, again: bool = False) -> None:
        """Select everybody shown inside and say how many; it may be kept as a zone.

        ``again``: it is the one drawn before with another radius.
        """
        if self.room.replay.refuses():
            return
        if not again:
            self._before = self.room.selected
        self.chosen, self.drawn = None, shape
        held, shown = self._held((shape,)), self.room.look.shown()
        ids = self._ids(held & shown)
        card = drawn_card(
            shape, self._counts(held & shown), self._resized, self._drawn_acts(shape, ids),
            self.close, hidden=int((held & ~shown).sum()),
        )  # fmt: skip
        self._show(card, (shape,))
        how = "anew" if again else self.room.canvas.how
        self.room.choose(combined(self._before, ids, how))

    def _drawn_acts(self, shape: Shape, ids: list[int]) -> list[Act]:
        room, about = self.room, tr("Drawn on the map")
        acts: list[Act] = [
            (tr("Keep as a zone"), "zone", lambda: self.open_form((shape,))),
            (tr("Write to them"), "mail", lambda: self.frame.write_to(ids, about)),
        ]
        before = self._before
        if before and room.canvas.how == "anew" and before != frozenset(ids):
            n = len(before)
            add, away = combined(before, ids, "add"), combined(before, ids, "away")
            acts += [
                (tr("Add to the {n} before", n=n), "plus", lambda: room.choose(add)),
                (tr("Take away from the {n}", n=n), "minus", lambda: room.choose(away)),
            ]
        return acts

    def around(self, at: Position, metres: float) -> None:
        """Select everybody within so many metres of a position; the card takes another radius."""
        self.show_drawn(Shape((at,), radius_m=metres))
        if self.panel is not None and (radius := self.panel.findChild(QDoubleSpinBox)) is not None:
            radius.setFocus()
            radius.selectAll()

    def _resized(self, metres: float) -> None:
        if self.drawn is not None and self.drawn.radius_m is not None:
            self.show_drawn(replace(self.drawn, radius_m=metres), again=True)

    # --- one zone ------------------------------------------------------------------------------

    def zone_at(self, at: Position) -> Zone | None:
        """The zone under a position; the smallest where several lie over each other."""
        lat, lon = np.array([at[0]]), np.array([at[1]])
        found = [zone for zone in self.zones if inside(zone.shapes, lat, lon)[0]]
        return min(found, key=extent, default=None)

    def show_zone(self, zone: Zone) -> None:
        """Its card, and its place on the map."""
        if self.room.replay.refuses():
            return
        self.chosen, self.drawn = zone.id, None
        held = self._held(zone.shapes)
        acts: list[Act] = [
            (tr("Select them"), "people", lambda: self.room.choose(self.ids_in(zone.shapes))),
            (tr("Write to them"), "mail", lambda: self.write(zone.shapes, zone.name)),
            (tr("Raise priorities"), "flag", lambda: self.raise_priorities(zone)),
            (tr("Change"), "edit", lambda: self.open_form(zone=zone)),
            (tr("Change the outline"), "zone", lambda: self.reshape(zone)),
            (tr("Look at it"), "search", lambda: self.look_at(zone.shapes)),
            (tr("Withdraw"), "trash", lambda: self.withdraw(zone)),
        ]
        came = self.desk.ask(crossings, zone.id, 5)
        card = zone_card(self.desk, zone, self._counts(held), came, acts, self.close)
        self._show(card, zone.shapes)
        self.room.canvas.repaint_people()

    def write(self, shapes: Sequence[Shape], about: str) -> None:
        """A message to everybody inside."""
        self.frame.write_to(self.ids_in(shapes), about)

    def open_form(self, shapes: Sequence[Shape] = (), zone: Zone | None = None) -> None:
        """The words of a zone, new or old."""
        form = ZoneForm(self.desk, shapes, zone)
        form.left.connect(self.close)
        form.saved.connect(self._saved)
        card = Card()
        card.setFixedWidth(theme.px(WIDTH + 40))
        card.body.addWidget(form)
        self._show(card, shapes or (zone.shapes if zone else ()))
        self.form = form
        form.name.setFocus()

    def _saved(self, zone: int) -> None:
        self.chosen, self.drawn, self.form = zone, None, None
        self.desk.fetch(self._came, zones)

    def reshape(self, zone: Zone) -> None:
        """Let mouse and keyboard change the outline; nothing is stored before it is saved."""
        corners = len(corners_of(zone.shapes))
        if self.room.replay.refuses():
            return
        if corners > MOST:
            words = tr("{name} has {n} corners; draw it anew instead.", name=zone.name, n=corners)
            self.frame.say(words)
            return
        pen = Reshape(zone.shapes, partial(self._reshaped, zone), self._look_there)
        pen.grew = partial(self._reshaping, zone, pen)
        self.room.canvas.take(pen)
        self._reshaping(zone, pen)
        self.room.canvas.setFocus()

    def _look_there(self, at: Position) -> None:
        x, y = to_world(*at)
        self.room.canvas.look(float(x), float(y), self.room.canvas.view.zoom)

    def _reshaping(self, zone: Zone, pen: Reshape) -> None:
        if self.room.canvas.hand is pen:
            held = self._held(pen.shapes)
            acts: list[Act] = [
                (tr("Save the outline"), "check", lambda: pen.done(pen.shapes)),
                (tr("Give up"), "close", lambda: pen.done(None)),
            ]
            card = reshape_card(zone.name, self._counts(held), acts, lambda: pen.done(None))
            self._show(card, zone.shapes)

    def _reshaped(self, zone: Zone, shapes: tuple[Shape, ...] | None) -> None:
        self.room.canvas.take(None)
        if shapes is not None and shapes != zone.shapes:
            job = self.desk.run(edit_zone, zone.id, {"shapes": shapes})
            job.on_refusal = self.frame.refuse
        self.show_zone(zone)
        self.room.canvas.setFocus()

    def withdraw(self, zone: Zone) -> None:
        """Ask why, then withdraw."""
        why = ask_text(self.room, tr("Withdraw the zone"), zone.name, tr("Reason"))
        if why is not None:
            job = self.desk.run(withdraw_zone, zone.id, why)
            job.on_refusal = self.frame.refuse
            job.succeeded.connect(lambda _done: self.close())

    def raise_priorities(self, zone: Zone) -> None:
        """Propose to make the open requests inside red; an officer confirms the number."""
        found = self.desk.ask(less_urgent_in, zone, Priority.RED)
        if not found:
            self.frame.say(tr("Every open request inside {name} is red.", name=zone.name))
            return
        text = tr(
            "{n} open requests are about somebody inside {name}. They become {priority}, and "
            "their clock follows.",
            n=len(found), name=zone.name, priority=legend.label(Priority.RED),
        )  # fmt: skip
        agreed = confirm(self.room, tr("Raise priorities"), text, tr("Raise"), danger=False)
        if agreed:
            job = self.desk.run(raise_inside, zone.id, found, Priority.RED)
            job.on_refusal = self.frame.refuse

    # --- shared --------------------------------------------------------------------------------

    def ids_in(self, shapes: Sequence[Shape]) -> list[int]:
        """Ids of everybody on the map inside the shapes."""
        return self._ids(self._held(shapes))

    def shown_in(self, shape: Shape) -> list[int]:
        """Ids of everybody inside whom the legend does not hide."""
        return self._ids(self._held((shape,)) & self.room.look.shown())

    def _held(self, shapes: Sequence[Shape]) -> Mask:
        """Who of everybody is inside (n,)."""
        columns = self.room.people.columns
        return inside(shapes, columns.lat, columns.lon)

    def _ids(self, held: Mask) -> list[int]:
        return self.room.people.ids(np.flatnonzero(held))

    def go_to(self, zone: Zone) -> None:
        """Its card, and the map there."""
        self.show_zone(zone)
        self.look_at(zone.shapes)
        self.room.canvas.setFocus()

    def look_at(self, shapes: Sequence[Shape]) -> None:
        """Bring shapes into view."""
        self.room.canvas.fit(box_of(shapes), NEAREST)
        if self.panel is not None:  # into the middle of what the panel leaves free
            self.at_right = False
            self.room.lay_out()
            aside = self.panel.width() - self.room.legend.width()
            self.room.canvas.move_by(-aside / 2, 0)

    def close(self) -> None:
        """Take the panel away and choose nothing."""
        self.chosen = self.drawn = None
        self._show(None)
        self.room.canvas.repaint_people()
        self.room.canvas.setFocus()

    def _counts(self, held: Mask) -> dict[Safety, int]:
        codes = self.room.people.columns.safety[held]
        return {safety: int((codes == CODES[safety]).sum()) for safety in Safety}

    def show_card(self, card: QWidget) -> None:
        """A card of something else than an area, in the same place."""
        self.chosen = self.drawn = None
        self._show(card)
        self.room.canvas.repaint_people()

    def _show(self, panel: QWidget | None, about: Sequence[Shape] = ()) -> None:
        """Put a card over the map, on the side where it covers less of what it is about."""
        if panel is not None and about != self._about:
            sides, view = self.room.card_sides(panel.width()), self.room.canvas.view
            self.at_right = better_right(view, about, sides, panel.width())
        self._about = about
        if self.panel is not None:
            self.panel.hide()
            self.panel.deleteLater()
        self.panel, self.form = panel, None
        if panel is not None:
            panel.setParent(self.room)
            panel.show()
        self.room.lay_out()

    def _changed(self, touched: Touched) -> None:
        if touched.any_of("zone", "passage"):
            self.desk.fetch(self._came, zones)

    def _came(self, found: list[Zone]) -> None:
        self._now = found
        self.room.zones_came()
        self.refresh()

    def refresh(self) -> None:
        """The card of the chosen zone says what is so now."""
        shown = next((zone for zone in self.zones if zone.id == self.chosen), None)
        if self.form is not None or self.room.canvas.hand is not None:  # what is being done stays
            return
        if shown is not None:
            self.show_zone(shown)
        elif isinstance(self.panel, MapCard) and self.drawn is None:
            self.close()


def _over(zone: Zone, shown: MapZones) -> bool:
    return zone.ends_at is not None and zone.ends_at <= shown.desk.now()
