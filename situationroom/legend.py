"""What every word of the cell looks like: label, letter, colour, shape. One legend for all rooms.

Colour never stands alone: whatever is coloured also has a shape, a letter and a label. English
labels are keys of the translations, so each label has one meaning only ("Open" is a site,
"Open for booking" a movement). Members of two enums may be equal as text ("red"), so everything
is looked up by the enum first.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from situationroom.models import vocabulary as v
from situationroom.palettes import DARK, LIGHT, Palette, Theme, Tone, palette
from situationroom.texts import tr

__all__ = [
    "DARK",
    "LIGHT",
    "MARKS",
    "Mark",
    "Palette",
    "Shape",
    "Theme",
    "Tone",
    "code",
    "colour",
    "label",
    "mark",
    "palette",
    "shape",
    "short",
]

Shape: TypeAlias = Literal["triangle", "square", "circle", "diamond", "ring"]


@dataclass(frozen=True, slots=True)
class Mark:
    """How one member is shown: English label, one letter (unique in its enum), tone and shape."""

    label: str
    letter: str
    tone: Tone = "text"
    shape: Shape = "circle"
    short: str = ""


def mark(member: StrEnum) -> Mark:
    """The legend's line for a member of the vocabulary; KeyError for any other enum."""
    return MARKS[type(member)][member]


def label(member: StrEnum) -> str:
    """The member as an officer reads it, in the language spoken now."""
    return tr(mark(member).label)


def short(member: StrEnum) -> str:
    """The label for narrow columns: 'Orange' for 'Urgent (orange)'; else the label."""
    return tr(mark(member).short or mark(member).label)


def code(member: StrEnum) -> str:
    """One letter, or one hanzi in Chinese where there is one; unique within the enum."""
    found = mark(member)
    key = f"letter {type(member).__name__}.{member.name}"
    text = tr(key)
    return found.letter if text == key else text


def colour(member: StrEnum, theme: Palette = DARK) -> str:
    """The member's colour as '#rrggbb'."""
    return theme.tone(mark(member).tone)


def shape(member: StrEnum) -> Shape:
    """The member's shape."""
    return mark(member).shape


MARKS: Final[dict[type[StrEnum], dict[StrEnum, Mark]]] = {
    v.IncidentKind: {
        v.IncidentKind.COUP: Mark("Coup", "C"),
        v.IncidentKind.UNREST: Mark("Unrest", "U"),
        v.IncidentKind.WAR: Mark("War", "W"),
        v.IncidentKind.EARTHQUAKE: Mark("Earthquake", "E"),
        v.IncidentKind.TSUNAMI: Mark("Tsunami", "T"),
        v.IncidentKind.STORM: Mark("Storm", "S"),
        v.IncidentKind.FLOOD: Mark("Flood", "F"),
        v.IncidentKind.VOLCANO: Mark("Volcano", "V"),
        v.IncidentKind.EPIDEMIC: Mark("Epidemic", "P"),
        v.IncidentKind.TERROR: Mark("Terror attack", "R"),
        v.IncidentKind.ACCIDENT: Mark("Accident", "A"),
        v.IncidentKind.OTHER: Mark("Other", "O"),
    },
    v.Sex: {
        v.Sex.FEMALE: Mark("Female", "F"),
        v.Sex.MALE: Mark("Male", "M"),
        v.Sex.UNSPECIFIED: Mark("Unspecified", "X"),
    },
    v.Safety: {
        v.Safety.UNKNOWN: Mark("Not verified", "U", "unknown", "ring"),
        v.Safety.MISSING: Mark("Missing", "M", "red", "triangle"),
        v.Safety.SAFE: Mark("Safe", "S", "safe", "circle"),
        v.Safety.NEEDS_HELP: Mark("Needs help", "H", "orange", "square"),
        v.Safety.INJURED: Mark("Injured", "I", "injured", "diamond"),
        v.Safety.DECEASED: Mark("Deceased", "D", "deceased", "square"),
    },
    v.Standing: {
        v.Standing.MISSING: Mark("Missing", "M", "red", "triangle"),
        v.Standing.HELP: Mark("Needs help", "H", "orange", "square"),
        v.Standing.UNVERIFIED: Mark("Not verified", "U", "unknown", "ring"),
        v.Standing.SAFE: Mark("Safe", "S", "safe", "circle"),
        v.Standing.MIXED: Mark("Too few to tell apart", "X", "accent", "diamond"),
    },
    v.Presence: {
        v.Presence.IN_AREA: Mark("In the area", "A", "orange", "square"),
        v.Presence.LEFT_INDEPENDENTLY: Mark("Left independently", "L", "safe", "diamond"),
        v.Presence.STAYING: Mark("Staying by choice", "S", "yellow", "circle"),
        v.Presence.NOT_IN_AREA: Mark("Not in the area", "N", "unknown", "ring"),
    },
    v.Stage: {
        v.Stage.IN_AREA: Mark("In the area", "A", "orange", "square"),
        v.Stage.LEFT_INDEPENDENTLY: Mark("Left independently", "L", "safe", "diamond"),
        v.Stage.STAYING: Mark("Staying by choice", "S", "yellow", "circle"),
        v.Stage.NOT_IN_AREA: Mark("Not in the area", "N", "unknown", "ring"),
        v.Stage.SHELTERED: Mark("Sheltered", "H", "accent", "square"),
        v.Stage.ASSIGNED: Mark("Assigned", "P", "accent", "ring"),
        v.Stage.BOARDED: Mark("Boarded", "B", "accent", "triangle"),
        v.Stage.ARRIVED: Mark("Evacuated", "E", "safe", "circle"),
    },
    v.Informed: {
        v.Informed.POLICE: Mark("Police", "P"),
        v.Informed.HOSPITAL: Mark("Hospital", "H"),
        v.Informed.LAWYER: Mark("Lawyer", "L"),
        v.Informed.MISSION: Mark("Mission", "M"),
        v.Informed.EMPLOYER: Mark("Employer", "E"),
        v.Informed.INSURER: Mark("Insurer", "I"),
        v.Informed.FAMILY: Mark("Family", "F"),
    },
    v.IdentityQuestion: {
        v.IdentityQuestion.PHRASE: Mark("Security phrase", "S"),
        v.IdentityQuestion.BIRTH_DATE: Mark("Date of birth", "B"),
        v.IdentityQuestion.DOCUMENT: Mark("Document", "D"),
        v.IdentityQuestion.KIN: Mark("Next of kin", "K"),
    },
    v.CheckOutcome: {
        v.CheckOutcome.PASSED: Mark("Passed", "P", "safe", "circle"),
        v.CheckOutcome.FAILED: Mark("Failed", "F", "red", "triangle"),
        v.CheckOutcome.NOT_ASKED: Mark("Not checked", "N", "orange", "diamond"),
    },
    v.Wish: {
        v.Wish.LEAVE: Mark("Wants to leave", "L", "orange", "triangle"),
        v.Wish.STAY: Mark("Wants to stay", "S", "accent", "square"),
        v.Wish.UNDECIDED: Mark("Undecided", "U", "yellow", "diamond"),
        v.Wish.NOT_ASKED: Mark("Not asked", "N", "unknown", "ring"),
    },
    v.Who: {
        v.Who.TOURIST: Mark("Tourist", "T"),
        v.Who.STUDENT: Mark("Student", "S"),
        v.Who.WORKER: Mark("Worker", "W"),
        v.Who.RESIDENT: Mark("Resident", "R"),
        v.Who.BUSINESS: Mark("Business traveller", "B"),
        v.Who.CREW: Mark("Crew member", "C"),
        v.Who.OFFICIAL: Mark("On official duty", "O"),
        v.Who.UNKNOWN: Mark("Not known who", "U", "quiet", "ring"),
    },
    v.Need: {
        v.Need.MEDICAL: Mark("Medical care", "M", "injured", "diamond"),
        v.Need.STRETCHER: Mark("Stretcher", "S", "injured", "square"),
        v.Need.WHEELCHAIR: Mark("Wheelchair", "W", "accent", "circle"),
        v.Need.PREGNANT: Mark("Pregnant", "P", "orange", "circle"),
        v.Need.INFANT: Mark("Infant", "I", "orange", "diamond"),
        v.Need.CHILD: Mark("Child", "C", "yellow", "circle"),
        v.Need.UNACCOMPANIED_MINOR: Mark("Unaccompanied minor", "U", "red", "triangle"),
        v.Need.ELDERLY: Mark("Elderly", "E", "yellow", "square"),
        v.Need.MEDICATION: Mark("Medication", "R", "injured", "ring"),
        v.Need.DIET: Mark("Special diet", "D", "quiet", "circle"),
        v.Need.PETS: Mark("Pets", "A", "quiet", "square"),
        v.Need.INTERPRETER: Mark("Interpreter", "L", "quiet", "diamond"),
    },
    v.Precision: {
        v.Precision.EXACT: Mark("Exact point", "X", "safe"),
        v.Precision.STREET: Mark("Street", "S", "safe", "diamond"),
        v.Precision.QUARTER: Mark("Quarter", "Q", "yellow"),
        v.Precision.CITY: Mark("City", "C", "yellow", "square"),
        v.Precision.REGION: Mark("Region", "R", "orange", "square"),
        v.Precision.COUNTRY: Mark("Country", "N", "orange", "triangle"),
        v.Precision.UNKNOWN: Mark("Place unknown", "U", "unknown", "ring"),
    },
    v.Source: {
        v.Source.TOLD: Mark("As told", "T"),
        v.Source.GPS: Mark("GPS", "G"),
        v.Source.PHONE_CELL: Mark("Phone cell", "C"),
        v.Source.MAP_LINK: Mark("Map link", "M"),
        v.Source.REGISTRATION: Mark("Registration", "R"),
        v.Source.ITINERARY: Mark("Itinerary", "I"),
        v.Source.OFFICER: Mark("Officer", "O"),
        v.Source.SELF: Mark("The person", "S"),
        v.Source.FAMILY: Mark("Family", "F"),
        v.Source.HOSPITAL: Mark("Hospital", "H"),
        v.Source.AUTHORITY: Mark("Authorities", "A"),
    },
    v.Category: {
        v.Category.EVACUATION: Mark("Evacuation", "E"),
        v.Category.SEARCH: Mark("Person search", "P"),
        v.Category.MEDICAL: Mark("Medical", "M"),
        v.Category.SAFETY: Mark("Safety", "S"),
        v.Category.DOCUMENTS: Mark("Documents", "D"),
        v.Category.LEGAL: Mark("Legal", "L"),
        v.Category.SHELTER: Mark("Food and shelter", "H"),
        v.Category.SUPPLIES: Mark("Supplies", "U"),
        v.Category.FAMILY: Mark("Family", "F"),
        v.Category.INFORMATION: Mark("Enquiry", "I"),
        v.Category.OTHER: Mark("Other", "O"),
    },
    v.Priority: {
        v.Priority.RED: Mark("Critical (red)", "R", "red", "triangle", "Red"),
        v.Priority.ORANGE: Mark("Urgent (orange)", "O", "orange", "square", "Orange"),
        v.Priority.YELLOW: Mark("Routine (yellow)", "Y", "yellow", "circle", "Yellow"),
    },
    v.Answer: {
        v.Answer.YES: Mark("Yes", "Y"),
        v.Answer.NO: Mark("No", "N"),
        v.Answer.UNKNOWN: Mark("Not known to the caller", "U", short="Not known"),
    },
    v.Scope: {
        v.Scope.EVERYTHING: Mark("Everything may be told", "E", "safe", "circle", "Tell all"),
        v.Scope.SAFETY: Mark(
            "Only how they are may be told", "S", "orange", "square", "Tell safety"
        ),
        v.Scope.NOTHING: Mark("Nothing may be told", "N", "red", "triangle", "Tell nothing"),
    },
    v.Tier: {
        v.Tier.YELLOW: Mark("Out of contact (yellow)", "Y", "yellow", "circle", "Yellow"),
        v.Tier.ORANGE: Mark("Out of contact (orange)", "O", "orange", "square", "Orange"),
        v.Tier.RED: Mark("Out of contact (red)", "R", "red", "triangle", "Red"),
    },
    v.RequestStatus: {
        v.RequestStatus.NEW: Mark("New", "N", "red", "triangle"),
        v.RequestStatus.ACKNOWLEDGED: Mark("Acknowledged", "A", "accent", "ring"),
        v.RequestStatus.IN_PROGRESS: Mark("In progress", "P", "accent", "square"),
        v.RequestStatus.WAITING: Mark("Waiting", "W", "yellow", "diamond"),
        v.RequestStatus.RESOLVED: Mark("Resolved", "R", "safe", "circle"),
        v.RequestStatus.CLOSED: Mark("Closed", "C", "quiet", "ring"),
    },
    v.LinkKind: {
        v.LinkKind.RELATED: Mark("Related", "R", "accent", "ring"),
        v.LinkKind.SPLIT: Mark("Split", "S", "yellow", "diamond"),
        v.LinkKind.JOINED: Mark("Joined", "J", "safe", "circle"),
    },
    v.NoteKind: {
        v.NoteKind.NOTE: Mark("Note", "N"),
        v.NoteKind.ATTEMPT: Mark("Not reached", "A", "orange", "triangle"),
        v.NoteKind.HANDOVER: Mark("Handover", "H", "accent", "diamond"),
        v.NoteKind.OUTCOME: Mark("Outcome", "O", "safe", "circle"),
        v.NoteKind.IMPORT: Mark("Imported", "I", "quiet", "square"),
    },
    v.SiteKind: {
        v.SiteKind.EMBASSY: Mark("Embassy", "E"),
        v.SiteKind.HOTEL: Mark("Hotel", "H"),
        v.SiteKind.SCHOOL: Mark("School", "S"),
        v.SiteKind.CAMP: Mark("Camp", "C"),
        v.SiteKind.HOSPITAL: Mark("Hospital", "M"),
        v.SiteKind.PORT: Mark("Port", "P"),
        v.SiteKind.OTHER: Mark("Other", "O"),
    },
    v.SiteState: {
        v.SiteState.STANDBY: Mark("Standby", "S", "unknown", "ring"),
        v.SiteState.OPEN: Mark("Open", "O", "safe", "circle"),
        v.SiteState.FULL: Mark("Declared full", "F", "red", "triangle"),
        v.SiteState.CLOSING: Mark("Closing", "G", "orange", "diamond"),
        v.SiteState.CLOSED: Mark("Closed", "C", "quiet", "square"),
    },
    v.StayStatus: {
        v.StayStatus.PLANNED: Mark("Planned", "P", "accent", "ring"),
        v.StayStatus.CHECKED_IN: Mark("Checked in", "I", "safe", "circle"),
        v.StayStatus.CHECKED_OUT: Mark("Checked out", "O", "quiet", "square"),
        v.StayStatus.CANCELLED: Mark("Cancelled", "C", "unknown", "diamond"),
    },
    v.Mode: {
        v.Mode.COACH: Mark("Coach", "B"),
        v.Mode.CAR: Mark("Car", "C"),
        v.Mode.TRAIN: Mark("Train", "T"),
        v.Mode.AIRCRAFT: Mark("Aircraft", "A"),
        v.Mode.SHIP: Mark("Ship", "S"),
        v.Mode.FOOT: Mark("On foot", "F"),
    },
    v.MovementStatus: {
        v.MovementStatus.DRAFT: Mark("Draft", "D", "unknown", "ring"),
        v.MovementStatus.OPEN: Mark("Open for booking", "O", "accent", "circle"),
        v.MovementStatus.CLOSED: Mark("Manifest closed", "C", "yellow", "square"),
        v.MovementStatus.BOARDING: Mark("Boarding", "B", "orange", "triangle"),
        v.MovementStatus.DEPARTED: Mark("Departed", "G", "accent", "diamond"),
        v.MovementStatus.ARRIVED: Mark("Arrived", "A", "safe", "circle"),
        v.MovementStatus.CANCELLED: Mark("Cancelled", "X", "quiet", "diamond"),
    },
    v.BookingStatus: {
        v.BookingStatus.WAITLISTED: Mark("Waitlisted", "L", "yellow", "diamond"),
        v.BookingStatus.ASSIGNED: Mark("Assigned", "P", "accent", "ring"),
        v.BookingStatus.CONFIRMED: Mark("Confirmed", "C", "accent", "circle"),
        v.BookingStatus.BOARDED: Mark("Boarded", "B", "accent", "triangle"),
        v.BookingStatus.NO_SHOW: Mark("No-show", "N", "red", "triangle"),
        v.BookingStatus.ARRIVED: Mark("Arrived", "A", "safe", "circle"),
        v.BookingStatus.WITHDRAWN: Mark("Withdrawn", "W", "quiet", "ring"),
    },
    v.SeatKind: {
        v.SeatKind.SEAT: Mark("Seat", "S"),
        v.SeatKind.STRETCHER: Mark("Stretcher", "T"),
        v.SeatKind.WHEELCHAIR: Mark("Wheelchair", "W"),
        v.SeatKind.LAP: Mark("On a lap", "L"),
    },
    v.PlaceKind: {
        v.PlaceKind.ASSEMBLY_POINT: Mark("Assembly point", "A", "accent", "triangle"),
        v.PlaceKind.PORT: Mark("Port", "P", "accent", "square"),
        v.PlaceKind.AIRPORT: Mark("Airport", "F", "accent", "diamond"),
        v.PlaceKind.HOSPITAL: Mark("Hospital", "H", "red", "square"),
        v.PlaceKind.MISSION: Mark("Mission", "M", "red", "diamond"),
        v.PlaceKind.CHECKPOINT: Mark("Checkpoint", "C", "yellow", "square"),
        v.PlaceKind.CLOSURE: Mark("Closure", "X", "orange", "triangle"),
        v.PlaceKind.HOTEL: Mark("Hotel", "T", "accent", "square"),
        v.PlaceKind.SCHOOL: Mark("School", "S", "accent", "circle"),
        v.PlaceKind.WORK_SITE: Mark("Work site", "W", "yellow", "diamond"),
        v.PlaceKind.STATION: Mark("Station", "R", "accent", "ring"),
        v.PlaceKind.LANDMARK: Mark("Landmark", "L", "quiet", "diamond"),
        v.PlaceKind.OTHER: Mark("Other place", "O", "quiet", "ring"),
    },
    v.ZoneKind: {
        v.ZoneKind.DANGER: Mark("Danger zone", "D", "red", "triangle"),
        v.ZoneKind.NO_GO: Mark("No-go zone", "N", "red", "square"),
        v.ZoneKind.DAMAGE: Mark("Damaged area", "G", "orange", "diamond"),
        v.ZoneKind.FLOODED: Mark("Flooded area", "F", "accent", "square"),
        v.ZoneKind.SAFE: Mark("Safe area", "S", "safe", "circle"),
    },
    v.Severity: {
        v.Severity.EXTREME: Mark("Extreme", "E", "red", "triangle"),
        v.Severity.SEVERE: Mark("Severe", "S", "orange", "square"),
        v.Severity.MODERATE: Mark("Moderate", "M", "yellow", "diamond"),
        v.Severity.MINOR: Mark("Minor", "L", "quiet", "circle"),
        v.Severity.UNKNOWN: Mark("Level not known", "U", "unknown", "ring"),
    },
    v.Audience: {
        v.Audience.CALLERS: Mark("Callers", "C", "accent", "circle"),
        v.Audience.FAMILY: Mark("Next of kin", "F", "injured", "diamond"),
        v.Audience.MEDIA: Mark("Media", "M", "yellow", "square"),
    },
    v.ContactKind: {
        v.ContactKind.MISSION: Mark("Mission", "M", "red", "diamond"),
        v.ContactKind.HOSPITAL: Mark("Hospital", "H", "red", "square"),
        v.ContactKind.POLICE: Mark("Police", "P", "accent", "triangle"),
        v.ContactKind.AUTHORITY: Mark("Local authority", "A", "accent", "square"),
        v.ContactKind.CARRIER: Mark("Carrier", "C", "yellow", "triangle"),
        v.ContactKind.INSURER: Mark("Insurer", "I", "injured", "circle"),
        v.ContactKind.PARTNER: Mark("Partner", "R", "safe", "circle"),
        v.ContactKind.OTHER: Mark("Other", "O", "unknown", "ring"),
    },
}
"""Every member of the vocabulary that is shown (a test looks that none is missing)."""
