"""Several persons in one cell become several persons or a party size, never a wrong name."""

import pytest

from situationroom.intake import people
from situationroom.intake.located import resolver
from situationroom.intake.people import read_people
from situationroom.intake.results import ColumnReading, Context
from situationroom.intake.row import Layout
from situationroom.intake.rows import understand

NAMED: dict[str, tuple[tuple[str, ...], int | None]] = {
    "张伟": (("张伟",), None),
    "张伟等3人": (("张伟",), 3),
    "张伟等三人": (("张伟",), 3),
    "张伟、李娜等5人": (("张伟", "李娜"), 5),
    "张伟、李娜、王小明": (("张伟", "李娜", "王小明"), 3),
    "张伟 李娜": (("张伟", "李娜"), 2),
    "张伟和李娜": (("张伟", "李娜"), 2),
    "张伟(父)、张小明(子)": (("张伟", "张小明"), 2),
    "王女士、李先生": (("王女士", "李先生"), 2),
    "1. 张伟 2. 李娜": (("张伟", "李娜"), 2),
    "①张伟②李娜": (("张伟", "李娜"), 2),
    "张伟 Zhang Wei、李娜 Li Na": (("张伟 Zhang Wei", "李娜 Li Na"), 2),
    "买买提·艾力、阿依古丽·买买提": (("买买提·艾力", "阿依古丽·买买提"), 2),
    "张伟及其母亲": (("张伟",), 2),
    "张伟夫妇": (("张伟",), 2),
    "张伟夫妇及女儿": (("张伟",), 3),
    "张伟和父母": (("张伟",), 3),
    "张伟一家四口": (("张伟",), 4),
    "张伟带两个孩子": (("张伟",), 3),
    "张伟（2大1小）": (("张伟",), 3),
    "张伟+2": (("张伟",), 3),
    "张伟及妻子李娜": (("张伟", "李娜"), 2),
    "张伟携妻子李娜及儿子张小明": (("张伟", "李娜", "张小明"), 3),
    "Zhang Wei + 2": (("Zhang Wei",), 3),
    "Zhang Wei x3": (("Zhang Wei",), 3),
    "Zhang Wei (3 pax)": (("Zhang Wei",), 3),
    "Zhang Wei family of 4": (("Zhang Wei",), 4),
    "Zhang Wei & wife": (("Zhang Wei",), 2),
    "Zhang Wei & wife Li Na": (("Zhang Wei", "Li Na"), 2),
    "Zhang Wei with 2 children": (("Zhang Wei",), 3),
    "Zhang Wei and his wife and two children": (("Zhang Wei",), 4),
    "Zhang Wei, Li Na": (("Zhang Wei", "Li Na"), 2),
    "Zhang Wei/Li Na": (("Zhang Wei", "Li Na"), 2),
    "ZHANG WEI/LI NA": (("ZHANG WEI", "LI NA"), 2),
    "Wei & Na ZHANG": (("Wei ZHANG", "Na ZHANG"), 2),
    "1ZHANG/WEI 2LI/NA": (("ZHANG/WEI", "LI/NA"), 2),
    "ZHANG/WEI MR/LI/NA MRS": (("ZHANG/WEI MR", "LI/NA MRS"), 2),
    "2ZHANG/WEI MR/NA MRS": (("ZHANG/WEI MR", "ZHANG/NA MRS"), 2),
    "1ZHANG/WEI .L/ABC123": (("ZHANG/WEI",), None),
    "ZHANG/XIAO(CHD)": (("ZHANG/XIAO CHD",), None),
}
ONE = (
    "张和平", "郑和", "王一家", "欧阳 建国", "张 伟", "ZHANG, Wei", "SMITH/JOHN PAUL",
    "张伟/ZHANG WEI",
    "ZHANG WEI (张伟)", "买买提·艾力", "Sandy Brown", "Anderson", "DE LA CRUZ/JUAN MR", "=1+1",
)  # fmt: skip


@pytest.mark.parametrize("told", NAMED)
def test_that_everybody_named_is_a_person_and_the_others_are_counted(told: str) -> None:
    read = read_people(told)
    assert (read.names, read.party) == NAMED[told]


@pytest.mark.parametrize("told", ONE)
def test_that_one_name_stays_one(told: str) -> None:
    assert read_people(told) == people.People((told,))


@pytest.mark.parametrize("told", ["张伟一家", "张伟等人", "Zhang Wei and family", "Smith and Sons"])
def test_that_an_uncounted_party_is_flagged(told: str) -> None:
    read = read_people(told)
    assert read.party is None and read.reason is people.PARTY_UNSURE


@pytest.mark.parametrize(
    "told", ["unknown male", "某男子", "无名氏", "Unknown", "张伟的妻子", "Zhang Wei's wife"]
)
def test_that_words_for_a_person_are_no_name(told: str) -> None:
    read = read_people(told)
    assert read.names == ("",) and read.reason is people.NOBODY_NAMED
    assert read.beside["remarks"] == told


def test_that_what_is_glued_to_a_name_is_read_beside_it() -> None:
    read = read_people("张伟 男 35岁 13800138000 E12345678")
    assert read.names == ("张伟",) and read.reason is people.MORE_THAN_NAME
    assert read.beside == {
        "sex": "男", "age": "35岁", "phone": "13800138000", "passport": "E12345678",
    }  # fmt: skip


def test_that_words_that_are_no_name_are_left_in_the_report() -> None:
    read = read_people("张伟;护照丢失")
    assert read.names == ("张伟",) and read.reason is people.NOT_A_NAME


def test_that_a_party_column_that_differs_from_the_name_is_flagged(context: Context) -> None:
    columns = (ColumnReading(0, "姓名", "name", 1.0), ColumnReading(1, "人数", "party", 1.0),
               ColumnReading(2, "求助事项", "description", 1.0))  # fmt: skip
    layout = Layout(context, columns, resolver(context))
    read = understand(layout, 1, ["张伟等3人", "5", "撤离"])
    assert [(p.field, p.told, p.column) for p in read.problems] == [("party", "5", 1)]
    assert understand(layout, 1, ["张伟等3人", "3", "撤离"]).problems == ()


def test_that_persons_nobody_names_are_said_where_no_request_counts_them(context: Context) -> None:
    columns = (ColumnReading(0, "护照号", "passport", 1.0), ColumnReading(1, "姓名", "name", 1.0))
    layout = Layout(context, columns, resolver(context))
    (problem,) = understand(layout, 1, ["E61234567", "张伟及其母亲"]).problems
    assert (problem.field, problem.column) == ("name", 1)
    assert problem.reason.values == {"count": 2, "named": 1}
