"""What became of a report: the request it led to, or why it needs none."""

from collections.abc import Sequence
from dataclasses import replace

from situationroom.commands.requests import opened
from situationroom.models import Person, Report, Request, Sheet
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import Category, Priority
from situationroom.store.transaction import Transaction


def needs_no_request(tx: Transaction, reports: Sequence[int], reason: str) -> None:
    """Nothing has to be done about these reports, and why.

    Raises RuleError without a reason and for a report that has led to a request.
    """
    said = _said(reason)
    for report in tx.get_all(Report, reports):
        if report.request is not None:
            raise RuleError("This report has led to request {number}.",
                            number=tx.get(Request, report.request).number)  # fmt: skip
        tx.put(replace(report, no_request=said))
    tx.describe("{n} reports need no request: {reason}", n=len(reports), reason=said)


def list_needs_no_request(tx: Transaction, sheet: int, reason: str) -> Sheet:
    """Nothing has to be done about the rows of a list that led to no request, and why."""
    said, read = _said(reason), tx.get(Sheet, sheet)
    tx.describe("The rows of {file} need no request: {reason}", file=read.file, reason=said)
    return tx.put(replace(read, no_request=said))


def lead_to(tx: Transaction, reports: Sequence[int], request: int) -> Request:
    """These reports belong to a request; their persons do too, while it is open."""
    asked = tx.get(Request, request)
    told = tx.get_all(Report, reports)
    for report in told:
        tx.put(replace(report, request=request, no_request=""))
    about = tuple(dict.fromkeys([*asked.persons, *(p for r in told for p in r.persons)]))
    tx.describe("{n} reports belong to {number}", n=len(told), number=asked.number)
    if not asked.is_open:
        return asked
    return tx.put(replace(asked, persons=about, party=max(asked.party, len(about))))


def open_for_report(
    tx: Transaction, report: int, category: Category, priority: Priority, description: str = ""
) -> Request:
    """A request about a report's persons, and the report has led to it."""
    told = tx.get(Report, report)
    draft = Request(0, tx.now, tx.now, told.persons, max(len(told.persons), 1), category, priority,
                    description.strip())  # fmt: skip
    request = tx.add(opened(tx, draft))
    tx.put(replace(told, request=request.id, no_request=""))
    tx.describe("Opened request {number}", number=request.number)
    return request


def search_for(tx: Transaction, persons: Sequence[int], description: str = "") -> list[Request]:
    """Put persons on the search list: a search each, households together. Mine at once.

    Raises RuleError when nobody is named.
    """
    people = tx.get_all(Person, dict.fromkeys(persons))
    if not people:
        raise RuleError("Choose the persons first.")
    groups: dict[object, list[int]] = {}
    for person in people:
        groups.setdefault(person.household or f"alone {person.id}", []).append(person.id)
    made = [_search(tx, about, description) for about in groups.values()]
    numbers = ", ".join(request.number for request in made[:3])
    more = f" … ({len(made)})" if len(made) > 3 else ""
    tx.describe("Put on the search list: {numbers}", numbers=numbers + more)
    return made


def _search(tx: Transaction, about: Sequence[int], description: str) -> Request:
    draft = Request(0, tx.now, tx.now, tuple(about), len(about), Category.SEARCH, Priority.ORANGE,
                    description.strip(), owner=tx.officer, owned_since=tx.now)  # fmt: skip
    return tx.add(opened(tx, draft))


def _said(reason: str) -> str:
    if not reason.strip():
        raise RuleError("Say why nothing has to be done.")
    return reason.strip()
