"""What the persons of one incident say, each text once, with a number for it."""

from collections.abc import Callable
from typing import Final

from situationroom.matching import chinese
from situationroom.matching.arrays import Numbers
from situationroom.matching.growing import Growing
from situationroom.matching.name_keys import name_keys
from situationroom.matching.names import Name, name_of, without_titles
from situationroom.matching.scripts import fold
from situationroom.matching.words import Words

_LOOKALIKE: Final = str.maketrans("OQDISBZ", "0001582")
_RELATIVES: Final = frozenset("父母妈爸夫妻兄弟姐妹儿女属友亲爷奶先生士")
Told = tuple[str, str, str, tuple[str, ...]]


class Codes:
    """Numbers for texts that are compared whole; equal text, equal number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        """The text's number; -1 for no text."""
        if not text:
            return -1
        found = self.numbers.setdefault(text, len(self.texts))
        if found == len(self.texts):
            self.texts.append(text)
        return found


class Memory(dict[str, int]):
    """Remembers what a function answered for each text."""

    def __init__(self, answer: Callable[[str], int]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, text: str) -> int:
        found = self[text] = self._answer(text)
        return found


class Vocabulary:
    """What the persons of one incident say, each text once. It only ever grows.

    The memories answer for a text as it was told: ``place``, ``text`` (employers, cities),
    ``paper``, ``email``, ``kin``, ``date`` (year * 10000 + month * 100 + day).
    """

    def __init__(self) -> None:
        self.words = Words()
        self.names: list[Name] = []
        self.name_keys: list[tuple[int, ...]] = []
        self.place_words: list[tuple[int, ...]] = [()]
        self._name_numbers: dict[Told, int] = {}
        self._name_parts, self.many_forms = Growing(-1, 5), Growing(0)
        self._digits = Growing(8)
        self._lookalikes, self._users, self.han_letters = Growing(), Growing(), Growing(0, 2)
        self.han, self.papers, self.lookalikes, self.kinds = Codes(), Codes(), Codes(), Codes()
        self.emails, self.users, self.texts, self.places = Codes(), Codes(), Codes(), Codes()
        self.place = Memory(lambda text: self._place(plain_text(text)))
        self.text = Memory(lambda text: self.texts.number(plain_text(text)))
        self.paper, self.email = Memory(self._paper), Memory(self._email)
        self.kin, self.date = Memory(self._kin), Memory(date_number)

    def name(self, told: Told) -> int:
        """The number of a name (native, surname, given names, others) with all its forms."""
        found = self._name_numbers.get(told)
        return found if found is not None else self._add_name(told)

    def _add_name(self, told: Told) -> int:
        number, name, words = len(self.names), name_of(told), self.words.number
        self._name_numbers[told] = number
        self.names.append(name)
        self.name_keys.append(name_keys(name, self.words))
        self.many_forms.append(bool(name.others) or len(name.tokens) > 2 or name.unvowelled)
        han = self._han(name.han_surname), self._han(name.han_given)
        self._name_parts.append((words(name.surname), words(name.given), *han, int(name.told)))
        return number

    def name_parts(self, names: Numbers) -> Numbers:
        """Columns for name numbers: surname, given, both in hanzi, whether Latin was told."""
        return self._name_parts.view[names]

    def _han(self, text: str) -> int:
        known = len(self.han.texts)
        found = self.han.number(text)
        if found == known:
            letters = [0, 0, *map(ord, text)] if len(text) < 3 else [0, 0]
            self.han_letters.append((letters[-2], letters[-1]))
        return found

    def _place(self, text: str) -> int:
        """Its longer words are noted too; the last entry stands for no place."""
        known = len(self.places.texts)
        found = self.places.number(text)
        if found == known:
            words = [word for word in text.split() if len(word) > 2 and word.isascii()]
            self.place_words[-1:] = [tuple(self.texts.number(w) + 1 for w in words[:8]), ()]
        return found

    def _paper(self, told: str) -> int:
        known, plain = len(self.papers.texts), plain_paper(told)
        found = self.papers.number(plain)
        if found == known:
            plain = plain.translate(_LOOKALIKE)
            if plain not in self.lookalikes.numbers and plain:
                self._digits.append(sum(map(str.isdigit, plain)))
            self._lookalikes.append(self.lookalikes.number(plain))
        return found

    def digits(self, lookalikes: Numbers) -> Numbers:
        """How many digits these document numbers have."""
        return self._digits.view[lookalikes]

    def kind(self, type_: str, issuer: str) -> int:
        """The number of a kind of document of one country."""
        return self.kinds.number(f"{type_} {issuer}")

    def lookalike(self, papers: Numbers) -> Numbers:
        """Document numbers in which letters and digits that look alike are one."""
        return self._lookalikes.view[papers]

    def _email(self, told: str) -> int:
        known = len(self.emails.texts)
        found = self.emails.number(told.strip().lower())
        if found == known:
            user = "".join(filter(str.isalnum, told.lower().partition("@")[0]))
            self._users.append(self.users.number(user if len(user) >= 5 else ""))
        return found

    def user(self, emails: Numbers) -> Numbers:
        """What stands before the @."""
        return self._users.view[emails]

    def _kin(self, told: str) -> int:
        """A kin's whole name; 'Ms Xu' or '母亲' alone would join half the country."""
        han = chinese.simplified(told)
        if han:
            whole = len(han) > 1 and not set(han) & _RELATIVES
            return self.words.number(chinese.mandarin(han)) if whole else -1
        plain = without_titles(fold(told))
        return self.words.number(plain) if " " in plain else -1


def plain_paper(number: str) -> str:
    """A document number in capitals and digits only."""
    return (number if number.isalnum() else "".join(filter(str.isalnum, number))).upper()


def plain_text(text: str) -> str:
    """A place or an employer: folded, every hanzi a word of its own."""
    if text.isascii():
        return fold(text)
    return f"{fold(text)} {' '.join(chinese.simplified(text))}".strip()


def date_number(text: str) -> int:
    """A possibly partial ISO date as year * 10000 + month * 100 + day; 0 for none."""
    parts = [int(part) for part in text.split("-") if part.isdigit()]
    year, month, day = (*parts, 0, 0, 0)[:3]
    return year * 10_000 + month * 100 + day
