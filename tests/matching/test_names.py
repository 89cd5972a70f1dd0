"""Which names are one name, and how they agree."""

import numpy as np
import pytest

from situationroom.matching.compare_names import Side, name_levels
from situationroom.matching.features import prepare
from situationroom.matching.levels import FIELDS
from situationroom.matching.other_forms import better_forms
from situationroom.matching.scripts import fold, skeleton, sound
from tests.matching.facts import somebody


def levels(one: str, two: str) -> tuple[str, str]:
    """How surname and given name of two names agree ('' where one tells none)."""
    features = prepare([somebody(1, one), somebody(2, two)])
    a, b = Side(features, np.array([0])), Side(features, np.array([1]))
    found = name_levels(features.vocabulary, a, b)
    better_forms(features.vocabulary, a, b, found.surname, found.given)
    names = ("", *(level.name for level in FIELDS["given"]))
    return names[found.surname[0]], names[found.given[0]]


AGREE = {"written", "sound", "variant", "near"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("陳偉", "陈伟"),
        ("王伟", "WANG, Wei"),
        ("王伟", "Wei, WANG"),
        ("张晓东", "ZHANG, Xiao Dong"),
        ("张晓东", "ZHANG, Xiao-dong"),
        ("张国华", "CHANG, Kuo-hua"),
        ("徐志摩", "HSU, Chih-mo"),
        ("吕布", "LYU, Bu"),
        ("吕布", "LV, Bu"),
        ("吕布", "LÜ, Bu"),
        ("单一诺", "SHAN, Yinuo"),
        ("欧阳静", "OUYANG, Jing"),
        ("乐平", "YUE, Ping"),
        ("陈大文", "CHAN, Tai Man"),
        ("黄志强", "WONG, Chi Keung"),
        ("刘德华", "LIU, Jackie Tak Wah"),
        ("陈志明", "TAN, Chee Beng"),
        ("林美玲", "LIM, Bee Leng"),
        ("朴智敏", "PARK, Ji-min"),
        ("김민수", "KIM, Min-su"),
        ("NGUYỄN, Văn An", "NGUYEN, VAN AN"),
        ("NGUYEN, Van An", "An, Nguyen Van"),
        ("محمد أحمد", "AHMED, Mohammed"),
        ("حسين علي", "ALI, Hussein"),
        ("خالد بن عبد الرحمن", "ABDULRAHMAN, Khaled"),
        ("Иванов Александр", "IVANOV, Aleksandr"),
        ("Щербаков Юрий", "SHCHERBAKOV, Yuriy"),
        ("Саша Иванов", "IVANOV, Aleksandr"),
        ("YILMAZ, Gülşen", "YILMAZ, GULSEN"),
        ("KAYA, Mehmet", "KAYA, Memo"),
        ("MÜLLER, Jörg", "MUELLER, JOERG"),
        ("SØRENSEN, Øystein", "SOERENSEN, OEYSTEIN"),
        ("GROß, Hans", "GROSS, HANS"),
        ("SMITH, William", "SMITH, Bill"),
        ("O'BRIEN, Sean", "OBRIEN, Sean"),
        ("DE LA CRUZ, Maria", "DELACRUZ, Maria"),
    ],
)
def test_that_one_name_in_two_forms_agrees(one: str, two: str) -> None:
    assert set(levels(one, two)) <= AGREE
    assert set(levels(two, one)) <= AGREE


@pytest.mark.parametrize(
    ("one", "two", "given"),
    [
        ("张志强", "张志明", "half"),
        ("王小红", "王晓红", "homophone"),
        ("李小明", "李明", "part"),
        ("SMITH, John Paul", "SMITH, John", "part"),
        ("SMITH, John Paul", "SMITH, J", "part"),
        ("SMITH, Jonathan", "SMITH, Jonahtan", "near"),
        ("ZHANG, Wei", "ZHANG, Wen", "other"),
        ("李娜", "LI, Min", "other"),
        ("陈大文", "CHAN, Siu Ming", "other"),
    ],
)
def test_that_given_names_differ_by_degrees(one: str, two: str, given: str) -> None:
    assert levels(one, two)[1] == given


def test_that_a_single_word_may_be_either_name() -> None:
    assert levels("Jing,", "OUYANG, Jing") == ("", "written")
    assert levels("OUYANG,", "OUYANG, Jing") == ("written", "")


def test_that_letters_of_any_script_fold_to_plain_ones() -> None:
    assert fold("Łódź ÇELİK-Øye d’Arc") == "lodz celik oye darc"
    assert sound(fold("Müller")) == sound(fold("MUELLER"))
    assert skeleton(fold("محمد")) == skeleton(fold("Mohammed")) == skeleton(fold("Muhamad"))
