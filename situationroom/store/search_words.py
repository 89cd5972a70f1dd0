"""What a person or request can be found by, and how typed text becomes an FTS5 query."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from situationroom.models import Person, Request
from situationroom.romanise import is_hanzi, syllables

_RUNS = re.compile(r"[\w]+")
_APART = re.compile(  # one of what romanise.is_hanzi takes, or all that stands between two
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff]"
    "|[^\u3400-\u9fff\uf900-\ufaff\U00020000-\U0010ffff]+"
)
TAIL = 4
LONG_TAIL = 8


def person_words(person: Person, told: Iterable[str] = ()) -> str:
    """Names in every script and in pinyin, number tails, places, group: one string for FTS.

    ``told`` is what reports say of them in columns nothing was read from.
    """
    case = person.case
    parts: list[str] = [case.replace("-", ""), case[:-2]]
    for name in (person.native_name, *person.other_names):
        parts += [name, *_pinyin(name)]
    parts += _latin(person.surname, person.given_names)
    for phone in person.phones:
        parts += _tails(phone.e164 or phone.told)
    for document in person.documents:
        parts += _tails(document.number)
    for kin in person.kin:
        parts += [kin.name, *_tails(kin.phone)]
    parts += [person.affiliation, person.city, person.place_text, person.needs_text, person.remarks]
    return _words([*parts, *person.emails, *person.handles, *told])


def request_words(request: Request) -> str:
    """The request's own words; those of the persons it is about stand with them alone."""
    number = request.number
    own = [number.replace("-", ""), number[:-2], request.description]
    return _words([*own, request.outcome, request.owner, request.next_action])


def fts_query(text: str) -> str:
    """Typed text as an FTS5 query: all of its terms. Empty when there is nothing to look for."""
    return " ".join(fts_terms(text))


def fts_terms(text: str) -> list[str]:
    """The terms of typed text, each a query: hanzi as a phrase, the rest as beginnings of words."""
    folded = _fold(text)
    folded = re.sub(r"(?<=\d)[-\s](?=\d)", "", folded)  # 0412-6, 532 555 01 27
    terms = [_term(run) for word in _RUNS.findall(folded) for run in _runs(word)]
    return list(dict.fromkeys(terms))


def _term(run: str) -> str:
    if is_hanzi(run[0]):
        return '"' + " ".join(run) + '"'
    return f'"{run}"*'


def _runs(word: str) -> Iterator[str]:
    start = 0
    for index in range(1, len(word) + 1):
        if index == len(word) or is_hanzi(word[index]) != is_hanzi(word[start]):
            yield word[start:index]
            start = index


def _words(parts: Iterable[str]) -> str:
    once = dict.fromkeys(filter(None, parts))
    words = " ".join([part.lower() if part.isascii() else _apart(part) for part in once])
    return words.replace("\0", " ")  # it would end the text on its way into the database


@lru_cache(maxsize=20_000)
def _apart(part: str) -> str:
    return " ".join(_APART.findall(_fold(part)))


def _fold(text: str) -> str:
    # İ and ı are Turkish i; unicode61 strips other marks but leaves these two apart.
    normal = unicodedata.normalize("NFKC", text).replace("İ", "i").replace("ı", "i")
    return normal.lower()


def _pinyin(name: str) -> list[str]:
    if not any(map(is_hanzi, name)):
        return []
    surname, given = syllables(name)
    joined = "".join(surname)
    return [*surname, *given, joined + "".join(given), "".join(given), "".join(given) + joined]


def _latin(surname: str, given: str) -> list[str]:
    joined_surname, joined_given = surname.replace(" ", ""), given.replace(" ", "")
    return [surname, given, joined_surname + joined_given, joined_given + joined_surname]


def _tails(number: str) -> list[str]:
    plain = number if number.isalnum() else "".join(filter(str.isalnum, number))
    if not plain:
        return []
    digits = plain.lstrip("0")
    national = [digits[2:], digits[1:]] if number.startswith("+") else []
    return [plain, plain[-TAIL:], plain[-LONG_TAIL:], *national]
