"""The labels officers reviewed (``resources/intake/labels.json``), ready to be looked up."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from situationroom.intake.fold import fold, normal
from situationroom.settings import resource

WEAK: Final = "~"  # before a label that alone does not decide: ~Date, ~ID, ~Contact
_UMLAUTS: Final = {"ä": "ae", "ö": "oe", "ü": "ue"}
TOLD, HINTED = 1.0, 0.7
_JOINED: Final = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # no spaces between words


@cache
def _reviewed() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(resource("intake/labels.json").read_text(encoding="utf-8"))
    return loaded


@cache
def _of_papers() -> dict[str, Any]:
    """Labels of what the cell itself gives out or scans: households, machine-readable lines."""
    path = resource("intake/labels_papers.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _of_contacts() -> dict[str, Any]:
    """Labels of a directory of contacts."""
    path = resource("intake/labels_contacts.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@cache
def _of_places() -> dict[str, Any]:
    """Labels of a table of hotels and landmarks."""
    path = resource("intake/labels_places.json")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _labels_of(area: str) -> Iterable[tuple[str, list[str]]]:
    if area == "contacts":
        return _of_contacts().items()
    if area == "places":
        return _of_places().items()
    return (*_reviewed()[area].items(), *_of_papers()[area].items())


@cache
def known(area: str) -> Mapping[str, tuple[str, float]]:
    """Normal label -> (field, how sure it alone is), of an area ("persons", "places")."""
    found: dict[str, tuple[str, float]] = {}
    for field, labels in _labels_of(area):
        for label in labels:
            sure = HINTED if label.startswith(WEAK) else TOLD
            for written in _spellings(label.removeprefix(WEAK)):
                found.setdefault(written, (field, sure))
    return found


@cache
def not_read() -> frozenset[str]:
    """Normal labels of columns that are none of ours: seat, signature, flight."""
    return frozenset(s for label in _reviewed()["not_read"] for s in _spellings(label))


def _spellings(label: str) -> Iterable[str]:
    """The normal label, and with ae, oe, ue where a German keyboard was missing."""
    yield normal(label)
    if re.search("[äöüÄÖÜ]", label):
        yield normal(re.sub("[äöüÄÖÜ]", lambda found: _UMLAUTS[found[0].lower()], label))


@cache
def parts(section: str) -> Mapping[str, re.Pattern[str]]:
    """Role or base -> the words that tell it inside a folded label; "roles", "bases"."""
    return {name: _any_of(words) for name, words in _reviewed()[section].items()}


@cache
def noise() -> re.Pattern[str]:
    """Words beside what a label is about: number, details, format."""
    return _any_of(_reviewed()["noise"])


@cache
def polite() -> re.Pattern[str]:
    """Words of a question round the label itself: please, enter, your, 请填写."""
    return _any_of(_reviewed()["polite"])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    folded = sorted({fold(word) for word in words}, key=len, reverse=True)
    joined = [re.escape(w) for w in folded if re.search(f"[{_JOINED}]", w)]
    apart = [re.escape(w) for w in folded if not re.search(f"[{_JOINED}]", w)]
    both = ["|".join(joined)] if joined else []
    # A letter of another script beside it ends a word too: 护照No.
    letter = f"(?:(?![{_JOINED}])[^\\W_])"
    both += [rf"(?<!{letter})(?:{'|'.join(apart)})(?!{letter})"] if apart else []
    return re.compile("|".join(both))
