"""Identity numbers that check themselves.

Sources: GB 11643-1999 with ISO 7064 MOD 11-2 (weights 2^(17-i) mod 11); the 15-digit numbers of
GB 11643-1989 (no century, no check digit), out of use since 2013; the check digit of Hong Kong
identity cards (weights 9..2 over letters A=10 and digits, modulo 11).
"""

import re
from dataclasses import dataclass
from typing import Final

from situationroom.intake.plain import said
from situationroom.intake.results import Reason
from situationroom.models.birth import is_partial_date
from situationroom.models.vocabulary import Sex

CHECK_DIGIT: Final = Reason(
    "The check digit of the identity number is wrong: its last place is {found}, its first 17 "
    "digits would give {wanted}; ask which digit was misread."
)
NO_BIRTH: Final = Reason(
    "Digits 7 to 14 of the identity number ({found}) are no date of birth; ask for it again."
)
LOST: Final = Reason("The last digits were lost in Excel; ask for the number again.")
OLD_NUMBER: Final = Reason(
    "This identity number has 15 digits and has been out of use since 2013; "
    "ask for the 18-digit one."
)
HONG_KONG_DIGIT: Final = Reason(
    "The check digit of the Hong Kong identity card is wrong: it is {found}, "
    "the others give {wanted}."
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Holder:
    """What the number says of its holder; no ``birth_date`` where the number is not sound."""

    birth_date: str | None = None
    sex: Sex | None = None
    reason: Reason | None = None


def check_digit(first: str) -> str:
    """The 18th place that the first 17 digits give: 0..9 or X."""
    total = sum(int(d) * w for d, w in zip(first[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def is_sound(number: str) -> bool:
    """Whether an 18-character number has its right check digit."""
    return check_digit(number) == number[17]


def read_identity(number: str) -> Holder:
    """Birth date and sex from 18 characters, or why they cannot be trusted."""
    wanted = check_digit(number)
    birth = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    if number.endswith("000") and wanted != "0":
        return Holder(reason=LOST)
    if not is_partial_date(birth):
        return Holder(reason=said(NO_BIRTH, found=number[6:14]))
    if wanted != number[17]:
        return Holder(reason=said(CHECK_DIGIT, found=number[17], wanted=wanted))
    return Holder(birth, _sex(number[16]))


def read_old(number: str) -> Holder | None:
    """A 15-digit number of before 2000; None where its middle is no date."""
    birth = f"19{number[6:8]}-{number[8:10]}-{number[10:12]}"
    if not is_partial_date(birth) or not re.match(r"[1-8]", number):
        return None
    return Holder(birth, _sex(number[14]), OLD_NUMBER)


def _sex(digit: str) -> Sex:
    return Sex.MALE if int(digit) % 2 else Sex.FEMALE


def hong_kong_problem(body: str, digit: str) -> Reason | None:
    """What is wrong with a Hong Kong identity card number 'A123456' and its check digit."""
    padded = body.rjust(8)
    values = [36 if c == " " else int(c, 36) for c in padded]  # A=10 .. Z=35, blank 36
    total = sum(v * w for v, w in zip(values, range(9, 1, -1), strict=True))
    wanted = "0123456789A"[-total % 11]
    return None if wanted == digit else said(HONG_KONG_DIGIT, found=digit, wanted=wanted)
