"""Which encoding a text file is in: order mark, NUL bytes, UTF-8, then whatever makes sense.

A list betrays its encoding by its header: read in the right one its words are labels we know.
Where the header is plain English, hanzi officers really use tell GBK from Korean, Japanese and
Western pages; statistical detectors alone misread GBK files that are mostly English.
"""

import codecs
import re
from functools import cache
from pathlib import Path
from typing import Final

from situationroom.models.errors import InputError
from situationroom.settings import resource

SAMPLE: Final = 1 << 18  # bytes
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES: Final = (
    "gb18030", "big5", "cp950", "cp932", "cp949", "euc-jp", "cp1252", "cp1251", "cp1254", "cp1250",
    "cp1256", "cp1253", "cp874", "koi8-r",
)  # fmt: skip
_CUT = re.compile(r"[,;\t|^~，；\r\n]")
_HEADER_LINES = 12
_WESTERN = frozenset("äöüßÄÖÜéàâáíóúñçÉÑôêîûÁÍÓÚÇ°–’")
_GRAVE = frozenset("èëïùœŒÀÈÊËÂãõÃÕøØåÅæÆ«»ºª")
_EXACT = 0.9  # how sure a label is that stands in our table as it is
_KNOWN_SHARE = 0.3  # of the hanzi of a Chinese list are in our own words; of a misread one 0.15


def encoding_of(path: Path) -> str:
    """The encoding's Python name. Raises InputError when the bytes are no text in any."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    if b"\0" in sample:
        return _without_mark(path, sample)
    if b"\x1b$" in sample and decodes(path, "iso2022_jp"):
        return "iso2022_jp"
    if b"~{" in sample and b"~}" in sample and decodes(path, "hz"):
        return "hz"
    if decodes(path, "utf-8") or _is_damaged_utf8(sample):
        return "utf-8"
    return _by_meaning(path, sample)


def no_list(path: Path) -> InputError:
    """The file is something else altogether."""
    return InputError(
        "{file} is not a spreadsheet; drop an Excel, OpenDocument or CSV file.", file=path.name
    )


def decodes(path: Path, encoding: str) -> bool:
    """Whether the whole file is valid in this encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while data := file.read(1 << 20):
                decoder.decode(data)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _without_mark(path: Path, sample: bytes) -> str:
    """UTF-16 and UTF-32 without their mark have NULs on one side of Latin letters and line ends."""
    zeros = [sample[i::4].count(0) * 4 for i in range(4)]
    if min(zeros[2:]) > 0.95 * len(sample) and decodes(path, "utf-32-le"):
        return "utf-32-le"
    if min(zeros[:2]) > 0.95 * len(sample) and decodes(path, "utf-32-be"):
        return "utf-32-be"
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 8 * even and odd > len(sample) // 20 and decodes(path, "utf-16-le"):
        return "utf-16-le"
    if even > 8 * odd and even > len(sample) // 20 and decodes(path, "utf-16-be"):
        return "utf-16-be"
    raise no_list(path)


def _is_damaged_utf8(sample: bytes) -> bool:
    """UTF-8 in which few characters were cut, as programs do that count bytes."""
    text = sample.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond = sum(1 for c in text if ord(c) > 127)
    return beyond >= 20 and bad * 20 < beyond


def _by_meaning(path: Path, sample: bytes) -> str:
    found = _detected(sample)
    order = tuple(dict.fromkeys((*((found,) if found else ()), *_CANDIDATES)))
    texts = {name: text for name in order if (text := _decoded(sample, name))}
    labels = {name: _known_labels(text) for name, text in texts.items()}
    best = max(labels.values(), default=0)
    ranked: list[str] = [name for name in texts if best and labels[name] == best]
    chinese = "gb18030" in texts and _is_chinese(texts["gb18030"], found)
    names: list[str] = [*ranked, "gb18030" if chinese else "", found, "cp1252", "latin-1"]
    for name in names:
        if name and decodes(path, name) and _is_text(sample.decode(name, "ignore")):
            return name
    raise no_list(path)


def _detected(sample: bytes) -> str:
    """The detector's guess; a Macintosh page only where lines end as they did on it."""
    import chardet

    guess = str(chardet.detect(sample[: 1 << 16]).get("encoding") or "").lower()
    if guess.startswith(("mac", "utf", "ascii", "ibm", "cp4", "cp85")) and b"\n" in sample:
        return ""
    if guess == "windows-1250" and _is_western(sample, "cp1252", _WESTERN):
        return "cp1252"
    if guess.startswith("mac") and _is_western(sample, "mac_roman", _WESTERN | _GRAVE):
        return "mac_roman"
    try:
        return str(codecs.lookup(guess).name) if guess else ""
    except LookupError:
        return ""


def _is_western(sample: bytes, page: str, letters: frozenset[str]) -> bool:
    """Letters that Central European pages hold elsewhere: 'Peña' is no 'Peńa'."""
    return {c for c in sample.decode(page, "ignore") if ord(c) > 127} <= letters


def _decoded(sample: bytes, name: str) -> str:
    """The sample's text, '' where it is not valid; its last character may be cut."""
    try:
        return str(codecs.getincrementaldecoder(name)("strict").decode(sample))
    except (UnicodeError, LookupError):
        return ""


def _known_labels(text: str) -> int:
    """Letters beyond ASCII of the labels we know among the first lines."""
    from situationroom.intake.columns import by_header

    lines = [line for line in re.split(r"[\r\n]+", text, maxsplit=200) if line.strip()]
    cells = {c.strip(" \"'") for line in lines[:_HEADER_LINES] for c in _CUT.split(line)}
    known = (
        c for c in cells if c and not c.isascii() and len(c) < 30 and by_header(c)[1] >= _EXACT
    )
    return sum(sum(1 for letter in cell if ord(letter) > 127) for cell in known)


def _is_chinese(text: str, found: str) -> bool:
    """In Chinese text nearly every pair is one of the 6,763 hanzi and signs of GB 2312.

    Korean and Japanese read so are, too; but few of theirs are hanzi our own words are made of.
    """
    beyond = [c for c in text if ord(c) > 127]
    if not beyond or sum(map(_in_gb2312, beyond)) / len(beyond) <= 0.9:
        return False
    ours = _our_hanzi()
    hanzi = [c for c in beyond if "一" <= c <= "鿿"]
    known = sum(c in ours for c in hanzi) / max(1, len(hanzi))
    return known >= _KNOWN_SHARE or not found.startswith(("cp949", "euc", "shift", "cp932", "big5"))


@cache
def _our_hanzi() -> frozenset[str]:
    files = ("intake/labels.json", "intake/words.json")
    text = "".join(resource(name).read_text(encoding="utf-8") for name in files)
    return frozenset(c for c in text if "一" <= c <= "鿿")


def _in_gb2312(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _is_text(text: str) -> bool:
    odd = sum(1 for c in text if not (c.isprintable() or c.isspace()))
    return odd * 50 <= len(text)
