"""How two tellings agree in where somebody is and whom they belong to."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.process import cpdist

from situationroom.matching.arrays import Floats, Levels, Numbers, Rows
from situationroom.matching.features import Features
from situationroom.matching.levels import LEVEL

_EARTH: Final = 6_371_000.0  # metres
_HOUR: Final = 3_600  # seconds
_FAR: Final = 50_000.0  # metres nobody covers in an hour of crisis, beyond both radii
_SURE: Final = 30_000.0  # metres: a vaguer position contradicts nothing


def place_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """The place as told, word for word, nearly, alike; the city; within both radii; elsewhere."""
    names = LEVEL["place"]
    one, two = a.place[i], b.place[j]
    level = _alike("place", a.vocabulary.places.texts, one, two, (86, 62))
    city = (a.city[i] >= 0) & (a.city[i] == b.city[j])
    metres, radii = distances(a, i, b, j)
    with np.errstate(invalid="ignore"):
        near = metres <= np.maximum(radii, 2_000)
    weak = (level == 0) | (level == names["other"])
    told = ((a.city[i] >= 0) & (b.city[j] >= 0)) | ~np.isnan(metres)
    level[weak & told] = names["other"]
    level[weak & (city | near)] = names["city"]
    return level


def affiliation_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """The employer, school or tour group: equal, nearly, other."""
    texts = a.vocabulary.texts.texts
    return _alike("affiliation", texts, a.affiliation[i], b.affiliation[j], (80, 80))


def _alike(
    field: str,
    texts: Sequence[str],
    one: Numbers,
    two: Numbers,
    marks: tuple[int, int],
) -> Levels:
    names = LEVEL[field]
    told = (one >= 0) & (two >= 0)
    level = np.where(told, names["other"], 0).astype(np.int8)
    rest = np.flatnonzero(told & (one != two))
    if len(rest):
        score = _similar(texts, one[rest], two[rest])
        if "like" in names:
            level[rest[score >= marks[1]]] = names["like"]
        level[rest[score >= marks[0]]] = names["near"]
    level[told & (one == two)] = names["equal"]
    return level


def _similar(texts: Sequence[str], one: Numbers, two: Numbers) -> Floats:
    low, high = np.minimum(one, two).astype(np.int64), np.maximum(one, two).astype(np.int64)
    codes, back = np.unique(low * len(texts) + high, return_inverse=True)
    first = [texts[k] for k in codes // len(texts)]
    second = [texts[k] for k in codes % len(texts)]
    score = cpdist(first, second, scorer=fuzz.token_sort_ratio, score_cutoff=50, dtype=np.float32)
    return np.asarray(score[back])


def distances(a: Features, i: Rows, b: Features, j: Rows) -> tuple[Floats, Floats]:
    """Metres between two positions (NaN without), and the sum of their radii."""
    lat_a, lat_b = np.radians(a.lat[i].astype(float)), np.radians(b.lat[j].astype(float))
    east = np.radians(a.lon[i].astype(float) - b.lon[j]) * np.cos((lat_a + lat_b) / 2)
    metres = _EARTH * np.hypot(lat_a - lat_b, (east + np.pi) % (2 * np.pi) - np.pi)
    radii = np.nan_to_num(a.radius[i], nan=2_000) + np.nan_to_num(b.radius[j], nan=2_000)
    return metres, radii.astype(float)


def moment_level(a: Features, i: Rows, b: Features, j: Rows) -> Levels:
    """Both seen within one hour, too far apart for one person."""
    metres, radii = distances(a, i, b, j)
    hour = (a.at[i] > 0) & (b.at[j] > 0) & (np.abs(a.at[i] - b.at[j]) <= _HOUR)
    with np.errstate(invalid="ignore"):
        far = (metres > _FAR + radii) & (radii <= 2 * _SURE)
    return np.where(hour & far, LEVEL["moment"]["elsewhere"], 0).astype(np.int8)
