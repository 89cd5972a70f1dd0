"""What is known of a person by papers: documents, birth date, age, sex, nationality."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from situationroom.intake import ages, dates, documents, words
from situationroom.intake.names import NameReading
from situationroom.intake.plain import said
from situationroom.intake.results import Reason
from situationroom.intake.row import Row
from situationroom.models.birth import age_on
from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Document
from situationroom.models.vocabulary import Sex
from situationroom.romanise import is_hanzi

NOT_UNDERSTOOD: Final = Reason("This word is not known here; the cell is kept as told.")
NOT_BORN_YET: Final = Reason("This date of birth is in the future.")
TOO_OLD: Final = Reason("By this date of birth the person is {age} years old; ask again.")
SEX_DIFFERS: Final = Reason("The identity number says another sex.")
TITLE_DIFFERS: Final = Reason("The title before or after the name says another sex.")
BIRTH_DIFFERS: Final = Reason("The identity number says another date of birth.")
AGE_DIFFERS: Final = Reason("The age does not fit the date of birth; ask which is right.")
EXPIRED: Final = Reason("This document expired on {date}.")
_CHINESE: Final = frozenset({"CHN", "HKG", "MAC", "TWN"})
_SHORT_PERMIT: Final = 9  # characters of a permit that a foreign passport may look like
OLDEST: Final = 110  # years; beyond it a date of birth is more likely mistyped


@made_quickly
@dataclass(frozen=True, slots=True)
class Papers:
    """Documents, and what an identity number among them says of its holder."""

    documents: tuple[Document, ...]
    birth_date: str | None = None
    sex: Sex | None = None


def read_papers(row: Row) -> Papers:
    """The documents of the row's passport and identity columns."""
    papers: list[Document] = []
    birth, sex = None, None
    for name in ("passport", "identity_number"):
        told = row.get(name)
        for read in documents.read_documents(told) if told else ():
            if read.reason is not None:
                row.flag(name, _meant(row, read.reason))
            birth, sex = read.birth_date or birth, read.sex or sex
            paper = _of_holder(row, read.document) if read.document else None
            if paper and paper not in papers:
                papers.append(paper)
    if papers and papers[0].type != "I":
        papers[0] = _with_expiry(row, papers[0])
    return Papers(tuple(papers), birth, sex)


def _of_holder(row: Row, paper: Document) -> Document:
    """A letter and eight digits are a Chinese permit in Chinese hands; M12345678 may be Korean."""
    if paper.type != "T" or len(paper.number) != _SHORT_PERMIT:
        return paper
    told = row.get("nationality")
    nation = words.read_nationality(told) if told else None
    if nation in _CHINESE or (not nation and any(map(is_hanzi, _names(row)))):
        return paper
    return Document("P", paper.number, nation or "")


def _names(row: Row) -> str:
    return "".join(row.get(name) for name in ("name", "native_name", "surname"))


def _meant(row: Row, reason: Reason | None) -> Reason | None:
    """How many digits a Chinese passport has is no matter for a foreigner's."""
    if reason is None or reason.template != documents.PASSPORT_LENGTH.template:
        return reason
    told = row.get("nationality")
    return reason if not told or words.read_nationality(told) in (None, "CHN") else None


def _with_expiry(row: Row, paper: Document) -> Document:
    told = row.get("document_issuer")
    issuer = paper.issuer or (words.read_nationality(told) if told else "") or ""
    told = row.get("document_expiry")
    if not told:
        return paper if paper.issuer == issuer else replace(paper, issuer=issuer)
    read = dates.read_date(told, row.layout.orders.get("document_expiry"))
    reason = read.reason
    if reason is None and read.value and read.value < row.layout.iso_today[: len(read.value)]:
        reason = said(EXPIRED, date=read.value)
    row.flag("document_expiry", reason)
    return Document(paper.type, paper.number, issuer, read.value or "")


def read_birth(row: Row, from_identity: str | None) -> str | None:
    """The date of birth, possibly partial."""
    told = row.get("birth_date")
    if not told:
        return from_identity
    today = row.layout.today
    read = dates.read_date(told, row.layout.orders.get("birth_date"), today.year)
    if read.reason is not None:
        row.flag("birth_date", read.reason)
    if read.value is None:
        return from_identity
    if read.value > row.layout.iso_today:
        row.flag("birth_date", NOT_BORN_YET)
    elif int(read.value[:4]) < today.year - OLDEST:
        row.flag("birth_date", said(TOO_OLD, age=age_on(read.value, today)))
    if from_identity and not from_identity.startswith(read.value):
        row.flag("birth_date", BIRTH_DIFFERS)
    return read.value


def read_age(row: Row, birth: str | None, on: date) -> tuple[int | None, str]:
    """Completed years on the day they were told, and the words where they tell more."""
    told = row.get("age")
    if not told:
        return None, ""
    read = ages.read_age(told)
    row.flag("age", read.reason)
    if birth and read.years is not None and read.reason is None:
        by_birth = age_on(birth, on)
        if by_birth is not None and abs(by_birth - read.years) > 1:
            row.flag("age", AGE_DIFFERS)
    return read.years, _with_header(row, told) if read.keep else ""


def _with_header(row: Row, told: str) -> str:
    """The words under their own header, as they will stand among the remarks."""
    column = row.column("age", told)
    return f"{row.layout.header(column)} {told}" if column is not None else told


def read_sex(row: Row, from_identity: Sex | None, name: NameReading) -> Sex | None:
    """The sex as told; a title's only where nothing else tells one."""
    told = row.get("sex")
    if row.layout.m_is_mujer and told in ("M", "m"):
        told = "mujer"
    sex = words.read_sex(told) if told else None
    if told and sex is None:
        row.flag("sex", NOT_UNDERSTOOD)
    if sex and from_identity and sex is not from_identity:
        row.flag("sex", SEX_DIFFERS)
    if sex and name.sex and sex is not name.sex:
        row.flag("sex", TITLE_DIFFERS)
    return sex or from_identity or name.sex


def read_nationality(row: Row, papers: tuple[Document, ...]) -> str | None:
    """The nationality as told, else a Chinese paper's."""
    told = row.get("nationality")
    if told:
        read = words.read_nationality(told)
        row.flag("nationality", NOT_UNDERSTOOD if read is None else None)
        return read
    return "CHN" if any(paper.issuer == "CHN" for paper in papers) else None
