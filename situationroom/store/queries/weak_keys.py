"""Who in the incident a draft may be about although no exact key finds them."""

import json
from array import array
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from situationroom.store.person_keys import name_forms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

AT_MOST = 8
"""A key that more persons share says too little about any of them."""
SHORTEST_DOCUMENT = 6
PERSONS_AT_ONCE = 5_000


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


def holders(connection: Connection, wanted: "NDArray[np.int64]") -> dict[int, list[int]]:
    """Persons of the incident by the hash of a weak key, of the hashes wanted (in order).

    One pass over the persons, keeping nothing but the hits; keys too common are left out.
    """
    if not len(wanted):
        return {}
    query = (
        "SELECT id, native_name, surname, given_names, birth_date, documents, phones FROM person"
    )
    found: dict[int, list[int]] = {}
    for some in connection.exec_driver_sql(query).partitions(PERSONS_AT_ONCE):
        hashes, ids = array("q"), array("q")
        for id_, *told in some:
            keys = _stored_keys(*told)
            hashes.extend(map(hash, keys))
            ids.extend([id_] * len(keys))
        for key, id_ in _hits(hashes, ids, wanted):
            found.setdefault(key, []).append(id_)
    return {key: ids for key, ids in found.items() if len(ids) <= AT_MOST}


def _stored_keys(
    native: str, surname: str, given: str, birth: str | None, documents: str, phones: str
) -> set[str]:
    return weak_keys(
        name_forms(native, surname, given),
        birth or "",
        [d["number"] for d in json.loads(documents)] if documents != "[]" else (),
        [p["e164"] for p in json.loads(phones)] if phones != "[]" else (),
    )


def _hits(
    hashes: "array[int]", ids: "array[int]", wanted: "NDArray[np.int64]"
) -> Iterator[tuple[int, int]]:
    """(hash, id) of those that are wanted."""
    import numpy as np

    told = np.frombuffer(hashes, dtype=np.int64)
    at = np.minimum(np.searchsorted(wanted, told), len(wanted) - 1)
    hit = np.flatnonzero(wanted[at] == told)
    yield from zip(
        told[hit].tolist(), np.frombuffer(ids, dtype=np.int64)[hit].tolist(), strict=True
    )


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
