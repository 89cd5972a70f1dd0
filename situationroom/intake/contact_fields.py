"""What the cells of a directory say: kinds, telephones with their extension, places."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from situationroom.intake.columns import normal
from situationroom.intake.located import city_of, read_degrees
from situationroom.intake.nations import read_nationality
from situationroom.intake.phones import read_phones, region
from situationroom.intake.results import Context, Located, Problem, Reason
from situationroom.models.contact import ContactPhone
from situationroom.models.vocabulary import ContactKind

NO_POSITION: Final = Reason("This is no position on the earth.")
NO_MAIL: Final = Reason("No e-mail address can be read here.")
NOT_KNOWN: Final = Reason("This word is not known here; the cell is kept as told.")
_KINDS: Final = (
    (ContactKind.MISSION,
     r"embassy|consulate|high commission|mission\b|使馆|领馆|领事馆|代表处|使团"),
    (ContactKind.HOSPITAL,
     r"hospital|clinic|medical|klini|hastane|krankenhaus|h[ôo]pital|больниц|ambulance|"
     r"医院|诊所|急救|卫生院|مستشفى"),
    (ContactKind.POLICE,
     r"police|polis|emniyet|gendarme|jandarma|policía|полиц|警察|警方|警局|公安|شرطة"),
    (ContactKind.CARRIER, r"airline|airway|carrier|coach|bus\b|shipping|ferry|railway|charter|"
                          r"航空|航班|客运|车队|船运|轮渡|铁路|承运"),
    (ContactKind.INSURER, r"insur|assurance|sigorta|assistance|保险|救援公司"),
    (ContactKind.AUTHORITY, r"ministry|authority|municipal|government|immigration|customs|border|"
                            r"部$|外交部|移民局|政府|海关|民防|应急管理"),
    (ContactKind.PARTNER,
     r"partner|association|chamber|company|university|红十字|red cross|协会|商会|"
                          r"学联|企业|公司|合作"),
)  # fmt: skip
_EXTENSION = re.compile(
    r"(?:转|轉|分机|分機|内线|ext(?:ension|n)?\b\.?|\bx|#) ?:? ?(\d{1,6})\s*$", re.I
)
_PAIR = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[,，;；\s]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*")
_MAIL = re.compile(r"[^\s@,;<>]+@[^\s@,;<>]+\.[A-Za-z]{2,}")
_SHORT = re.compile(r"\+?\d{2,6}")
Resolve = Callable[[str, str | None], Located | None]


def kind_of(told: str, name: str, table: str, problems: list[Problem]) -> ContactKind:
    """The kind a cell names in either language; else what its name sounds like, or its table's."""
    word = normal(told)
    if word in _words():
        return _words()[word]
    if told and not _sounds_like(told):
        problems.append(Problem("kind", told, NOT_KNOWN))
    said = (_sounds_like(text) for text in (told, name, table))
    return next(filter(None, said), ContactKind.OTHER)


def names_a_kind(told: str) -> bool:
    """Whether a cell says what kind of institution it is."""
    return normal(told) in _words() or _sounds_like(told) is not None


def _sounds_like(text: str) -> ContactKind | None:
    return next((kind for kind, words in _KINDS if re.search(words, text, re.I)), None)


@lru_cache
def _words() -> dict[str, ContactKind]:
    """Each kind as the template and the export write it."""
    said = {
        ContactKind.MISSION: ("mission", "驻外机构", "使领馆"),
        ContactKind.HOSPITAL: ("hospital", "医院"),
        ContactKind.POLICE: ("police", "警方"),
        ContactKind.AUTHORITY: ("authority", "local authority", "当地主管部门", "主管部门"),
        ContactKind.CARRIER: ("carrier", "承运方"),
        ContactKind.INSURER: ("insurer", "保险公司"),
        ContactKind.PARTNER: ("partner", "合作单位"),
        ContactKind.OTHER: ("other", "其他"),
    }
    return {normal(word): kind for kind, words in said.items() for word in words}


def phones_of(
    told: dict[str, str], country: str, context: Context, problems: list[Problem]
) -> tuple[ContactPhone, ...]:
    """Every number of the row once, the emergency number first, with extension and hours."""
    regions = tuple(dict.fromkeys((country or context.country, context.country)))
    regions = (*regions, region(context.home))
    found: dict[str, ContactPhone] = {}
    for field in ("emergency", "phone", "mobile"):
        for phone in _phones(field, told.get(field, ""), regions, problems):
            found.setdefault(phone.number + phone.extension, phone)
    phones = list(found.values())
    if phones and (extension := told.get("extension", "")) and not phones[0].extension:
        phones[0] = ContactPhone(phones[0].e164, phones[0].told, extension)
    hours = told.get("hours", "")
    return tuple(ContactPhone(p.e164, p.told, p.extension, hours) for p in phones)


def _phones(
    field: str, text: str, regions: tuple[str, ...], problems: list[Problem]
) -> list[ContactPhone]:
    if not text:
        return []
    numbers, why = read_phones(text, regions)
    if why is not None and not _SHORT.fullmatch(text):
        problems.append(Problem(field, text, why))
    made = []
    for number in numbers:
        kept = number.told if number.e164 or len(numbers) > 1 else text
        extension = _EXTENSION.search(kept)
        made.append(ContactPhone(number.e164, kept, extension[1] if extension else ""))
    return made or [ContactPhone("", text)]


def mails_of(told: dict[str, str], problems: list[Problem]) -> tuple[str, ...]:
    """Every address of the cell once; what is none is said."""
    text = told.get("email", "")
    found = tuple(dict.fromkeys(_MAIL.findall(text)))
    if text and not found:
        problems.append(Problem("email", text, NO_MAIL))
    return found


def position_of(told: dict[str, str], problems: list[Problem]) -> tuple[float | None, float | None]:
    """WGS-84 degrees out of two columns or one; nothing for what is no position."""
    pair = _PAIR.fullmatch(told.get("position", ""))
    lat_text = told.get("latitude", pair[1] if pair else "")
    lon_text = told.get("longitude", pair[2] if pair else "")
    if not (lat_text or lon_text):
        if told.get("position"):
            problems.append(Problem("position", told["position"], NO_POSITION))
        return None, None
    lat, lon = read_degrees(lat_text, 90), read_degrees(lon_text, 180)
    if lat is not None and lon is not None:
        return lat, lon
    problems.append(Problem("latitude", f"{lat_text}, {lon_text}", NO_POSITION))
    return None, None


def where_of(told: dict[str, str], context: Context) -> tuple[str, str, str]:
    """City, country (ISO alpha-2) and address; of two levels the one that is a city."""
    country = _country(told.get("country", "")) or ("" if told.get("country") else context.country)
    levels = [told[name] for name in ("level1", "level2") if name in told]
    city = told.get("city") or next(
        (name for name in levels if _is_city(name, country, context)), ""
    )
    city = city or (levels[-1] if levels else "")
    rest = [name for name in levels if name != city]
    unread = told.get("country", "") if not country else ""
    parts = [told.get("address", ""), *reversed(rest), told.get("postcode", ""), unread]
    return city, country, ", ".join(part for part in parts if part)


def _country(text: str) -> str:
    if len(text) == 2 and text.isalpha():
        return text.upper()
    return region(read_nationality(text) or "") if text else ""


def _is_city(name: str, country: str, context: Context) -> bool:
    return bool(_city(context.resolve, name, country))


@lru_cache(maxsize=4_096)
def _city(resolve: Resolve, name: str, country: str) -> str:
    """The city a name stands for; a directory of thousands names a few dozen."""
    place = resolve(name, country or None)
    return city_of(place) if place is not None else ""
