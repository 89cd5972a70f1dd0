"""Who in the incident a draft may be about although no exact key finds them."""

import json
from collections.abc import Collection
from functools import lru_cache

from sqlalchemy import Connection, text

from situationroom.romanise import syllables

AT_MOST = 8
"""A key that more persons share says too little about any of them."""
SHORTEST_DOCUMENT = 6


@lru_cache(maxsize=100_000)
def name_forms(native: str, surname: str, given: str) -> tuple[str, ...]:
    """A name in hanzi, in its pinyin and in Latin letters, without spaces and case."""
    forms = []
    if native:
        family, own = syllables(native)
        forms = [native, "".join((*family, "/", *own))] if family else [native]
    if surname and given:
        forms.append(f"{_letters(surname)}/{_letters(given)}")
    return tuple(dict.fromkeys(forms))


def weak_keys(
    names: Collection[str], birth: str, documents: Collection[str], phones: Collection[str]
) -> set[str]:
    """Keys two tellings of one person often still share when one of them holds a slip.

    Name alone, with the year, with day and month exchanged; birth date with surname; telephone;
    a document's number with a few characters left out.
    """
    keys = {f"n:{name}" for name in names}
    if len(birth) >= 4:
        keys |= {f"y:{name}|{birth[:4]}" for name in names}
    if len(birth) == 10:
        turned = f"{birth[:4]}{min(birth[5:7], birth[8:])}{max(birth[5:7], birth[8:])}"
        keys |= {f"s:{name}|{turned}" for name in names}
        keys |= {f"b:{birth}|{name.split('/', 1)[0]}" for name in names if "/" in name}
    keys |= {f"t:{phone[-8:]}" for phone in phones if phone}
    for number in documents:
        keys |= _windows("".join(filter(str.isalnum, number)).upper())
    return keys


def holders(connection: Connection, wanted: Collection[str]) -> dict[str, list[int]]:
    """Persons of the incident by weak key, of the keys wanted; keys too common are left out.

    One pass over the persons, keeping nothing but the hits.
    """
    if not wanted:
        return {}
    query = (
        "SELECT id, native_name, surname, given_names, birth_date, documents, phones FROM person"
    )
    found: dict[str, list[int]] = {}
    for id_, native, surname, given, birth, documents, phones in connection.execute(text(query)):
        keys = weak_keys(
            name_forms(native, surname, given),
            birth or "",
            [d["number"] for d in json.loads(documents)] if documents != "[]" else (),
            [p["e164"] for p in json.loads(phones)] if phones != "[]" else (),
        )
        for key in keys & wanted if isinstance(wanted, set) else keys.intersection(wanted):
            ids = found.setdefault(key, [])
            if len(ids) <= AT_MOST:
                ids.append(id_)
    return {key: ids for key, ids in found.items() if len(ids) <= AT_MOST}


def _windows(number: str) -> set[str]:
    """The number with each third of it, and each seam between thirds, left out.

    One wrong character or two exchanged ones leave at least one of these as it was.
    """
    length = len(number)
    if length < SHORTEST_DOCUMENT:
        return set()
    one, two = length // 3, 2 * length // 3
    gaps = ((0, one), (one, two), (two, length), (one - 1, one + 1), (two - 1, two + 1))
    return {f"d:{n}:{number[:a]}_{number[b:]}" for n, (a, b) in enumerate(gaps)}


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).lower()
