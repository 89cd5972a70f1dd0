"""Checklists: begun from a template, ticked, given to somebody, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from situationroom.models import CheckItem, Checklist
from situationroom.models.checklist import check_item
from situationroom.models.errors import RuleError
from situationroom.models.vocabulary import IncidentKind
from situationroom.store.queries.checklists import items_of
from situationroom.store.transaction import Transaction

EDITABLE = ("text_zh", "text_en", "due_at", "owner", "note")


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One thing to do; ``minutes`` after the list's beginning, None without a time."""

    zh: str
    en: str
    minutes: int | None = None


def start_checklist(
    tx: Transaction,
    name_zh: str,
    name_en: str,
    items: Sequence[ItemDraft],
    counted_from: datetime | None = None,
    kind: IncidentKind | None = None,
) -> Checklist:
    """Begin a list; due times count from ``counted_from`` (aware), else from now.

    Raises RuleError without a name or with an item that says nothing.
    """
    if not (name_zh.strip() or name_en.strip()):
        raise RuleError("The checklist needs a name.")
    start = counted_from or tx.now
    draft = Checklist(0, name_zh.strip(), name_en.strip(), start, tx.now, tx.officer, kind)
    begun = tx.add(draft)
    for place, item in enumerate(items):
        due = None if item.minutes is None else start + timedelta(minutes=item.minutes)
        tx.add(check_item(CheckItem(0, begun.id, place, item.zh.strip(), item.en.strip(), due)))
    tx.describe("Began the checklist {name}: {n} items", name=_name(begun), n=len(items))
    return begun


def count_checklist_from(tx: Transaction, checklist: int, start: datetime) -> None:
    """Due times count from another moment (aware): those of open items move with it."""
    before = _open_list(tx, checklist)
    by = start - before.counted_from
    for item in tx.ask(items_of, checklist):
        if item.is_open and item.due_at is not None:
            tx.put(replace(item, due_at=item.due_at + by))
    tx.put(replace(before, counted_from=start))
    tx.describe("The checklist {name} counts from another time", name=_name(before))


def close_checklist(tx: Transaction, checklist: int) -> None:
    """It is no longer worked on; what is open in it is no longer due."""
    before = _open_list(tx, checklist)
    tx.put(replace(before, closed_at=tx.now))
    tx.describe("Closed the checklist {name}", name=_name(before))


def reopen_checklist(tx: Transaction, checklist: int) -> None:
    """It is worked on again. Raises RuleError when it is."""
    before = tx.get(Checklist, checklist)
    if before.closed_at is None:
        raise RuleError("This checklist is open.")
    tx.put(replace(before, closed_at=None))
    tx.describe("Opened the checklist {name} again", name=_name(before))


def add_check_item(tx: Transaction, checklist: int, item: CheckItem) -> CheckItem:
    """One more thing to do, at the end of the list. Raises RuleError when it says nothing."""
    found = _open_list(tx, checklist)
    places = [one.place for one in tx.ask(items_of, checklist)]
    last = max(places, default=-1)
    added = tx.add(replace(check_item(item), checklist=checklist, place=last + 1))
    tx.describe("New item in {name}: {what}", name=_name(found), what=_what(added))
    return added


def edit_check_item(tx: Transaction, item: int, fields: Mapping[str, object]) -> CheckItem:
    """Other words, time, owner or note. Raises RuleError when it would say nothing."""
    before = tx.get(CheckItem, item)
    _open_list(tx, before.checklist)
    told = {name: value for name, value in fields.items() if name in EDITABLE}
    edited = tx.put(check_item(replace(before, **told)))  # type: ignore[arg-type]
    tx.describe("Changed the item: {what}", what=_what(edited))
    return edited


def tick_items(tx: Transaction, items: Sequence[int]) -> None:
    """Done, by whoever ticks it. Raises RuleError for what is done already."""
    for item in _of_open_lists(tx, items):
        if item.done_at is not None:
            raise RuleError(
                "“{what}” was ticked by {officer} already.", what=_what(item), officer=item.done_by
            )
        tx.put(replace(item, done_at=tx.now, done_by=tx.officer, dropped=""))
    _describe(tx, items, "Done: {what}", "Done: {n} items")


def untick_items(tx: Transaction, items: Sequence[int]) -> None:
    """Open again: what was done, and what was said not to be needed."""
    for item in _of_open_lists(tx, items):
        tx.put(replace(item, done_at=None, done_by="", dropped=""))
    _describe(tx, items, "Open again: {what}", "Open again: {n} items")


def drop_item(tx: Transaction, item: int, reason: str) -> None:
    """Not needed here. Raises RuleError without a reason."""
    (before,) = _of_open_lists(tx, [item])
    if not reason.strip():
        raise RuleError("Say why this item is not needed.")
    tx.put(replace(before, dropped=reason.strip(), done_at=None, done_by=""))
    tx.describe("Not needed: {what}, {reason}", what=_what(before), reason=reason.strip())


def assign_items(tx: Transaction, items: Sequence[int], owner: str) -> None:
    """Somebody sees to it; an empty ``owner`` for nobody."""
    for item in _of_open_lists(tx, items):
        tx.put(replace(item, owner=owner.strip()))
    if owner.strip():
        tx.describe("{owner} sees to it: {n} items", owner=owner.strip(), n=len(items))
    else:
        tx.describe("Nobody sees to it any more: {n} items", n=len(items))


def _of_open_lists(tx: Transaction, items: Sequence[int]) -> list[CheckItem]:
    found = tx.get_all(CheckItem, items)
    for checklist in {item.checklist for item in found}:
        _open_list(tx, checklist)
    return found


def _open_list(tx: Transaction, checklist: int) -> Checklist:
    found = tx.get(Checklist, checklist)
    if found.closed_at is not None:
        raise RuleError("The checklist {name} is closed; open it again first.", name=_name(found))
    return found


def _describe(tx: Transaction, items: Sequence[int], one: str, many: str) -> None:
    if len(items) == 1:
        tx.describe(one, what=_what(tx.get(CheckItem, items[0])))
    else:
        tx.describe(many, n=len(items))


def _name(checklist: Checklist) -> str:
    return checklist.name_zh or checklist.name_en


def _what(item: CheckItem) -> str:
    return item.text_zh or item.text_en
