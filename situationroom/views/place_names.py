"""Places as they are typed and read in lists: records keep a city's English name."""

from collections.abc import Mapping, Sequence

from situationroom.cities import city_name
from situationroom.store.connection import Connection
from situationroom.store.queries.fields import Fields
from situationroom.store.queries.people import cities
from situationroom.texts import tr


def cities_named(connection: Connection, fields: Fields) -> Mapping[str, Sequence[str]]:
    """The cities whose name in the officer's language holds what is typed as a place."""
    typed = " ".join(dict(fields).get("place", ())).strip()
    if not typed:
        return {}
    every = [city for city, _count in cities(connection)]
    return {typed: [city for city in every if typed.casefold() in city_name(city).casefold()]}


def place_of_group(city: str) -> str:
    """What the group of a city is called."""
    return city_name(city) or tr("Place not known")
