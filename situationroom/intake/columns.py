"""Which column holds what: by the words of its header, weighed against what stands below it.

The labels are data (``resources/intake/labels.json``), reviewed by officers; how a header is
understood is in ``headers``, what cells look like in ``content``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from situationroom.intake import words
from situationroom.intake.birth_parts import in_parts
from situationroom.intake.content import Look, look_at
from situationroom.intake.fold import normal
from situationroom.intake.headers import by_header, is_other
from situationroom.intake.headless import by_look
from situationroom.intake.labels_known import known
from situationroom.intake.neighbours import settled
from situationroom.intake.results import ColumnReading
from situationroom.intake.turned_names import turned
from situationroom.intake.weighing import CONTRADICTED, FIRM, TELLING, weighed

__all__ = ["MANY", "SURE", "by_content_alone", "by_header", "fields", "normal", "recognise"]

SURE: Final = 0.75  # from here on a header counts as recognised
MANY: Final = frozenset(
    {"phone", "phone_home", "email", "handle", "remarks", "needs", "kin", "mrz", "address"}
)
SAMPLE: Final = 300  # cells of a column looked at
_TITLES: Final = frozenset({"title", "salutation", "anrede", "civilite", "称谓", "称呼", "titre"})
_HELPERS: Final = ("plain_name", "relation")
_PERSONS_BY_LOOK: Final = frozenset({"name", "native_name", "latin_name", "passport"})


def fields(area: str = "persons") -> tuple[str, ...]:
    """The fields a column can be mapped to, in the order an officer looks for them."""
    told = dict.fromkeys(field for field, _ in known(area).values())
    return tuple(field for field in told if field not in _HELPERS)


def recognise(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    chosen: Mapping[int, str | None] | None = None,
) -> tuple[ColumnReading, ...]:
    """The columns of a sheet; ``rows`` are some of its rows, ``chosen`` an officer's choices.

    Without any header (``headers`` empty or blank) the cells alone decide.
    """
    samples = list(rows)
    width = max([len(headers), *(len(row) for row in samples)], default=0)
    named = [headers[i] if i < len(headers) else "" for i in range(width)]
    looks = [look_at(_below(samples, index)) for index in range(width)]
    if any(name.strip() for name in named):
        read = [_column(i, name, looks[i]) for i, name in enumerate(named)]
        read = settled(_whole_or_part(list(in_parts(read)), samples), looks)
        read = list(turned(_related(_without_doubles(read, looks)), samples))
    else:
        read = [ColumnReading(i, "", *told) for i, told in enumerate(by_look(looks))]
    return tuple(_as_chosen(column, chosen or {}) for column in read)


def by_content_alone(rows: Sequence[Sequence[str]]) -> tuple[ColumnReading, ...]:
    """The columns of a list that has no header row; () where nothing says it lists persons.

    Give its first rows (some 400 are enough). ``recognise`` with ``headers=()`` reads the same.
    """
    columns = recognise((), rows[:400])
    told = {column.field for column in columns}
    return columns if told & _PERSONS_BY_LOOK and len(told - {None}) >= 2 else ()


def _below(samples: Sequence[Sequence[str]], index: int) -> list[str]:
    return [row[index] for row in samples if index < len(row) and row[index].strip()][:SAMPLE]


def _column(index: int, header: str, look: Look) -> ColumnReading:
    field, sure = by_header(header)
    if field is None:
        return ColumnReading(index, header, *_guessed(header, look))
    if field == "plain_name":
        read, sure = weighed("name", min(sure, 0.85), look)
        field = field if read == "name" else read
    else:
        field, sure = weighed(field, sure, look)
    return ColumnReading(index, header, field, round(sure, 2))


def _guessed(header: str, look: Look) -> tuple[str | None, float]:
    """What a column under an unknown header holds, where its cells are telling."""
    if look.told and look.share("yes_no") >= FIRM and words.read_needs(header):
        return "needs", 0.8  # 'Pregnant' with yes and no below it
    if normal(header) in _TITLES and look.share("sex") >= FIRM:
        return "sex", 0.7
    if look.told < 2 or is_other(header):
        return None, 0.0
    for kind, field in TELLING:
        if look.share(kind) >= FIRM:
            return field, round(CONTRADICTED * look.share(kind), 2)
    return None, 0.0


def _whole_or_part(
    columns: list[ColumnReading], samples: Sequence[Sequence[str]]
) -> list[ColumnReading]:
    """A bare 'Name' beside a surname is the given name, unless the surname stands in it too."""
    told = {column.field: column.index for column in columns}
    part = "name"
    if "plain_name" in told and "name" not in told:
        if "surname" in told and "given_names" not in told:
            whole = _holds(samples, told["plain_name"], told["surname"])
            part = "name" if whole else "given_names"
        elif "given_names" in told and "surname" not in told:
            whole = _holds(samples, told["plain_name"], told["given_names"])
            part = "name" if whole else "surname"
    return [replace(c, field=part) if c.field == "plain_name" else c for c in columns]


def _holds(samples: Sequence[Sequence[str]], whole: int, part: int) -> bool:
    pairs = [(normal(r[whole]), normal(r[part])) for r in samples if len(r) > max(whole, part)]
    told = [(name, piece) for name, piece in pairs if name and piece]
    return sum(piece in name for name, piece in told) * 2 > len(told)


def _without_doubles(columns: list[ColumnReading], looks: Sequence[Look]) -> list[ColumnReading]:
    """One column a field, the surest and first; only some fields may have several columns."""
    best: dict[str, ColumnReading] = {}
    for column in columns:
        rival = best.get(column.field or "")
        if column.field and (rival is None or column.confidence > rival.confidence):
            best[column.field] = column
    return [
        c if c.field is None or c.field in MANY or best[c.field] is c else _second(c, best, looks)
        for c in columns
    ]


def _second(
    column: ColumnReading, best: Mapping[str, ColumnReading], looks: Sequence[Look]
) -> ColumnReading:
    """A second column of one field: in the other script it is the other name, else not read."""
    first = best[column.field or ""]
    native, other = (looks[c.index].share("native_name") >= FIRM for c in (first, column))
    field = None
    if column.field == "name" and native != other and looks[column.index].told:
        field = "latin_name" if native else "native_name"
    if column.field == "phone" or field in best:
        field = None
    return replace(column, field=field, confidence=0.7 if field else 0.0)


def _related(columns: list[ColumnReading]) -> list[ColumnReading]:
    """A bare 'relation' is the kin's where the kin stands before it, else the caller's."""
    told = Counter(column.field for column in columns)
    result, last = [], ""
    for column in columns:
        field = column.field
        if field == "relation":
            kin = last == "kin" or (told["kin_name"] and not told["caller"])
            field = "kin_relation" if kin else "caller_relation"
            field = None if told[field] else field
        if field in ("kin", "kin_name", "kin_phone"):
            last = "kin"
        elif field in ("caller", "caller_phone"):
            last = "caller"
        result.append(replace(column, field=field))
    return result


def _as_chosen(column: ColumnReading, chosen: Mapping[int, str | None]) -> ColumnReading:
    if column.index not in chosen:
        return column
    return ColumnReading(column.index, column.header, chosen[column.index], 1.0)
