"""What can be asked of the people table above its columns, as conditions on a person ``p``."""

from collections.abc import Callable, Sequence
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.store.queries.fields import Fields, Terms, typed_of
from situationroom.store.search_words import fts_query

_OPEN_OF = (
    "(SELECT count(*) FROM request_person l JOIN request r ON r.id = l.request "
    "WHERE l.person = p.id AND r.status IN ('new', 'acknowledged', 'in_progress', 'waiting'))"
)
_HOUSEHOLD = "EXISTS (SELECT 1 FROM household h WHERE h.id = p.household AND {named})"
Asking = Callable[[Terms, Sequence[str]], str]


def _named(terms: Terms, wanted: Sequence[str]) -> str:
    words = fts_query(typed_of(wanted))
    if not words:
        return "1"
    found = "SELECT rowid FROM person_text WHERE person_text MATCH"
    return f"p.id IN ({found} {terms.put(words)})"


def _case(terms: Terms, wanted: Sequence[str]) -> str:
    digits = typed_of(wanted).split("-")[0].strip()
    return f"printf('%04d', p.id) LIKE {terms.put(digits.replace('%', '') + '%')}"


def _birth(terms: Terms, wanted: Sequence[str]) -> str:
    """A year as it is written, or a range of ages."""
    typed = typed_of(wanted)
    if len(typed) >= 4 and typed[:4].isdecimal():
        return f"p.birth_date LIKE {terms.put(typed.replace('%', '') + '%')}"
    return terms.number(terms.age("").strip(), typed)


def _phone(terms: Terms, wanted: Sequence[str]) -> str:
    digits = "".join(ch for ch in typed_of(wanted) if ch.isdigit())
    return terms.like("p.phones", digits or typed_of(wanted))


def _text(column: str) -> Asking:
    return lambda terms, wanted: terms.like(column, typed_of(wanted))


def _one_of(column: str) -> Asking:
    return lambda terms, wanted: terms.among(column, wanted)


_ASKING: dict[str, Asking] = {
    "case": _case,
    "name": _named,
    "latin": _named,
    "safety": _one_of("p.safety"),
    "stage": _one_of("g.stage"),
    "place": lambda terms, wanted: terms.placed("p.city", "p.place_text", typed_of(wanted)),
    "sex": _one_of("coalesce(p.sex, '')"),
    "birth": _birth,
    "nationality": _text("p.nationality"),
    "document": _text("p.documents"),
    "phone": _phone,
    "household": lambda terms, wanted: _HOUSEHOLD.format(
        named=terms.like("h.name", typed_of(wanted))
    ),
    "needs": lambda terms, wanted: terms.needing(wanted),
    "requests": lambda terms, wanted: terms.number(_OPEN_OF, typed_of(wanted)),
    "contact": lambda terms, wanted: terms.since("p.last_contact", typed_of(wanted)),
    "wish": _one_of("p.wish"),
    "who": _one_of("p.who"),
    "affiliation": _text("p.affiliation"),
    "remarks": _text("p.remarks"),
}


def check_person_field(key: str, wanted: Sequence[str], now: datetime) -> None:
    """Raises RuleError where a field cannot be asked so: a range that is none."""
    if key not in _ASKING:
        raise RuleError("{column} cannot be filtered.", column=key)
    _ASKING[key](Terms(now), wanted)


def person_conditions(fields: Fields, terms: Terms) -> list[str]:
    """One condition for each field; their values are put into ``terms``."""
    return [f"({_ASKING[key](terms, wanted)})" for key, wanted in fields]
