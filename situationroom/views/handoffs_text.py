"""Exactly what a recipient will see, as a page to read before anything is made."""

from collections.abc import Iterator
from datetime import date
from html import escape

from situationroom import legend
from situationroom.exports import handoff_lines as said
from situationroom.models.handoff import HandoffContent, HandoffItem
from situationroom.models.person import Person
from situationroom.models.vocabulary import Priority
from situationroom.texts import tr
from situationroom.views import theme

SIGNS = {Priority.RED: "▲", Priority.ORANGE: "■", Priority.YELLOW: "●"}
SHOWN = 200
"""Requests of one section on the page; the files have all of them."""


def counts(content: HandoffContent) -> str:
    """'4 new · 2 changed · 1 resolved'."""
    parts = [
        tr("{n} new", n=len(content.new)),
        tr("{n} changed", n=len(content.changed)),
        tr("{n} resolved", n=len(content.resolved)),
    ]
    if content.withdrawn:
        parts.append(tr("{n} withdrawn", n=len(content.withdrawn)))
    return " · ".join(parts)


def is_empty(content: HandoffContent) -> bool:
    """True when there is nothing to tell the recipient."""
    return not any(items for _, items in said.sections(content))


def page(content: HandoffContent) -> str:
    """The hand-off as HTML; whatever callers told is escaped."""
    return "".join(_parts(content))


def _parts(content: HandoffContent) -> Iterator[str]:
    look = theme.colours()
    yield (
        f"<style>p {{ margin: 2px 0px; }} .q {{ color: {look.quiet}; }}"
        f"td {{ padding: 4px 12px 4px 0px; }}</style>"
    )
    if is_empty(content):
        yield f"<p>{escape(tr('Nothing has changed since the last hand-off.'))}</p>"
        return
    for words, items in said.sections(content):
        if items:
            yield _title(f"{words.joined} ({len(items)})")
            yield from (_item(content, item) for item in items[:SHOWN])
            if len(items) > SHOWN:
                more = tr("… and {n} more in the files", n=len(items) - SHOWN)
                yield f"<p class=q>{escape(more)}</p>"
    changes = said.change_rows(content)
    if changes:
        yield _title(tr("Changed, field by field")) + "<table>"
        yield from (_change(change) for change in changes[:SHOWN])
        yield "</table>"


def _title(text: str) -> str:
    return f"<p style='font-size: {theme.px(16)}px; margin-top: 12px'><b>{escape(text)}</b></p>"


def _item(content: HandoffContent, item: HandoffItem) -> str:
    look, request = theme.colours(), item.request
    colour = legend.colour(request.priority, look)
    day = content.handoff.made_at.date()
    head = " · ".join(
        (
            request.number,
            legend.label(request.category),
            legend.label(request.status),
            tr("{n} persons", n=request.party),
        )
    )
    lines = [
        f"<p><span style='color:{colour}'>{SIGNS[request.priority]} "
        f"{escape(legend.short(request.priority))}</span> <b>{escape(head)}</b></p>",
        f"<p>{escape(request.description)}</p>",
        *(_person(person, day) for person in item.persons),
        *(
            f"<p class=q>{escape(said.note(note, content.incident.incident_zone))}</p>"
            for note in said.last(item.notes)
        ),
    ]
    return "".join(lines) + "<p>&nbsp;</p>"


def _person(person: Person, day: date) -> str:
    more = " · ".join(
        part
        for part in (
            said.about(person, day),
            said.phones(person).replace("\n", ", "),
            said.place(person).replace("\n", " "),
            legend.label(person.safety),
            said.needs(person, day),
            said.kin(person),
        )
        if part
    )
    return f"<p><b>{escape(said.name(person))}</b> <span class=q>{escape(more)}</span></p>"


def _change(change: tuple[str, str, str, str, str]) -> str:
    request, about, field, before, after = map(escape, change)
    return (
        f"<tr><td>{request}</td><td>{about}</td><td>{field}</td>"
        f"<td><s>{before}</s></td><td><b>{after}</b></td></tr>"
    )
