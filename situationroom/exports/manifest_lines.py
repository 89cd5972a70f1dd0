"""What a manifest says, whatever it is printed on: order, columns, totals, difference."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from situationroom import legend
from situationroom.exports.words import Words, both, document_kind
from situationroom.models.transport import Manifest, ManifestLine, Movement
from situationroom.models.vocabulary import Need, Sex
from situationroom.texts import language, tr

INFANT_BELOW, ADULT_FROM = 2, 18  # completed years (domain.md)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version says otherwise than the one before; changes are (field, before, after)."""

    added: tuple[ManifestLine, ...] = ()
    removed: tuple[ManifestLine, ...] = ()
    changed: tuple[tuple[ManifestLine, tuple[tuple[Words, str, str], ...]], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the list: its words, its value as text, and its width in characters."""

    words: Callable[[], Words]
    value: Callable[[ManifestLine], str]
    chars: int = 10
    number: bool = False


def fields() -> tuple[Field, ...]:
    """The columns between the running number and the boarding box, in printed order."""
    return (
        Field(lambda: both("Case number"), lambda at: at.case, 10),
        Field(lambda: both("Surname"), lambda at: at.surname.upper(), 16),
        Field(lambda: both("Given names"), lambda at: at.given_names, 20),
        Field(lambda: both("Native name"), lambda at: at.native_name, 14),
        Field(lambda: both("Sex"), lambda at: at.sex, 6),
        Field(lambda: both("Date of birth"), lambda at: at.birth_date, 13),
        Field(lambda: both("Age"), lambda at: "" if at.age is None else str(at.age), 6, True),
        Field(lambda: both("Nationality"), lambda at: at.nationality, 11),
        Field(lambda: both("Document type"), document_type, 14),
        Field(lambda: both("Document number"), lambda at: at.document_number, 20),
        Field(lambda: both("Issuer"), lambda at: at.document_issuer, 9),
        Field(lambda: both("Expiry"), lambda at: at.document_expiry, 13),
        Field(lambda: both("Priority code"), lambda at: at.code, 9),
        Field(lambda: both("Household"), lambda at: at.household, 18),
        Field(lambda: both("Needs"), needs_text, 18),
        Field(lambda: both("Bags"), lambda at: str(at.bags), 6, True),
        Field(lambda: both("On a lap"), lambda at: tr("yes") if at.lap else "", 8),
        Field(lambda: both("Seat"), lambda at: at.seat, 7),
        Field(lambda: both("Onward contact"), lambda at: at.onward_contact, 24),
    )


def in_order(manifest: Manifest) -> list[tuple[int, ManifestLine]]:
    """(running number, line): the manifest's order, with each household at its first member."""
    groups: dict[str, list[ManifestLine]] = {}
    for line in manifest.lines:
        groups.setdefault(line.household or f"alone {line.booking}", []).append(line)
    return list(enumerate((line for group in groups.values() for line in group), start=1))


def difference(previous: Manifest | None, manifest: Manifest) -> Difference:
    """What changed since ``previous``, person by person and field by field."""
    if previous is None:
        return Difference()
    before = {line.person: line for line in previous.lines}
    now = {line.person: line for line in manifest.lines}
    changes = ((line, _changes(before[p], line)) for p, line in now.items() if p in before)
    return Difference(
        added=tuple(line for person, line in now.items() if person not in before),
        removed=tuple(line for person, line in before.items() if person not in now),
        changed=tuple((line, changed) for line, changed in changes if changed),
    )


def difference_rows(changes: Difference) -> list[list[str]]:
    """(what, case, name, field, before, now): added first, then removed, then field by field."""
    added, removed, changed = (w.joined for w in (both("Added"), both("Removed"), both("Changed")))
    return [
        *([added, line.case, full_name(line), "", "", _about(line)] for line in changes.added),
        *([removed, line.case, full_name(line), "", _about(line), ""] for line in changes.removed),
        *(
            [changed, line.case, full_name(line), words.joined, before or "–", now or "–"]
            for line, fields in changes.changed
            for words, before, now in fields
        ),
    ]


def full_name(line: ManifestLine) -> str:
    """SURNAME, given names and the native name after it."""
    latin = ", ".join(part for part in (line.surname.upper(), line.given_names) if part)
    return f"{latin} {line.native_name}".strip()


def totals(manifest: Manifest, boarded: Collection[int] = ()) -> list[tuple[Words, str]]:
    """The footer: (what, how many) for persons, sexes, ages, nationalities, needs and bags."""
    lines = manifest.lines
    on_board = sum(line.person in boarded for line in lines)
    return [
        (both("Persons"), str(len(lines))),
        (both("Sex"), _counted([_sex(line) for line in lines])),
        (both("Ages"), _counted([_age_group(line.age) for line in lines])),
        (both("Nationalities"), _counted([line.nationality or "?" for line in lines])),
        (both("Needs"), _counted([_need(n) for line in lines for n in line.needs]) or "–"),
        (both("Bags"), str(sum(line.bags for line in lines))),
        (both("On a lap"), str(sum(line.lap for line in lines))),
        (both("Households"), str(len({line.household for line in lines if line.household}))),
        *([(both("Boarded"), f"{on_board} / {len(lines)}")] if boarded else []),
    ]


def version_words(manifest: Manifest, changes: Difference, previous: Manifest | None) -> str:
    """'Version 2 · since version 1: 3 added, 1 removed, 2 changed'."""
    version = both("Version {version}", version=manifest.version).joined
    if previous is None:
        return version
    since = tr(
        "since version {version}: {added} added, {removed} removed, {changed} changed",
        version=previous.version,
        added=len(changes.added),
        removed=len(changes.removed),
        changed=len(changes.changed),
    )
    return f"{version} · {since}"


def qr_text(movement: Movement, manifest: Manifest) -> str:
    """What the QR says: 'SRM/<movement id>/<version>/<movement number>'."""
    return f"SRM/{movement.id}/{manifest.version}/{movement.number}"


def document_type(line: ManifestLine) -> str:
    """The document's type in words; as it was typed where it is none of ours."""
    return document_kind(line.document_type)


def needs_text(line: ManifestLine) -> str:
    """The needs in words, in the legend's order as told."""
    return ", ".join(_need(need) for need in line.needs)


def needs_code(line: ManifestLine) -> str:
    """The needs by letter ('W P'); in Chinese with the hanzi before it ('轮W 孕P')."""
    return " ".join(_code(need) for need in line.needs)


def needs_key(lines: Sequence[ManifestLine]) -> str:
    """What the letters of ``needs_code`` mean, for those that occur."""
    used = {need for line in lines for need in line.needs}
    return " · ".join(f"{_code(need)} {_need(need)}" for need in Need if need in used)


def _about(line: ManifestLine) -> str:
    return " · ".join(
        p for p in (line.document_number, line.nationality, line.code, line.household) if p
    )


def _code(need: str) -> str:
    if need not in set(Need):
        return need
    member = Need(need)
    letter = legend.mark(member).letter
    return letter if language() == "en" else legend.code(member) + letter


def _need(need: str) -> str:
    return legend.label(Need(need)) if need in set(Need) else need


def _sex(line: ManifestLine) -> str:
    return legend.label(Sex(line.sex)) if line.sex in set(Sex) else tr("sex not known")


def _age_group(age: int | None) -> str:
    if age is None:
        return tr("age not known")
    if age < INFANT_BELOW:
        return tr("infants (under 2)")
    return tr("children (2–17)") if age < ADULT_FROM else tr("adults")


def _counted(words: Sequence[str]) -> str:
    return " · ".join(f"{word} {count}" for word, count in Counter(words).most_common())


def _changes(before: ManifestLine, now: ManifestLine) -> tuple[tuple[Words, str, str], ...]:
    pairs = ((f.words(), f.value(before), f.value(now)) for f in fields())
    return tuple((words, old, new) for words, old, new in pairs if old != new)
