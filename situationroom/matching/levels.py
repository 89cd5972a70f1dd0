"""How two tellings can agree, field by field, and what each agreement is worth beforehand.

Every level has three chances: that the field agrees in this way when both tell of the same person
(``m``), of two members of one family or group (``r``), of two strangers (``u``). They are the
starting point; ``learning`` moves ``m`` towards what the incident's own data show, and where
``by_value`` is set ``u`` follows how many persons share the very value (王伟 many, 欧阳翥 one).
Chances within a field need not add up to one for ``r`` and ``u``: only ratios count.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Level:
    """One way to agree or to differ. ``good`` levels speak for the same person."""

    name: str
    m: float
    r: float
    u: float
    by_value: bool = False
    good: bool = True


def _name(m: tuple[float, ...], r: tuple[float, ...], u: tuple[float, ...]) -> tuple[Level, ...]:
    names = (
        "written", "sound", "variant", "homophone", "near", "like", "part", "half", "other",
    )  # fmt: skip
    by_value = ("written", "sound", "variant", "homophone", "near")
    return tuple(
        Level(name, one, family, strangers, name in by_value, name not in ("half", "other"))
        for name, one, family, strangers in zip(names, m, r, u, strict=True)
    )


FIELDS: Final[dict[str, tuple[Level, ...]]] = {
    "surname": _name(
        (0.76, 0.10, 0.06, 0.004, 0.03, 0.01, 0.012, 0.004, 0.02),
        (0.45, 0.05, 0.02, 0.002, 0.01, 0.005, 0.005, 0.003, 0.455),
        (0.02, 0.02, 0.02, 0.02, 0.004, 0.012, 0.004, 0.01, 0.95),
    ),
    "given": _name(
        (0.68, 0.12, 0.07, 0.012, 0.045, 0.02, 0.02, 0.002, 0.01),
        (0.001, 0.001, 0.001, 0.002, 0.004, 0.012, 0.004, 0.15, 0.82),
        (0.01, 0.01, 0.01, 0.01, 0.004, 0.012, 0.006, 0.04, 0.93),
    ),
    "birth": (
        Level("equal", 0.84, 0.06, 4e-5, by_value=True),
        Level("swapped", 0.025, 0.0004, 1.5e-4),
        Level("digit", 0.05, 0.006, 0.0022),
        Level("close", 0.015, 0.008, 0.0006),
        Level("parts", 0.03, 0.02, 0.007),
        Level("other", 0.015, 0.95, 0.985, good=False),
    ),
    "year": (
        Level("equal", 0.92, 0.06, 0.016, by_value=True),
        Level("close", 0.05, 0.10, 0.032),
        Level("other", 0.012, 0.84, 0.95, good=False),
    ),
    "age": (
        Level("equal", 0.85, 0.12, 0.05),
        Level("close", 0.10, 0.15, 0.07),
        Level("other", 0.05, 0.73, 0.88, good=False),
    ),
    "sex": (
        Level("equal", 0.985, 0.5, 0.5),
        Level("other", 0.015, 0.5, 0.5, good=False),
    ),
    "document": (
        Level("equal", 0.84, 1e-4, 1e-6, by_value=True),
        Level("lookalike", 0.015, 1e-5, 1e-6),
        Level("digit", 0.055, 0.012, 4e-6, by_value=True),
        Level("valid", 0.002, 0.5, 0.5, good=False),
        Level("country", 0.01, 0.5, 0.5, good=False),
        Level("other", 0.03, 0.5, 0.5, good=False),
    ),
    "phone": (
        Level("equal", 0.50, 0.35, 1e-5, by_value=True),
        Level("digit", 0.03, 0.02, 3e-5),
        Level("kin", 0.02, 0.10, 1e-5, by_value=True),
        Level("other", 0.45, 0.53, 1.0, good=False),
    ),
    "email": (
        Level("equal", 0.70, 0.08, 1e-5, by_value=True),
        Level("user", 0.05, 0.005, 1e-4, by_value=True),
        Level("other", 0.25, 0.9, 1.0, good=False),
    ),
    "place": (
        Level("equal", 0.35, 0.42, 0.01, by_value=True),
        Level("near", 0.12, 0.10, 0.003),
        Level("like", 0.08, 0.04, 0.02),
        Level("city", 0.25, 0.25, 0.15, by_value=True),
        Level("other", 0.20, 0.19, 0.82, good=False),
    ),
    "affiliation": (
        Level("equal", 0.50, 0.50, 0.01, by_value=True),
        Level("near", 0.20, 0.15, 0.01),
        Level("other", 0.30, 0.35, 0.95, good=False),
    ),
    "nationality": (
        Level("equal", 0.97, 0.95, 0.9, by_value=True),
        Level("other", 0.03, 0.05, 0.6, good=False),
    ),
    "kin": (
        Level("phone", 0.40, 0.40, 1e-5, by_value=True),
        Level("name", 0.15, 0.15, 1e-3, by_value=True),
        Level("other", 0.45, 0.45, 1.0, good=False),
    ),
    "household": (
        Level("equal", 0.15, 0.80, 1e-5),
        Level("other", 0.85, 0.20, 1.0, good=False),
    ),
    "moment": (Level("elsewhere", 0.01, 0.20, 0.40, good=False),),
}
NAMES: Final = tuple(FIELDS)
FIELD: Final = {name: place for place, name in enumerate(NAMES)}
LEVEL: Final = {
    field: {level.name: place + 1 for place, level in enumerate(levels)}
    for field, levels in FIELDS.items()
}
"""Numbers of the levels, from 1; 0 is: nothing told by one of the two."""
MOST: Final = max(len(levels) for levels in FIELDS.values()) + 1
