"""A workbook of places to be filled in: hotels, landmarks, work sites; it comes back as it is."""

from collections.abc import Sequence
from typing import Final

from situationroom import legend
from situationroom.exports.cells import Value
from situationroom.exports.files import FilePath
from situationroom.exports.xlsx import (
    BODY,
    HEADER,
    add_sheet,
    new_workbook,
    offer,
    print_setup,
    put,
    save,
    write_banner,
    write_rows,
)
from situationroom.models import Place
from situationroom.models.vocabulary import PlaceKind
from situationroom.texts import tr

WIDTHS: Final = (34.0, 34.0, 16.0, 18.0, 12.0, 14.0, 14.0, 12.0, 36.0, 22.0)


def write_places_workbook(
    path: FilePath, places: Sequence[Place] = (), drill: bool = False
) -> None:
    """Write it in the language spoken, empty or full. Raises StoreError when the disk refuses."""
    titles = [tr("Name of the place"), tr("Other names"), tr("Kind"), tr("City"), tr("Country"),
              tr("Latitude"), tr("Longitude"), tr("Radius (m)"), tr("Address"),
              tr("Telephone")]  # fmt: skip
    book = new_workbook(tr("Table of places"))
    sheet = add_sheet(book, tr("Table of places"))
    top = write_banner(sheet, 1, len(titles)) if drill else 1
    for column, title in enumerate(titles, start=1):
        put(sheet, top, column, title, HEADER)
    write_rows(sheet, top + 1, (_cells(place) for place in places), BODY)
    offer(sheet, 3, top + 1, map(legend.label, PlaceKind))
    print_setup(sheet, top, list(WIDTHS), drill)
    save(book, path)


def _cells(place: Place) -> list[Value]:
    return [
        place.name, "; ".join(place.other_names), legend.label(place.kind), place.city,
        place.country, place.lat, place.lon, place.uncertainty_m, place.address, place.contact,
    ]  # fmt: skip
