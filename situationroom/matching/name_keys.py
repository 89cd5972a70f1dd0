"""The keys under which a name can be found again, however it is told."""

from itertools import combinations

from situationroom.matching import chinese
from situationroom.matching.names import Name
from situationroom.matching.words import Words

_PRIME = 0x9E3779B97F4A7C15
_SPREAD = 2_654_435_761
_MASK = (1 << 63) - 1


def name_keys(name: Name, words: Words) -> tuple[int, ...]:
    """Positive numbers that two tellings of one name share: by sound or consonants, any order."""
    found: set[int] = set()
    for surname, given in _forms(name):
        _add(found, words, surname, given)
    tokens = name.tokens
    if 2 < len(tokens) <= 6:
        for one, other in combinations(tokens, 2):
            if len(one) > 2 and len(other) > 2:
                _add(found, words, one, other)
    return tuple(sorted(found))


def _forms(name: Name) -> list[tuple[str, str]]:
    forms = [(name.surname, name.given), *name.others]
    if name.han_given:
        surname = chinese.cantonese(name.han_surname, surname=True)
        given = chinese.cantonese(name.han_given)
        if surname and given:
            forms.append((surname, given))
    return forms


def _add(found: set[int], words: Words, one: str, other: str) -> None:
    if not one or not other:
        found.update(_sounds(words, one or other)[:1])
        return
    (first, *coarse), (second, *coarser) = _sounds(words, one), _sounds(words, other)
    found.add((first + second) * _PRIME & _MASK)
    found.update((a + b) * _PRIME & _MASK for a in coarse for b in coarser)


def _sounds(words: Words, word: str) -> tuple[int, ...]:
    """Its number by sound, and the coarser ones by pet name and consonants; remembered."""
    known = words.spread.get(word)
    if known is None:
        number = words.number(word)
        fine = words.last("canon", number)
        keys = (words.last("nick", number), words.last("skeleton", number))
        coarse = dict.fromkeys(key for key in keys if key >= 0)
        known = tuple(_spread(key) for key in (fine, *(coarse or (fine,))))
        words.spread[word] = known
    return known


def _spread(key: int) -> int:
    """A number far from its neighbours', so that sums of two are sums of no other two."""
    mixed = (key + 1) * _SPREAD & _MASK
    mixed = (mixed ^ mixed >> 29) * _PRIME & _MASK
    return mixed ^ mixed >> 32
