"""Whose number is it, and who is the next of kin? '母亲 王芳 138…' tells all three."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from situationroom.intake import phones, words
from situationroom.intake.plain import plain
from situationroom.intake.results import Reason
from situationroom.intake.row import Row, one_phone
from situationroom.models.person import Kin, Phone

OWNER: Final = Reason("This number is told to be the {owner}'s; it was kept with the next of kin.")
BAD_EMAIL: Final = Reason("This is no e-mail address; the cell is kept as told.")

_EMAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,5}")
_BREAK = re.compile(r"[;；\n|]|[、,，/](?=[^\d]{1,20}\+?\d[\d ()\-]{6})")
_NUMBER = re.compile(r"[+(（]{0,2}\d[\d ()（）.\-]{4,40}\d")
_RELATION_ZH = (
    r"父亲|母亲|父母|爸爸|妈妈|配偶|丈夫|妻子|老公|老婆|爱人|儿子|女儿|子女|哥哥|弟弟|姐姐|妹妹|祖父|祖母|爷爷|奶奶|外公|"
    r"外婆|岳父|岳母|叔叔|伯伯|姑姑|阿姨|舅舅|亲属|亲戚|家属|家人|父|母|夫|妻|子|女|兄|弟|姐|妹|朋友|同事|男友|女友"
)
_RELATION_EN = (
    r"father|mother|parents?|husband|wife|spouse|son|daughter|brother|sister|grandfather|grandmother|"
    r"uncle|aunt|cousin|relative|partner|friend|colleague|dad|mom|mum"
)
_IN_BRACKETS = re.compile(rf"[(（\[] ?({_RELATION_ZH}|{_RELATION_EN}) ?[)）\]]", re.I)
_LONG_ZH = _RELATION_ZH[: _RELATION_ZH.index("|父|")]  # those that may touch the name
_IN_FRONT = re.compile(
    rf"(?:(?:his|her|my) )?((?:{_RELATION_ZH})(?=[ :：]|$)|(?:{_LONG_ZH})(?=[一-鿿])|"
    rf"(?:{_RELATION_EN})\b)[ :：,，\-]*",
    re.I,
)
_BEHIND = re.compile(rf"[ ,，\-]+({_RELATION_ZH}|{_RELATION_EN})$", re.I)


def read_contacts(row: Row) -> tuple[tuple[Phone, ...], list[Kin]]:
    """The person's own telephones, and those that are told to be a relative's."""
    found: dict[str, Phone] = {}
    kin: list[Kin] = []
    for name, regions in (("phone", row.layout.local), ("phone_home", row.layout.abroad)):
        told = row.get(name)
        if not told:
            continue
        read, reason = phones.read_phones(told, regions)
        if reason is not None:
            row.flag(name, reason)
        for phone in read:
            owner = "" if phone.told.isascii() and " " not in phone.told else _relative(phone)
            if owner:
                row.flag(name, Reason(OWNER.template, {"owner": owner}))
                kin.append(_of_relative(owner, phone))
            else:
                found[phone.e164 or phone.told] = phone
    return tuple(found.values()), kin


def _relative(phone: Phone) -> str:
    """Who the words beside a number say it belongs to, where that is family; else ''."""
    owner = phones.owner_of(phone.told) if phone.e164 else ""
    return owner if owner and words.is_family(owner) and not words.is_self(owner) else ""


def _of_relative(owner: str, phone: Phone) -> Kin:
    name, relation = split_relation(owner)
    return Kin(name, relation, phone.e164)


def read_emails(row: Row) -> tuple[str, ...]:
    """Every e-mail address of the cell, in order."""
    told = row.get("email")
    if not told:
        return ()
    found = tuple(dict.fromkeys(_EMAIL.findall(plain(told))))
    if not found:
        row.flag("email", BAD_EMAIL)
    return found


def read_kin(row: Row) -> tuple[Kin, ...]:
    """The next of kin of a row: from its own columns, and the caller where that is family."""
    kin: list[Kin] = []
    if told := row.get("kin"):
        kin += _mixed(row, told)
    if len(kin) == 1 and not kin[0].phone and not row.get("kin_name") and row.get("kin_phone"):
        kin = [replace(kin[0], phone=one_phone(row, "kin_phone"))]
    elif row.get("kin_name") or row.get("kin_phone"):
        kin.append(_by_columns(row))
    relation = row.get("caller_relation")
    if relation and words.is_family(relation) and (row.get("caller") or row.get("caller_phone")):
        kin.append(Kin(row.get("caller"), relation, one_phone(row, "caller_phone")))
    return tuple(kin)


def _by_columns(row: Row) -> Kin:
    told = row.get("kin_name")
    phone = one_phone(row, "kin_phone")
    if not phone and _NUMBER.search(told):
        read = phones.read_phones(told, row.layout.abroad)[0]
        phone = read[0].e164
        told = _NUMBER.sub(" ", told)
    name, relation = split_relation(told) if told else ("", "")
    if row.get("kin_relation") or not relation:
        relation = row.get("kin_relation") or (told if words.is_family(told) else "")
        return Kin(
            name if name and row.get("kin_relation") == "" else told.strip(), relation, phone
        )
    return Kin(name, relation, phone)


def _mixed(row: Row, told: str) -> list[Kin]:
    """One cell with names, relations and numbers of one or several persons."""
    kin = []
    for piece in [p for p in _BREAK.split(told[:2000]) if p.strip()][:20]:
        read, reason = phones.read_phones(piece, row.layout.abroad)
        name, relation = split_relation(_NUMBER.sub(" ", plain(piece)))
        numbers = [phone.e164 for phone in read if phone.e164]
        if not numbers and reason is not phones.NO_NUMBER:
            row.flag("kin", reason)
        kin += [Kin(name, row.get("kin_relation") or relation, n) for n in numbers or [""]]
    return [one for one in kin if one.name or one.phone or one.relation]


@lru_cache(maxsize=65_536)
def split_relation(told: str) -> tuple[str, str]:
    """Name and relation of '母亲 王芳', '王芳(妻)', 'Wang Fang (mother)', 'wife: Li Na'."""
    bare = " ".join(plain(told)[:200].split()).strip(" ,:;/-电话")
    if found := _IN_BRACKETS.search(bare):
        return _rest(bare, found), found[1]
    bare = bare.strip("() ")
    if found := _IN_FRONT.match(bare):
        return bare[found.end() :].strip(" ,:-()"), found[1]
    if found := _BEHIND.search(bare):
        return _rest(bare, found), found[1]
    return bare, ""


def _rest(bare: str, found: re.Match[str]) -> str:
    rest = bare[: found.start()] + " " + bare[found.end() :]
    return " ".join(rest.split()).strip(" ,:-")
