"""Names from right to left in lines from left to right."""

from situationroom.models.person import Person
from situationroom.views.bidi import LEFT_TO_RIGHT_MARK, both_names, in_order, left_to_right


def test_that_an_arabic_name_does_not_turn_its_line_around() -> None:
    person = Person(7, native_name="محمد", surname="Ali", given_names="Omar")
    assert both_names(person) == f"{LEFT_TO_RIGHT_MARK}محمد ALI, Omar"


def test_that_other_names_are_left_as_they_are() -> None:
    assert left_to_right("王芳 WANG, Fang") == "王芳 WANG, Fang"
    assert both_names(Person(7)) == Person(7).case


def test_that_a_number_after_a_hebrew_name_stays_behind_it() -> None:
    mark = LEFT_TO_RIGHT_MARK
    said = in_order("Danger zone אזור סכנה: 37 persons inside")
    assert said == f"{mark}Danger zone אזור סכנה{mark}: 37 persons inside"
    assert in_order("Danger zone 安塔利亚: 37") == "Danger zone 安塔利亚: 37"
