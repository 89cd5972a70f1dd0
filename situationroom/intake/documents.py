"""Passport and identity numbers: width, case and spaces do not count, check digits do.

A number is never changed: where a letter stands for a digit, or a digit is one too few, it is kept
as told and the reading says so. Sources: GB 11643-1999 (resident identity number, ISO 7064 MOD
11-2; also in residence permits of Hong Kong, Macau and Taiwan residents, 81/82/83, and of
foreigners, 9); passports of China are a letter and eight digits, or E, a letter and seven digits
since 2017; mainland travel permits H/M and 8 or 10 digits; exit permits C, W, L, T and 8 digits.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from situationroom.intake import identity
from situationroom.intake.plain import plain, said
from situationroom.intake.results import Reason
from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Document
from situationroom.models.vocabulary import Sex

NO_DOCUMENT: Final = Reason("This is no passport or identity number.")
LOOKS_ALIKE: Final = Reason(
    "The letters O and I and the digits 0 and 1 may be confused here; {likely} may be meant."
)
PASSPORT_LENGTH: Final = Reason(
    "A Chinese passport number has {wanted} digits after its letter; this has {count}."
)
NUMBER_DAMAGED: Final = Reason("The last digits were lost in Excel; ask for the number again.")
SEVERAL_PAPERS: Final = Reason(
    "Several documents stand in one cell; the first one is taken as the valid one."
)
OLD_PAPER: Final = Reason("The cell calls {number} the old number; it is kept as the second one.")

_CHINESE_PASSPORT = re.compile(r"[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:DE|SE|PE)\d{7}|1[45]\d{7}")
_PERMIT = re.compile(r"[CWHMLT]\d{8}|[HM]\d{10}")
_FOREIGN_PERMIT = re.compile(r"[A-Z]{3}\d{12}")
_HONG_KONG = re.compile(r"([A-Z]{1,2}\d{6})\(([\dA])\)")
_MACAU = re.compile(r"[157]\d{6}\(\d\)")
_ANY = re.compile(r"(?=.{0,14}\d)[A-Z0-9]{5,15}")
_ALIKE = str.maketrans("OQIL", "0011")
_WRITTEN = re.compile(r"[A-Z]{0,3}[\dOIL]{7,9}|[EGDSP][A-Z]?[\dOIL]{6,9}")
_SHORT = re.compile(r"[EG](\d{6,7}|\d{9,10})")
_DAMAGED = re.compile(r"\d[.,]?\d{0,20}E\+?\d{2}", re.I)
_LABEL = re.compile(
    r"(?:护照|旅行证|身份证|证件|通行证|PASSPORT|PPT|TRAVELDOCUMENT|DOC|ID(?:CARD)?)"
    r"(?:号码|号|NUMBER|NO)?[:：.#]?",
    re.I,
)
_TOKEN = re.compile(r"(?<![A-Z0-9])[A-Z]{0,3} ?\d(?:[\dOIX]| (?=\d)){4,24}(?![A-Z0-9])", re.I)
_OLD = re.compile(r"旧|原|\bold\b|previous|former|注销|作废|失效|expired|cancel", re.I)


@made_quickly
@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The document if it can be one, and what an identity number says of its holder."""

    document: Document | None
    reason: Reason | None = None
    birth_date: str | None = None
    sex: Sex | None = None


@lru_cache(maxsize=65_536)
def read_document(text: str) -> DocumentReading:
    """A travel or identity document by its number; the issuer where the pattern tells it."""
    if text.isascii() and _CHINESE_PASSPORT.fullmatch(text):
        return DocumentReading(Document("P", text, "CHN"))
    told = plain(text)
    if len(told) > 80:
        return DocumentReading(None, NO_DOCUMENT)
    if _DAMAGED.fullmatch(told):
        return DocumentReading(None, NUMBER_DAMAGED)
    number = re.sub(r"[\s\-_.·]", "", told).upper()
    number = _LABEL.sub("", number, count=1) if not _ANY.fullmatch(number) else number
    if told[1:2] == "l" and told[:1].isupper():  # E and a small L where a 1 is meant
        return DocumentReading(
            Document("P", number), said(LOOKS_ALIKE, likely=told[0] + "1" + number[2:])
        )
    return _identity(number) or _travel(number) or _other(number)


def _identity(number: str) -> DocumentReading | None:
    """Numbers that carry their holder's birth date and sex, or a check digit of their own."""
    if re.fullmatch(r"\d{17}[\dX]", number):
        return _holder(number, identity.read_identity(number))
    if re.fullmatch(r"\d{15}", number) and (old := identity.read_old(number)):
        return _holder(number, old)
    if found := _HONG_KONG.fullmatch(number):
        reason = identity.hong_kong_problem(found[1], found[2])
        paper = Document("I", f"{found[1]}({found[2]})", "HKG")
        return DocumentReading(None if reason else paper, reason)
    if _MACAU.fullmatch(number):
        return DocumentReading(Document("I", number, "MAC"))
    return None


def _holder(number: str, read: identity.Holder) -> DocumentReading:
    paper = Document("I", number, "CHN") if read.birth_date else None
    return DocumentReading(paper, read.reason, read.birth_date, read.sex)


def _travel(number: str) -> DocumentReading | None:
    if _CHINESE_PASSPORT.fullmatch(number):
        return DocumentReading(Document("P", number, "CHN"))
    if _PERMIT.fullmatch(number):
        return DocumentReading(Document("T", number, "CHN"))
    if _FOREIGN_PERMIT.fullmatch(number):
        return DocumentReading(Document("T", number, "CHN"))
    likely = _likely(number)
    if likely and likely != number:
        return DocumentReading(Document("P", number), said(LOOKS_ALIKE, likely=likely))
    if short := _SHORT.fullmatch(number):
        reason = said(PASSPORT_LENGTH, count=len(short[1]), wanted=8)
        return DocumentReading(Document("P", number), reason)
    return None


def _likely(number: str) -> str:
    """The Chinese passport or identity number this is once letters that look like digits are."""
    if not _WRITTEN.fullmatch(number):
        if len(number) == 18 and (other := number[:17].translate(_ALIKE) + number[17]).isalnum():
            plainly = other.translate(_ALIKE) if other[17] != "X" else other
            sound = re.fullmatch(r"\d{17}[\dX]", plainly) and identity.is_sound(plainly)
            return plainly if sound else ""
        return ""
    for letters in (1, 2):
        likely = number[:letters] + number[letters:].translate(_ALIKE)
        if _CHINESE_PASSPORT.fullmatch(likely):
            return likely
    return ""


def _other(number: str) -> DocumentReading:
    if _ANY.fullmatch(number):
        return DocumentReading(Document("P", number))
    return DocumentReading(None, NO_DOCUMENT)


def read_documents(text: str) -> tuple[DocumentReading, ...]:
    """Every document of a cell, the valid one first: 'E12345678 (旧 G12345678)' are two."""
    if text.isascii() and _CHINESE_PASSPORT.fullmatch(text):
        return (DocumentReading(Document("P", text, "CHN")),)  # at once, and not remembered
    return _read_documents(text)


@lru_cache(maxsize=65_536)
def _read_documents(text: str) -> tuple[DocumentReading, ...]:
    first = read_document(text)
    if first.reason is not NO_DOCUMENT:
        return (first,)
    told = plain(text).upper()
    papers = [(m, read_document(m[0])) for m in list(_TOKEN.finditer(told))[:20]]
    papers = [(m, read) for m, read in papers if _is_paper(read)]
    papers = list(
        {str(read.document or i): (m, read) for i, (m, read) in enumerate(papers)}.values()
    )
    if len(papers) < 2:
        return (papers[0][1] if papers else first,)
    return _ordered(told, papers)


def _is_paper(read: DocumentReading) -> bool:
    if read.document is None:
        return read.reason is not NO_DOCUMENT
    return read.document.issuer != "" or len(read.document.number) > 6


def _ordered(
    told: str, papers: list[tuple[re.Match[str], DocumentReading]]
) -> tuple[DocumentReading, ...]:
    """The papers with those the cell calls old at the end, and a word on the choice."""
    old = [bool(_OLD.search(_around(told, found, papers))) for found, _ in papers]
    reads = [read for _, read in papers]
    if any(old) and not all(old):
        numbers = (r.document.number for r, o in zip(reads, old, strict=True) if o and r.document)
        gone = next(numbers, "")  # a number with a wrong digit is no document, old or not
        reads = [r for r, o in sorted(zip(reads, old, strict=True), key=lambda pair: pair[1])]
        doubt = said(OLD_PAPER, number=gone) if gone else SEVERAL_PAPERS
        return (_doubted(reads[0], doubt), *reads[1:])
    kinds = [r.document.type for r in reads if r.document]
    if len(kinds) == len(set(kinds)):  # a passport and an identity number: nothing is in doubt
        return tuple(reads)
    return (_doubted(reads[0], SEVERAL_PAPERS), *reads[1:])


def _around(
    told: str, found: re.Match[str], papers: list[tuple[re.Match[str], DocumentReading]]
) -> str:
    before = max((m.end() for m, _ in papers if m.end() <= found.start()), default=0)
    closing = told.find(")", found.end(), found.end() + 12)
    return told[max(before, found.start() - 12) : closing if closing > 0 else found.end()]


def _doubted(read: DocumentReading, reason: Reason) -> DocumentReading:
    return replace(read, reason=read.reason or reason)
