"""The domain: frozen records, the words they use and the rules one record can check by itself.

Standard library only. A record's fields are its columns in the store and its keys in the journal.
"""

from situationroom.models.briefing import Briefing, Sitrep
from situationroom.models.checklist import CheckItem, Checklist
from situationroom.models.contact import Contact
from situationroom.models.escalation import Escalation
from situationroom.models.family import FamilyCall, FamilyContact
from situationroom.models.followup import RequestLink, Task
from situationroom.models.handoff import Handoff, Recipient
from situationroom.models.identity import IdentityCheck
from situationroom.models.incident import Incident
from situationroom.models.merging import Apart, Attachment, Merge
from situationroom.models.message import Delivery, Message, MessageTemplate, Reply
from situationroom.models.person import Household, Person
from situationroom.models.place import Place, Placing
from situationroom.models.record import Record
from situationroom.models.report import Report, Sheet
from situationroom.models.request import Note, Request
from situationroom.models.shelter import HeadCount, Site, Stay, Unit
from situationroom.models.shift import Duty, Period, Position, Posting
from situationroom.models.talking_point import TalkingPoint
from situationroom.models.transport import Booking, Manifest, Movement
from situationroom.models.zone import Passage, Zone

RECORDS: dict[str, type[Record]] = {
    "incident": Incident,
    "household": Household,
    "person": Person,
    "request": Request,
    "sheet": Sheet,
    "report": Report,
    "note": Note,
    "site": Site,
    "unit": Unit,
    "stay": Stay,
    "head_count": HeadCount,
    "place": Place,
    "movement": Movement,
    "booking": Booking,
    "manifest": Manifest,
    "recipient": Recipient,
    "handoff": Handoff,
    "merge": Merge,
    "apart": Apart,
    "escalation": Escalation,
    "identity_check": IdentityCheck,
    "family_contact": FamilyContact,
    "family_call": FamilyCall,
    "task": Task,
    "request_link": RequestLink,
    "position": Position,
    "duty": Duty,
    "posting": Posting,
    "period": Period,
    "zone": Zone,
    "passage": Passage,
    "message_template": MessageTemplate,
    "message": Message,
    "delivery": Delivery,
    "reply": Reply,
    "attachment": Attachment,
    "talking_point": TalkingPoint,
    "checklist": Checklist,
    "check_item": CheckItem,
    "contact": Contact,
    "placing": Placing,
    "briefing": Briefing,
    "sitrep": Sitrep,
}
"""Every kind of record by the name it has in the journal, parents before children."""

__all__ = [
    "RECORDS",
    "Apart",
    "Attachment",
    "Booking",
    "Briefing",
    "CheckItem",
    "Checklist",
    "Contact",
    "Delivery",
    "Duty",
    "Escalation",
    "FamilyCall",
    "FamilyContact",
    "Handoff",
    "HeadCount",
    "Household",
    "IdentityCheck",
    "Incident",
    "Manifest",
    "Merge",
    "Message",
    "MessageTemplate",
    "Movement",
    "Note",
    "Passage",
    "Period",
    "Person",
    "Place",
    "Placing",
    "Position",
    "Posting",
    "Recipient",
    "Record",
    "Reply",
    "Report",
    "Request",
    "RequestLink",
    "Sheet",
    "Site",
    "Sitrep",
    "Stay",
    "TalkingPoint",
    "Task",
    "Unit",
    "Zone",
]
