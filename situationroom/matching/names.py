"""One person's name in the forms in which others may tell it."""

from dataclasses import dataclass

from situationroom.matching import chinese
from situationroom.matching.scripts import fold

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mstr", "dr", "prof", "herr", "frau", "bay", "bayan", "mme")
)


_PARTICLES = frozenset(("bin", "bn", "ibn", "bint", "binti", "al", "el", "ul"))


@dataclass(frozen=True, slots=True)
class Name:
    """``surname`` and ``given`` in folded Latin; ``han_*`` in simplified hanzi.

    ``told`` is False when the Latin form is only the pinyin of the hanzi. ``others`` holds
    further Latin forms: transliterations, other names, married names. A name of one word stands
    in ``surname``. ``unvowelled``: told in Arabic letters, which leave out short vowels.
    """

    surname: str = ""
    given: str = ""
    han_surname: str = ""
    han_given: str = ""
    told: bool = False
    others: tuple[tuple[str, str], ...] = ()
    unvowelled: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """All words of the Latin form."""
        return (*self.surname.split(), *self.given.split())


def name_of(told: tuple[str, str, str, tuple[str, ...]]) -> Name:
    """The forms of a name told as native name, surname, given names and other names."""
    native, surname, given, others = told
    han = chinese.simplified(native) or chinese.simplified(surname + given)
    han_surname, han_given = chinese.split_han(han)
    latin = _latin(surname, given)
    spoken = (
        chinese.mandarin(han_surname, surname=True) if han_surname else "",
        chinese.mandarin(han_given) if han_given else "",
    )
    foreign = () if han or not native else (_foreign(native),)
    further = (*foreign, *(_other(text) for text in others))
    arabic = any("\u0620" <= char <= "\u06d3" for char in native)
    if latin != ("", ""):
        if han and latin != spoken:
            further = (*further, spoken)
        return Name(*latin, han_surname, han_given, True, _without(latin, further), arabic)
    if han:
        return Name(*spoken, han_surname, han_given, False, _without(spoken, further))
    first = foreign[0] if foreign else ("", "")
    return Name(*first, told=bool(foreign), others=_without(first, further), unvowelled=arabic)


def _foreign(native: str) -> tuple[str, str]:
    """A name in another script; Korean ones stand without a space, the surname first."""
    if 1 < len(native) <= 4 and all("가" <= char <= "힣" for char in native):
        korean = chinese.table("surnames_hangul").get(native[0], (fold(native[0]),))
        return korean[0], fold(native[1:])
    return _split(fold(native))


def _latin(surname: str, given: str) -> tuple[str, str]:
    first, second = without_titles(fold(surname)), without_titles(fold(given))
    return (first, second) if first else (second, "")


def _split(text: str) -> tuple[str, str]:
    """The last word as surname; the order is not known, and comparing does not rely on it."""
    words = without_titles(text).split()
    return (words[-1], " ".join(words[:-1])) if words else ("", "")


def _other(text: str) -> tuple[str, str]:
    han = chinese.simplified(text)
    if han:
        surname, given = chinese.split_han(han)
        return chinese.mandarin(surname, surname=True), chinese.mandarin(given)
    if "," in text:
        surname, _, given = text.partition(",")
        return _latin(surname, given)
    return _split(fold(text))


def without_titles(text: str) -> str:
    """Folded words but for Mr, Bayan, bin, al; a name of nothing else stays."""
    words = text.split()
    kept = [word for word in words if word not in _TITLES]
    if len(kept) > 1 and not _PARTICLES.isdisjoint(kept):
        kept = [word for word in kept if word not in _PARTICLES] or kept
    if "abd" in kept[:-1]:
        place = kept.index("abd")
        kept[place : place + 2] = ["".join(kept[place : place + 2])]
    return " ".join(kept or words)


def _without(
    first: tuple[str, str], further: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(form for form in further if form not in (first, ("", ""))))
