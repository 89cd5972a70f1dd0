"""The field a HXL tag names: ``#contact +phone`` is a telephone (hxlstandard.org, 1.1).

A tag is a hashtag with attributes in any order; what is not a person's is not read.
"""

import re
from functools import lru_cache
from typing import Final

_TAG: Final = re.compile(r"#\s*([a-z][a-z0-9_]*)((?:\s*\+\s*[a-z][a-z0-9_]*)*)\s*", re.I)
_CALLER: Final = frozenset({"caller", "reporter", "informant", "source", "author"})
_KIN: Final = frozenset({"kin", "nok", "emergency", "family", "relative", "next_of_kin"})
_OF_CALLER: Final = {
    "phone": "caller_phone", "relation": "caller_relation", "place": "caller_place",
    "name": "caller", "row_key": "",
}  # fmt: skip
_OF_KIN: Final = {"phone": "kin_phone", "relation": "kin_relation", "name": "kin_name"}
# The first attribute of the list that a tag carries says what it holds.
_BY_ATTRIBUTE: Final = (
    ("passport", "passport"), ("document", "passport"), ("national_id", "identity_number"),
    ("identity", "identity_number"), ("expiry", "document_expiry"), ("issuer", "document_issuer"),
    ("phone", "phone"), ("tel", "phone"), ("mobile", "phone"), ("whatsapp", "handle"),
    ("email", "email"), ("wechat", "handle"), ("handle", "handle"),
    ("birth", "birth_date"), ("dob", "birth_date"), ("birthdate", "birth_date"), ("age", "age"),
    ("sex", "sex"), ("gender", "sex"), ("nationality", "nationality"),
    ("citizenship", "nationality"), ("lat", "latitude"), ("lon", "longitude"),
    ("surname", "surname"), ("family_name", "surname"), ("last", "surname"),
    ("given", "given_names"), ("first", "given_names"), ("alias", "other_names"),
    ("native", "native_name"), ("latin", "latin_name"), ("relation", "relation"),
    ("address", "address"), ("city", "city"), ("needs", "needs"), ("injured", "injured"),
    ("occupation", "occupation"), ("id", "row_key"), ("code", ""), ("name", "name"),
)  # fmt: skip
_BY_TAG: Final = {
    "date": "called_at", "loc": "place", "geo": "place", "country": "country", "adm1": "place",
    "adm2": "city", "adm3": "city", "org": "affiliation", "description": "description",
    "severity": "priority", "need": "needs", "status": "safety", "affected": "party",
    "population": "party", "event": "", "lang": "", "sector": "category", "contact": "kin",
    "respondee": "caller", "meta": "", "group": "affiliation", "service": "category",
    "injured": "injured", "person": "name", "cause": "description", "date_birth": "birth_date",
}  # fmt: skip
_PLACES: Final = frozenset({"loc", "geo", "country", "adm1", "adm2", "adm3", "org", "group"})


def is_tag(cell: str) -> bool:
    """Whether a cell is a HXL tag and nothing else."""
    return _TAG.fullmatch(cell.strip()) is not None


@lru_cache(maxsize=1024)
def by_tag(tag: str) -> str | None:
    """The field of a HXL tag: '#affected +name' is 'name'; None for a tag no field stands for."""
    read = _TAG.fullmatch(tag.strip())
    if read is None:
        return None
    hashtag = read[1].lower()
    attributes = {part.strip().lower() for part in read[2].split("+")} - {""}
    if {"family", "name"} <= attributes and hashtag not in _KIN | {"contact"}:
        return "surname"
    field = _plain(hashtag, attributes)
    if attributes & _KIN or hashtag in _KIN:
        return _OF_KIN.get(field, "kin" if field == "kin" else None) if field else None
    if attributes & _CALLER or hashtag == "respondee":
        return _OF_CALLER.get(field, field) or None
    return field or None


def _plain(hashtag: str, attributes: set[str]) -> str:
    """The field without asking whose it is; '' for none."""
    if hashtag == "date":
        return next((f for a, f in _DATES if a in attributes), "called_at")
    if hashtag in _PLACES and not attributes & {"lat", "lon", "address", "city"}:
        return "" if "code" in attributes else _BY_TAG[hashtag]
    if hashtag == "meta":
        return "row_key" if "id" in attributes else ""
    found = next((field for name, field in _BY_ATTRIBUTE if name in attributes), None)
    return _BY_TAG.get(hashtag, "") if found is None else found


_DATES: Final = (
    ("birth", "birth_date"), ("dob", "birth_date"), ("birthdate", "birth_date"),
    ("expiry", "document_expiry"), ("contact", "last_contact"), ("last", "last_contact"),
)  # fmt: skip
