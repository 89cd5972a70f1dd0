"""What was understood of a typed place, said below its field: where, how sure, what is doubtful."""

from situationroom import legend
from situationroom.commands.places import TypedPlace, typed_place
from situationroom.intake.own_places import OwnPlaces
from situationroom.models.vocabulary import Source
from situationroom.store.connection import Connection
from situationroom.texts import language, tr


def place_words(where: str, country: str, known: OwnPlaces | None = None) -> str:
    """A line about the place that ``where`` means in ``country`` (ISO alpha-2); '' for none."""
    return read_words(typed_place(where, country, known)) if where.strip() else ""


def words_of_place(
    _connection: Connection, where: str, country: str, known: OwnPlaces | None
) -> str:
    """``place_words`` as a question that is asked beside the window."""
    return place_words(where, country, known)


def read_words(read: TypedPlace) -> str:
    """A line about a place that was understood, and one about what is doubtful."""
    doubt = tr(read.doubt.template, **read.doubt.values) if read.doubt else ""
    place = read.place
    if place is None:
        return doubt or tr("Not found on the map; it is kept as told and listed as not on the map.")
    name = (place.name_zh or place.name_en) if language() == "zh" else place.name_en
    parts = [name, legend.label(place.precision), f"± {place.uncertainty_m:,.0f} m"]
    if place.origin == "decided":
        parts.append(tr("as decided for these words"))
    elif place.origin == "table":
        parts.append(tr("a place of this incident"))
    elif read.source is not Source.TOLD:
        parts.append(legend.label(read.source))
    if place.alternatives:
        parts.append(tr("or {places}", places=", ".join(place.alternatives[:2])))
    return " · ".join(parts) + (f"\n{doubt}" if doubt else "")
