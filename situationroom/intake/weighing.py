"""The header's word against what stands below it: how sure a column's reading is, or what else.

Content confirms a header, or contradicts it; then the column is read as what it holds, with a low
confidence, so that an officer looks at it.
"""

from collections.abc import Mapping
from typing import Final

from situationroom.intake.content import Look

FIRM, FITTING, FEW = 0.8, 0.3, 3  # shares from which content counts; cells below which it does not
CONTRADICTED: Final = 0.6  # times the share: content against the word of the header
DOUBTED: Final = 0.6  # at most, where the cells are not what the header says

_NAMES: Final = ("native_name", "pinyin_name", "latin_name", "letters")
_TELEPHONES: Final = ("phone", "holds_phone", "long_number")
_DATES: Final = ("day", "moment", "long_number")
_FIT: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("phone", "phone_home", "caller_phone", "kin_phone"), _TELEPHONES),
    **dict.fromkeys(("name", "native_name", "latin_name", "caller", "kin_name"), _NAMES),
    **dict.fromkeys(("surname", "given_names"), (*_NAMES, "relation")),
    **dict.fromkeys(("birth_date", "document_expiry", "called_at", "last_contact"), _DATES),
    "passport": ("chinese_passport", "passport", "long_number", "identity_number"),
    "identity_number": ("identity_number", "long_number", "passport", "chinese_passport"),
    "email": ("email",), "sex": ("sex",), "age": ("age",), "party": ("party", "count", "number"),
    "nationality": ("nation",), "latitude": ("decimal",), "longitude": ("decimal",),
    "priority": ("priority", "number"), "injured": ("yes_no", "safety"),
    "caller_relation": ("relation",), "kin_relation": ("relation",),
}  # fmt: skip
FREE: Final = frozenset(
    {"remarks", "description", "needs", "row_key", "address", "place", "city", "country",
     "affiliation", "occupation", "category", "officer", "paper_number", "wish", "safety",
     "other_names", "document_issuer", "caller_place"}
)  # fmt: skip
# Kinds that are what they look like, the most telling first: what a column is read as instead.
TELLING: Final = (
    ("email", "email"), ("identity_number", "identity_number"), ("chinese_passport", "passport"),
    ("phone", "phone"), ("sex", "sex"),
)  # fmt: skip
# Where the header wants something with a form and the cells have another one.
_INSTEAD: Final = (
    *TELLING, ("passport", "passport"), ("day", "birth_date"), ("native_name", "name"),
    ("pinyin_name", "name"), ("nation", "nationality"), ("age", "age"),
)  # fmt: skip


def weighed(field: str, sure: float, look: Look) -> tuple[str, float]:
    """The field and confidence of a column whose header says ``field`` as sure as ``sure``."""
    if not look.told:
        return field, sure
    if field in FREE:
        return _free(field, sure, look)
    if field not in _FIT:
        return field, sure
    if field in ("kin_name", "kin_phone") and _names_with_phones(look):
        return "kin", 0.9 * sure
    share = look.share(*_FIT[field])
    if share >= FITTING or look.told < FEW:
        return field, _confirmed(sure, share) if share >= FITTING else sure
    instead = _told_by(_INSTEAD, look)
    if instead is None:
        return field, min(sure, DOUBTED)
    return _same_side(field, instead[0]), CONTRADICTED * instead[1]


def _free(field: str, sure: float, look: Look) -> tuple[str, float]:
    """Any text may stand under such a header, but not a column of telephones."""
    if look.told < FEW:
        return field, sure
    if instead := _told_by(TELLING, look):
        return instead[0], CONTRADICTED * instead[1]
    if field == "row_key":
        return field, sure if look.share("digits") >= FITTING else min(sure, DOUBTED)
    if field == "remarks" and _told_by(_INSTEAD, look):
        return field, min(sure, 0.7)
    return field, sure


def _confirmed(sure: float, share: float) -> float:
    """Content makes surer, but does not know whose telephone it is."""
    if share < FIRM:
        return min(sure, 0.85)
    return sure + (1 - sure) * 0.4 * share


def _names_with_phones(look: Look) -> bool:
    """'Ms Wang +86 138 1234 5678': both in one cell."""
    return look.share("holds_phone") >= 0.5 and look.share("phone") < FITTING


def _told_by(kinds: tuple[tuple[str, str], ...], look: Look) -> tuple[str, float] | None:
    for kind, field in kinds:
        if look.share(kind) >= FIRM:
            return field, look.share(kind)
    return None


def _same_side(field: str, instead: str) -> str:
    """A kin's column that holds telephones holds the kin's telephones."""
    for side in ("caller", "kin"):
        if field == side or field.startswith(f"{side}_"):
            return {
                "phone": f"{side}_phone",
                "name": "caller" if side == "caller" else "kin_name",
            }.get(instead, instead)
    return instead
