"""Records that are made quickly are the same frozen records."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from situationroom.models import Person
from situationroom.models.made_quickly import made_quickly
from situationroom.models.person import Phone


@made_quickly
@dataclass(frozen=True, slots=True)
class Parent:
    name: str


@made_quickly
@dataclass(frozen=True, slots=True)
class Child(Parent):
    seen: dict[str, int] = field(default_factory=dict)
    marks: tuple[int, ...] = ()


def test_that_fields_and_defaults_are_those_of_the_dataclass() -> None:
    child = Child("a", marks=(1,))
    assert (child.name, child.seen, child.marks) == ("a", {}, (1,))
    assert Child("a").seen is not Child("a").seen
    assert [f.name for f in fields(Child)] == ["name", "seen", "marks"]
    assert repr(child) == "Child(name='a', seen={}, marks=(1,))"


def test_that_what_was_made_is_frozen_and_of_its_own_class() -> None:
    person = Person(0, native_name="张伟")
    assert type(person) is Person
    with pytest.raises(FrozenInstanceError):
        person.native_name = "李娜"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del person.native_name


def test_that_equality_hash_copies_and_changes_stay() -> None:
    person = Person(0, native_name="张伟", phones=(Phone("+8613800138000"),))
    assert person == Person(0, native_name="张伟", phones=(Phone("+8613800138000"),))
    assert hash(person) == hash(copy.deepcopy(person))
    assert pickle.loads(pickle.dumps(person)) == person  # noqa: S301 (made one line above)
    assert replace(person, city="Ankara").city == "Ankara"


def test_that_a_missing_or_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Child()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="unknown"):
        Child("a", unknown=1)  # type: ignore[call-arg]
