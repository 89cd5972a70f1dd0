"""What every agreement is called before an officer. English is the key of the translations."""

from typing import Final

TEMPLATES: Final[dict[str, dict[str, str]]] = {
    "surname": {
        "written": "same surname: {a}",
        "sound": "the surname sounds the same: {a}, {b}",
        "variant": "the surname in another spelling or script: {a}, {b}",
        "homophone": "the surname sounds the same in another character: {a}, {b}",
        "near": "the surname differs by a letter: {a}, {b}",
        "like": "similar surnames: {a}, {b}",
        "part": "part of the surname: {a}, {b}",
        "half": "half of the surname: {a}, {b}",
        "other": "different surnames: {a}, {b}",
    },
    "given": {
        "written": "same given name: {a}",
        "sound": "the given name sounds the same: {a}, {b}",
        "variant": "the given name in another spelling or script, or a pet name: {a}, {b}",
        "homophone": "the given name sounds the same in another character: {a}, {b}",
        "near": "the given name differs by a letter: {a}, {b}",
        "like": "similar given names: {a}, {b}",
        "part": "an initial or part of the given name: {a}, {b}",
        "half": "given names that share a character, as brothers and sisters do: {a}, {b}",
        "other": "different given names: {a}, {b}",
    },
    "birth": {
        "equal": "born on the same day: {a}",
        "swapped": "date of birth with day and month exchanged: {a}, {b}",
        "digit": "date of birth with one digit wrong: {a}, {b}",
        "close": "dates of birth one step apart: {a}, {b}",
        "parts": "dates of birth that agree in two parts: {a}, {b}",
        "other": "different dates of birth: {a}, {b}",
    },
    "year": {
        "equal": "the year of birth agrees: {a}, {b}",
        "close": "years of birth one apart: {a}, {b}",
        "other": "different years of birth: {a}, {b}",
    },
    "age": {
        "equal": "the age fits: {a}, {b}",
        "close": "the age nearly fits: {a}, {b}",
        "other": "the age does not fit: {a}, {b}",
    },
    "sex": {"equal": "same sex", "other": "different sex"},
    "document": {
        "equal": "same document: {a}",
        "lookalike": "same document but for letters that look alike: {a}, {b}",
        "digit": "same document but for one character: {a}, {b}",
        "valid": "two valid documents of one country: {a}, {b}",
        "country": "different passports of one country: {a}, {b}",
        "other": "different documents: {a}, {b}",
    },
    "phone": {
        "equal": "same telephone: {a}",
        "digit": "same telephone but for one digit: {a}, {b}",
        "kin": "the telephone of one is the contact of the other: {a}, {b}",
        "other": "different telephones: {a}, {b}",
    },
    "email": {
        "equal": "same e-mail or handle: {a}",
        "user": "same name before the @: {a}, {b}",
        "other": "different e-mail: {a}, {b}",
    },
    "place": {
        "equal": "same place: {a}",
        "near": "nearly the same place: {a}, {b}",
        "like": "similar places: {a}, {b}",
        "city": "same city or area: {a}, {b}",
        "other": "different places: {a}, {b}",
    },
    "affiliation": {
        "equal": "same employer, school or group: {a}",
        "near": "nearly the same employer, school or group: {a}, {b}",
        "other": "different employer, school or group: {a}, {b}",
    },
    "nationality": {"equal": "same nationality: {a}", "other": "different nationality: {a}, {b}"},
    "kin": {
        "phone": "same telephone of the next of kin: {a}",
        "name": "same next of kin: {a}",
        "other": "different next of kin: {a}, {b}",
    },
    "household": {"equal": "in one household", "other": "in different households"},
    "moment": {"elsewhere": "seen at different places within one hour: {a}, {b}"},
}
