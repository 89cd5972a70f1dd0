"""Exact keys by which a row of a list finds the person the cell already has."""

from functools import lru_cache

from situationroom.models import Person
from situationroom.romanise import syllables


def person_keys(person: Person) -> list[str]:
    """Keys of documents, and of name with birth date or telephone; equal keys, same person.

    A document number alone decides; a name needs a full birth date or a telephone beside it.
    """
    keys = [f"D:{_plain(document.number)}" for document in person.documents if document.number]
    birth = person.birth_date
    seconds = [f"B{birth}"] if birth and len(birth) == 10 else []
    seconds += [f"T{phone.e164[-8:]}" for phone in person.phones if phone.e164]
    if not seconds:
        return keys
    names = name_forms(person.native_name, person.surname, person.given_names)
    return keys + [f"N:{name}|{second}" for name in names for second in seconds]


@lru_cache(maxsize=20_000)
def name_forms(native: str, surname: str, given: str) -> tuple[str, ...]:
    """A name in hanzi, in its pinyin and in Latin letters, without spaces and case."""
    forms = []
    if native:
        family, own = syllables(native)
        forms = [native, f"{''.join(family)}/{''.join(own)}"] if family else [native]
    if surname and given:
        forms.append(f"{_plain(surname)}/{_plain(given)}".lower())
    return tuple(dict.fromkeys(forms))


def _plain(text: str) -> str:
    return (text if text.isalnum() else "".join(filter(str.isalnum, text))).upper()
