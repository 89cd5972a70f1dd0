"""Blocking: whoever shares one of these keys is compared; nobody else is.

A key is a number made of what two tellings of one person would share. A key that very many share
(everybody called 王伟, everybody at one hotel) is left out; narrower keys beside it still find
them (王伟 of one year of birth, 王伟 at one hotel).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from situationroom.matching.arrays import Numbers, Rows
from situationroom.matching.features import Features

Hashes = npt.NDArray[np.uint64]
WIDE: Final = 40  # persons who may share a key before it is left out
_MULTIPLY: Final = np.uint64(0xBF58476D1CE4E5B9)
_LETTERS: Final = 18  # characters of a document number that count


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of one kind: ``hashes`` in ascending order, the person's row beside each."""

    hashes: Hashes
    rows: Rows


def keys_of(features: Features) -> dict[str, Keys]:
    """All keys of all persons by kind."""
    found: dict[str, list[tuple[Hashes, Rows]]] = {}
    for kind, hashes, rows in _all(features):
        found.setdefault(kind, []).append((hashes, rows))
    return {kind: _sorted(parts) for kind, parts in found.items()}


def _sorted(parts: list[tuple[Hashes, Rows]]) -> Keys:
    hashes = np.concatenate([h for h, _ in parts])
    rows = np.concatenate([r for _, r in parts])
    order = np.lexsort((rows, hashes))
    hashes, rows = hashes[order], rows[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1])
    return Keys(hashes[first], rows[first])


def _all(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    yield from _of_papers(f)
    yield from _of_contacts(f)
    yield from _of_names(f)
    yield from _of_births(f)
    yield from _of_places(f)


def mixed(*columns: Numbers) -> Hashes:
    """One hash of several columns; the order of the columns counts."""
    result = np.full(len(columns[0]), 0x9E3779B9, dtype=np.uint64)
    for column in columns:
        result = (result ^ column.astype(np.int64).view(np.uint64)) * _MULTIPLY
        result ^= result >> np.uint64(29)
    return result


def _kept(kind: str, *columns: Rows) -> Iterator[tuple[str, Hashes, Rows]]:
    """One key a row in which every column says something (-1 and 0 say nothing)."""
    rows = np.flatnonzero(np.logical_and.reduce([column > 0 for column in columns]))
    yield kind, mixed(*(column[rows] for column in columns)), rows


def _slots(kind: str, column: Rows) -> Iterator[tuple[str, Hashes, Rows]]:
    for slot in range(column.shape[1]):
        yield from _kept(kind, column[:, slot].astype(np.int64) + 1)


def _of_papers(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    yield from _slots("document", f.lookalikes)
    if not len(f.vocabulary.lookalikes.texts):
        return
    for slot in range(f.lookalikes.shape[1]):
        rows = np.flatnonzero(f.lookalikes[:, slot] >= 0)
        if len(rows):
            yield from _without_one(f, slot, rows)


def _without_one(f: Features, slot: int, rows: Rows) -> Iterator[tuple[str, Hashes, Rows]]:
    """The number without each of its characters: one wrong, lost or swapped leaves one equal."""
    texts = f.vocabulary.lookalikes.texts
    told = [texts[i][:_LETTERS] for i in f.lookalikes[rows, slot]]
    packed = np.array(told, dtype=f"S{_LETTERS}").view(np.uint8).reshape(-1, _LETTERS)
    letters, lengths = packed.astype(np.uint64), np.count_nonzero(packed, axis=1)
    powers = np.cumprod(np.full(_LETTERS, 1_099_511_628_211, dtype=np.uint64))
    straight, moved = letters * powers, letters[:, 1:] * powers[:-1]
    before = np.cumsum(np.pad(straight, ((0, 0), (1, 0))), axis=1, dtype=np.uint64)
    after = np.cumsum(moved[:, ::-1], axis=1, dtype=np.uint64)[:, ::-1]
    for place in range(_LETTERS):
        here = np.flatnonzero((lengths > place) & (lengths >= 6))
        rest = after[here, place] if place < _LETTERS - 1 else np.uint64(0)
        yield "document~", (before[here, place] + rest) * _MULTIPLY, rows[here]


def _of_contacts(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    yield from _slots("phone", f.phones)
    yield from _slots("phone", f.kin_phones)
    yield from _slots("email", f.emails)
    yield from _slots("user", f.users)
    yield from _slots("handle", f.handles)
    for slot in range(f.phones.shape[1]):
        rows = np.flatnonzero(f.phones[:, slot] >= 1_000_000)
        for digit in range(8):
            rest = f.phones[rows, slot] // 10 ** (digit + 1) * 10**digit
            rest = rest + f.phones[rows, slot] % 10**digit
            yield "phone~", mixed(rest), rows


def names_by_sound(f: Features) -> tuple[Rows, Rows]:
    """Surname and given name of every person by sound, counted from 1; 0 where there is none."""
    by_sound = f.vocabulary.words.key("canon").astype(np.int64) + 1
    surname, given = by_sound[f.surname], by_sound[f.given]
    return surname, np.where(given > 0, given, surname)


def _of_names(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    listed = [f.vocabulary.name_keys[number] for number in f.name.tolist()]
    lengths = np.array([len(keys) for keys in listed], dtype=np.int64)
    rows = np.repeat(np.arange(len(f)), lengths)
    names = np.array([key for keys in listed for key in keys], dtype=np.int64)
    year = np.where(f.birth[:, 0] > 0, f.birth[:, 0], f.aged)[rows]
    yield from ((k, h, rows[r]) for k, h, r in _kept("name", names))
    beside = {"year": year, "city": f.city[rows] + 1, "place": f.place[rows] + 1}
    beside |= {"affiliation": f.affiliation[rows] + 1, "sex": f.sex[rows]}
    for kind, column in beside.items():
        yield from ((k, h, rows[r]) for k, h, r in _kept(f"name {kind}", names, column))


def _of_births(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    year, month, day = (f.birth[:, i].astype(np.int64) for i in range(3))
    surname, given = names_by_sound(f)
    yield from _kept("birth", year, month, day)
    yield from _kept("birth", year, day, month)
    yield from _kept("year month surname", year, month, surname)
    yield from _kept("year month given", year, month, given)
    yield from _kept("month day surname", month, day, surname)
    yield from _kept("month day given", month, day, given)
    yield from _kept("year day given", year, day, given)
    yield from _kept("year given", year, given)


def _of_places(f: Features) -> Iterator[tuple[str, Hashes, Rows]]:
    surname, given = names_by_sound(f)
    place, works = f.place.astype(np.int64) + 1, f.affiliation.astype(np.int64) + 1
    yield from _kept("place", place)
    yield from _of_place_words(f, surname, given)
    yield from _kept("place surname", place, surname)
    yield from _kept("place given", place, given)
    yield from _kept("affiliation given", works, given)
    yield from _kept("kin", f.kin_names[:, 0].astype(np.int64) + 1, surname)


def _of_place_words(
    f: Features, surname: Numbers, given: Numbers
) -> Iterator[tuple[str, Hashes, Rows]]:
    """Each word of the place beside a name: an address with a wrong letter keeps the others."""
    listed = [f.vocabulary.place_words[number] for number in f.place.tolist()]
    rows = np.repeat(np.arange(len(f)), [len(words) for words in listed])
    words = np.array([word for some in listed for word in some], dtype=np.int64)
    for kind, names in (("word surname", surname), ("word given", given)):
        yield from ((k, h, rows[r]) for k, h, r in _kept(kind, words, names[rows]))
