"""What a column holds by the look of its cells, whatever its header says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from situationroom.intake import words
from situationroom.intake.identity import is_sound
from situationroom.intake.plain import plain
from situationroom.romanise import spellings

_SQUEEZED = re.compile(r"[\s\-.()/]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.\w{2,}")
_CHINESE_PASSPORT = re.compile(r"[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|(?:DE|SE|PE)\d{7}", re.I)
_PASSPORT = re.compile(r"(?=.*\d{5})[A-Z]{1,3}\d{5,9}[A-Z]?|\d{2}[A-Z]{2}\d{5}", re.I)
_MOBILE = re.compile(r"(?:\+?86|0086)?1[3-9]\d{9}(?:\.0)?")
_PHONE = re.compile(r"\+\d{8,15}|00\d{9,14}|0\d{8,11}|\d{9,12}(?:\.0)?|\(?0\d{2,4}\)?\d{6,8}")
_PHONES = re.compile(r"[/;,、，；\n]|\s{2,}")
_INSIDE = re.compile(r"(?:\+|00)?\d[\d \-().]{6,}\d")
_DAY = re.compile(
    r"(?:19|20)\d{2}[-/.年]\s?\d{1,2}(?:[-/.月]\s?\d{1,2}日?)?(?:[ T]00:00(?::00)?)?|"
    r"\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|(?:19|20)\d{2}[01]\d[0-3]\d|"
    r"\d{1,2}[-/. ]?[A-Za-zÀ-ɏА-я]{3,9}\.?[-/., ]*(?:\d{4}|\d{2})|"
    r"[A-Za-zÀ-ɏА-я]{3,9}\.? \d{1,2},? \d{4}|(?:19|20)\d{2}年?"
)
_MOMENT = re.compile(r"(?:.*\D)?(?:[01]?\d|2[0-3])[:：时點点][0-5]\d.*|.*\d\s?[AaPp][Mm]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d{3}$)")
_COUNT = re.compile(r"\d{1,3}\s?(?:人|名|位|persons?|people|pax|kişi|чел\.?|personen)", re.I)
_AGE = re.compile(
    r"(?:1[01]\d|\d{1,2})(?:\.0)?\s?(?:周?岁|歲|years?|yrs?|ans|años|anos|лет|yaş)?", re.I
)
_SERIAL = re.compile(r"[A-Za-z]{0,3}-?\d{1,6}")
_DECIMAL = re.compile(r"-?\d{1,3}[.,]\d{3,}")
_NATIVE = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]{2,4}|"
    r"[\u3400-\u9fff]+[·•][\u3400-\u9fff·•]+"
)
_LATIN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Za-zÀ-ɏА-яЁё'’\-]{2,}"
    r"(?:\s?[,/]\s?|\s)[A-Za-zÀ-ɏА-яЁё'’.\-]+(?:[ ,][A-Za-zÀ-ɏА-яЁё'’.\-]+){0,3}"
)
_LETTERS = re.compile(r"[^\W\d_]+(?:[ ,/'’.·\-][^\W\d_]+){0,4}\.?")


@dataclass(frozen=True, slots=True)
class Look:
    """Shares (0..1) of the cells told, by kind; ``told`` counts the cells that say something."""

    told: int
    shares: Mapping[str, float]
    years: tuple[int, ...] = ()
    distinct: float = 1.0  # share of different cells

    def share(self, *kinds: str) -> float:
        """The share of the kind most cells have."""
        return max((self.shares.get(kind, 0.0) for kind in kinds), default=0.0)


def look_at(cells: Sequence[str]) -> Look:
    """What the cells of a column look like; cells such as 不详 say nothing and do not count."""
    told = [text for cell in cells if (text := plain(cell)) and not words.is_unknown(text)]
    if not told:
        return Look(0, {})
    counts: dict[str, int] = {}
    for text in told:
        for kind in _kinds(text):
            counts[kind] = counts.get(kind, 0) + 1
    if counts.get("number", 0) > len(told) / 2 and _in_order(told):
        counts["serial"] = len(told)
    years = sorted(int(found[0][:4]) for text in told if (found := _YEAR.search(text)))
    shares = {kind: count / len(told) for kind, count in counts.items()}
    return Look(len(told), shares, tuple(years), len(set(told)) / len(told))


@lru_cache(maxsize=65_536)
def _kinds(text: str) -> tuple[str, ...]:
    """Every kind a cell could be."""
    if len(text) > 60:
        return ("story",)
    squeezed = _SQUEEZED.sub("", text)
    found = [kind for kind, test in _TESTS if test(text, squeezed)]
    return tuple(found)


def _is_identity(text: str, squeezed: str) -> bool:
    return len(squeezed) == 18 and squeezed[:17].isdecimal() and is_sound(squeezed.upper())


def _is_phone(text: str, squeezed: str) -> bool:
    if _DAY.fullmatch(text) or _DECIMAL.fullmatch(text):
        return False
    if _PHONE.fullmatch(squeezed) or _MOBILE.fullmatch(squeezed):
        return True
    parts = [_SQUEEZED.sub("", part) for part in _PHONES.split(text) if part.strip()]
    return len(parts) > 1 and all(_PHONE.fullmatch(part) for part in parts)


def _is_native_name(text: str, squeezed: str) -> bool:
    own = text.replace(" ", "")
    if not _NATIVE.fullmatch(own):
        return False
    known = own[0] in spellings() or own[:2] in spellings() or "·" in own
    return known and not words.is_relation(own) and words.read_nationality(own) is None


def _is_pinyin_name(text: str, squeezed: str) -> bool:
    if not _LATIN.fullmatch(text):
        return False
    parts = re.split(r"[ ,/]+", text.upper())
    return any(part in _latin_surnames() for part in (parts[0], parts[-1]))


@lru_cache(maxsize=1)
def _latin_surnames() -> frozenset[str]:
    return frozenset(latin for known in spellings().values() for latin in known)


def _in_order(told: Sequence[str]) -> bool:
    """1, 2, 3 …: the numbers of rows, perhaps with a gap here and there."""
    numbers = [int(found[0]) for text in told if (found := re.search(r"\d{1,6}", text))]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(steps) > 1 and sum(1 <= step <= 3 for step in steps) >= 0.9 * len(steps)


_TESTS: Final[tuple[tuple[str, Callable[[str, str], object]], ...]] = (
    ("email", lambda text, squeezed: "@" in text and _EMAIL.search(text)),
    ("identity_number", _is_identity),
    ("chinese_passport", lambda text, squeezed: _CHINESE_PASSPORT.fullmatch(squeezed)),
    ("passport", lambda text, squeezed: _PASSPORT.fullmatch(squeezed)),
    ("long_number", lambda text, squeezed: squeezed.isdecimal() and 7 <= len(squeezed) <= 18),
    ("phone", _is_phone),
    ("mobile", lambda text, squeezed: _MOBILE.fullmatch(squeezed)),
    ("holds_phone", lambda text, squeezed: _INSIDE.search(text)),
    ("digits", lambda text, squeezed: any(map(str.isdecimal, text))),
    ("sex", lambda text, squeezed: len(text) < 12 and words.read_sex(text)),
    ("day", lambda text, squeezed: _DAY.fullmatch(text)),
    ("moment", lambda text, squeezed: _MOMENT.fullmatch(text) and not _DAY.fullmatch(text)),
    ("count", lambda text, squeezed: _COUNT.fullmatch(text)),
    ("party", lambda text, squeezed: words.read_party(text)),
    ("age", lambda text, squeezed: _AGE.fullmatch(text)),
    ("number", lambda text, squeezed: _SERIAL.fullmatch(text)),
    ("decimal", lambda text, squeezed: _DECIMAL.fullmatch(text)),
    ("native_name", _is_native_name),
    ("pinyin_name", _is_pinyin_name),
    ("latin_name", lambda text, squeezed: _LATIN.fullmatch(text)),
    ("letters", lambda text, squeezed: len(text) < 50 and _LETTERS.fullmatch(text)),
    ("nation", lambda text, squeezed: len(text) > 1 and words.read_nationality(text)),
    ("priority", lambda text, squeezed: not text.isdecimal() and words.is_priority(text)),
    ("yes_no", lambda text, squeezed: words.read_yes(text) is not None),
    ("relation", lambda text, squeezed: len(text) < 12 and words.is_relation(text)),
    ("safety", lambda text, squeezed: len(text) < 16 and words.read_safety(text)),
)
