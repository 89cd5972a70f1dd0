"""Exact keys by which a row of a list finds the person the cell already has."""

from situationroom.models import Person
from situationroom.romanise import syllables


def person_keys(person: Person) -> list[str]:
    """Keys of documents, and of name with birth date or telephone; equal keys, same person.

    A document number alone decides; a name needs a full birth date or a telephone beside it.
    """
    keys = [f"D:{_plain(document.number)}" for document in person.documents if document.number]
    seconds = (
        [f"B{person.birth_date}"] if person.birth_date and len(person.birth_date) == 10 else []
    )
    seconds += [f"T{phone.e164[-8:]}" for phone in person.phones if phone.e164]
    names = _names(person)
    return keys + [f"N:{name}|{second}" for name in names for second in seconds]


def _names(person: Person) -> list[str]:
    names = []
    if person.native_name:
        names.append(person.native_name)
        surname, given = syllables(person.native_name)
        names.append("".join([*surname, "/", *given]))
    if person.surname and person.given_names:
        names.append(f"{_plain(person.surname)}/{_plain(person.given_names)}".lower())
    return list(dict.fromkeys(names))


def _plain(text: str) -> str:
    return (text if text.isalnum() else "".join(filter(str.isalnum, text))).upper()
