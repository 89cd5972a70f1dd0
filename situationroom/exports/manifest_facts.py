"""The facts over a manifest: which vehicle, when, whose."""

from situationroom import legend
from situationroom.exports.words import Words, both, local
from situationroom.models.incident import Incident
from situationroom.models.transport import Manifest, Movement
from situationroom.texts import tr


def title_note(manifest: Manifest) -> str:
    """'Version 2 · issued 2016-07-17 09:30 UTC by Li Kai'."""
    issued = tr(
        "issued {time} by {officer}",
        time=local(manifest.issued_at, "UTC"),
        officer=manifest.issued_by,
    )
    return f"{tr('Version {version}', version=manifest.version)} · {issued}"


def facts(incident: Incident, movement: Movement, manifest: Manifest) -> list[tuple[Words, str]]:
    """The head's facts: vehicle, way, times with their zones, contacts, who issued it."""
    home = incident.home_zone
    arrival = local(movement.arrives_at, movement.arrival_zone)
    return [
        (both("Departure (local time)"), local(movement.departs_at, movement.departure_zone)),
        (both("Departure (home time)"), local(movement.departs_at, home)),
        (both("Arrival (local time)"), arrival),
        (both("Arrival (home time)"), local(movement.arrives_at, home)),
        (both("Carrier"), movement.carrier),
        (both("Vehicle"), f"{legend.label(movement.mode)} {movement.vehicle}".strip()),
        (both("Captain or escort"), movement.escort),
        (both("Contact"), movement.contact),
        (both("Issued at"), local(manifest.issued_at, incident.incident_zone)),
        (both("Issued by"), manifest.issued_by),
    ]
