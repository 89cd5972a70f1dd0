"""How long 100,000 place texts take, how many are right; beside what one would use instead."""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.process import extractOne

from bench.measuring import Table, timed
from situationroom.intake.gazetteer import Index
from situationroom.intake.place_choice import place_of
from situationroom.intake.places import ResolvedPlace, open_gazetteer
from tests.places.truth import lines, right, wrong_in_silence

Resolve = Callable[[str, str], ResolvedPlace | None]
CITIES = ("伊斯坦布尔", "安卡拉", "安塔利亚", "Izmir", "Ankara", "加济安泰普", "Hatay省", "Bursa",
          "卡帕多奇亚", "Trabzon", "Adana", "Kayseri", "迪亚巴克尔", "Konya")  # fmt: skip
NEAR = ("Hilton", "酒店", "机场", "Grand Hyatt", "青旅", "地铁项目部", "Palace Hotel", "大学宿舍",
        "附近民宿", "Atatürk Caddesi", "Otel Yıldız")  # fmt: skip
ODD = ("Gazientep", "Antayla", "Istanbull", "安塔利雅", "不知名民宿", "友人家", "Otel Yıldız")
SLOW = 200
"""Texts for what takes milliseconds each; its time is reckoned up."""


class Way(NamedTuple):
    """One way to resolve, and how many of the texts it is measured on."""

    name: str
    resolve: Resolve
    texts: int


def measure(texts: int) -> Table:
    """Seconds of processor for so many different texts, and the truth list by each way."""
    gazetteer = open_gazetteer()
    ours = Way("Situation Room", gazetteer.resolve, texts)
    index = gazetteer.index
    ways = (ours, _dictionary(index, texts), _full_text(index), _fuzzy(index))
    told = _told(texts)
    times = [timed(partial(_every, way, told))[0] for way in ways]
    whole = [seconds * texts / way.texts for seconds, way in zip(times, ways, strict=True)]
    rows = tuple(
        (way.name, f"{seconds:,.1f} s", f"{seconds / whole[0]:,.1f} ×", *_quality(way.resolve))
        for way, seconds in zip(ways, whole, strict=True)
    )
    note = (
        f"{texts:,} texts that are all different, 5 % of them misspelt or no place at all; the "
        "incident is in Turkey. The goal is under 10 s for 100,000. Full text and rapidfuzz are "
        f"measured on {SLOW} texts and reckoned up. Right and wrong in silence: the truth list "
        "(tests/places/truth.csv)."
    )
    header = ("way", "processor", "of ours", "right", "wrong in silence")
    return Table(f"Resolving {texts:,} place texts", note, header, rows)


def _every(way: Way, told: list[str]) -> list[ResolvedPlace | None]:
    return [way.resolve(text, "TR") for text in told[: way.texts]]


def _told(count: int) -> list[str]:
    chance = random.Random(20160715)
    found = []
    for number in range(count):
        if number % 20 == 0:
            found.append(f"{chance.choice(ODD)} {number}")
        else:
            gap, end = chance.choice(("", " ", "，")), chance.choice(("号", "栋", " Sokak"))
            found.append(f"{chance.choice(CITIES)}{gap}{chance.choice(NEAR)} {number}{end}")
    return found


def _quality(resolve: Resolve) -> tuple[str, str]:
    told = [(line, resolve(line.text, line.incident)) for line in lines()]
    good = sum(right(line, found) for line, found in told)
    silent = sum(wrong_in_silence(line, found) for line, found in told)
    return f"{good / len(told):.1%}", f"{silent / len(told):.1%}"


def _dictionary(index: Index, texts: int) -> Way:
    """The whole text as a name, in a dictionary of all names; the country's largest."""
    names = {index.keys[n]: n for n in range(len(index.keys))}

    def resolve(text: str, country: str) -> ResolvedPlace | None:
        at = names.get(text.strip().lower())
        return None if at is None else _largest(index, index.rows(index.keys[at]), country)

    return Way("names in a dictionary, the whole text", resolve, texts)


def _full_text(index: Index) -> Way:
    """SQLite's full text search over all names, the best by bm25 of the country."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE place USING fts5(name, country UNINDEXED, at UNINDEXED)")
    base.executemany("INSERT INTO place VALUES (?, ?, ?)", _all_names(index))

    def resolve(text: str, country: str) -> ResolvedPlace | None:
        words = [f'"{word}"' for word in index.fold(text).split()]
        if not words:
            return None
        query = "SELECT at FROM place WHERE place MATCH ? AND country = ? ORDER BY rank LIMIT 1"
        row = base.execute(query, (" OR ".join(words), country)).fetchone()
        return place_of(index, int(row[0]), ()) if row else None

    return Way("SQLite FTS5 over all names", resolve, SLOW)


def _fuzzy(index: Index) -> Way:
    """rapidfuzz over all names of the country, the best from a score of 80 on."""

    names: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, list[int]] = defaultdict(list)
    for name, country, at in _all_names(index):
        names[country].append(name)
        rows[country].append(at)

    def resolve(text: str, country: str) -> ResolvedPlace | None:
        best = extractOne(index.fold(text), names[country], scorer=fuzz.WRatio, score_cutoff=80)
        return place_of(index, rows[country][best[2]], ()) if best else None

    return Way("rapidfuzz WRatio over the country's names", resolve, SLOW)


def _all_names(index: Index) -> Iterator[tuple[str, str, int]]:
    first = index.postings[index.starts[:-1]].tolist()
    for number, row in enumerate(first):
        yield index.keys[number], index.country[row], row


def _largest(index: Index, rows: list[int], country: str) -> ResolvedPlace | None:
    here = [row for row in rows if index.country[row] == country] or rows
    return place_of(index, here[0], ()) if here else None
