"""The closed lists of words the cell uses (domain.md). Values are stored; labels are in texts."""

from enum import StrEnum


class IncidentKind(StrEnum):
    COUP = "coup"
    UNREST = "unrest"
    WAR = "war"
    EARTHQUAKE = "earthquake"
    TSUNAMI = "tsunami"
    STORM = "storm"
    FLOOD = "flood"
    VOLCANO = "volcano"
    EPIDEMIC = "epidemic"
    TERROR = "terror"
    ACCIDENT = "accident"
    OTHER = "other"


class Sex(StrEnum):
    FEMALE = "F"
    MALE = "M"
    UNSPECIFIED = "X"  # ICAO 9303 calls it "<" in the MRZ and X in the visual zone


class Safety(StrEnum):
    UNKNOWN = "unknown"
    MISSING = "missing"
    SAFE = "safe"
    NEEDS_HELP = "needs_help"
    INJURED = "injured"
    DECEASED = "deceased"


class Standing(StrEnum):
    """How persons stand, as a room may see it: nothing in here tells of anybody's health.

    ``HELP`` is everybody the cell has to do something for: in need of help, injured, deceased.
    ``MIXED`` are groups too small to be told apart.
    """

    MISSING = "missing"
    HELP = "help"
    UNVERIFIED = "unverified"
    SAFE = "safe"
    MIXED = "mixed"


class Presence(StrEnum):
    """What is typed about a stage; the other stages follow from stays and bookings."""

    IN_AREA = "in_area"
    LEFT_INDEPENDENTLY = "left_independently"
    STAYING = "staying"
    NOT_IN_AREA = "not_in_area"


class Stage(StrEnum):
    """Evacuation stage. The last four follow from stays and bookings and are never typed."""

    IN_AREA = "in_area"
    LEFT_INDEPENDENTLY = "left_independently"
    STAYING = "staying"
    NOT_IN_AREA = "not_in_area"
    SHELTERED = "sheltered"
    ASSIGNED = "assigned"
    BOARDED = "boarded"
    ARRIVED = "arrived"


class Wish(StrEnum):
    LEAVE = "leave"
    STAY = "stay"
    UNDECIDED = "undecided"
    NOT_ASKED = "not_asked"


class Who(StrEnum):
    """What somebody is doing in the country."""

    TOURIST = "tourist"
    STUDENT = "student"
    WORKER = "worker"
    RESIDENT = "resident"
    BUSINESS = "business"
    CREW = "crew"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


class Need(StrEnum):
    MEDICAL = "medical"
    STRETCHER = "stretcher"
    WHEELCHAIR = "wheelchair"
    PREGNANT = "pregnant"
    INFANT = "infant"
    CHILD = "child"
    UNACCOMPANIED_MINOR = "unaccompanied_minor"
    ELDERLY = "elderly"
    MEDICATION = "medication"
    DIET = "diet"
    PETS = "pets"
    INTERPRETER = "interpreter"


class Precision(StrEnum):
    EXACT = "exact"
    STREET = "street"
    QUARTER = "quarter"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Who or what said where somebody is, or how they are."""

    TOLD = "told"
    GPS = "gps"
    PHONE_CELL = "phone_cell"
    MAP_LINK = "map_link"
    REGISTRATION = "registration"
    ITINERARY = "itinerary"
    OFFICER = "officer"
    SELF = "self"
    FAMILY = "family"
    HOSPITAL = "hospital"
    AUTHORITY = "authority"


class Informed(StrEnum):
    """Who was turned to before the cell was called."""

    POLICE = "police"
    HOSPITAL = "hospital"
    LAWYER = "lawyer"
    MISSION = "mission"
    EMPLOYER = "employer"
    INSURER = "insurer"
    FAMILY = "family"


class IdentityQuestion(StrEnum):
    """What a caller can be asked before anything is read out."""

    PHRASE = "phrase"
    BIRTH_DATE = "birth_date"
    DOCUMENT = "document"
    KIN = "kin"


class CheckOutcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_ASKED = "not_asked"


class Category(StrEnum):
    EVACUATION = "evacuation"
    SEARCH = "search"
    MEDICAL = "medical"
    SAFETY = "safety"
    DOCUMENTS = "documents"
    LEGAL = "legal"
    SHELTER = "shelter"
    SUPPLIES = "supplies"
    FAMILY = "family"
    INFORMATION = "information"
    OTHER = "other"


class Priority(StrEnum):
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"


class RequestStatus(StrEnum):
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"


OPEN_STATUSES = (
    RequestStatus.NEW,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.IN_PROGRESS,
    RequestStatus.WAITING,
)


class NoteKind(StrEnum):
    NOTE = "note"
    ATTEMPT = "attempt"
    HANDOVER = "handover"
    OUTCOME = "outcome"
    IMPORT = "import"


class LinkKind(StrEnum):
    """How two requests belong together."""

    RELATED = "related"
    SPLIT = "split"
    JOINED = "joined"


class SiteKind(StrEnum):
    EMBASSY = "embassy"
    HOTEL = "hotel"
    SCHOOL = "school"
    CAMP = "camp"
    HOSPITAL = "hospital"
    PORT = "port"
    OTHER = "other"


class SiteState(StrEnum):
    STANDBY = "standby"
    OPEN = "open"
    FULL = "full"
    CLOSING = "closing"
    CLOSED = "closed"


class StayStatus(StrEnum):
    PLANNED = "planned"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    CANCELLED = "cancelled"


ACTIVE_STAYS = (StayStatus.PLANNED, StayStatus.CHECKED_IN)


class Mode(StrEnum):
    COACH = "coach"
    CAR = "car"
    TRAIN = "train"
    AIRCRAFT = "aircraft"
    SHIP = "ship"
    FOOT = "foot"


class MovementStatus(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    BOARDING = "boarding"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class BookingStatus(StrEnum):
    WAITLISTED = "waitlisted"
    ASSIGNED = "assigned"
    CONFIRMED = "confirmed"
    BOARDED = "boarded"
    NO_SHOW = "no_show"
    ARRIVED = "arrived"
    WITHDRAWN = "withdrawn"


SEATED = (
    BookingStatus.ASSIGNED,
    BookingStatus.CONFIRMED,
    BookingStatus.BOARDED,
    BookingStatus.ARRIVED,
)
"""Bookings that hold a place in the vehicle."""


class SeatKind(StrEnum):
    SEAT = "seat"
    STRETCHER = "stretcher"
    WHEELCHAIR = "wheelchair"
    LAP = "lap"


class PlaceKind(StrEnum):
    ASSEMBLY_POINT = "assembly_point"
    PORT = "port"
    AIRPORT = "airport"
    HOSPITAL = "hospital"
    MISSION = "mission"
    CHECKPOINT = "checkpoint"
    CLOSURE = "closure"
    HOTEL = "hotel"
    SCHOOL = "school"
    WORK_SITE = "work_site"
    STATION = "station"
    LANDMARK = "landmark"
    OTHER = "other"


class ZoneKind(StrEnum):
    DANGER = "danger"
    NO_GO = "no_go"
    DAMAGE = "damage"
    FLOODED = "flooded"
    SAFE = "safe"


class Severity(StrEnum):
    """How bad, in the words of CAP 1.2 (OASIS, 3.2.2)."""

    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


class Answer(StrEnum):
    """What a caller says to a question of the triage."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """What a family contact may be told."""

    EVERYTHING = "everything"
    SAFETY = "safety"
    NOTHING = "nothing"


class Tier(StrEnum):
    """Missing tiers by hours since the last contact (editable; domain.md)."""

    YELLOW = "yellow"
    ORANGE = "orange"
    RED = "red"


class Audience(StrEnum):
    """Who a talking point may be said to."""

    CALLERS = "callers"
    FAMILY = "family"
    MEDIA = "media"


class ContactKind(StrEnum):
    MISSION = "mission"
    HOSPITAL = "hospital"
    POLICE = "police"
    AUTHORITY = "authority"
    CARRIER = "carrier"
    INSURER = "insurer"
    PARTNER = "partner"
    OTHER = "other"
