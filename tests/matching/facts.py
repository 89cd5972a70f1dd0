"""Short words for persons in tests of matching."""

from collections.abc import Sequence
from typing import Any

from situationroom.matching import Pair, index, pairs, prepare
from situationroom.models import Person
from situationroom.models.person import Document, Phone
from situationroom.models.vocabulary import Sex


def quiet(_done: int, _total: int, _label: str) -> None:
    """A step that reports to nobody."""


def somebody(
    id_: int,
    name: str = "",
    born: str | None = None,
    passport: str = "",
    phone: str = "",
    **more: Any,
) -> Person:
    """A person; ``name`` is 'SURNAME, given' or native."""
    surname, _, given = name.partition(",") if "," in name else ("", "", "")
    papers = (Document("P", passport, "CHN"),) if passport else ()
    phones = (Phone(phone),) if phone else ()
    more = {"native_name": "" if "," in name else name, **more}
    fields = {"surname": surname.strip(), "given_names": given.strip(), "birth_date": born, **more}
    return Person(id_, documents=papers, phones=phones, **fields)


def found(persons: Sequence[Person]) -> list[Pair]:
    """All pairs among these."""
    return pairs(index(prepare(persons)), quiet)


def verdict(one: Person, two: Person) -> str:
    """What is said of two persons in a small crowd; 'nothing' where they are not paired."""
    people = [one, two, *CROWD]
    for pair in found(people):
        if {pair.a, pair.b} == {one.id, two.id}:
            return pair.verdict
    return "nothing"


NAMES = (
    "王芳 李娜 张敏 刘静 陈杰 杨勇 赵磊 黄涛 周明 吴超 "
    "徐霞 孙平 马刚 朱玲 胡辉 郭伟 何强 高军 林洋 罗燕"
)
CROWD = [
    somebody(
        1_000 + n,
        name,
        f"19{50 + n}-{1 + n % 12:02}-{1 + n:02}",
        f"E{31_415_926 + n * 2_718_281}",
        f"+9053{11_111_111 + n * 3_141_592}",
        sex=Sex.FEMALE if n % 2 else Sex.MALE,
        city=("Istanbul", "Ankara", "Izmir")[n % 3],
    )
    for n, name in enumerate(NAMES.split())
]
"""Twenty others, so that it is known what is common."""
