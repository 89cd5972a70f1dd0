"""What stands around the map of a briefing page: title, figures, departures, shelters, zones."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final

from situationroom import briefing_words as words
from situationroom import legend
from situationroom.legend import Shape
from situationroom.map.own_data import drawn_from
from situationroom.models.briefing import FigureName, Picture
from situationroom.models.vocabulary import Standing
from situationroom.palettes import DARK
from situationroom.texts import tr

TONES: Final = {
    FigureName.UNACCOUNTED: "red",
    FigureName.OVERDUE: "red",
    FigureName.OPEN: "orange",
    FigureName.OUT: "safe",
}
_SHAPES: Final[dict[Shape, str]] = {
    "triangle": '<path d="M8 2 15 14H1z" fill="{0}"/>',
    "square": '<path d="M2 2h12v12H2z" fill="{0}"/>',
    "circle": '<circle cx="8" cy="8" r="6" fill="{0}"/>',
    "diamond": '<path d="M8 1l7 7-7 7-7-7z" fill="{0}"/>',
    "ring": '<circle cx="8" cy="8" r="5" fill="none" stroke="{0}" stroke-width="3"/>',
}


def header(picture: Picture) -> str:
    """The title, the drill's banner and the clocks."""
    drill = f'<span class="drill">{escape(tr("DRILL"))}</span>' if picture.drill else ""
    return (
        f"<header><h1>{escape(words.title(picture))}</h1>{drill}"
        f"<span>{escape(words.since_start(picture))}</span>"
        f'<span class="clocks">{escape(words.clocks(picture))}</span></header>'
    )


def aside(picture: Picture, persons: bool, closed: bool) -> str:
    """Everything beside the map."""
    parts = [
        _persons(closed) if persons else "",
        *(_figure(picture, figure.name) for figure in picture.figures),
        _table(words.page_name_of_tiers(), _tiers(picture)),
        _table(tr("Next departures"), _departures(picture)),
        _table(tr("Shelters"), _shelters(picture)),
        _table(tr("Zones in force"), _areas(picture)),
    ]
    return f"<aside>{''.join(parts)}</aside>"


def footer(picture: Picture) -> str:
    """The legend, what small numbers mean, how many are not on the map, of when it is."""
    at = tr("As of {time}", time=f"{picture.at:%Y-%m-%d} {words.clocks(picture)}")
    whose = ("Natural Earth", "GeoNames", "Leaflet", *drawn_from())
    source = tr("Map: {source}", source=" · ".join(whose))
    told = [at, words.small_numbers(picture), tr("Not on the map: {n}", n=picture.unplaced), source]
    lines = "".join(f"<span>{escape(line)}</span>" for line in told)
    return f"<footer>{_legend()}{lines}</footer>"


def _persons(closed: bool) -> str:
    find = f'<input id="find" type="search" placeholder="{escape(tr("Name or case"))}" hidden>'
    form = (
        f'<form id="open"><label>{escape(tr("Persons are closed with a password."))}'
        '<input name="password" type="password" autocomplete="off" required></label>'
        f"<button>{escape(tr('Open them'))}</button></form>"
    )
    careful = escape(tr("Personal data: hand it only to those who act on it"))
    return (
        f'<section><strong class="orange">{careful}</strong>{form if closed else ""}'
        f'<p id="answer" role="status"></p>{find}<div id="found"></div></section>'
    )


def _figure(picture: Picture, name: FigureName) -> str:
    count = picture.figure(name).count
    tone = TONES.get(name, "") if count.high != 0 else ""
    moved = words.change(picture, name)
    change = f'<small class="moved">{escape(moved)}</small>' if moved else ""
    return (
        f'<div class="figure"><b class="{tone}">{escape(str(count))}</b>'
        f'<span class="word">{escape(words.figure_word(name))}</span>{change}'
        f"<small>{escape(words.definition(name))}</small></div>"
    )


def _table(title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = "".join(
        f"<tr><td>{escape(name)}<small>{escape(about)}</small></td><td>{escape(value)}</td></tr>"
        for name, about, value in rows
    )
    return f"<h2>{escape(title)}</h2><table>{lines}</table>" if lines else ""


def _tiers(picture: Picture) -> Iterator[tuple[str, str, str]]:
    for one in picture.out_of_contact:
        yield words.out_of_contact(one), "", str(one.count)


def _departures(picture: Picture) -> Iterator[tuple[str, str, str]]:
    for one in picture.departures:
        at = words.stamp(one.departs_at, picture.at) if one.departs_at else words.DASH
        about = f"{words.route(one)} · {legend.label(one.mode)} · {legend.label(one.status)}"
        yield f"{at}  {words.departure_name(one)}", about, tr("{n} seats left", n=one.left)


def _shelters(picture: Picture) -> Iterator[tuple[str, str, str]]:
    for one in picture.shelters:
        when = words.full_words(one, picture.at)
        yield words.shelter_name(one), when, f"{one.present} / {one.usable:,}"


def _areas(picture: Picture) -> Iterator[tuple[str, str, str]]:
    for one in picture.areas:
        until = words.stamp(one.ends_at, picture.at) if one.ends_at else ""
        about = tr("until {time}", time=until) if until else tr("until further notice")
        yield words.area_name(one), about, tr("{n} persons inside", n=one.inside)


def _legend() -> str:
    items = "".join(
        f'<li><svg width="16" height="16" aria-hidden="true">'
        f"{_SHAPES[legend.shape(one)].format(legend.colour(one, DARK))}</svg>"
        f"{escape(legend.label(one))}</li>"
        for one in Standing
    )
    return f'<ul class="legend">{items}</ul>'
