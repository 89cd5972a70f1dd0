"""Conditions that are typed or chosen above the columns of a list, one field a column."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from situationroom.models.ranges import Range, number_range, span_range
from situationroom.models.vocabulary import Need
from situationroom.store.codec import time_text

Fields = tuple[tuple[str, tuple[str, ...]], ...]
"""Column key and what is wanted of it: a text as typed, or every value that was chosen."""


@dataclass(slots=True)
class Terms:
    """Conditions being gathered, and the values their names stand for."""

    now: datetime
    cities: Mapping[str, Sequence[str]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def put(self, value: object) -> str:
        """The name a value has in the query."""
        name = f"f{len(self.values)}"
        self.values[name] = value
        return f":{name}"

    def like(self, column: str, typed: str) -> str:
        """``column`` holds the text, wherever."""
        sought = typed.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{column} LIKE {self.put(f'%{sought}%')} ESCAPE '\\'"

    def among(self, column: str, wanted: Iterable[str]) -> str:
        """``column`` is one of the values."""
        return f"{column} IN ({', '.join(self.put(value) for value in wanted)})"

    def number(self, expression: str, typed: str) -> str:
        """A whole number in the range as typed. Raises RuleError for what is none."""
        return self._between(expression, number_range(typed), lambda amount: amount)

    def since(self, column: str, typed: str) -> str:
        """So long ago; what never was is longer ago than anything."""
        span = span_range(typed)
        ago = Range(None if span.most is None else -span.most, _minus(span.least))
        within = self._between(column, ago, self._at)
        return f"({within} OR {column} IS NULL)" if span.most is None else f"({within})"

    def until(self, column: str, typed: str) -> str:
        """So long to go; what has passed has less than nothing left."""
        return self._between(column, span_range(typed), self._at)

    def _at(self, seconds: float) -> str:
        return time_text(self.now + timedelta(seconds=max(-_CENTURY, min(_CENTURY, seconds))))

    def _between(self, expression: str, limits: Range, told: Callable[[float], Any]) -> str:
        least, most = limits
        parts = [] if least is None else [f"{expression} >= {self.put(told(least))}"]
        parts += [] if most is None else [f"{expression} <= {self.put(told(most))}"]
        return " AND ".join(parts)

    def placed(self, city: str, told: str, typed: str) -> str:
        """In a city of that name in any language, or said to be at such a place."""
        known = self.cities.get(typed, ())
        named = f"{self.among(city, known)} OR " if known else ""
        return f"({named}{self.like(city, typed)} OR {self.like(told, typed)})"

    def needing(self, wanted: Iterable[str]) -> str:
        """Person ``p`` has one of the needs, told or by age."""
        return "(" + " OR ".join(self._need(need) for need in wanted) + ")"

    def _need(self, need: str) -> str:
        told = self.like("p.needs", f'"{need}"')
        limits = _AGES.get(need)
        return f"{told} OR {self.age(limits)}" if limits else told

    def age(self, limits: str) -> str:
        """Completed years of person ``p`` today, as the models reckon them, within limits."""
        year, day = self.put(self.now.year), self.put(f"{self.now:%m-%d}")
        born = "substr(p.birth_date || '-01-01', 1, 10)"
        by_birth = f"max(0, {year} - CAST({born} AS INTEGER) - ({day} < substr({born}, 6)))"
        told_in = "CAST(substr(p.age_on, 1, 4) AS INTEGER)"
        as_told = f"p.age + max(0, {year} - coalesce({told_in}, {year}))"
        years = f"CASE WHEN p.birth_date <> '' THEN {by_birth} ELSE {as_told} END"
        return f"({years}) {limits}"


_CENTURY = 100 * 365 * 86_400.0
_AGES: Mapping[str, str] = {
    Need.INFANT: "< 2",
    Need.CHILD: "BETWEEN 2 AND 17",
    Need.ELDERLY: ">= 65",
}


def _minus(amount: float | None) -> float | None:
    return None if amount is None else -amount


def typed_of(wanted: Sequence[str]) -> str:
    """What was typed into a field of text."""
    return " ".join(wanted).strip()
