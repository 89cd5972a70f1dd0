"""What matching answers: pairs of persons, how sure it is, and why, in an officer's words."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["same", "probably", "possible"]
Step = Callable[[int, int, str], None]
"""``step(done, total, label)`` reports progress; it may raise ``models.errors.Cancelled``."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison: ``tr(reason.template, **reason.values)`` says it.

    ``a`` and ``b`` are the two values as told. ``weight`` is in bits: +10 means that the
    agreement is 1,024 times as likely for one person told twice as for its best rival (strangers,
    or two members of one family); what speaks against is negative.
    """

    field: str
    a: str
    b: str
    weight: float
    template: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        return str(self.template.format(**self.values))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons by their ids (``a`` < ``b``; for a batch ``a`` is the draft's place in it).

    ``score`` is the probability that both are one person; ``against`` is True where something
    contradicts, such as two valid passports of one country.
    """

    a: int
    b: int
    score: float
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    against: bool = False
