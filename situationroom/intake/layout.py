"""Where the table begins on a sheet, and which rows are no rows of it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from situationroom.intake.columns import SURE, by_header, normal
from situationroom.intake.guidance import EXAMPLE, is_guidance
from situationroom.intake.results import Kind, Reason
from situationroom.intake.tables import Table

ABOVE: Final = Reason("A title or a note above the table.")
HEADER: Final = Reason("The header of the table.")
HEADER_AGAIN: Final = Reason("The header of the table again.")
TOTAL: Final = Reason("A line of totals.")
NOTE: Final = Reason("A note or a signature.")
RULE: Final = Reason("A line that is only drawn.")
NUMBER_ONLY: Final = Reason("A line with nothing but its number.")
NO_TABLE: Final = Reason("No table was recognised on this sheet.")
SITES: Final = Reason("This sheet lists shelters, not persons.")

SEARCHED = 40  # rows that may stand above the header
MOST_LABELS = 300  # cells of a row looked at
ENOUGH = 1.2  # two known labels among six cells
_TOTAL = re.compile(
    r"(?:本[页頁表])?(?:合计|总计|小计|共计|累计|總計|合計|小計).{0,8}|共\d+[人名位]|"
    r".{1,12}(?:小计|小計|合计|合計)|"
    r"(?:sub|grand|page)?total\w{0,16}|sum(?:me)?|gesamt|toplam|итого|الإجمالي"
)
_NOTE = re.compile(
    r"\s*[（(【\[]?\s*(?:[备備][注註]|注[:：]|注意|说明|說明|[制填]表|填报|审核|审批|负责人签|签[字名章]|盖章|以上|截至|"
    r"note\b|remark|prepared by|signed|signature|checked by|approved by|as of|source:)",
    re.I,
)
_SAID = re.compile(
    r"\s*[（(【\[※★▲△●◆■]{0,3}\s*(?:以上|以下|上述|下列)|\s*[※★▲△●◆■].{4,}[，。；：,;:]|"
    r"\s*[※★▲△●◆■]?\s*(?:[01]?\d|2[0-3])[:：][0-5]\d(?!\d).{3,}|\s*第\s*\d+\s*[页頁]|"
    r"\s*(?:date|datum|fecha|data|дата|tarih|日期|时间|時間|页|page|seite)\s*[:：]|"
    r"\s*(?:page|seite|p\.)\s*\d|"
    r"\s*(?:see|these|those|all|above|below|waiting|please|following|continued)\s+\w+\s+\w+",
    re.I,
)  # what a lone cell says that is no name; with a long number in it somebody may be meant
_GROUP = re.compile(
    r"[【\[].{4,40}[】\]]|[-–—=*~#]{2,}[^-–—=*~#].{0,38}[-–—=*~#]{2,}|"
    r"第?[A-Z0-9一二三四五六七八九十]{1,3}[号组車车队班团楼层营区批](?:[(（].{1,20}[)）]|[:：].{0,20})?"
)  # what names the rows below it: 【A组】, B车（35座）, ---未到---
_NUMBER = re.compile(r"\d{6}|\d(?:[ -]?\d){7}")
_SIGNED = re.compile(
    r"\s*(?:[制填]表人?|审[核批]人?|负责人|签[字名]|盖章|(?:prepared|checked|approved) by)\s*[:：]",
    re.I,
)
_PERSON_NAMES: Final = frozenset({"name", "native_name", "latin_name", "surname", "given_names"})
_PERSONAL: Final = frozenset(
    {
        "sex", "birth_date", "age", "passport", "identity_number", "phone", "phone_home",
        "nationality", "party", "kin", "kin_name", "kin_phone", "caller", "caller_phone", "injured",
        "needs", "description", "caller_relation", "document_expiry", "mrz",
    }
)  # fmt: skip
_POSITION: Final = frozenset({"latitude", "longitude"})
_PLACED: Final = frozenset({"organisation", "level1", "kind"})
_CAPACITY: Final = frozenset({"capacity", "population"})


def find_header(table: Table, area: str = "persons") -> int | None:
    """The place in ``table.rows`` of the row with the most known labels; None without any."""
    scores = [_score(cells, area) for _, cells in table.rows[:SEARCHED]]
    best = max(scores, default=0.0)
    return scores.index(best) if best >= ENOUGH else None


def is_header(cells: Sequence[str], share: float) -> bool:
    """Whether a row could be the header of a table of persons; ``share`` must be known labels."""
    told = [cell for cell in cells if cell.strip()][:MOST_LABELS]
    known = sum(1 for cell in told if by_header(cell)[1] >= SURE)
    return _score(cells, "persons") >= ENOUGH and known >= share * len(told)


def is_remark(text: str) -> bool:
    """A total, a note or a signature, by its beginning."""
    return bool(_TOTAL.fullmatch(normal(text)) or _NOTE.match(text) or _SIGNED.match(text))


def _score(cells: Sequence[str], area: str) -> float:
    told = [cell for cell in cells if cell.strip()][:MOST_LABELS]
    known = {field: sure for field, sure in (by_header(c, area) for c in told) if sure >= SURE}
    if not told or len(known) < 2:
        return 0.0
    return sum(known.values()) * (0.4 + 0.6 * len(known) / len(told))


def kind_of(headers: Sequence[str], told: AbstractSet[str] = frozenset()) -> Kind:
    """Whether a sheet lists persons or shelters; ``told`` are fields known without a header."""
    sites = {by_header(header, "shelters")[0] for header in headers}
    persons = {f for f, sure in (by_header(header) for header in headers) if f and sure >= SURE}
    persons |= told
    if "name" in sites and sites & _CAPACITY and not persons & {"sex", "birth_date", "passport"}:
        return "shelters"
    personal = persons & _PERSONAL
    if {"name", *_POSITION} <= sites and sites & _PLACED and not personal:
        return "shelters"  # hospitals, schools: a place, whose it is, and no number of beds
    if persons & _PERSON_NAMES or (personal and "plain_name" in persons):
        return "persons"
    return (
        "persons"
        if personal & {"passport", "identity_number", "mrz"} or len(personal) >= 2
        else "none"
    )


def is_numbered(cells: Sequence[str], header_rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row begins with a number and goes on: a row of the table for certain.

    Most lists are numbered, and to find out ``why_skipped`` takes longer.
    """
    if not cells[0].isdecimal() or len(cells) < 2 or not cells[1].strip():
        return False
    return all(cells[0] != header[0] for header in header_rows)


def why_skipped(
    cells: Sequence[str], header_rows: Sequence[Sequence[str]], told: bool, key: int | None
) -> Reason | None:
    """Why a row below the header is no row of the table.

    ``told`` says whether anything stands under a name, document or phone; ``key`` is the column of
    the list's own numbers. ``header_rows`` are empty for a list without header.
    """
    filled = [cell for cell in cells if cell.strip()]
    first = filled[0].strip() if filled else ""  # 'the same as above' under a blank is nothing
    if is_guidance(filled):
        return EXAMPLE
    if first[:1] in "-=_+─═*" and not "".join(filled).strip(" -=_+:─═│┼|*"):
        return RULE
    width = max(map(len, header_rows), default=len(cells))
    if len(filled) <= max(2, width // 2) and _TOTAL.fullmatch(normal(first)):
        return TOTAL
    if _SIGNED.match(first) or (_NOTE.match(first) and (not told or len(filled) == 1)):
        return NOTE
    if any(cells[0] == header[0] and _same_header(cells, header) for header in header_rows):
        return HEADER_AGAIN
    return _why_alone(cells, first, told, key, width) if len(filled) == 1 else None


def _why_alone(
    cells: Sequence[str], first: str, told: bool, key: int | None, width: int
) -> Reason | None:
    """The same of a row with a single cell."""
    if key is not None and key < len(cells) and cells[key].strip():
        return NUMBER_ONLY if first.isalnum() and len(first) < 8 else NOTE
    if width > 2 and (_SAID.match(first) or _GROUP.fullmatch(first)) and not _NUMBER.search(first):
        return NOTE
    return NOTE if width > 2 and len(first) > 12 and not told else None


def _same_header(cells: Sequence[str], header: Sequence[str]) -> bool:
    pairs = [(normal(a), normal(b)) for a, b in zip(cells, header, strict=False) if b.strip()]
    return sum(a == b for a, b in pairs) * 2 > len(pairs)
