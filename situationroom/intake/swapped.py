"""A passport under the telephone and a telephone under the passport: columns that slipped half way.

Both cells are put right where both prove it, and say so; one alone is only flagged.
"""

import re
from typing import Final

from situationroom.intake.plain import plain
from situationroom.intake.results import Reason
from situationroom.intake.row import Row

SWAPPED: Final = Reason(
    "Passport and telephone stood in each other's columns and were put right; look again."
)
LIKE_PHONE: Final = Reason("This looks like a telephone number, not like a document.")
_PASSPORT = re.compile(r"[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:DE|SE|PE)\d{7}", re.I)
_PHONE = re.compile(r"(?:\+?86|0086)?1[3-9]\d{9}|\+\d{9,14}|00\d{9,13}|0\d{10}")
_BETWEEN = re.compile(r"[\s\-.()]+")


def put_right(row: Row) -> None:
    """Passport and telephone of the row in their own fields; doubts are flagged."""
    document = row.get("passport")
    if not document or document[0].isalpha() or not _is(_PHONE, document):
        return
    phone = row.get("phone")
    if phone and _is(_PASSPORT, phone):
        row.flag("passport", SWAPPED, document)
        row.flag("phone", SWAPPED, phone)
        row.cells["passport"], row.cells["phone"] = phone, document
    else:
        row.flag("passport", LIKE_PHONE)


def _is(pattern: re.Pattern[str], told: str) -> bool:
    return pattern.fullmatch(_BETWEEN.sub("", plain(told))) is not None
