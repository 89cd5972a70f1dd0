"""Which column holds what: by the words of its header first, then by what stands below it.

The labels are data (``resources/intake/labels.json``), reviewed by officers; a header that is not
among them is understood from its parts: whose (caller, kin, the person) and what (phone, name).
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from situationroom.intake.content import looks_like
from situationroom.intake.results import ColumnReading
from situationroom.settings import resource

SURE: Final = 0.75  # from here on a header counts as recognised
MANY: Final = frozenset({"phone", "phone_home", "email", "handle", "remarks", "needs", "kin"})
SAMPLE: Final = 300  # cells of a column looked at

_NOISE = re.compile(r"[\s　/\\:：;；,，.。、\-_*#&()（）\[\]【】'\"]+")
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_TRADITIONAL = str.maketrans(
    "號話關係緊聯繫絡電護證齡國籍備註狀態緯經數級優類時間來與當報當地點稱員單際實開現處機聯",
    "号话关系紧联系络电护证龄国籍备注状态纬经数级优类时间来与当报当地点称员单际实开现处机联",
)
_ROLES: Final = (
    ("kin", r"紧急联系|紧急联络|紧急电话|家属|亲属|家人|nextofkin|\bnok\b|emergency|kin"),
    ("caller", r"来电|报案|求助人|报告人|caller|reporter|reportedby|informant|author"),
    (
        "person",
        r"当事人|被困|失联|旅客|乘客|游客|学生|员工|本人|person|passenger|guest|travell?er|their",
    ),
)
_BASES: Final = (
    ("phone", r"电话|手机|号码|联系方式|phone|mobile|\btel|cell|whatsapp"),
    ("relation", r"关系|relation"),
    ("birth_date", r"出生|生日|birth|dob"),
    ("passport", r"护照|passport|ppt"),
    ("sex", r"性别|sex|gender"),
    ("name", r"姓名|名字|name"),
    ("place", r"位置|地点|所在|location|place|where"),
)
_COMBINED: Final[Mapping[tuple[str, str], str]] = {
    ("kin", "phone"): "kin_phone",
    ("kin", "relation"): "kin_relation",
    ("kin", "name"): "kin_name",
    ("caller", "phone"): "caller_phone",
    ("caller", "relation"): "caller_relation",
    ("caller", "name"): "caller",
    ("caller", "place"): "caller_place",
}


@lru_cache(maxsize=4096)
def normal(label: str) -> str:
    """A label without case, width, spaces, signs and traditional forms."""
    text = unicodedata.normalize("NFKC", label).casefold().translate(_TRADITIONAL)
    return _NOISE.sub("", text)


@cache
def _labels(area: str) -> dict[str, str]:
    table = json.loads(resource("intake/labels.json").read_text(encoding="utf-8"))[area]
    return {normal(label): field for field, labels in table.items() for label in labels}


def fields(area: str = "persons") -> tuple[str, ...]:
    """The fields a column can be mapped to, in the order of the label table."""
    helpers = ("plain_name", "relation")
    return tuple(f for f in dict.fromkeys(_labels(area).values()) if f not in helpers)


@lru_cache(maxsize=4096)
def by_header(header: str, area: str = "persons") -> tuple[str | None, float]:
    """The field this header names and how sure that is; (None, 0.0) for a header nobody knows."""
    whole, bare = normal(header), normal(_BRACKETS.sub("", header))
    if not whole or len(header) > 60:
        return None, 0.0
    labels = _labels(area)
    for text, confidence in ((whole, 1.0), (bare, 0.95)):
        if text in labels:
            return labels[text], confidence
    halves = [normal(half) for half in re.split(r"[/\n|]", _BRACKETS.sub("", header))]
    for half in halves if len(halves) > 1 else ():
        if half in labels:
            return labels[half], 0.9
    return _by_parts(whole) if area == "persons" else (None, 0.0)


def _by_parts(text: str) -> tuple[str | None, float]:
    role = next((role for role, words in _ROLES if re.search(words, text)), "")
    base = next((base for base, words in _BASES if re.search(words, text)), "")
    if role == "kin" and base == "name" and "phone" in _all_bases(text):
        return "kin", 0.8
    if role == "kin" and base == "phone" and "name" in _all_bases(text):
        return "kin", 0.85
    if (role, base) in _COMBINED:
        return _COMBINED[role, base], 0.85
    if role in ("kin", "caller") and not base:
        return ("kin_name" if role == "kin" else "caller"), 0.75
    if base and (role == "person" or len(text) <= 12):
        return base, 0.8
    return None, 0.0


def _all_bases(text: str) -> set[str]:
    return {base for base, words in _BASES if re.search(words, text)}


_PERSONS_BY_LOOK: Final = frozenset({"name", "native_name", "latin_name", "passport"})


def recognise(
    headers: Sequence[str],
    rows: Iterable[Sequence[str]],
    chosen: Mapping[int, str | None] | None = None,
) -> tuple[ColumnReading, ...]:
    """The columns of a sheet; ``rows`` are some of its rows, ``chosen`` an officer's choices."""
    samples = list(rows)
    width = max([len(headers), *(len(row) for row in samples)], default=0)
    columns = [
        _column(i, headers[i] if i < len(headers) else "", _below(samples, i)) for i in range(width)
    ]
    columns = _related(_without_doubles(columns))
    return tuple(_as_chosen(column, chosen or {}) for column in columns)


def by_content_alone(rows: Sequence[Sequence[str]]) -> tuple[ColumnReading, ...]:
    """The columns of a list that has no header row; () where nothing says it lists persons.

    Give its first rows (some 400 are enough). ``recognise`` with ``headers=()`` reads the same.
    """
    columns = recognise((), rows[:400])
    told = {column.field for column in columns}
    return columns if told & _PERSONS_BY_LOOK and len(told - {None}) >= 2 else ()


def _below(samples: list[Sequence[str]], index: int) -> list[str]:
    return [row[index] for row in samples if index < len(row) and row[index].strip()][:SAMPLE]


def _column(index: int, header: str, cells: list[str]) -> ColumnReading:
    field, confidence = by_header(header)
    if field == "plain_name":
        field, confidence = "name", 0.8
    seen, share = looks_like(cells)
    if field is None:
        guessed = seen if share >= 0.8 and len(cells) >= 2 else None
        return ColumnReading(index, header, guessed, round(0.6 * share, 2) if guessed else 0.0)
    if seen and cells:
        confidence = _weighed(field, confidence, seen, share)
    return ColumnReading(index, header, field, round(confidence, 2))


_SEEN_AS: Final[Mapping[str, frozenset[str]]] = {
    "phone": frozenset({"phone", "phone_home", "caller_phone", "kin_phone", "kin"}),
    "passport": frozenset({"passport"}),
    "identity_number": frozenset({"identity_number", "passport"}),
    "sex": frozenset({"sex"}),
    "email": frozenset({"email"}),
}


def _weighed(field: str, confidence: float, seen: str, share: float) -> float:
    if field in _SEEN_AS.get(seen, frozenset()):
        return min(1.0, confidence + 0.2 * share)
    told_elsewhere = any(field in fields for fields in _SEEN_AS.values())
    return confidence - 0.3 * share if told_elsewhere and seen in _SEEN_AS else confidence


def _without_doubles(columns: list[ColumnReading]) -> list[ColumnReading]:
    """One column a field, the surest and first; only some fields may have several columns."""
    best: dict[str, ColumnReading] = {}
    for column in columns:
        rival = best.get(column.field or "")
        if column.field and (rival is None or column.confidence > rival.confidence):
            best[column.field] = column
    return [
        c
        if c.field is None or c.field in MANY or best[c.field] is c
        else ColumnReading(c.index, c.header, None, 0.0)
        for c in columns
    ]


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
        result.append(ColumnReading(column.index, column.header, field, column.confidence))
    return result


def _as_chosen(column: ColumnReading, chosen: Mapping[int, str | None]) -> ColumnReading:
    if column.index not in chosen:
        return column
    return ColumnReading(column.index, column.header, chosen[column.index], 1.0)
