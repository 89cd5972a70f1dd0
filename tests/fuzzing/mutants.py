"""Files that somebody, or a bad line, has changed: bytes, parts of a zip, rows, cells."""

import io
import zipfile
from collections.abc import Callable
from random import Random
from typing import Final

LARGEST = 3 << 20  # bytes a mutant may grow to
NASTY: Final = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b'"', b"'", b"<", b">", b"&#0;",
    b"]]>", b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]>", b"&a;", b"-1", b"99999999999999999999",
    b"1e309", b"NaN", b'r="XFD1048576"', b't="s"', b"<row", b"</row>", b"<c", b"<v>",
    b"xml:space", b"../../x", b"number-columns-repeated=\"16384\"", b"UNA:+.? '", b"UNB+",
    b"PK\x03\x04", "张".encode("gb18030"), "张".encode("utf-16"), b"\xd0\xcf\x11\xe0",
    b"#affected+name", b"=1+1", b"\t\t\t", b";;;;",
)  # fmt: skip

Change = Callable[[bytes, Random], bytes]


def mutant(data: bytes, random: Random) -> bytes:
    """The file after one to eight changes; a zip is changed inside its parts as often as out."""
    for _ in range(random.randint(1, 8)):
        inside = data[:4] == b"PK\x03\x04" and random.random() < 0.8
        data = in_a_part(data, random) if inside else random.choice(CHANGES)(data, random)
    return data[:LARGEST]


def in_a_part(data: bytes, random: Random) -> bytes:
    """A zip with one part changed, left out or given twice; a broken zip is changed as bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as old:
            parts = [(name, old.read(name)) for name in old.namelist()]
    except Exception:  # zlib and the codecs of a damaged zip raise what they like
        return flipped(data, random)
    if not parts:
        return flipped(data, random)
    place = random.randrange(len(parts))
    name, text = parts[place]
    act = random.random()
    if act < 0.05:
        parts.pop(place)
    elif act < 0.08:
        parts.append((name, text))
    else:
        parts[place] = name, random.choice(CHANGES)(text, random)
    return _zipped(parts)


def _zipped(parts: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    names: set[str] = set()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name, text in parts:
            twice = "2" if name in names else ""
            new.writestr(zipfile.ZipInfo(name + twice), text)
            names.add(name)
    return made.getvalue()


def flipped(data: bytes, random: Random) -> bytes:
    """Some bits the other way round."""
    changed = bytearray(data or b"\x00")
    for _ in range(random.randint(1, 12)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def cut(data: bytes, random: Random) -> bytes:
    """Without its end, its beginning or a piece from the middle."""
    first, second = sorted(random.randrange(len(data) + 1) for _ in range(2))
    return random.choice((data[:first], data[second:], data[:first] + data[second:]))


def doubled(data: bytes, random: Random) -> bytes:
    """A piece of it stands there several times."""
    first, second = sorted(random.randrange(len(data) + 1) for _ in range(2))
    piece = data[first : min(second, first + 4096)]
    return data[:first] + piece * random.randint(2, 40) + data[first:]


def with_nasty(data: bytes, random: Random) -> bytes:
    """Something a parser may stumble over is put into it."""
    place = random.randrange(len(data) + 1)
    end = place + random.choice((0, 0, 1, 8))
    return data[:place] + random.choice(NASTY) * random.choice((1, 1, 1, 50)) + data[end:]


def number_changed(data: bytes, random: Random) -> bytes:
    """One digit is another: sizes, references, styles."""
    places = [i for i, byte in enumerate(data[:200_000]) if 48 <= byte <= 57]
    if not places:
        return flipped(data, random)
    changed = bytearray(data)
    for place in random.sample(places, min(len(places), random.randint(1, 4))):
        changed[place] = random.randrange(48, 58)
    return bytes(changed)


def swapped_lines(data: bytes, random: Random) -> bytes:
    """Two pieces between line ends or tags change places."""
    mark = b"<" if data.count(b"<") > data.count(b"\n") else b"\n"
    pieces = data.split(mark)
    first, second = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[first], pieces[second] = pieces[second], pieces[first]
    return mark.join(pieces)


CHANGES: Final[tuple[Change, ...]] = (
    flipped, cut, doubled, with_nasty, with_nasty, number_changed, swapped_lines,
)  # fmt: skip
