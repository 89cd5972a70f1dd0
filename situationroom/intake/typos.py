"""Misspelt labels: 'Passprot No' is one slip away from 'Passport No'.

Every label is kept under itself with each one letter left out (as SymSpell does); a slip is one
letter more, less, other, or two swapped. Found so in a handful of look-ups, whatever the number
of labels.
"""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from situationroom.intake.labels_known import known, not_read

SHORTEST = 5  # letters; shorter labels differ by one letter from too many words


@lru_cache(maxsize=8192)
def misspelt(label: str, area: str) -> tuple[str, float] | None:
    """The (field, confidence) of the one label a single slip away; None for none or several."""
    if len(label) < SHORTEST or not label.isascii() or label.isdecimal() or label in not_read():
        return None
    near = {
        one for cut in _cuts(label) for one in _index(area).get(cut, ()) if _one_slip(label, one)
    }
    fields = {known(area)[one] for one in near}
    if len(fields) != 1 or any(abs(len(one) - len(label)) > 1 for one in near):
        return None
    field, sure = fields.pop()
    return field, min(sure, 0.8 if len(label) >= 8 else 0.7)


@cache
def _index(area: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for label in known(area):
        if len(label) >= SHORTEST and label.isascii():
            for cut in _cuts(label):
                found.setdefault(cut, []).append(label)
    return {cut: tuple(labels) for cut, labels in found.items()}


def _cuts(label: str) -> Iterator[str]:
    yield label
    for place in range(len(label)):
        yield label[:place] + label[place + 1 :]


def _one_slip(told: str, meant: str) -> bool:
    """Whether one letter added, left out, changed, or two neighbours swapped explain it."""
    if abs(len(told) - len(meant)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(told, meant, strict=False)) if a != b), -1)
    if start < 0:
        return True
    a, b = told[start:], meant[start:]
    swapped = len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
