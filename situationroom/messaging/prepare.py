"""Who gets which text where: the whole message before anything of it leaves.

The same list gives the same plan; what the officer has confirmed is told by its ``digest``.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from situationroom.messaging.fields import check_wording, fields_in, filled, one_line, values_for
from situationroom.messaging.segments import segments
from situationroom.models import Incident, Person
from situationroom.models.errors import RuleError
from situationroom.models.message import Channel, Constant, DeliveryStatus, Journey, Way, Wording
from situationroom.models.person import is_told_dead

TOLD_DEAD: Final = "Told to be dead, or reported so: nothing is sent."
NO_CONTACT: Final = "No telephone and no e-mail is known."
NO_MOBILE: Final = "No telephone is known, and only SMS was chosen."
NO_MAIL: Final = "No e-mail is known, and only e-mail was chosen."
FIELD_MISSING: Final = "A field of the text is not known for this person."
SAME_TELEPHONE: Final = "Shares this telephone or mailbox; one message goes to both."
_LANGUAGES: Final = {
    "CHN": "zh", "HKG": "zh", "MAC": "zh", "TWN": "zh", "TUR": "tr", "RUS": "ru", "FRA": "fr",
    "DEU": "de", "ESP": "es", "MEX": "es", "JPN": "ja", "KOR": "ko", "SAU": "ar", "EGY": "ar",
    "SYR": "ar", "IRQ": "ar", "VNM": "vi", "THA": "th", "IDN": "id", "PRT": "pt", "BRA": "pt",
}  # fmt: skip
"""What nationals of a country most likely read; a text in it is used where there is one."""
EXERCISE: Final = {"zh": "【演练】"}
_HANZI = re.compile(r"[\u3400-\u9fff]")
LISTED: Final = frozenset({"name", "case", "seat"})
"""Fields that say several values in one text as well as one."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What an officer has written. ``languages`` says otherwise for some persons."""

    title: str
    wordings: tuple[Wording, ...]
    channels: tuple[Channel, ...] = (Channel.SMS, Channel.EMAIL)
    both: bool = False
    way: Way = Way.FILE
    about: str = ""
    constants: tuple[Constant, ...] = ()
    asks: bool = True
    repeats: int | None = None
    languages: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Copy:
    """One person's copy. ``shares`` is the first person with this telephone or mailbox."""

    person: Person
    status: DeliveryStatus
    channel: Channel | None = None
    address: str = ""
    language: str = ""
    subject: str = ""
    text: str = ""
    reason: str = ""
    missing: tuple[str, ...] = ()
    shares: int | None = None
    values: tuple[tuple[str, str], ...] = ()

    @property
    def goes(self) -> bool:
        """Whether a message leaves for this person's own address."""
        return self.status is DeliveryStatus.QUEUED and self.shares is None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Every copy, in the order of the list."""

    copies: tuple[Copy, ...]

    @property
    def sent(self) -> int:
        """How many messages would leave."""
        return sum(copy.goes for copy in self.copies)

    @property
    def sms_parts(self) -> int:
        """How many SMS an operator will count."""
        return sum(
            segments(copy.text).parts
            for copy in self.copies
            if copy.goes and copy.channel is Channel.SMS
        )

    def with_status(self, *statuses: DeliveryStatus) -> tuple[Copy, ...]:
        """The copies in one of these states."""
        return tuple(copy for copy in self.copies if copy.status in statuses)

    @property
    def digest(self) -> str:
        """SHA-256, in hex, over every address and text that would leave."""
        whole = hashlib.sha256()
        for copy in self.copies:
            if copy.goes:
                told = (copy.channel, copy.address, copy.subject, copy.text)
                whole.update(repr(tuple(map(str, told))).encode("utf-8", "replace"))
        return whole.hexdigest()


def prepare(incident: Incident, draft: Draft, people: Sequence[tuple[Person, Journey]]) -> Prepared:
    """The copies of a draft. Raises RuleError for a text that cannot be sent to anybody."""
    _check(draft)
    constants = {one.name: one.value for one in draft.constants if one.value.strip()}
    copies: list[Copy] = []
    for person, journey in {person.id: (person, journey) for person, journey in people}.values():
        copies += _copies(incident, draft, person, journey, constants)
    return Prepared(tuple(_shared(incident, draft, copies)))


def language_of(person: Person, known: Iterable[str]) -> str:
    """The best of the ``known`` languages: by nationality, by the script of the name, English."""
    wanted = list(known)
    own = _LANGUAGES.get(person.nationality or "")
    if (
        own is None
        and not person.nationality
        and any("㐀" <= c <= "鿿" for c in person.native_name)
    ):
        own = "zh"
    return next((one for one in (own, "en") if one in wanted), wanted[0])


def _check(draft: Draft) -> None:
    if not draft.title.strip():
        raise RuleError("Give the message a short title, such as Coach B-07 leaves at noon.")
    if not draft.wordings:
        raise RuleError("Write the text of the message first.")
    if not draft.channels:
        raise RuleError("Choose SMS, e-mail or both.")
    for wording in draft.wordings:
        check_wording(wording)


def _copies(
    incident: Incident, draft: Draft, person: Person, journey: Journey, constants: Mapping[str, str]
) -> list[Copy]:
    if is_told_dead(person):
        return [Copy(person, DeliveryStatus.LEFT_OUT, reason=TOLD_DEAD)]
    addresses = _addresses(person, draft)
    if not addresses:
        return [Copy(person, DeliveryStatus.UNREACHABLE, reason=_why_not(draft))]
    worded = _worded(incident, draft, person, journey, constants)
    return [replace(worded, channel=channel, address=to) for channel, to in addresses]


def _worded(
    incident: Incident, draft: Draft, person: Person, journey: Journey, constants: Mapping[str, str]
) -> Copy:
    by_language = {wording.language: wording for wording in draft.wordings}
    chosen = draft.languages.get(person.id, "")
    language = chosen if chosen in by_language else language_of(person, by_language)
    wording = by_language[language]
    names = fields_in(f"{wording.subject}\n{wording.text}")
    values = values_for(names, person, journey, incident, language, constants)
    subject, text, missing = _texts(incident, draft, wording, values)
    status = DeliveryStatus.LEFT_OUT if missing else DeliveryStatus.QUEUED
    return Copy(
        person, status, None, "", language, subject, text,
        FIELD_MISSING if missing else "", missing, values=tuple(values.items()),
    )  # fmt: skip


def _texts(
    incident: Incident, draft: Draft, wording: Wording, values: Mapping[str, str]
) -> tuple[str, str, tuple[str, ...]]:
    """Subject and text, an exercise's marked as such, and the fields that are missing."""
    text, missing = filled(wording.text.strip(), values)
    subject, unknown = filled(wording.subject or draft.title, values)
    mark = EXERCISE.get(wording.language, "[EXERCISE] ") if incident.drill else ""
    return one_line(mark + subject), mark + text, tuple(dict.fromkeys((*missing, *unknown)))


def _addresses(person: Person, draft: Draft) -> list[tuple[Channel, str]]:
    """Where this person is reached: the first channel they have, or each of them."""
    found = [
        (channel, to)
        for channel in draft.channels
        if (to := _phone(person) if channel is Channel.SMS else _mailbox(person))
    ]
    return found if draft.both else found[:1]


def _phone(person: Person) -> str:
    numbers = [phone.e164 for phone in person.phones if phone.e164]
    if len(numbers) < 2:
        return numbers[0] if numbers else ""
    return next((number for number in numbers if _is_mobile(number)), numbers[0])


@lru_cache(maxsize=65_536)
def _is_mobile(e164: str) -> bool:
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False
    kinds = phonenumbers.PhoneNumberType
    return kind in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)


def _mailbox(person: Person) -> str:
    return next((mail for mail in person.emails if is_mailbox(mail)), "")


def is_mailbox(text: str) -> bool:
    """Whether a mail server would take this as an address; nothing that could end a line."""
    name, at, host = text.strip().rpartition("@")
    plain = (
        text.isascii()
        and text.isprintable()
        and not any(c in ' ,;:<>()[]"\\' for c in text.strip())
    )
    return bool(at and name and "@" not in name and "." in host.strip(".") and plain)


def _why_not(draft: Draft) -> str:
    if len(draft.channels) > 1:
        return NO_CONTACT
    return NO_MOBILE if draft.channels[0] is Channel.SMS else NO_MAIL


def _shared(incident: Incident, draft: Draft, copies: Sequence[Copy]) -> Iterable[Copy]:
    """One message an address: it greets everybody who has it."""
    groups: dict[tuple[Channel | None, str], list[Copy]] = {}
    for copy in copies:
        if copy.status is DeliveryStatus.QUEUED:
            groups.setdefault((copy.channel, copy.address.casefold()), []).append(copy)
    for copy in copies:
        group = groups.get((copy.channel, copy.address.casefold()), [copy])
        if copy.status is not DeliveryStatus.QUEUED or len(group) == 1:
            yield copy
        elif copy is group[0]:
            yield _for_all(incident, draft, group)
        else:
            yield replace(copy, shares=group[0].person.id, reason=SAME_TELEPHONE)


def _for_all(incident: Incident, draft: Draft, group: Sequence[Copy]) -> Copy:
    """Names and seats are listed in one text; where more differs every text stands for itself."""
    first = group[0]
    told = [dict(copy.values) for copy in group]
    values = {n: dict.fromkeys(one.get(n, "") for one in told) for n in dict(first.values)}
    differing = {name for name, found in values.items() if len(found) > 1}
    if differing <= LISTED and all(copy.language == first.language for copy in group):
        between = "、" if first.language.startswith("zh") else ", "
        joined = {name: between.join(filter(None, found)) for name, found in values.items()}
        wording = next(w for w in draft.wordings if w.language == first.language)
        subject, text, _missing = _texts(incident, draft, wording, joined)
        return replace(first, subject=subject, text=text)
    return replace(first, text="\n".join(dict.fromkeys(copy.text for copy in group)))
