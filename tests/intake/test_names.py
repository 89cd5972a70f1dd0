"""Names of all peoples: the surname where it can be known, a doubt where it cannot."""

import pytest

from situationroom.intake import names
from situationroom.intake.names import read_name, read_parts
from situationroom.models.vocabulary import Need, Sex

WRITTEN = {
    "ZHANG/WEIMR": ("", "ZHANG", "WEI"),
    "张伟(ZHANG WEI)": ("张伟", "ZHANG", "WEI"),
    "张伟/ZHANG WEI": ("张伟", "ZHANG", "WEI"),
    "阿依古丽•买买提": ("阿依古丽·买买提", "", ""),
    "CHAN Tai Man Peter": ("", "CHAN", "TAI MAN PETER"),
    "田中さくら": ("田中さくら", "", ""),
    "田中 太郎": ("田中太郎", "", ""),
    "김철수": ("김철수", "", ""),
    "Min-jun Kim": ("", "KIM", "MIN-JUN"),
    "Wei-Ting Chen": ("", "CHEN", "WEI-TING"),
    "Nguyen Van An": ("", "NGUYEN", "VAN AN"),
    "สมชาย ใจดี": ("สมชาย ใจดี", "", ""),
    "محمد بن سلمان": ("محمد بن سلمان", "", ""),
    "GARCIA LOPEZ, MARIA JOSE": ("", "GARCIA LOPEZ", "MARIA JOSE"),
    "Иванов Иван Иванович": ("Иванов Иван Иванович", "", ""),
    "司马相如老师": ("司马相如", "", ""),
    "LÜ Wei": ("", "LYU", "WEI"),
    "MÜLLER Hans": ("", "MÜLLER", "HANS"),
    "𠮷田太郎": ("𠮷田太郎", "", ""),
    "张\u200b伟": ("张伟", "", ""),
    "\u202e张伟\u202c": ("张伟", "", ""),
    "ＺＨＡＮＧ　ＷＥＩ": ("", "ZHANG", "WEI"),
    "葛\U000e0100城": ("葛\U000e0100城", "", ""),
    "P<CHNZHANG<<WEI<<<": ("", "ZHANG", "WEI"),
}
GUESSED = {
    "Mohammed bin Salman Al Saud": ("AL SAUD", "MOHAMMED BIN SALMAN"),
    "Ivan Ivanovich Petrov": ("PETROV", "IVAN IVANOVICH"),
    "Ludwig van Beethoven": ("VAN BEETHOVEN", "LUDWIG"),
    "Zhang Wei": ("ZHANG", "WEI"),
}
NICKNAMES = ("小王", "王总", "李姐", "老张", "王女士", "张医生", "欧阳女士", "张某", "王XX", "李")


@pytest.mark.parametrize("told", WRITTEN)
def test_that_a_name_of_any_people_is_read(told: str) -> None:
    read = read_name(told)
    assert (read.native, read.surname, read.given) == WRITTEN[told]
    assert read.reason is None


@pytest.mark.parametrize("told", GUESSED)
def test_that_a_guessed_surname_is_said(told: str) -> None:
    read = read_name(told)
    assert ((read.surname, read.given), read.reason) == (GUESSED[told], names.ORDER_UNSURE)


@pytest.mark.parametrize("told", NICKNAMES)
def test_that_a_nickname_is_kept_as_told_and_flagged(told: str) -> None:
    read = read_name(told)
    assert (read.native, read.reason) == (told, names.NO_FULL_NAME)


def test_that_a_title_is_no_part_of_a_name_but_tells_of_its_bearer() -> None:
    assert (read_name("张伟先生").native, read_name("张伟先生").sex) == ("张伟", Sex.MALE)
    assert read_name("ZHANG/NA MRS").sex is Sex.FEMALE
    assert read_name("ZHANG/XIAO CHD").minor is Need.CHILD
    assert read_name("ZHANG/BAO INF").minor is Need.INFANT
    assert read_name("Dr. Li Na").sex is None


def test_that_swapped_columns_are_put_right_only_where_the_native_name_proves_it() -> None:
    proved, doubted = read_parts("WEI", "ZHANG", "张伟"), read_parts("Zihan", "LYU")
    assert (proved.surname, proved.given, proved.reason) == ("ZHANG", "WEI", names.SWAPPED)
    assert (doubted.surname, doubted.given) == ("ZIHAN", "LYU")
    assert doubted.reason is names.MAYBE_SWAPPED
    assert read_parts("小明", "张").native == "张小明"
    assert read_parts("欧阳", "娜娜") == names.NameReading("欧阳娜娜")


def test_that_a_story_is_no_name() -> None:
    read = read_name("张伟 " + "昨天在机场走失了请帮忙寻找" * 20)
    assert read.reason is names.NAME_TOO_LONG and len(read.native) <= names.LONGEST
