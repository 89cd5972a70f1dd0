"""A picture for the room in words: the same on the screen, on the page and in the sitrep."""

from datetime import datetime, timedelta

from situationroom.cities import city_on_map, country_names
from situationroom.legend import label
from situationroom.models.briefing import (
    DEFINITIONS,
    Area,
    Departure,
    FigureName,
    OutOfContact,
    Page,
    Picture,
    Shelter,
)
from situationroom.models.suppression import rest_of
from situationroom.models.vocabulary import SiteKind
from situationroom.texts import tr

DASH = "–"


def title(picture: Picture) -> str:
    """What the incident is called where everybody may read it."""
    if picture.title is not None:
        return picture.title.text
    code = picture.country.code if picture.country else ""
    country = country_names().get(code, "")
    return " · ".join(part for part in (label(picture.kind), country) if part)


def page_name(page: Page) -> str:
    """A page by its title."""
    return {
        Page.MAP: tr("Where they are"),
        Page.FIGURES: tr("Figures"),
        Page.DEPARTURES: tr("Next departures"),
        Page.SHELTERS: tr("Shelters"),
        Page.CURVES: tr("Brought out, and answers"),
        Page.ZONES: tr("Zones in force"),
    }[page]


def figure_word(name: FigureName) -> str:
    """A figure's word."""
    return {
        FigureName.AFFECTED: tr("affected"),
        FigureName.UNACCOUNTED: tr("unaccounted"),
        FigureName.OPEN: tr("open requests"),
        FigureName.OVERDUE: tr("overdue"),
        FigureName.SHELTERED: tr("sheltered"),
        FigureName.MOVING: tr("on the move"),
        FigureName.OUT: tr("out"),
    }[name]


def definition(name: FigureName) -> str:
    """What a figure counts."""
    return tr(DEFINITIONS[name.value])


def change(picture: Picture, name: FigureName) -> str:
    """'+38 since 12:00': how a figure moved since the last sitrep; '' where it may not be said."""
    moved = picture.figure(name).change
    if moved is None or picture.since is None:
        return ""
    since = stamp(picture.since, picture.at)
    if not moved:
        return tr("unchanged since {time}", time=since)
    return tr("{moved} since {time}", moved=f"{moved:+,}".replace("-", "−"), time=since)


def place(city: int | None) -> str:
    """A city of the map; a dash for a place that is on none."""
    return DASH if city is None else city_on_map(city)


def route(departure: Departure) -> str:
    """'Ankara → Beijing'; what is not on the map is left open."""
    start, end = place(departure.origin), place(departure.destination)
    if start == end:
        return start
    return f"{start} → {end}".replace(DASH, "…")


def departure_name(departure: Departure) -> str:
    """The number of a movement where it may be read, else what kind of vehicle goes."""
    return departure.number.text if departure.number else label(departure.mode)


def shelter_name(shelter: Shelter) -> str:
    """The released name of a shelter, else its kind; where it is."""
    kind = tr("Shelter") if shelter.kind is SiteKind.OTHER else label(shelter.kind)
    name = shelter.name.text if shelter.name else kind
    return name if shelter.city is None else f"{name} · {place(shelter.city)}"


def page_name_of_tiers() -> str:
    """Over the persons unaccounted for by how long nobody heard of them."""
    return tr("Unaccounted, last heard of")


def out_of_contact(one: OutOfContact) -> str:
    """'24 to 48 h', 'never heard of'."""
    if one.tier is None:
        return tr("never heard of")
    least, most = one.hours
    if not most:
        return tr("more than {n} h", n=least)
    return tr("{a} to {b} h", a=least, b=most) if least else tr("less than {n} h", n=most)


def full_words(shelter: Shelter, now: datetime) -> str:
    """'full at 17:00', 'full', '5 too many', '18 places free'."""
    left = rest_of(shelter.usable, shelter.present)
    over = shelter.present.low - shelter.usable if shelter.present.exact else 0
    if over > 0:
        return tr("{n} too many", n=f"{over:,}")
    if shelter.full_at is None:
        return tr("{n} places free", n=left)
    if shelter.full_at <= now:
        return tr("full")
    return tr("full at {time}", time=stamp(shelter.full_at, now))


def area_name(area: Area) -> str:
    """'No-go zone near Istanbul'."""
    if area.city is None:
        return label(area.kind)
    return tr("{kind} near {city}", kind=label(area.kind), city=place(area.city))


def clock(at: datetime) -> str:
    """'13:42', in the zone the time carries."""
    return f"{at:%H:%M}"


def stamp(at: datetime, now: datetime) -> str:
    """'13:42' on the same day, else '17 Jul 13:42' or '7月17日 13:42'."""
    there = at.astimezone(now.tzinfo) if at.tzinfo is None else at
    same = there.date() == now.astimezone(there.tzinfo).date()
    return clock(there) if same else f"{day(there)} {clock(there)}"


def day(at: datetime) -> str:
    """'17 Jul' or '7月17日', in the zone the time carries."""
    return tr("{day} {month}", day=at.day, month=tr(_MONTHS[at.month - 1]))


def zone_word(at: datetime) -> str:
    """The city whose clock a time is read off."""
    key = str(getattr(at.tzinfo, "key", "UTC"))
    city = "Beijing" if key == "Asia/Shanghai" else key.rpartition("/")[2].replace("_", " ")
    return tr(city)


def clocks(picture: Picture) -> str:
    """'13:42 Istanbul · 18:42 Beijing'."""
    both = (picture.at, picture.at_home)
    return "  ·  ".join(dict.fromkeys(f"{clock(at)} {zone_word(at)}" for at in both))


def since_start(picture: Picture) -> str:
    """'day 3'."""
    return tr("day {n}", n=(picture.at - picture.started_at) // timedelta(days=1) + 1)


def small_numbers(picture: Picture) -> str:
    """What '<5' means."""
    return tr("Numbers from 1 to {n} are shown as <{m}", n=picture.small - 1, m=picture.small)


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
