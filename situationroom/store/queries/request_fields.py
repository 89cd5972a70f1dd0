"""What can be asked of the rolling list above its columns, as conditions on a request ``r``.

``a`` is the request's row of ``request_about``: what the list says of its persons.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from situationroom.models.errors import RuleError
from situationroom.store.queries.fields import Fields, Terms, typed_of
from situationroom.store.search_words import fts_terms

CLOCK = "CASE r.status WHEN 'new' THEN r.due_at ELSE coalesce(r.waiting_until, r.due_at) END"
"""What the running clock runs to. Spelled as in the index ``ix_request_rolling``."""
_ABOUT = "SELECT 1 FROM request_person l JOIN person p ON p.id = l.person WHERE l.request = r.id"
_NAMED = (
    "r.id IN (SELECT l.request FROM person_text CROSS JOIN request_person l "
    "ON l.person = person_text.rowid WHERE person_text MATCH {words})"
)
_NOTE = (
    "EXISTS (SELECT 1 FROM note n WHERE n.id = (SELECT max(id) FROM note WHERE request = r.id) "
    "AND {said})"
)
Asking = Callable[[Terms, Sequence[str]], str]


def _who(terms: Terms, wanted: Sequence[str]) -> str:
    words = fts_terms(typed_of(wanted))
    return " AND ".join(_NAMED.format(words=terms.put(word)) for word in words) or "1"


def _place(terms: Terms, wanted: Sequence[str]) -> str:
    return f"EXISTS ({_ABOUT} AND {terms.placed('p.city', 'p.place_text', typed_of(wanted))})"


def _number(terms: Terms, wanted: Sequence[str]) -> str:
    digits = typed_of(wanted).split("-")[0].strip()
    return f"printf('%04d', r.id) LIKE {terms.put(digits.replace('%', '') + '%')}"


def _due(terms: Terms, wanted: Sequence[str]) -> str:
    return f"r.status IN ('new', 'waiting') AND {terms.until(f'({CLOCK})', typed_of(wanted))}"


_ASKING: dict[str, Asking] = {
    "priority": lambda terms, wanted: terms.among("r.priority", wanted),
    "due": _due,
    "number": _number,
    "who": _who,
    "party": lambda terms, wanted: terms.number("r.party", typed_of(wanted)),
    "category": lambda terms, wanted: terms.among("r.category", wanted),
    "what": lambda terms, wanted: terms.like("r.description", typed_of(wanted)),
    "place": _place,
    "owner": lambda terms, wanted: terms.among("r.owner", wanted),
    "contact": lambda terms, wanted: terms.since("a.contact", typed_of(wanted)),
    "needs": lambda terms, wanted: f"EXISTS ({_ABOUT} AND {terms.needing(wanted)})",
    "note": lambda terms, wanted: _NOTE.format(said=terms.like("n.text", typed_of(wanted))),
    "status": lambda terms, wanted: terms.among("r.status", wanted),
}


def check_request_field(key: str, wanted: Sequence[str], now: datetime) -> None:
    """Raises RuleError where a field cannot be asked so: a range that is none."""
    if key not in _ASKING:
        raise RuleError("{column} cannot be filtered.", column=key)
    _ASKING[key](Terms(now), wanted)


def request_conditions(fields: Fields, terms: Terms) -> list[str]:
    """One condition for each field; their values are put into ``terms``."""
    return [f"({_ASKING[key](terms, wanted)})" for key, wanted in fields]
