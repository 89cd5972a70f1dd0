"""What a printed legend explains in words: paleness, circles and heat."""

from situationroom.map.labels import View
from situationroom.texts import tr
from situationroom.views.map_heat import scale_words
from situationroom.views.map_upper import Scene, heat


def notes(scene: Scene, view: View) -> tuple[str, ...]:
    """A note on everything a sheet draws that is neither a mark nor a layer."""
    if not scene.classes:
        return ()
    found = []
    if scene.hot:
        area, (_least, _middle, most) = scale_words(heat(scene, view).peak)
        found.append(tr("Heat: up to {n} persons per {area}", n=most, area=area))
    elif scene.coloured is not None and scene.coloured.ages is not None:
        found.append(tr("The paler, the older the position (6, 24, 72 h or more)"))
    if scene.sure and not scene.hot:
        found.append(tr("Circles: within them they are"))
    return tuple(found)
