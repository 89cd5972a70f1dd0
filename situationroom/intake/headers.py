"""What a header means: known labels, both halves of a bilingual one, its parts, its slips.

A header that is not among the labels is understood from its parts: whose (caller, kin, the
person) and what (telephone, name). The order of the attempts is the order of trust.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from situationroom.intake.fold import normal, words_of
from situationroom.intake.labels_known import known, noise, not_read, parts, polite
from situationroom.intake.typos import misspelt

LONGEST = 90  # characters; anything longer is a sentence, no header
OURS: Final = frozenset({"", "person"})  # whose a column must be to be the person's own
Meaning = tuple[str | None, float]
NOTHING: Final[Meaning] = (None, 0.0)
OTHERS: Final[Meaning] = (None, -1.0)  # known, and none of ours: a seat, a guide's telephone
GENERIC: Final = frozenset({"plain_name", "row_key", "relation", "caller", "remarks"})

WHOLE_NAME: Final = frozenset({"surname", "given_names"})
_BRACKETS = re.compile(r"[(（\[【<{].*?[)）\]】>}]")
_NUMBERED = re.compile(
    r"^\s*(?:[Qq]?\d{1,2}[.、:：)）]|[（(]\d{1,2}[)）]|[*＊•·-])\s*|[*＊:：\s]+$"
)
_COUNTED = re.compile(r"\s*[（(]?(?<!\d)\d{1,2}[)）]?$")
_NUMBER_OF = re.compile(r"\b(?:no|nr|nu|num|number|numero|numarasi|nummer|номер|رقم|号码|号)\b")
_SEPARATORS = re.compile(
    r"(?:\s*[/\n|｜;；·•]\s*|\s+[-–—]\s+)(?![^(（\[【]*[)）\]】])"  # none inside brackets
)
_MACHINE = re.compile(r"[A-Za-z0-9_.:/\[\]-]+")
_DATA = re.compile(r"\d{4}|@|\d.*\d.*\d.*\d")
_AS_IN_PASSPORT = re.compile(
    r"[\s(,]*\b(?:exactly )?as (?:(?:it |is )*(?:shown|written|printed|stated|given|appears?) )?"
    r"(?:in|on|per) (?:your |the |his |her )?(?:passport|travel document|id)\b[\s)]*(?=[?.:*]|$)",
    re.I,
)
_SCRIPTS: Final = tuple(
    re.compile(rf"[{letters}](?:[{letters}\W\d_]*[{letters}])?")
    for letters in (
        "\u3400-\u9fff\uf900-\ufaff\u3040-\u30ff",
        "A-Za-zÀ-ɏḀ-ỿ",
        "Ѐ-ӿ",
        "؀-ۿ",
        "가-힣",
        "\u0e00-\u0e7f",
    )
)
_COMBINED: Final[Mapping[tuple[str, str], str]] = {
    ("kin", "phone"): "kin_phone", ("kin", "relation"): "kin_relation", ("kin", "name"): "kin_name",
    ("caller", "phone"): "caller_phone", ("caller", "relation"): "caller_relation",
    ("caller", "name"): "caller", ("caller", "place"): "caller_place",
    ("kin", "surname"): "kin_name", ("kin", "given_names"): "kin_name",
    ("caller", "surname"): "caller", ("caller", "given_names"): "caller",
    ("caller", "address"): "caller_place", ("home", "phone"): "phone_home",
}  # fmt: skip


def by_header(header: str, area: str = "persons") -> Meaning:
    """The field this header names and how sure that is; (None, 0.0) for a header nobody knows."""
    found = _meaning(header, area)
    return NOTHING if found == OTHERS else found


def is_other(header: str) -> bool:
    """Whether the header names something that is none of our fields, whatever stands below it."""
    return _meaning(header, "persons") == OTHERS


def owner(header: str) -> str:
    """Whose it is by its own words: '当事人电话' is the 'person'; '' where it does not say."""
    return _role(header)


@lru_cache(maxsize=16_384)
def _meaning(header: str, area: str) -> Meaning:
    told = header.strip()
    if len(told) > LONGEST:
        told = told.splitlines()[0].strip()
    if not told or len(told) > LONGEST or _DATA.search(told) or not normal(told):
        return NOTHING
    found = _whole(told, area)
    if found is None and normal(short := _AS_IN_PASSPORT.sub(" ", told)) != normal(told):
        return _meaning(short, area)
    if found is None and area == "persons":
        found = _halves(told) or _asked(told) or _slipped(told) or _by_parts(told)
    return found or NOTHING


def _whole(told: str, area: str) -> Meaning | None:
    """A label as it stands, without its brackets, number, path."""
    labels = known(area)
    for text, sure in _readings(told):
        if text in labels:
            field, alone = labels[text]
            return field, min(sure, alone)
        if text in not_read() and area == "persons":
            return OTHERS
    return None


def _readings(told: str) -> Iterator[tuple[str, float]]:
    yield normal(told), 1.0
    plain = _NUMBERED.sub("", told)
    bare = _COUNTED.sub("", _BRACKETS.sub(" ", plain))
    yield normal(plain), 0.98
    if len(brackets := _BRACKETS.findall(plain)) > 1:
        yield normal(plain.replace(brackets[-1], " ")), 0.97
    if not _role(" ".join(brackets)):
        yield normal(bare), 0.95
    if _MACHINE.fullmatch(plain) and re.search(r"[./:\[]|__", plain) and _role(plain) in OURS:
        yield normal(re.split(r"[./:\[\]]|__", plain.strip("./:[]"))[-1]), 0.9


def _halves(told: str) -> Meaning | None:
    """Two languages in one header: '姓名 / Name', '护照号Passport No', two lines."""
    numbered = _NUMBERED.sub("", told)
    plain = _BRACKETS.sub(" ", numbered)
    by_sign = [half for half in _SEPARATORS.split(numbered) if normal(_BRACKETS.sub("", half))]
    by_script = [half[0] for letters in _SCRIPTS if (half := letters.search(plain))]
    if len(by_script) > 1:
        return _agreed([_whole(half, "persons") or _by_parts(half) for half in by_script], 0.95)
    if len(by_sign) > 1:
        found = [_whole(half, "persons") for half in by_sign]
        fields = {f[0] for f in found if f}
        if all(found) and (len(fields) == 1 or fields == WHOLE_NAME):
            return _agreed(found, 0.95)
        return _by_parts(plain) or _agreed(found, 0.8)
    return None


def _agreed(found: list[Meaning | None], most: float) -> Meaning | None:
    """The one field all halves mean, or the one that says more."""
    told = [f for f in found if f is not None and f[0] is not None]
    if not told:
        return OTHERS if OTHERS in found else None
    fields = {field for field, _ in told}
    if fields == WHOLE_NAME:
        return "name", 0.9
    exact = [f for f in told if f[0] not in GENERIC] or told
    sure = max(confidence for _, confidence in exact)
    if fields <= {"name", "plain_name"} or len(fields) == 1:
        return exact[0][0], min(most, sure if len(told) > 1 else 0.9 * sure)
    rest = {field for field, _ in exact}
    return exact[0][0], min(0.85 if len(rest) == 1 else 0.7, sure)


def _role(text: str) -> str:
    folded = words_of(text)
    return next((role for role, words in parts("roles").items() if words.search(folded)), "")


def _asked(told: str) -> Meaning | None:
    """A question or a label with its owner: 'Please enter your passport no', 'person_lastName'."""
    if _role(told) not in OURS:
        return None
    text = polite().sub(" ", parts("roles")["person"].sub(" ", words_of(_BRACKETS.sub(" ", told))))
    for label in (normal(text), normal(_NUMBER_OF.sub(" ", text))):
        if label in known("persons"):
            field, alone = known("persons")[label]
            return field, min(0.9, alone)
    return None


def _by_parts(told: str) -> Meaning | None:
    text = words_of(told)
    role = _role(told)
    bases = [base for base, words in parts("bases").items() if words.search(text)]
    rest = _unexplained(text, role, bases)
    if rest > 3 or (rest > 1.5 and not bases) or role == "other":
        return OTHERS if role == "other" and bases else None
    sure = 0.85 - 0.08 * rest - (0.0 if role else 0.05)
    if role == "kin" and {"name", "phone"} <= set(bases):
        return "kin", sure
    base = bases[0] if bases else ""
    if role in ("kin", "caller"):
        field = _COMBINED.get((role, base)) if base else {"kin": "kin_name"}.get(role, role)
        return (field, sure if base else min(sure, 0.75)) if field else OTHERS
    if not base:
        return None
    return _COMBINED.get((role, base), base), sure


def _unexplained(text: str, role: str, bases: list[str]) -> float:
    """How many words nothing explains; two hanzi count as a word."""
    told = [words for name, words in parts("roles").items() if name in (role, "person")]
    for words in (*told, *(parts("bases")[base] for base in bases), polite(), noise()):
        text = words.sub(" ", text)
    joined = len(re.findall(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))
    apart = re.findall(r"[^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}", text)
    return joined / 2 + len(apart)


def _slipped(told: str) -> Meaning | None:
    """The label a slip of the typist hides, whole or word by word."""
    if _role(" ".join(_BRACKETS.findall(told))):
        return None
    return misspelt(normal(_BRACKETS.sub(" ", _NUMBERED.sub("", told))), "persons")
