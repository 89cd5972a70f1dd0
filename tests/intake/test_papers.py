"""Documents: several in a cell, confused letters, check digits that name what they would be."""

import pytest

from situationroom.intake import documents, identity
from situationroom.intake.documents import read_document, read_documents
from situationroom.models.vocabulary import Sex

SEVERAL = {
    "E12345678 (旧 G12345678)": ["E12345678", "G12345678"],
    "旧护照G12345678 新护照E12345678": ["E12345678", "G12345678"],
    "E12345678/G12345678": ["E12345678", "G12345678"],
    "E12345678;E12345678": ["E12345678"],
    "护照:E12345678 身份证:11010119900307803X": ["E12345678", "11010119900307803X"],
    "E12345678 有效期2027-05-01": ["E12345678"],
    "Passport No. E12345678": ["E12345678"],
    "110101 19900307 803X": ["11010119900307803X"],
}
KINDS = {
    "H12345678": ("T", "CHN"),
    "H1234567890": ("T", "CHN"),
    "C12345678": ("T", "CHN"),
    "L12345678": ("T", "CHN"),
    "CAN110081010201": ("T", "CHN"),
    "A123456(3)": ("I", "HKG"),
    "AB 1234567": ("P", ""),
}
DOUBTFUL = {
    "EO1234567": ("E01234567", documents.LOOKS_ALIKE),
    "E1234567O": ("E12345670", documents.LOOKS_ALIKE),
    "El2345678": ("E12345678", documents.LOOKS_ALIKE),
    "1101011990O307803X": ("11010119900307803X", documents.LOOKS_ALIKE),
    "E1234567": ("7", documents.PASSPORT_LENGTH),
    "110101199003078031": ("would give X", identity.CHECK_DIGIT),
    "110101199013078031": ("19901307", identity.NO_BIRTH),
    "110101199003078000": ("Excel", identity.LOST),
    "1.10101E+17": ("Excel", documents.NUMBER_DAMAGED),
    "A123456(4)": ("give 3", identity.HONG_KONG_DIGIT),
}


@pytest.mark.parametrize("told", SEVERAL)
def test_that_every_document_of_a_cell_is_kept_the_valid_one_first(told: str) -> None:
    reads = read_documents(told)
    assert [r.document.number for r in reads if r.document] == SEVERAL[told]


@pytest.mark.parametrize("told", KINDS)
def test_that_permits_and_cards_are_told_apart(told: str) -> None:
    paper = read_document(told).document
    assert paper is not None and (paper.type, paper.issuer) == KINDS[told]


@pytest.mark.parametrize("told", DOUBTFUL)
def test_that_a_doubtful_number_says_what_is_wrong(told: str) -> None:
    reason = read_document(told).reason
    said, wanted = DOUBTFUL[told]
    assert reason is not None and reason.template == wanted.template and said in str(reason)


def test_that_a_letter_for_a_digit_is_never_changed() -> None:
    paper = read_document("E1234567O").document
    assert paper is not None and paper.number == "E1234567O"


def test_that_an_old_number_gives_birth_and_sex_and_says_it_is_old() -> None:
    read = read_document("110101900307803")
    assert (read.birth_date, read.sex) == ("1990-03-07", Sex.MALE)
    assert read.reason is identity.OLD_NUMBER


def test_that_a_wrong_number_beside_a_good_one_is_said() -> None:
    good, bad = read_documents("E12345678, 身份证110101199003078031")
    assert good.document is not None and bad.document is None and bad.reason is not None
