"""Files of zones: read beside the window, shown before they are taken."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from situationroom import legend
from situationroom.commands.zones import take_zones, zones_of_file
from situationroom.intake.zone_told import ToldZones
from situationroom.jobs import Step
from situationroom.models import Zone
from situationroom.texts import tr
from situationroom.views.widgets import confirm
from situationroom.words import filled

if TYPE_CHECKING:
    from situationroom.views.map_zones import MapZones

FILES = (
    "GeoJSON, KML, KMZ, CAP, GPX "
    "(*.geojson *.geojsons *.geojsonl *.json *.kml *.kmz *.cap *.gpx *.xml)"
)
SHOWN = 8


def choose_files(areas: "MapZones") -> None:
    """Ask for files of zones and read them."""
    names, _ = QFileDialog.getOpenFileNames(areas.room, tr("Read zones from files"), "", FILES)
    read_files(areas, [Path(name) for name in names])


def read_files(areas: "MapZones", paths: Sequence[Path]) -> None:
    """Read files of zones one after the other; each is shown before it is taken."""
    areas.room.replay.time.to_now()
    country = areas.desk.incident.country
    for path in paths:
        job = areas.desk.work(tr("Reading {file}", file=path.name), _reading(path, country))
        job.succeeded.connect(partial(_read, areas, path))


def _reading(path: Path, country: str) -> Callable[[Step], ToldZones]:
    return lambda _step: zones_of_file(path, country)


def _read(areas: "MapZones", path: Path, told: ToldZones) -> None:
    lines = _lines(areas, told)
    if not told.zones and not told.cancels:
        areas.frame.say("\n".join(lines) or tr("The file holds no zone; nothing was changed."))
        return
    question = tr("{file}: {n} zones", file=path.name, n=len(told.zones))
    if confirm(areas.room, question, "\n".join(lines), tr("Take them"), danger=False):
        job = areas.desk.run(take_zones, told)
        job.on_refusal = areas.frame.refuse
        job.succeeded.connect(partial(_taken, areas))


def _lines(areas: "MapZones", told: ToldZones) -> list[str]:
    """What the file says, and what is to be looked at."""
    lines = [f"{legend.label(zone.kind)} · {zone.name}" for zone in told.zones[:SHOWN]]
    if (rest := len(told.zones) - SHOWN) > 0:
        lines.append(tr("… and {n} more", n=rest))
    if replaced := len(told.replaces) + len(told.cancels):
        lines.append(tr("It replaces or cancels {n} earlier alerts.", n=replaced))
    now = areas.desk.now()
    if over := sum(zone.ends_at is not None and zone.ends_at <= now for zone in told.zones):
        lines.append(
            f"▲ {tr('{n} of them are over already and are not shown on the map.', n=over)}"
        )
    lines += [f"▲ {filled(r.template, r.values)}" for r in told.remarks[:SHOWN]]
    if (rest := len(told.remarks) - SHOWN) > 0:
        lines.append(tr("… and {n} more", n=rest))
    return lines


def _taken(areas: "MapZones", taken: list[Zone]) -> None:
    if not taken:
        areas.frame.say(
            tr("What the file cancels holds no longer; should it come later, it is left out.")
        )
        return
    shown = sum(zone.holds_at(areas.desk.now()) for zone in taken)
    areas.frame.say(tr("{n} zones are on the map.", n=shown))
    areas.look_at([shape for zone in taken for shape in zone.shapes])
