"""What a typed text must not hold before a room full of people may read it."""

import re
from typing import Final

from situationroom.models.errors import RuleError

LONGEST: Final = 300
_NUMBER: Final = re.compile(r"\d(?:[\s().\-/]{0,2}\d){5,}")
"""Six digits and more, however they are grouped: telephones, passports, birth dates."""
_DOCUMENT: Final = re.compile(r"\b[A-Z]{1,3}\d{5,}", re.I)
_MAIL: Final = re.compile(r"\S@\S")
_HEALTH: Final = re.compile(
    r"\b(?:injur|wound|bleed|pregnan|diabet|insulin|asthma|inhaler|cancer|tumou?r|hiv\b|aids\b|"
    r"stroke\b|fractur|burns?\b|surgery|psychiatr|depress|disab|wheelchair|stretcher|medic|"
    r"dialysis|oxygen|infect|covid|hospitali|patient|dead\b|died\b|deceased|corpse|killed|"
    r"heart attack|miscarr|transfus|epilep|dementia)|"
    r"受伤|重伤|轻伤|伤员|伤者|伤势|流血|骨折|烧伤|怀孕|孕妇|流产|糖尿|胰岛素|哮喘|癌|肿瘤|"
    r"艾滋|中风|手术|精神病|抑郁|残疾|轮椅|担架|药|透析|输血|输液|吸氧|感染|新冠|确诊|住院|患者|"
    r"病人|病情|患病|心脏病|高血压|癫痫|痴呆|死亡|遇难|去世|身亡|遗体",
    re.I,
)


def must_be_harmless(text: str) -> str:
    """Return ``text``; raises RuleError where a room must not read it."""
    if len(text) > LONGEST:
        raise RuleError("“{text}” is too long for a room to read; shorten it.", text=text[:80])
    if _NUMBER.search(text) or _DOCUMENT.search(text):
        raise RuleError(
            "“{text}” holds a long number; a room must not read telephones or documents.",
            text=text[:80],
        )
    if _MAIL.search(text):
        raise RuleError(
            "“{text}” holds an e-mail address; a room must not read it.", text=text[:80]
        )
    if _HEALTH.search(text):
        raise RuleError(
            "“{text}” says something of somebody's health; a room must not read it.",
            text=text[:80],
        )
    return text
