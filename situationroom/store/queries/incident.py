"""The incident itself."""

from sqlalchemy import Connection, text

from situationroom.models import Incident
from situationroom.store.codec import from_row


def the_incident(connection: Connection) -> Incident:
    """The one incident of this file."""
    row = connection.execute(text("SELECT * FROM incident WHERE id = 1")).mappings().one()
    return from_row(Incident, row)
