"""Whether a phrase is denied where it stands: 无人受伤, not injured, sin heridos, yaralı yok.

Only the same clause counts, and only words that can stand between a denial and what it denies.
"""

import re
from typing import Final

LOOK_BACK: Final = 40  # characters before a phrase
_CLAUSE: Final = re.compile(r"[,，.。;；!！?？、\n]|\bbut\b|但|可是|不过|然而")
_HANZI_BEFORE: Final = re.compile(
    r"(?<![别特识区])(?:没有?|未曾?|并未|无|不(?:需要?|用|是|会|存在|涉及|必|要|带|携带|含)?|非|否认|排除|尚未|暂无|均无|均未)"
    r"(?:人员|人|任何|明显|其他|什么|严重|生命|有|需要|需|使用|坐|出现|发生|受到|携带|带|患有?|发现|见|被|因|家属|中方|中国公民|再|此类|重大|大|到|过|在|的){0,3}\s*$"
)  # fmt: skip
_TWICE: Final = re.compile(r"(?:不能|不可|不得|不是|并非|不可以)$")  # before a denial: it is meant
_MEANT: Final = re.compile(r"(?:不排除|离不开)$")  # reads as a denial and is none
_WORDS: Final = (
    "no|not|never|without|nobody|none|neither|nor|cannot|denies|denied|negative for|free of|"
    r"(?:is|are|was|were|has|have|do|does|did)n'?t|dont|doesnt|isnt|arent|"
    "kein|keine|keinen|keinem|keiner|nicht|ohne|niemand|weder|"
    "pas|aucun|aucune|sans|jamais|personne n'est|ni|"
    "sin|ningun|ninguna|ningunos|nadie|nunca|tampoco|"
    "nao|sem|nenhum|nenhuma|ninguem|nunca|nem|"
    "не|нет|без|никто|никаких|нету|"
    "لا|ليس|ليست|لم|لن|بدون|غير|لا يوجد|لا توجد|ليس هناك"
)
_FILL: Final = (
    "a|an|any|the|been|is|was|are|were|of|one|people|person|need|needs|needed|for|require|requires|"
    "required|seriously|badly|yet|currently|longer|have|has|had|sign|signs|immediate|physical|"
    "serious|known|further|us|them|him|her|he|she|they|got|or|nor|to|use|using|medical|urgent|"
    "immediately|reported|anyone|hurt|casualties|his|their|my|travelling|traveling|with|"
    "ist|sind|wurde|wurden|schwer|ernsthaft|mehr|braucht|benotigt|einen|eine|"
    "de|d|l|un|une|est|sont|ete|gravement|a|besoin|du|des|"
    "hay|esta|estan|ha|han|sido|necesita|un|una|ningun|"
    "ha|esta|estao|foi|foram|precisa|"
    "нужна|нужен|требуется|есть|был|была|были|у|нас|"
    "يوجد|توجد|أي|اي|حاجة|إلى|الى|هناك"
)
_BEFORE: Final = re.compile(rf"(?<!\w)(?:{_WORDS})(?:[\s']+(?:{_FILL}))*[\s']*$")
_AFTER: Final = re.compile(
    r"\s*(?:情况|者|人员|人数|史)?\s*[:：]?\s*(?:无|否|没有|不需要|未见|零|0)(?=[\s,，。.;；、)）]|$)"
    r"|\s*[:：=-]?\s*(?:is|are|was|were)?\s*(?:not (?:needed|required|necessary)"
    r"|unnecessary|ruled out|denied)\b"
    r"|\s*[:：=-]\s*(?:no|none|nil|n|nein|non|aucun|ninguno|ninguna|nao|нет|لا|yok|hayir)\b"
    r"|\s*(?:yok|degil|olmadi|нет|не требуется|لا يوجد|nicht notig|pas necessaire)\b"
)
_AND: Final = re.compile(
    r"\s*(?:or|nor|oder|noch|ou|ni|o|u|nem|или|ни|أو|veya|或|或者|及|和|与|、)\s*(?:any |de |d')?"
)


_ANY: Final = re.compile(
    rf"[无没未不非否]|(?<!\w)(?:{_WORDS})(?!\w)|"
    r"n't|unnecessary|ruled out|yok|degil|hayir|olmadi|: ?[0n]"
)


def denies(told: str) -> bool:
    """Whether the text has any word of denial at all; most have none."""
    return _ANY.search(told) is not None


def is_denied(told: str, start: int, end: int) -> bool:
    """Whether the levelled text ``told`` denies what stands from ``start`` to ``end``."""
    before = told[max(0, start - LOOK_BACK) : start]
    breaks = [found.end() for found in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] :] if breaks else before
    found = _HANZI_BEFORE.search(clause) or _BEFORE.search(clause)
    if found:
        return not _TWICE.search(clause[: found.start()]) and not _MEANT.search(clause)
    return _AFTER.match(told, end) is not None


def goes_on(told: str, end: int, start: int) -> bool:
    """Whether only 'or', 或, 、 stands between two phrases, so that a denial holds for both."""
    return _AND.fullmatch(told, end, start) is not None
