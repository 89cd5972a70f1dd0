"""Where one should not be in those days: the airport of the first night, a square, a road."""

from collections.abc import Callable
from functools import partial
from typing import Final

from situationroom.commands.zones import add_zone, withdraw_zone
from situationroom.models import Zone
from situationroom.models.vocabulary import Severity, ZoneKind
from situationroom.models.zone import Shape
from situationroom.store.incident_file import IncidentFile

At = Callable[[float, Callable[[], object]], object]
"""``at(hours, act)``: the act happens so many hours after the first call."""

AIRPORT: Final = Zone(
    id=0,
    name="阿塔图尔克机场 Atatürk airport",
    kind=ZoneKind.NO_GO,
    shapes=(Shape(((40.976, 28.814),), radius_m=4_000),),
    severity=Severity.SEVERE,
    source="驻伊斯坦布尔总领馆",
    note="军人封锁航站楼，旅客不得出入。",
)
SQUARE: Final = Zone(
    id=0,
    name="红新月广场 Kızılay",
    kind=ZoneKind.DANGER,
    shapes=(
        Shape(
            (
                (39.9262, 32.8452),
                (39.9262, 32.8648),
                (39.9102, 32.8668),
                (39.9098, 32.8498),
                (39.9168, 32.8442),
            )
        ),
    ),
    severity=Severity.EXTREME,
    source="驻土耳其使馆 Embassy Ankara",
    note="议会和总参谋部周围有交火，请留在室内。",
)
BRIDGE: Final = Zone(
    id=0,
    name="博斯普鲁斯大桥 Bosphorus bridge",
    kind=ZoneKind.NO_GO,
    shapes=(Shape(((41.0396, 29.0278), (41.0482, 29.0402)), radius_m=600),),
    severity=Severity.MODERATE,
    source="驻伊斯坦布尔总领馆",
)


def say_where_not_to_be(file: IncidentFile, at: At) -> None:
    """Three zones of the first night; the airport opens again, two still hold."""
    at(0.9, partial(file.run, add_zone, SQUARE))
    at(1.2, partial(file.run, add_zone, AIRPORT))
    at(1.4, partial(file.run, add_zone, BRIDGE))
    at(20, partial(file.run, withdraw_zone, 2, "机场重新开放 Airport open again"))
