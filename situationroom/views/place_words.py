"""What was understood of a typed place, said below its field: where, how sure, what is doubtful."""

from situationroom import legend
from situationroom.commands.places import typed_place
from situationroom.models.vocabulary import Source
from situationroom.texts import language, tr


def place_words(where: str, country: str) -> str:
    """A line about the place that ``where`` means in ``country`` (ISO alpha-2); '' for none."""
    if not where.strip():
        return ""
    read = typed_place(where, country)
    doubt = tr(read.doubt.template, **read.doubt.values) if read.doubt else ""
    place = read.place
    if place is None:
        return doubt or tr("Not found on the map; it is kept as told and listed as not on the map.")
    name = (place.name_zh or place.name_en) if language() == "zh" else place.name_en
    parts = [name, legend.label(place.precision), f"± {place.uncertainty_m:,.0f} m"]
    parts += [legend.label(read.source)] if read.source is not Source.TOLD else []
    if place.alternatives:
        parts.append(tr("or {places}", places=", ".join(place.alternatives[:2])))
    return " · ".join(parts) + (f"\n{doubt}" if doubt else "")
