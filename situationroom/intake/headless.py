"""A list without a header row: every column by the look of its cells, never surer than likely."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from situationroom.intake.content import Look
from situationroom.intake.weighing import FIRM

VARIED = 0.5  # share of different names that a column of names has at least
FEWEST = 2  # cells that a column must tell
# (kind, field, confidence at a share of 1); the first that fits and is free is taken.
_KINDS: Final = (
    ("email", "email", 0.7), ("identity_number", "identity_number", 0.7),
    ("chinese_passport", "passport", 0.7), ("sex", "sex", 0.65), ("moment", "called_at", 0.5),
    ("count", "party", 0.6), ("priority", "priority", 0.55), ("passport", "passport", 0.5),
    ("native_name", "name", 0.6), ("pinyin_name", "name", 0.55), ("nation", "nationality", 0.55),
    ("phone", "phone", 0.55), ("serial", "row_key", 0.6), ("safety", "safety", 0.5),
    ("age", "age", 0.4),
)  # fmt: skip
_NAMES: Final = ("native_name", "pinyin_name")
_SPREAD = 12  # years; no passport is valid that long, so dates wider apart are births
_RECENT = 1  # years within which calls and arrivals lie


def by_look(looks: Sequence[Look]) -> list[tuple[str | None, float]]:
    """The field and confidence of every column; (None, 0.0) where nothing tells."""
    found: dict[int, tuple[str, float]] = {}
    for index, look in enumerate(looks):
        kind = _kind(look)
        if kind is not None and look.share("day") < FIRM:
            field, sure = _free(kind, index, looks, found)
            if field:
                found[index] = field, round(sure * look.share(kind[0]), 2)
    _add_dates(looks, found)
    _add_position(looks, found)
    return [found.get(index, (None, 0.0)) for index in range(len(looks))]


def _kind(look: Look) -> tuple[str, str, float] | None:
    if look.told < FEWEST:
        return None
    found = next((kind for kind in _KINDS if look.share(kind[0]) >= FIRM), None)
    # A town can look like a name, but stands in many rows.
    return None if found and found[1] == "name" and look.distinct < VARIED else found


def _free(
    kind: tuple[str, str, float],
    index: int,
    looks: Sequence[Look],
    found: Mapping[int, tuple[str, float]],
) -> tuple[str, float]:
    """Which of the fields a kind can mean is not taken yet; '' for none."""
    name, field, sure = kind
    taken = {field for field, _ in found.values()}
    if field == "phone":
        return _telephone(looks[index], taken), sure
    if field == "name" and "name" in taken:
        first = next(i for i, (f, _) in found.items() if f == "name")
        if (looks[first].share("native_name") >= FIRM) != (name == "native_name"):
            return ("latin_name" if name == "pinyin_name" else "native_name"), sure
        return ("" if "kin_name" in taken else "kin_name"), 0.35
    if field == "age" and looks[index].share("serial") >= FIRM:
        return "", 0.0
    return ("" if field in taken else field), sure


def _telephone(look: Look, taken: set[str]) -> str:
    """After a second name the telephone is that person's; at home is where a second one is."""
    if "kin_name" in taken and "kin_phone" not in taken:
        return "kin_phone"
    if "phone" not in taken:
        return "phone"
    return "phone_home" if look.share("mobile") >= FIRM else "phone"


def _add_dates(looks: Sequence[Look], found: dict[int, tuple[str, float]]) -> None:
    """Births lie years before expiries; one column of dates alone must be wide to be births."""
    dated = [
        (median(look.years), index)
        for index, look in enumerate(looks)
        if look.told >= FEWEST and look.share("day") >= FIRM and look.years
    ]
    for place, (_, index) in enumerate(sorted(dated)):
        spread = looks[index].years[-1] - looks[index].years[0]
        early = len(dated) > 1 or spread >= _SPREAD
        if place == 0 and early and spread > _RECENT:
            found[index] = "birth_date", 0.6 if spread >= _SPREAD else 0.45
        elif place == len(dated) - 1 and place > 0 and spread > _RECENT:
            found[index] = "document_expiry", 0.4


def _add_position(looks: Sequence[Look], found: dict[int, tuple[str, float]]) -> None:
    """Two columns of decimal degrees side by side; which comes first is a guess."""
    degrees = [i for i, look in enumerate(looks) if look.told and look.share("decimal") >= FIRM]
    for first, second in pairwise(degrees):
        if second == first + 1 and not {first, second} & found.keys():
            found[first], found[second] = ("latitude", 0.45), ("longitude", 0.45)
            return
