"""Machine-readable lines: the specimens of ICAO Doc 9303, and what scanners make of them."""

from collections.abc import Callable
from datetime import date

import pytest

from situationroom.intake.mrz import incomplete, read_mrz
from situationroom.intake.mrz_digits import check_digit
from situationroom.models.vocabulary import Sex
from situationroom.texts import set_language, tr

TODAY = date(2026, 11, 22)
TD3 = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
TD1 = (
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
MRV_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
MRV_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"
SPECIMENS = {"TD3": TD3, "TD1": TD1, "TD2": TD2, "MRV-A": MRV_A, "MRV-B": MRV_B}
NUMBERS = {
    "TD3": "L898902C3", "TD1": "D23145890", "TD2": "D23145890", "MRV-A": "L8988901C",
    "MRV-B": "L8988901C",
}  # fmt: skip
TELLINGS: dict[str, Callable[[str], str]] = {
    "as printed": str,
    "glued": lambda t: t.replace("\n", ""),
    "CRLF and small letters": lambda t: t.replace("\n", "\r\n").lower(),
    "line separators of a one-line field": lambda t: t.replace("\n", "\u2028"),
    "double guillemets": lambda t: t.replace("<<", "«"),
    "guillemets for each filler": lambda t: t.replace("<", "«"),
    "full width": lambda t: t.replace("<", "＜"),
    "behind a label": lambda t: f"MRZ: {t}",
    "letter by letter": " ".join,
    "without fillers at the ends": lambda t: "\n".join(x.rstrip("<") for x in t.split("\n")),
    "in a letter": lambda t: f"His passport says\n\n{t}\n\nPlease help, thanks",
    "two cells of a row": lambda t: t.replace("\n", "; "),
}


def _passport(
    name: str = "CHNZHANG<<WEI", number: str = "E12345678", nationality: str = "CHN",
    birth: str = "850302", sex: str = "F", expiry: str = "280101", kind: str = "P<",
    personal: str = "<" * 14,
) -> str:  # fmt: skip
    first = f"{kind}{name}".ljust(44, "<")[:44]
    second = f"{number:<9}".replace(" ", "<")
    second += f"{check_digit(second)}{nationality}{birth}{check_digit(birth)}{sex}"
    second += f"{expiry}{check_digit(expiry)}{personal}{check_digit(personal)}"
    whole = second[:10] + second[13:20] + second[21:43]
    return f"{first}\n{second}{check_digit(whole)}"


def _said(text: str) -> list[tuple[str, str]]:
    read = read_mrz(text, TODAY)
    assert read is not None
    return [(problem.field, str(problem.reason)) for problem in read.problems]


@pytest.mark.parametrize("telling", TELLINGS)
@pytest.mark.parametrize("kind", SPECIMENS)
def test_that_a_specimen_is_read_however_it_comes(kind: str, telling: str) -> None:
    read = read_mrz(TELLINGS[telling](SPECIMENS[kind]), TODAY)
    assert read is not None and not read.problems and not read.proposals
    if telling != "without fillers at the ends" or kind not in ("MRV-A", "MRV-B"):
        assert read.kind == kind
    assert (read.person.surname, read.person.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert read.person.sex is Sex.FEMALE and read.person.id == 0
    assert (read.document.number, read.document.issuer) == (NUMBERS[kind], "UTO")


def test_that_dates_nationality_and_expiry_are_read() -> None:
    read = read_mrz(TD3, TODAY)
    assert read is not None
    assert (read.person.birth_date, read.person.nationality) == ("1974-08-12", "UTO")
    assert (read.document.type, read.document.expiry) == ("P", "2012-04-15")
    assert read.lines == tuple(TD3.split("\n"))


def test_that_a_long_number_of_a_card_goes_on_in_the_optional_data() -> None:
    card = (
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\n"
        "STEVENSON<<PETER<JOHN<<<<<<<<<"
    )
    read = read_mrz(card, TODAY)
    assert read is not None and not read.problems
    assert read.document.number == "D23145890734"
    assert "document number is 9" in _said(card.replace("7349", "7359"))[0][1]


@pytest.mark.parametrize(
    ("right", "wrong", "field", "sentence"),
    [
        ("7408122F", "7408127F", "birth_date", "date of birth is 7, it should be 2"),
        ("L898902C36", "L898903C36", "passport", "document number is 6, it should be 3"),
        ("1204159Z", "1204158Z", "document_expiry", "date of expiry is 8, it should be 9"),
        ("B<<<<<10", "B<<<<<20", "personal", "personal number is 2, it should be 1"),
        ("B<<<<<10", "B<<<<<13", "mrz", "over the whole lines, is 3, it should be 0"),
    ],
)
def test_that_the_digit_that_fails_is_named(
    right: str, wrong: str, field: str, sentence: str
) -> None:
    told_field, told = _said(TD3.replace(right, wrong))[0]
    assert told_field == field
    assert sentence in told


def test_that_a_failing_digit_changes_nothing_that_was_read() -> None:
    read = read_mrz(TD3.replace("L898902C36", "L898903C36"), TODAY)
    assert read is not None
    assert read.document.number == "L898903C3"
    assert (read.person.birth_date, read.document.expiry) == ("1974-08-12", "2012-04-15")


def test_that_a_letter_in_a_number_is_proposed_as_a_digit_and_kept() -> None:
    read = read_mrz(TD3.replace("L898902C36", "L8989O2C36"), TODAY)
    assert read is not None
    assert read.document.number == "L8989O2C3"
    (proposal,) = read.proposals
    assert (proposal.field, proposal.value, proposal.words) == (
        "passport", "L898902C3", ("L8989O2C3",),
    )  # fmt: skip
    assert any("L898902C36" in str(problem.reason) for problem in read.problems)


def test_that_a_letter_in_a_date_leaves_the_date_open() -> None:
    read = read_mrz(TD3.replace("7408122F", "74O8122F"), TODAY)
    assert read is not None
    assert read.person.birth_date is None
    assert [(p.field, p.value) for p in read.proposals] == [("birth_date", "740812")]


def test_that_a_check_digit_written_as_a_letter_is_proposed() -> None:
    good = _passport(number="E12345684")
    digit = good.split("\n")[1][9]
    assert digit == "1"
    read = read_mrz(good.replace("E123456841", "E12345684I"), TODAY)
    assert read is not None
    assert read.document.number == "E12345684"
    assert any("E12345684I" in str(p.reason) and "E123456841" in str(p.reason)
               for p in read.problems)  # fmt: skip


@pytest.mark.parametrize(
    ("yymmdd", "born"),
    [
        ("261122", "2026-11-22"),
        ("261123", "1926-11-23"),
        ("000229", "2000-02-29"),
        ("850000", None),
        ("8503<<", "1985-03"),
        ("85<<<<", "1985"),
        ("<<<<<<", None),
    ],
)
def test_that_a_birth_is_in_the_latest_century_that_is_not_the_future(
    yymmdd: str, born: str | None
) -> None:
    read = read_mrz(_passport(birth=yymmdd), TODAY)
    assert read is not None
    assert read.person.birth_date == born
    assert bool(read.problems) == (yymmdd == "850000")


@pytest.mark.parametrize(
    ("yymmdd", "expires"),
    [("360101", "2036-01-01"), ("991231", "1999-12-31"), ("<<<<<<", ""), ("750101", "2075-01-01")],
)
def test_that_an_expiry_is_in_the_nearest_century(yymmdd: str, expires: str) -> None:
    read = read_mrz(_passport(expiry=yymmdd), TODAY)
    assert read is not None
    assert read.document.expiry == expires


@pytest.mark.parametrize(
    ("code", "nationality"),
    [("D<<", "DEU"), ("GBD", "GBD"), ("XXA", "XXA"), ("UNO", "UNO"), ("XXX", None),
     ("CHN", "CHN"), ("TWN", "CHN"), ("RKS", "XKX")],
)  # fmt: skip
def test_that_the_codes_of_travel_documents_are_known(code: str, nationality: str | None) -> None:
    read = read_mrz(_passport(nationality=code), TODAY)
    assert read is not None and not read.problems
    assert read.person.nationality == nationality


def test_that_a_code_nobody_has_is_said() -> None:
    assert ("nationality", "QQQ is no country or organisation of travel documents.") in _said(
        _passport(nationality="QQQ")
    )
    assert "CH1" not in str(_said(_passport()))
    ((field, said),) = _said(_passport(nationality="1ND"))
    assert field == "nationality" and "IND" in said


def test_that_a_chinese_passport_of_today_is_read() -> None:
    read = read_mrz(_passport(number="EA1234567", personal="LCMKLMLMMOPAA9"), TODAY)
    assert read is not None and not read.problems
    assert (read.document.type, read.document.number, read.document.issuer) == (
        "P", "EA1234567", "CHN",
    )  # fmt: skip
    assert (read.person.surname, read.person.given_names) == ("ZHANG", "WEI")


def test_that_a_name_without_given_names_is_a_surname() -> None:
    read = read_mrz(_passport(name="IDNSUKARNO"), TODAY)
    assert read is not None and not read.problems
    assert (read.person.surname, read.person.given_names) == ("SUKARNO", "")


def test_that_a_name_that_fills_its_line_is_doubtful() -> None:
    long = "UTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<KRASUANG"
    ((field, said),) = _said(_passport(name=long))
    assert field == "name" and "cut off" in said


def test_that_a_digit_in_a_name_is_doubtful() -> None:
    ((field, said),) = _said(_passport(name="CHNZHA0<<WEI"))
    assert field == "name" and "ZHAO, WEI" in said
    assert read_mrz(_passport(name="CHNZHA0<<WEI"), TODAY).person.surname == "ZHA0"  # type: ignore[union-attr]
    ((_, said),) = _said(_passport(name="CHNZH4NG<<WEI"))
    assert "has a digit" in said


def test_that_a_filler_for_the_sex_means_unspecified() -> None:
    read = read_mrz(_passport(sex="<"), TODAY)
    assert read is not None and read.person.sex is Sex.UNSPECIFIED


@pytest.mark.parametrize(
    "text",
    ["", "Zhang Wei", "<<<<<<<<<<" * 9, "a < b and c << d " * 20, "P<CHN", "13800138000 <wei@x.cn>",
     "<html><body>" + "<p>" * 40, "PASSPORT E12345678 ISSUED 2018 << EXPIRES 2028 >> CHINA" * 3],
)  # fmt: skip
def test_that_other_texts_are_no_machine_readable_lines(text: str) -> None:
    assert read_mrz(text, TODAY) is None
    assert incomplete(text) is None


def test_that_a_line_too_short_is_told_with_its_length() -> None:
    assert read_mrz(TD3[:-1], TODAY) is None
    reason = incomplete(TD3[:-1])
    assert reason is not None
    assert reason.values == {"line": 2, "count": 43, "width": 44}


def test_that_a_digit_is_named_in_chinese_too() -> None:
    set_language("zh")
    read = read_mrz(TD3.replace("7408122F", "7408127F"), TODAY)
    assert read is not None
    reason = read.problems[0].reason
    assert tr(reason.template, **reason.values).startswith("出生日期的校验位为 7，应为 2")


def test_that_no_date_is_left_open_without_a_word() -> None:
    for place in range(6):
        for letter in "OQDILZSBGT":
            birth = "850302"[:place] + letter + "850302"[place + 1 :]
            read = read_mrz(_passport(birth=birth), TODAY)
            assert read is not None
            assert read.person.birth_date is None
            assert [p for p in read.problems if p.field == "birth_date"], birth
