"""Every different word of the names once, with a number for what it is and how it sounds."""

import json
from functools import cache, lru_cache

from situationroom.matching.arrays import Numbers
from situationroom.matching.chinese import han_sound
from situationroom.matching.growing import Growing
from situationroom.matching.scripts import skeleton, sound
from situationroom.settings import resource

KEYS = ("joined", "sound", "han", "skeleton", "nick")


class Words:
    """Numbers for words, growing as names arrive. Equal numbers in a key: equal in that way.

    ``joined`` ignores spaces, ``sound`` schools of spelling, ``han`` pinyin against Wade-Giles,
    ``skeleton`` the vowels, ``nick`` pet names. -1 where a word has no such key.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.words: list[str] = []
        self.spread: dict[str, tuple[int, ...]] = {}  # what name_keys made of a word
        self._keys = {key: Growing() for key in (*KEYS, "canon")}
        self._known: dict[tuple[str, str], int] = {}

    def number(self, word: str) -> int:
        """The word's number; -1 for no word."""
        if not word:
            return -1
        found = self.numbers.get(word)
        return found if found is not None else self._add(word)

    def _add(self, word: str) -> int:
        number = self.numbers[word] = len(self.words)
        self.words.append(word)
        joined = word.replace(" ", "")
        values = (joined, sound(word), han_sound(word), skeleton(word), nickname(joined))
        numbers = {key: self._numbered(key, v) for key, v in zip(KEYS, values, strict=True)}
        numbers["canon"] = numbers["han"] if numbers["han"] >= 0 else numbers["sound"]
        for key, value in numbers.items():
            self._keys[key].append(value)
        return number

    def _numbered(self, key: str, value: str) -> int:
        return self._known.setdefault((key, value), len(self._known)) if value else -1

    def last(self, name: str, number: int) -> int:
        """That key of one word."""
        return self._keys[name].at(number)

    def key(self, name: str) -> Numbers:
        """That key of every word, by the word's number; the last element stands for no word.

        ``canon`` is ``han`` where there is one and ``sound`` elsewhere.
        """
        return self._keys[name].view


@cache
def _groups() -> dict[str, str]:
    data = json.loads(resource("names/nicknames.json").read_text(encoding="utf-8"))
    first: dict[str, str] = {}
    for group in data["groups"]:
        words = group.split()
        known = next((first[word] for word in words if word in first), words[0])
        first.update(dict.fromkeys(words, known))
    return first


@lru_cache(maxsize=200_000)
def nickname(word: str) -> str:
    """The name a pet name stands for: 'bill' -> 'william'; '' for a word that is none."""
    return _groups().get(word, "")
