"""Passport and identity numbers: width, case and spaces do not count, check digits do.

Sources: GB 11643-1999 (resident identity number, ISO 7064 MOD 11-2); passports of China are a
letter and eight digits, or E, a letter and seven digits since 2017.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from situationroom.intake.results import Reason
from situationroom.models.birth import is_partial_date
from situationroom.models.person import Document
from situationroom.models.vocabulary import Sex

CHECK_DIGIT: Final = Reason("The check digit of the identity number is wrong.")
NO_DOCUMENT: Final = Reason("This is no passport or identity number.")

_CHINESE_PASSPORT = re.compile(r"[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:DE|SE|PE)\d{7}|1[45]\d{7}")
_HOME_PERMIT = re.compile(r"[CWHM]\d{8}|[HM]\d{10}")
_ANY = re.compile(r"(?=.*\d)[A-Z0-9]{5,15}")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The document if it can be one, and what an identity number says of its holder."""

    document: Document | None
    reason: Reason | None = None
    birth_date: str | None = None
    sex: Sex | None = None


@lru_cache(maxsize=200_000)
def read_document(text: str) -> DocumentReading:
    """A travel or identity document by its number; the issuer where the pattern tells it."""
    number = re.sub(r"[\s\-_.·]", "", unicodedata.normalize("NFKC", text)).upper()
    number = re.sub(r"^(?:护照号?码?|PASSPORT|PPT)(?:NO)?[:：#]?", "", number)
    if re.fullmatch(r"\d{17}[\dX]", number):
        return _identity(number)
    if _CHINESE_PASSPORT.fullmatch(number):
        return DocumentReading(Document("P", number, "CHN"))
    if _HOME_PERMIT.fullmatch(number):
        return DocumentReading(Document("T", number, "CHN"))
    if _ANY.fullmatch(number):
        return DocumentReading(Document("P", number))
    return DocumentReading(None, NO_DOCUMENT)


def _identity(number: str) -> DocumentReading:
    total = sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False))
    birth = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    if "10X98765432"[total % 11] != number[17] or not is_partial_date(birth):
        return DocumentReading(None, CHECK_DIGIT)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return DocumentReading(Document("I", number, "CHN"), None, birth, sex)
